"""Say who changed what of a draft, and where."""

from app.quiz.bank import Bank
from app.store.drafts import Edit
from app.trainer.words import EDITS
from app.web.language import language


def place_of(bank: Bank, edit: Edit) -> str:
    """Name the theme, piece of advice or band that was changed; "" where the change had no such place.

    What is no longer there is called by its id.
    """
    titles = {
        **{theme.id: theme.title for theme in bank.themes},
        **{piece.id: piece.title for piece in bank.advice},
        **{band.id: band.title for band in bank.bands},
    }
    title = titles.get(edit.place)
    return title[language()] or edit.place if title else edit.place


def told(edit: Edit) -> object:
    """Return the words for a change; one without words is shown as it was noted."""
    return EDITS.get(edit.what, edit.what)
