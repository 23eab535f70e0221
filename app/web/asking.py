"""Make the form of a page of questions from a bank's values: a taker's, or a trainer's in preview."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from wtforms import Field, RadioField
from wtforms.validators import AnyOf, InputRequired

from app.quiz.bank import Answers, Bank
from app.web.forms import Form

PREFIX = "q-"
"""Stands before a question's id, so that no id can take the name of a form's own attribute."""


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


def form_class(bank: Bank, page: str) -> type[PageForm]:
    """Return the kind of form that asks the questions of a page; raise Absent for an unknown one."""
    fields = {PREFIX + question: _field(accepted) for question, accepted in bank.asked_on(page).items()}
    return type("AskingForm", (PageForm,), fields)


def filled(kind: type[PageForm], answers: Answers) -> PageForm:
    """Make a form of a kind, filled with the answers so far; what was sent goes before."""
    return kind(data={PREFIX + question: choice for question, choice in answers.items()})


def _field(accepted: tuple[str, ...]) -> RadioField:
    return RadioField(
        # The page shows the bank's choices, and AnyOf holds the answer to them.
        validate_choice=False,
        validators=[
            InputRequired(lazy_gettext("Choose an answer.")),
            AnyOf(accepted, lazy_gettext("Choose one of the answers on this page.")),
        ],
    )
