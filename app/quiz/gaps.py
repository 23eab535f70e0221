"""Show a bank that is being worked on as it would be: its gaps marked, without what cannot be said."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.quiz.bank import Bank
from app.quiz.conditions import advice_flaws
from app.quiz.text import LANGUAGES, Text

GAP = Text("[no English text yet]", "[pas encore de texte français]")
"""Stands where a text is still missing."""


def shown(bank: Bank) -> Bank:
    """Return a bank whose missing texts are marked, and that leaves out the advice that has faults."""
    faulty = {path[1] for path, _ in advice_flaws(bank) if len(path) > 2 and path[0] == "advice"}
    sound = tuple(piece for at, piece in enumerate(bank.advice) if at not in faulty)
    marked: Bank = _marked(replace(bank, advice=sound))
    return marked


def _marked(value: Any) -> Any:
    if isinstance(value, Text):
        return Text(*(value[tongue] if value[tongue].strip() else GAP[tongue] for tongue in LANGUAGES))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{item.name: _marked(getattr(value, item.name)) for item in fields(value)})
    if isinstance(value, Mapping):
        return {key: _marked(held) for key, held in value.items()}
    return tuple(map(_marked, value)) if isinstance(value, tuple) else value
