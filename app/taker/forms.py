"""Make the form of a page from the bank's values."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField
from wtforms.validators import AnyOf, InputRequired

from app.quiz.bank import Answers, Bank

PREFIX = "q-"
"""Stands before a question's id, so that no id can take the name of a form's own attribute."""


class PageForm(FlaskForm):
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


class DeleteForm(FlaskForm):
    """Ask once more before everything is deleted."""

    sure = BooleanField(
        validators=[InputRequired(lazy_gettext("Tick the box if you want everything deleted."))]
    )


_forms: dict[tuple[int, str], type[PageForm]] = {}


def page_form(version_id: int, bank: Bank, page: str, answers: Answers) -> PageForm:
    """Make a page's form, filled with the answers so far; raise Absent for an unknown page."""
    kind = _forms.get((version_id, page))
    if kind is None:
        # A version never changes, so neither does its form.
        kind = _forms[version_id, page] = _form_class(bank, page)
    return kind(data={PREFIX + question: choice for question, choice in answers.items()})


def _form_class(bank: Bank, page: str) -> type[PageForm]:
    fields = {PREFIX + question: _field(accepted) for question, accepted in bank.asked_on(page).items()}
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
