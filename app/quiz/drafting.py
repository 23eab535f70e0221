"""Change a bank that is being worked on: every change gives a new bank, and leaves ids as they are.

Things are found by their ids, never by where they stand, so that what somebody else moved or added
meanwhile makes no difference. Raise Absent for an id that leads nowhere.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import TypeVar

from app.quiz.bank import (
    Absent,
    Advice,
    Band,
    Bank,
    Choice,
    Ends,
    Identified,
    Question,
    Scale,
    Theme,
    find,
)
from app.quiz.shape import ID_LENGTH, unfit_id
from app.quiz.text import Text

UNWRITTEN = Text("", "")
"""A text that has yet to be written."""

Thing = TypeVar("Thing", bound=Identified)


def empty(bank_id: str, title: Text) -> Bank:
    """Return a bank with nothing asked yet: two scales as people know them, and two bands."""
    return Bank(
        id=bank_id,
        title=title,
        about=UNWRITTEN,
        ends=Ends(UNWRITTEN, UNWRITTEN, UNWRITTEN),
        margin=10,
        scales=dict(_SCALES),
        themes=(),
        bands=(Band("low", 0, UNWRITTEN, UNWRITTEN), Band("high", 50, UNWRITTEN, UNWRITTEN)),
        advice=(),
    )


def slug(words: str) -> str:
    """Return an id made of words: small letters without accents, digits, single hyphens; "" for none."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))[: ID_LENGTH - 10].strip("-")


def new_id(stem: str, *taken: Container[str], numbered: bool = False) -> str:
    """Return an id that was never given: the stem itself, or the stem with the next free number."""
    if not numbered and not any(stem in ids for ids in taken):
        return stem
    stem, number = stem[: ID_LENGTH - 10].rstrip("-"), 1 if numbered else 2
    while any(f"{stem}-{number}" in ids for ids in taken):
        number += 1
    return f"{stem}-{number}"


def ids_of(bank: Bank) -> set[str]:
    """Return every id that answers or trends may hang on: themes', questions', the background question's."""
    background = {bank.background.id} if bank.background else set()
    return {theme.id for theme in bank.themes} | set(bank.questions) | background


def put(things: Sequence[Thing], thing: Thing) -> tuple[Thing, ...]:
    """Return things with one in the place of that with its id, or last where there was none."""
    if all(one.id != thing.id for one in things):
        return (*things, thing)
    return tuple(thing if one.id == thing.id else one for one in things)


def without(things: Sequence[Thing], thing_id: str) -> tuple[Thing, ...]:
    """Return things without the one with an id; raise Absent."""
    find(things, thing_id)
    return tuple(one for one in things if one.id != thing_id)


def moved(things: Sequence[Thing], thing_id: str, by: int) -> tuple[Thing, ...]:
    """Return things with one moved so many places on (negative: back), at most to an end; raise Absent."""
    thing = find(things, thing_id)
    at = max(0, min(len(things) - 1, list(things).index(thing) + by))
    others = [one for one in things if one.id != thing_id]
    return (*others[:at], thing, *others[at:])


def set_before(things: Sequence[Thing], thing_id: str, other_id: str) -> tuple[Thing, ...]:
    """Return things with one moved before another, or last where there is no such other; raise Absent."""
    thing = find(things, thing_id)
    others = [one for one in things if one.id != thing_id]
    at = next((at for at, one in enumerate(others) if one.id == other_id), len(others))
    return tuple(things) if thing_id == other_id else (*others[:at], thing, *others[at:])


def put_theme(bank: Bank, theme: Theme) -> Bank:
    """Put a theme in the place of that with its id, or last."""
    return replace(bank, themes=put(bank.themes, theme))


def remove_theme(bank: Bank, theme_id: str) -> Bank:
    """Take a theme away; advice that strengthened it stays, and the check says so."""
    return replace(bank, themes=without(bank.themes, theme_id))


def move_theme(bank: Bank, theme_id: str, by: int) -> Bank:
    """Move a theme."""
    return replace(bank, themes=moved(bank.themes, theme_id, by))


def set_theme_before(bank: Bank, theme_id: str, other_id: str) -> Bank:
    """Move a theme before another, or last."""
    return replace(bank, themes=set_before(bank.themes, theme_id, other_id))


