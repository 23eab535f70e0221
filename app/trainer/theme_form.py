"""Be the form of a theme's page: the theme's own fields, and those of every question on the page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from app.quiz.bank import Bank, Question, Theme
from app.quiz.kinds import kind_flaws
from app.quiz.places import begun
from app.quiz.shape import number
from app.quiz.text import Text
from app.trainer.fields import TICKED, Asked, both, flat, text_of, text_or_none
from app.trainer.sheet import Sheet, sheet

KINDS = ("imperative", "myth")
ROLES = ("practice", "belief")

Flaws = Mapping[str, Sequence[Text]]
"""What is wrong, by the id of the question it is wrong with; with the theme itself under ""."""


def theme_sheet(bank: Bank, theme: Theme, questions: Sequence[Question]) -> Sheet:
    """Return the form of a theme and of some questions: its own, and others that are edited along with it."""
    asked = [*_THEME]
    now = {
        **flat("topic", theme.topic),
        **flat("title", theme.title),
        **flat("strength", theme.strength),
        "kind": theme.kind,
        **flat("myth", theme.myth),
        **flat("reality", theme.reality),
        **flat("talk", theme.talk),
        "weight": f"{theme.weight:f}",
    }
    for question in questions:
        asked += question_fields(question.id, bank, question.scale)
        now |= _values(question)
    return sheet(asked, now)


def question_fields(question_id: str, bank: Bank, scale: str = "") -> tuple[Asked, ...]:
    """Describe the fields of a question; a scale that is gone may be kept, and the check says so."""
    here = prefix(question_id)
    return (
        *both(f"{here}text"),
        Asked(f"{here}role", "choice", ROLES),
        Asked(f"{here}scale", "choice", tuple({scale: None, **bank.scales})),
        Asked(f"{here}reversed", "tick"),
        Asked(f"{here}may_not_apply", "tick"),
    )


def prefix(question_id: str) -> str:
    """Return what the names of a question's fields begin with."""
    return f"q:{question_id}:"


def theme_of(theme: Theme, values: Mapping[str, str]) -> Theme:
    """Return a theme as it was written; its questions are as they were."""
    return replace(
        theme,
        kind="myth" if values["kind"] == "myth" else "imperative",
        title=text_of(values, "title"),
        topic=text_of(values, "topic"),
        strength=text_of(values, "strength"),
        weight=number(Decimal, values["weight"]),
        myth=_optional(values, "myth", theme.myth),
        reality=_optional(values, "reality", theme.reality),
        talk=_optional(values, "talk", theme.talk),
    )


def question_of(question: Question, values: Mapping[str, str]) -> Question:
    """Return a question as it was written."""
    here = prefix(question.id)
    return replace(
        question,
        text=text_of(values, f"{here}text"),
        role="belief" if values[f"{here}role"] == "belief" else "practice",
        scale=values[f"{here}scale"],
        reversed=values[f"{here}reversed"] == TICKED,
        may_not_apply=values[f"{here}may_not_apply"] == TICKED,
    )


def flaws_of(bank: Bank, theme: Theme) -> Flaws:
    """Return what the check says of what a theme asks, for its kind, and of scales that are gone."""
    found: dict[str, list[Text]] = {}
    for path, what in kind_flaws((), theme):
        at = path[1] if len(path) > 1 else None
        found.setdefault(theme.questions[at].id if isinstance(at, int) else "", []).append(begun(what))
    for question in theme.questions:
        if question.scale not in bank.scales:
            found.setdefault(question.id, []).append(NO_SCALE)
    return found


def _values(question: Question) -> dict[str, str]:
    here = prefix(question.id)
    return {
        **flat(f"{here}text", question.text),
        f"{here}role": question.role,
        f"{here}scale": question.scale,
        f"{here}reversed": TICKED if question.reversed else "",
        f"{here}may_not_apply": TICKED if question.may_not_apply else "",
    }


def _optional(values: Mapping[str, str], name: str, was: Text | None) -> Text | None:
    # A text that a file left empty is not one that somebody took away here.
    return was if flat(name, was) == flat(name, text_of(values, name)) else text_or_none(values, name)


NO_SCALE = Text(
    "Choose a scale: the one this question had is no longer there",
    "Choisissez une échelle\N{NO-BREAK SPACE}: celle de cette question n’existe plus",
)

_THEME = (
    *both("topic", "line"),
    *both("title", "line"),
    *both("strength", "line"),
    Asked("kind", "choice", KINDS),
    *both("myth"),
    *both("reality"),
    *both("talk"),
    Asked("weight", "number"),
)
