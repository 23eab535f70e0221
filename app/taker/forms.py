"""Make the form of a page from the bank's values, and a few small ones."""

import re
from collections.abc import Mapping
from functools import cache

from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, RadioField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from app.quiz.bank import Answers
from app.store.bank_tables import LONGEST_LINE
from app.store.versions import Cache
from app.web.forms import Form
from app.web.ground import bank_of, ground

PREFIX = "q-"
"""Stands before a question's id, so that no id can take the name of a form's own attribute."""


TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Invisible marks that turn the direction of what is written after them, on a trainer's page too."""


class PageForm(Form):
    """Ask the questions of one page; the words come from the bank, at rendering."""

    def asked(self) -> Mapping[str, Field]:
        """Return the fields by question id, in order."""
        return {
            name.removeprefix(PREFIX): field
            for name, field in self._fields.items()
            if name.startswith(PREFIX)
        }

    def given(self) -> dict[str, str]:
        """Return the valid answers by question id, whatever became of the others."""
        return {question: field.data for question, field in self.asked().items() if not field.errors}


class DeleteForm(Form):
    """Ask once more before everything is deleted."""

    sure = BooleanField(
        validators=[InputRequired(lazy_gettext("Tick the box if you want everything deleted."))]
    )


class UnclearForm(Form):
    """Ask what is unclear about a question, in a line that may stay empty."""

    line = StringField(
        filters=[lambda text: " ".join((text or "").split())],
        validators=[Length(max=LONGEST_LINE, message=lazy_gettext("Use 300 characters or fewer."))],
    )

    def validate_line(self, field: StringField) -> None:
        """Refuse marks that nobody sees and that turn other words round."""
        if TURNING.search(field.data or ""):
            raise ValidationError(
                lazy_gettext(
                    "Something invisible in this line turns the direction of writing. Type it again here."
                )
            )


class CodeForm(Form):
    """Ask for a one-time code."""

    code = StringField(validators=[InputRequired(lazy_gettext("Type the code you were given."))])

    @property
    def given(self) -> str:
        """Return what was typed."""
        return self.code.data or ""


def page_form(version_id: int, page: str, answers: Answers) -> PageForm:
    """Make a page's form, filled with the answers so far; raise Absent for an unknown page."""
    kind = _form_class(ground.banks, version_id, page)
    return kind(data={PREFIX + question: choice for question, choice in answers.items()})


@cache
def _form_class(_of_one_application: Cache, version_id: int, page: str) -> type[PageForm]:
    # A version never changes, so neither does its form.
    asked = bank_of(version_id).asked_on(page)
    fields = {PREFIX + question: _field(accepted) for question, accepted in asked.items()}
    return type("AskingForm", (PageForm,), fields)


def _field(accepted: tuple[str, ...]) -> RadioField:
    return RadioField(
        # The page shows the bank's choices, and AnyOf holds the answer to them.
        validate_choice=False,
        validators=[
            InputRequired(lazy_gettext("Choose an answer.")),
            AnyOf(accepted, lazy_gettext("Choose one of the answers on this page.")),
        ],
    )
