"""Be the form of a piece of advice: what it says, where it comes from, whom it leads for, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from flask import request
from flask_babel import gettext

from app.quiz.bank import DOES_NOT_APPLY, Absent, Advice, Answered, Bank, Side, When
from app.quiz.conditions import FIGURES, NUMBER, choices_of
from app.quiz.conditions_told import APPLIES_NOT
from app.quiz.drafting import theme_of
from app.quiz.parts import part_of
from app.trainer.fields import TICKED, Asked, both, flat, named, text_of
from app.trainer.sheet import Sheet, sheet
from app.web.language import language

SIDES = ("", "newcomer", "native")

WHOLE = 40
"""A list of so many questions can still be looked through; a longer one is shown theme by theme."""

AMONG = "among"
"""The field that says of which theme the questions are listed."""

Options = Sequence[tuple[str, str]]
"""Pairs of what is kept and its words."""


def piece_sheet(bank: Bank, piece: Advice) -> Sheet:
    """Return the form of a piece."""
    part, number = part_of(piece)
    when, answered = piece.when, piece.when.answered
    asked = [
        *both("title", "line"),
        *both("text"),
        Asked("part", "choice", _with(part, ["", *bank.parts])),
        Asked("nth", "line"),
        Asked("theme", "choice", _with(piece.theme or "", ["", *(theme.id for theme in bank.themes)])),
        Asked("leads", "choice", _with(piece.leads_for or "", SIDES)),
        *(Asked(key, "whole", optional=True) for key in FIGURES),
        Asked("question", "choice", _with(answered.question if answered else "", ["", *_questions(bank)])),
    ]
    figures = {key: getattr(when, key) for key in FIGURES}
    now = {
        **flat("title", piece.title),
        **flat("text", piece.text),
        "part": part,
        "nth": number,
        "theme": piece.theme or "",
        "leads": piece.leads_for or "",
        **{key: "" if figure is None else str(figure) for key, figure in figures.items()},
        "question": answered.question if answered else "",
    }
    for choice, _ in choices_on_offer(bank, piece):
        asked.append(Asked(f"a:{choice}", "tick"))
        now[f"a:{choice}"] = TICKED if answered and choice in answered.choices else ""
    return sheet(asked, now)


def choices_on_offer(bank: Bank, piece: Advice) -> Options:
    """Return what may be ticked as the answer that is asked for: the question's choices, and what is gone."""
    answered = piece.when.answered
    if answered is None:
        return []
    every = _with_all(answered.choices, choices_of(bank).get(answered.question, ()))
    return [(choice, _label(bank, answered.question, choice)) for choice in every]


def piece_of(bank: Bank, piece: Advice, values: Mapping[str, str]) -> Advice:
    """Return a piece as it was written."""
    figures = {key: int(values[key]) if values[key] else None for key in FIGURES}
    when = When(**figures, answered=_answered(bank, piece, values))
    return replace(
        piece,
        source=f"{values['part']} {values['nth']}".strip() if values["part"] else None,
        title=text_of(values, "title"),
        text=text_of(values, "text"),
        leads_for=cast("Side | None", values["leads"] or None),
        theme=values["theme"] or None,
        when=when,
    )


def parts_on_offer(bank: Bank, piece: Advice) -> Options:
    """Return the parts of the source; `piece` may name one that is gone."""
    known = [(name, words.replace(NUMBER, "…")) for name, words in named(bank.parts.items())]
    nothing, gone = gettext("Nothing in particular"), gettext("(a part that is gone)")
    return _options(nothing, known, part_of(piece)[0], gone)


def themes_on_offer(bank: Bank, piece: Advice) -> Options:
    """Return the themes; `piece` may name one that is gone."""
    known = named((theme.id, theme.title) for theme in bank.themes)
    return _options(
        gettext("No theme in particular"), known, piece.theme or "", gettext("(a theme that is gone)")
    )


def questions_on_offer(bank: Bank, piece: Advice, chosen: str, among: str) -> Options:
    """Return the questions that can be chosen here; `piece` may name one that is gone.

    Of a long list that is those of the theme `among`, the background question, the piece's and the `chosen`
    one.
    """
    asked = piece.when.answered.question if piece.when.answered else ""
    offered = _questions(bank)
    if among:
        listed = {question.id for question in bank.theme(among).questions}
        kept = listed | {asked, chosen, *([bank.background.id] if bank.background else [])}
        offered = [question for question in offered if question in kept]
    known = named((question, bank.asks(question)) for question in offered)
    return _options(gettext("Whatever was answered"), known, asked, gettext("(a question that is gone)"))


def among_asked(bank: Bank, piece: Advice, chosen: str) -> str:
    """Return the theme whose questions are listed; "" where the list is short enough for all.

    It is the one that was asked for, else that of the chosen question, of the piece, or the first.
    """
    if len(bank.questions) <= WHOLE:
        return ""
    own = theme_of(bank, chosen).id if chosen in bank.questions else piece.theme
    themes = [theme.id for theme in bank.themes]
    return next(one for one in (request.values.get(AMONG), own, *themes) if one in themes)


def sides_on_offer(bank: Bank) -> Options:
    """Return for whom a piece may lead, with who that is, in the words of the background question."""
    found = [("", gettext("Nobody in particular"))]
    for side in SIDES[1:]:
        choices = bank.background.choices if bank.background else ()
        labels = [one.label[language()] or one.id for one in choices if one.leads == side]
        found.append((side, _side(side, labels)))
    return found


def _side(side: str, labels: Sequence[str]) -> Any:
    if not labels:
        return (
            gettext("Newcomers: whose place is below 50")
            if side == "newcomer"
            else gettext("Old hands: whose place is 50 or more")
        )
    said = " / ".join(labels)
    return (
        gettext("Newcomers: who answer “%(said)s”; of the others, whose place is below 50", said=said)
        if side == "newcomer"
        else gettext("Old hands: who answer “%(said)s”; of the others, whose place is 50 or more", said=said)
    )


def _answered(bank: Bank, piece: Advice, values: Mapping[str, str]) -> Answered | None:
    asked, was = values["question"], piece.when.answered
    if not asked:
        return None
    ticked = tuple(name for name, _ in choices_on_offer(bank, piece) if values[f"a:{name}"] == TICKED)
    if was is None or asked != was.question:
        known = choices_of(bank).get(asked, ())
        ticked = tuple(choice for choice in ticked if choice in known)
    elif set(ticked) == set(was.choices):
        ticked = was.choices
    return Answered(asked, ticked)


def _label(bank: Bank, question: str, choice: str) -> str:
    if choice == DOES_NOT_APPLY:
        return APPLIES_NOT[language()].capitalize()
    try:
        label = bank.label(question, choice)
    except (Absent, KeyError):
        return str(gettext("%(choice)s (a choice that is gone)", choice=choice))
    return (label[language()] if label else "") or choice


def _questions(bank: Bank) -> list[str]:
    return [*bank.questions, *([bank.background.id] if bank.background else [])]


def _options(nothing: str, known: Options, own: str, gone: str) -> Options:
    found = [("", nothing), *known]
    return found if own in [value for value, _ in found] else [*found, (own, gone)]


def _with(own: str, known: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*known, own]))


def _with_all(own: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*known, *own]))
