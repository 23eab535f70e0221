"""Describe the taker's forms: a page of questions, a code, and the last question before all is deleted."""

import re
from functools import cache

from flask_babel import lazy_gettext
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from app.quiz.bank import Answers
from app.store.bank_tables import LONGEST_LINE
from app.store.versions import Cache
from app.web.asking import PageForm, filled, form_class
from app.web.forms import Form
from app.web.ground import bank_of, ground

TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Invisible marks that turn the direction of what is written after them, on a trainer's page too."""


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
    return filled(_form_class(ground.banks, version_id, page), answers)


@cache
def _form_class(_of_one_application: Cache, version_id: int, page: str) -> type[PageForm]:
    # A version never changes, so neither does its form.
    return form_class(bank_of(version_id), page)
