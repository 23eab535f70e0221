"""Describe the forms by which banks begin, are published, retired and thrown away."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage
from wtforms import Field, StringField
from wtforms.validators import AnyOf, DataRequired, ValidationError

from app.quiz.places import begun
from app.quiz.shape import unfit
from app.quiz.text import Text
from app.trainer.fields import one_line, plain
from app.web.forms import Form
from app.web.language import language

LONGEST_FILE_NAME = 80
"""Of the name of a file that was sent, so many characters are shown."""


def _fit(_form: Any, field: Field) -> None:
    found = unfit(str(field.data or ""))
    if found:
        raise ValidationError(begun(found[0])[language()])


def _title(missing: str) -> StringField:
    return StringField(filters=[one_line], validators=[DataRequired(missing), _fit])


class TitleForm(Form):
    """Ask what a new bank is called, in both languages."""

    title_en = _title(lazy_gettext("Give it a title in English."))
    title_fr = _title(lazy_gettext("Give it a title in French."))

    @property
    def title(self) -> Text:
        """Return the title, once the form is valid."""
        return Text(self.text("title_en"), self.text("title_fr"))


class CopyForm(TitleForm):
    """Ask which version a new bank is a copy of, and what it is called."""

    of = StringField()
    there: Collection[str] = ()

    def validate_of(self, field: StringField) -> None:
        """Refuse a version that is not there (any more)."""
        if field.data not in self.there:
            raise ValidationError(lazy_gettext("Choose what to copy."))


class SureForm(Form):
    """Ask once more before something is done that one may regret."""

    sure = StringField(validators=[AnyOf(("yes",), lazy_gettext("Tick the box if this is what you want."))])


class PublishForm(Form):
    """Ask what was changed and why; carry which draft was looked at, and as it stood."""

    note = StringField(
        filters=[plain],
        validators=[DataRequired(lazy_gettext("Say what changed and why: the history shows it.")), _fit],
    )
    draft = StringField()
    seen = StringField()


def file_sent(sent: FileStorage | None) -> FileStorage | None:
    """Return the file that was chosen; None where none was."""
    return sent if sent is not None and sent.filename else None


def file_name(sent: FileStorage) -> str:
    """Return the name of a file as it may be shown: its last part, in one line, nothing invisible."""
    name = (sent.filename or "").replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in one_line(name) if sign.isprintable())
    return seen[:LONGEST_FILE_NAME] or "bank.yaml"
