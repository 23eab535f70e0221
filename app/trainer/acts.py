"""Read what a page's form was sent for: which button was pressed, and whether all that was typed has a place."""

from flask import request

from app.quiz.text import LANGUAGES
from app.store.drafts import Draft
from app.trainer.sheet import SEEN, Sheet, digest
from app.trainer.version import Gone
from app.web.forms import legible

DO = "do"
"""The name of the buttons that do more than save: "remove:often" removes what has that id."""

NEW = "new:"
"""Stands before the names of the fields of what is to be added."""


def pressed() -> tuple[str, str]:
    """Return what is to be done beside saving, and with what (an id); "" for nothing."""
    act, _, about = legible(request.form.get(DO, "")).partition(":")
    return act, about


def by() -> int:
    """Return how many places on (1) or back (-1) something is to be moved; 0 for no move."""
    return {"up": -1, "down": 1}.get(pressed()[0], 0)


def adding(form: Sheet) -> bool:
    """Tell whether something is to be added: by its button, or because something is written for it."""
    written = (form.text(asked.name) for asked in form.asked if asked.name.startswith(NEW))
    return pressed() == ("add", "") or any(written)


def is_named(form: Sheet, name: str) -> bool:
    """Tell whether a text is written in one language at least."""
    return any(form.text(f"{name}.{tongue}") for tongue in LANGUAGES)


def prove_there(draft: Draft, form: Sheet) -> None:
    """Raise Gone where somebody typed into a field of what was removed meanwhile."""
    known = {asked.name for asked in form.asked}
    for name, seen in request.form.items():
        field = name.removeprefix(SEEN)
        if name.startswith(SEEN) and field not in known:
            sent = " ".join(legible(request.form.get(field, "")).split())
            if sent and seen not in (digest(sent), digest(legible(request.form[field]).strip())):
                raise Gone(draft, field)