def put_question(bank: Bank, theme_id: str, question: Question) -> Bank:
    """Put a question into a theme, in the place of that with its id, or last."""
    return _theme(bank, theme_id, lambda asked: put(asked, question))


def remove_question(bank: Bank, question_id: str) -> Bank:
    """Take a question away; advice that asks for its answer stays, and the check says so."""
    return _theme(bank, theme_of(bank, question_id).id, lambda asked: without(asked, question_id))


def move_question(bank: Bank, question_id: str, by: int) -> Bank:
    """Move a question within its theme."""
    return _theme(bank, theme_of(bank, question_id).id, lambda asked: moved(asked, question_id, by))


def set_question_before(bank: Bank, question_id: str, other_id: str) -> Bank:
    """Move a question before another of its theme, or last."""
    return _theme(
        bank, theme_of(bank, question_id).id, lambda asked: set_before(asked, question_id, other_id)
    )


def send_question(bank: Bank, question_id: str, theme_id: str) -> Bank:
    """Move a question to the end of another theme; its id stays."""
    question = bank.question(question_id)
    bank.theme(theme_id)
    return put_question(remove_question(bank, question_id), theme_id, question)


def set_apart(bank: Bank) -> Bank:
    """Give each theme and question a fit id of its own; of several with one id, the first keeps it.

    Only a file with a fault brings others, and nothing could be said of one of them alone.
    """
    met, every = set[str](), ids_of(bank)

    def own(thing_id: str, stem: str) -> str:
        fit = thing_id not in met and unfit_id(thing_id) is None
        given = thing_id if fit else new_id(slug(thing_id) or stem, met, every)
        met.add(given)
        return given

    named = [replace(theme, id=own(theme.id, "theme")) for theme in bank.themes]
    apart = tuple(
        replace(theme, questions=tuple(replace(one, id=own(one.id, theme.id)) for one in theme.questions))
        for theme in named
    )
    return bank if apart == bank.themes else replace(bank, themes=apart)


def renew_question(bank: Bank, question_id: str, new: str) -> Bank:
    """Give a question a new id, for it means something new; advice that asks for its answer follows it."""
    question = replace(bank.question(question_id), id=new)
    renewed = _theme(
        bank,
        theme_of(bank, question_id).id,
        lambda asked: tuple(question if one.id == question_id else one for one in asked),
    )
    return replace(renewed, advice=tuple(_following(piece, question_id, new) for piece in bank.advice))


def theme_of(bank: Bank, question_id: str) -> Theme:
    """Return the theme that asks a question; raise Absent."""
    for theme in bank.themes:
        if any(question.id == question_id for question in theme.questions):
            return theme
    raise Absent(question_id)


def _theme(
    bank: Bank, theme_id: str, changed: Callable[[tuple[Question, ...]], tuple[Question, ...]]
) -> Bank:
    theme = bank.theme(theme_id)
    return put_theme(bank, replace(theme, questions=changed(theme.questions)))


def _following(piece: Advice, old: str, new: str) -> Advice:
    asked = piece.when.answered
    if asked is None or asked.question != old:
        return piece
    return replace(piece, when=replace(piece.when, answered=replace(asked, question=new)))


def _scale(*choices: tuple[str, str, str]) -> Scale:
    return Scale(tuple(Choice(name, points, Text(en, fr)) for points, (name, en, fr) in enumerate(choices)))


_SCALES = {
    "frequency": _scale(
        ("never", "Never", "Jamais"),
        ("rarely", "Rarely", "Rarement"),
        ("sometimes", "Sometimes", "Parfois"),
        ("often", "Often", "Souvent"),
        ("almost-always", "Almost always", "Presque toujours"),
    ),
    "agreement": _scale(
        ("strongly-disagree", "Strongly disagree", "Tout à fait en désaccord"),
        ("disagree", "Disagree", "En désaccord"),
        ("neither", "Neither agree nor disagree", "Ni d’accord ni en désaccord"),
        ("agree", "Agree", "D’accord"),
        ("strongly-agree", "Strongly agree", "Tout à fait d’accord"),
    ),
}
