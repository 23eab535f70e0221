"""Say who changed what of a draft, and where."""

from app.quiz.bank import Bank
from app.store.drafts import Edit
from app.trainer.words import EDITS
from app.web.language import language


def place_of(bank: Bank, edit: Edit) -> str:
    """Name the theme or the piece of advice that was changed; "" where the change had no such place.

    What is no longer there is called by its id.
    """
    things = (*bank.themes, *bank.advice, *bank.bands)
    titles = {thing.id: thing.title[language()] for thing in things}
    return titles.get(edit.place) or edit.place


def told(edit: Edit) -> object:
    """Return the words for a change; one without words is shown as it was noted."""
    return EDITS.get(edit.what, edit.what)
