"""Change what is no theme of a bank that is being worked on: its scales, bands, advice and source."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from app.quiz.bank import (
    DOES_NOT_APPLY,
    Advice,
    Background,
    Band,
    Bank,
    Choice,
    Origin,
    Question,
    find,
)
from app.quiz.drafting import moved, new_id, slug
from app.quiz.shape import unfit_id
from app.quiz.text import Text

Own = TypeVar("Own", Choice, Band, Advice, Origin)


def apart(bank: Bank) -> Bank:
    """Give each scale, choice, band, piece and part a fit id of its own; the first of several keeps theirs.

    Only a file with a fault brings others, and no field could be told from the other's.
    """
    scales = _renamed(bank.scales, "scale")
    parts = _renamed(bank.parts, "part")
    background = bank.background and replace(bank.background, choices=_own(bank.background.choices, "choice"))
    found = replace(
        bank,
        scales={
            scales[name]: replace(scale, choices=_own(scale.choices, "choice"))
            for name, scale in bank.scales.items()
        },
        parts={parts[name]: text for name, text in bank.parts.items()},
        bands=_own(bank.bands, "band"),
        advice=_own(bank.advice, "advice"),
        background=background,
    )
    if found == bank:
        return bank
    return _following(found, scales, parts)


def id_of(label: Text, stem: str, taken: Sequence[str]) -> str:
    """Return an id made of the English words of a thing, else of the French, else of a stem."""
    return new_id(slug(label.en) or slug(label.fr) or stem, {*taken, DOES_NOT_APPLY})


def asked_on(bank: Bank, scale: str) -> tuple[Question, ...]:
    """Return the questions that are answered on a scale."""
    return tuple(question for theme in bank.themes for question in theme.questions if question.scale == scale)


def without_scale(bank: Bank, name: str) -> Bank:
    """Take a scale away."""
    return replace(bank, scales={key: scale for key, scale in bank.scales.items() if key != name})


def from_part(bank: Bank, part: str) -> tuple[Advice, ...]:
    """Return the pieces of advice that come from a part of the source."""
    return tuple(piece for piece in bank.advice if part_of(piece)[0] == part)


def part_of(piece: Advice) -> tuple[str, str]:
    """Return the part of the source that a piece comes from, and the number there; "" for none."""
    part, _, number = (piece.source or "").partition(" ")
    return part, number


def beside(bank: Bank, piece: Advice) -> tuple[Advice, ...]:
    """Return the pieces for the same theme, itself among them, in the order in which they are told."""
    return tuple(one for one in bank.advice if one.theme == piece.theme)


def move_piece(bank: Bank, piece_id: str, by: int) -> Bank:
    """Move a piece so many places on (negative: back) among those for its theme; raise Absent."""
    piece = find(bank.advice, piece_id)
    own = beside(bank, piece)
    other = own[max(0, min(len(own) - 1, own.index(piece) + by))]
    steps = bank.advice.index(other) - bank.advice.index(piece)
    return replace(bank, advice=moved(bank.advice, piece_id, steps))


def in_order(bands: Sequence[Band]) -> tuple[Band, ...]:
    """Return bands from the lowest to the highest."""
    return tuple(sorted(bands, key=lambda band: band.start))


def begun_background(topic: Text, taken: Sequence[str]) -> Background:
    """Return a background question that has yet to be written."""
    return Background(id_of(topic, "background", taken), topic, Text("", ""), ())


def _own(things: Sequence[Own], stem: str) -> tuple[Own, ...]:
    given = _given([thing.id for thing in things], stem)
    return tuple(
        thing if thing.id == name else replace(thing, id=name)
        for thing, name in zip(things, given, strict=True)
    )


def _renamed(things: Mapping[str, object], stem: str) -> Mapping[str, str]:
    return dict(zip(things, _given(list(things), stem), strict=True))


def _given(ids: Sequence[str], stem: str) -> list[str]:
    """Return ids that are fit and each there once."""
    met: set[str] = {DOES_NOT_APPLY}
    given = []
    for name in ids:
        is_fit = name not in met and unfit_id(name) is None
        given.append(name if is_fit else new_id(slug(name) or stem, met | set(ids)))
        met.add(given[-1])
    return given


def _following(bank: Bank, scales: Mapping[str, str], parts: Mapping[str, str]) -> Bank:
    """Let questions and advice refer to scales and parts by the names that these have now."""

    def asked(question: Question) -> Question:
        return replace(question, scale=scales.get(question.scale, question.scale))

    def said(piece: Advice) -> Advice:
        part, number = part_of(piece)
        return replace(piece, source=f"{parts[part]} {number}".strip()) if part in parts else piece

    themes = tuple(
        replace(theme, questions=tuple(asked(question) for question in theme.questions))
        for theme in bank.themes
    )
    return replace(bank, themes=themes, advice=tuple(said(piece) for piece in bank.advice))
