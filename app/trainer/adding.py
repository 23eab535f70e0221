"""Read what a form adds, and whether all that was typed has a place still."""

from flask import request

from app.quiz.text import LANGUAGES, Text
from app.store.drafts import Draft
from app.trainer.fields import plain, text_of
from app.trainer.orders import Order, order
from app.trainer.sheet import SEEN, Sheet, digest
from app.trainer.version import Gone
from app.web.forms import legible

NEW = "new:"
"""Stands before the names of the fields of what is to be added."""


def adding(form: Sheet) -> bool:
    """Tell whether something is to be added: by its button, or because something is written for it."""
    return order() == Order("add") or any(
        form.text(asked.name) for asked in form.asked if asked.name.startswith(NEW)
    )


def new_text(form: Sheet, name: str) -> Text:
    """Return a text of what is to be added."""
    return text_of(form.values, f"{NEW}{name}")


def is_named(form: Sheet, name: str) -> bool:
    """Tell whether a text of what is to be added is written in one language at least."""
    return any(form.text(f"{NEW}{name}.{tongue}") for tongue in LANGUAGES)


def prove_there(draft: Draft, form: Sheet) -> None:
    """Raise Gone where somebody typed into a field of what was removed meanwhile."""
    known = {asked.name for asked in form.asked}
    for name, seen in request.form.items():
        field = name.removeprefix(SEEN)
        sent = plain(legible(request.form.get(field, "")))
        as_shown = (digest(sent), digest(" ".join(sent.split())))
        if name.startswith(SEEN) and field not in known and sent and seen not in as_shown:
            raise Gone(draft, field)
