"""Find a place for everything in the spectrum's picture, and for the land what the words leave.

Rows are laid from the foot of the sheet upwards: the author's terms, the arrow, the bands' titles.
They do not move with the place, so that two pictures of one bank can be laid side by side.
"""

from dataclasses import dataclass, replace

from app.charts.land import Land
from app.charts.lettering import SMALLEST, Anchor, Label, cut, fold, measure
from app.charts.titles import GAP, LINE, Title, Titles, all_titles, depth, embolden, one_title
from app.charts.words import LAST_TIME, SHADED, YOU, quoted
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
class Plan:
    """Hold where everything goes; `titles` has the lines of each named band, `arrow` is px from the top."""

    land: Land
    you: Label
    then: Label | None
    titles: Titles
    arrow: float
    terms: tuple[Label, ...]
    note: Label | None


def plan(bank: Bank, language: Language, sheet: Sheet, *, shown: int, margin: int, then: int | None) -> Plan:
    """Lay out a bank's spectrum for the places `shown` and `then` (0-100) and a margin in points."""
    land = Land(sheet.side, sheet.width - sheet.side, 0, 0, sheet.swell)
    terms, note = _ends(bank, language, sheet, margin)
    arrow = min(label.y for label in terms) - FOOTING
    deepest = arrow - 2 * FOOTING - THINNEST - SKY - sheet.you
    titles, deep = _titles(bank, language, sheet, land, shown=shown, deepest=deepest)
    first = arrow - FOOTING - deep
    foot = first - FOOTING
    horizon = max(foot - THICKEST, min(sheet.you + sheet.stem, foot - THINNEST))
    you = Label(YOU[language], land.x(shown), max(sheet.you, horizon - sheet.stem), sheet.you, bold=True)
    past = None if then is None else Label(LAST_TIME[language], land.x(then), foot - 9, SMALLEST)
    return Plan(
        land=replace(land, foot=foot, horizon=horizon),
        you=sheet.within(you),
        then=past and sheet.within(past, PLATE),
        titles=tuple(tuple(replace(label, y=first + label.y) for label in lines) for lines in titles),
        arrow=arrow,
        terms=terms,
        note=note,
    )


def _titles(
    bank: Bank, language: Language, sheet: Sheet, land: Land, *, shown: int, deepest: float
) -> tuple[Titles, float]:
    """Return the titles to show, from height 0, and how deep (px) those of any person of this bank reach.

    Where all would reach under `deepest` (px), or do not fit, only that of the person's band is shown.
    """
    own = bank.bands.index(bank.band_at(shown))
    ends = [*(band.start for band in bank.bands[1:]), 100]
    titles = tuple(
        Title(band.title[language], land.x(band.start), land.x(end))
        for band, end in zip(bank.bands, ends, strict=True)
    )
    if sheet.all_bands and (placed := all_titles(titles)) and depth(placed) <= deepest:
        return tuple(embolden(lines, index == own) for index, lines in enumerate(placed)), depth(placed)
    alone = [one_title(titles, index) for index in range(len(titles))]
    return alone[own], max(depth(one) for one in alone)


def _ends(
    bank: Bank, language: Language, sheet: Sheet, margin: int
) -> tuple[tuple[Label, ...], Label | None]:
    """Place the author's two terms, and the note on the margin between them, or under them if they are long.

    Without a margin nothing is shaded, and there is no note.
    """
    bottom = sheet.height - 7.0
    half = (sheet.width - GAP) / 2 - sheet.side
    low, high = (_folded(quoted(end, language), half) for end in (bank.ends.low, bank.ends.high))
    note = Label(SHADED[language], sheet.width / 2, bottom, SMALLEST) if margin else None
    if note and not all(_fits(lines, note.left - GAP - sheet.side) for lines in (low, high)):
        bottom -= LINE + 2
    top = bottom - LINE * (max(len(low), len(high)) - 1)
    starts = _column(low, sheet.side, top, "start")
    return starts + _column(high, sheet.width - sheet.side, top, "end"), note


def _folded(text: str, room: float) -> list[str]:
    lines = fold(text, room, SMALLEST, italic=True)
    return [cut(line, room, SMALLEST, italic=True) for line in lines]


def _fits(lines: list[str], room: float) -> bool:
    return all(measure(line, SMALLEST, italic=True) <= room for line in lines)


def _column(lines: list[str], x: float, top: float, anchor: Anchor) -> tuple[Label, ...]:
    return tuple(
        Label(text, x, top + LINE * row, SMALLEST, anchor, italic=True) for row, text in enumerate(lines)
    )
