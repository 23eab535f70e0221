"""Find a place for everything in the spectrum's picture, and for the land what the words leave.

Rows are laid from the foot of the sheet upwards: the author's terms, the arrow, the bands' titles.
They do not move with the place, so that two pictures of one bank can be laid side by side.
"""

from dataclasses import dataclass, replace

from app.charts.land import Land
from app.charts.lettering import SMALLEST, Anchor, Label, cut, fold, measure, wrap
from app.charts.titles import GAP, LINE, Titles, all_titles, depth, embolden, one_title, titles_of
from app.charts.words import quoted
from app.quiz.bank import Bank
from app.quiz.text import Language

THICKEST = 66.0
THINNEST = 40.0
"""Px of land from the horizon's mean height to its foot: at most, and at least under many rows of words."""

SKY = 26.0
"""Px from "You, today" down to the horizon's mean height, at least."""

PLATE = 6.0
"""Px of plate to either side of the words that stand on the land itself."""

FOOTING = 19.0
"""Px from a line of words up to what stands above it."""

COUNTING = 17.0
"""Px that a row of counts under the land takes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the measures of a picture in px, and whether every band is named on it or only the person's.

    `side` is free at either end of the land; `you` is the size of "You, today", `marker` the radius of the
    marker, `stem` how far the words stand above the horizon where there is room, `swell` how high it waves.
    """

    width: int
    height: int
    side: float
    you: float
    marker: float
    stem: float
    swell: float
    all_bands: bool

    def within(self, label: Label, inset: float = 0) -> Label:
        """Return a label pulled in to where the land ends, or `inset` px further."""
        return label.within(self.side + inset, self.width - self.side - inset)


WIDE = Sheet(736, 208, side=10, you=16, marker=7, stem=58, swell=8, all_bands=True)
NARROW = Sheet(288, 208, side=10, you=15, marker=6.5, stem=46, swell=5, all_bands=False)


@dataclass(frozen=True, slots=True)
class Said:
    """Hold the words of a picture that are not the bank's: at its markers, under its land, and its notes.

    `counts` has the words under each band's ground, or is empty.
    """

    you: str
    then: str
    notes: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold where everything goes; `titles` has the lines of each named band, `arrow` is px from the top."""

    land: Land
    you: Label
    then: Label | None
    titles: Titles
    arrow: float
    terms: tuple[Label, ...]
    notes: tuple[Label, ...]
    counts: tuple[Label, ...]


def plan(
    bank: Bank, language: Language, sheet: Sheet, said: Said, *, shown: int | None, then: int | None
) -> Plan:
    """Lay out a bank's spectrum for the places `shown` (in the middle without one) and `then` (0-100)."""
    land = Land(sheet.side, sheet.width - sheet.side, 0, 0, sheet.swell)
    terms, notes = _ends(bank, language, sheet, said.notes)
    arrow = min(label.y for label in terms) - FOOTING
    counting = COUNTING if said.counts else 0
    deepest = arrow - 2 * FOOTING - counting - THINNEST - SKY - sheet.you
    titles, deep = _titles(bank, language, sheet, land, shown=shown, deepest=deepest)
    first = arrow - FOOTING - deep
    foot = first - FOOTING - counting
    horizon = max(foot - THICKEST, min(sheet.you + sheet.stem, foot - THINNEST))
    at = land.x(50 if shown is None else shown)
    you = Label(said.you, at, max(sheet.you, horizon - sheet.stem), sheet.you, bold=True)
    past = None if then is None else Label(said.then, land.x(then), foot - 9, SMALLEST)
    return Plan(
        land=replace(land, foot=foot, horizon=horizon),
        you=sheet.within(you),
        then=past and sheet.within(past, PLATE),
        titles=tuple(tuple(replace(label, y=first + label.y) for label in lines) for lines in titles),
        arrow=arrow,
        terms=terms,
        notes=notes,
        counts=tuple(
            Label(text, (title.left + title.right) / 2, foot + COUNTING, SMALLEST)
            for text, title in zip(said.counts, titles_of(bank, language, land), strict=bool(said.counts))
        ),
    )


def _titles(
    bank: Bank, language: Language, sheet: Sheet, land: Land, *, shown: int | None, deepest: float
) -> tuple[Titles, float]:
    """Return the titles to show, from height 0, and how deep (px) those of any person of this bank reach.

    Where all would reach under `deepest` (px), or do not fit, only that of the person's band is shown.
    """
    own = None if shown is None else bank.bands.index(bank.band_at(shown))
    titles = titles_of(bank, language, land)
    if sheet.all_bands and (placed := all_titles(titles)) and depth(placed) <= deepest:
        return tuple(embolden(lines, index == own) for index, lines in enumerate(placed)), depth(placed)
    alone = [one_title(titles, index) for index in range(len(titles))]
    return () if own is None else alone[own], max(depth(one) for one in alone)


def _ends(
    bank: Bank, language: Language, sheet: Sheet, said: tuple[str, ...]
) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
    """Place the author's two terms, and the notes: one between them, or all under them if they are long."""
    bottom = sheet.height - 7.0
    half = (sheet.width - GAP) / 2 - sheet.side
    low, high = (_folded(quoted(end, language), half) for end in (bank.ends.low, bank.ends.high))
    lines = [line for note in said for line in wrap(note, sheet.width - 2 * sheet.side, SMALLEST)]
    notes = tuple(
        Label(text, sheet.width / 2, bottom - LINE * (len(lines) - 1 - row), SMALLEST)
        for row, text in enumerate(lines)
    )
    between = len(notes) == 1 and all(_fits(term, notes[0].left - GAP - sheet.side) for term in (low, high))
    if notes and not between:
        bottom -= LINE * len(notes) + 2
    top = bottom - LINE * (max(len(low), len(high)) - 1)
    starts = _column(low, sheet.side, top, "start")
    return starts + _column(high, sheet.width - sheet.side, top, "end"), notes


def _folded(text: str, room: float) -> list[str]:
    lines = fold(text, room, SMALLEST, italic=True)
    return [cut(line, room, SMALLEST, italic=True) for line in lines]


def _fits(lines: list[str], room: float) -> bool:
    return all(measure(line, SMALLEST, italic=True) <= room for line in lines)


def _column(lines: list[str], x: float, top: float, anchor: Anchor) -> tuple[Label, ...]:
    return tuple(
        Label(text, x, top + LINE * row, SMALLEST, anchor, italic=True) for row, text in enumerate(lines)
    )
