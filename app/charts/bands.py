"""Draw the bands of a bank on its land, as they are edited: every band with its name, and where it lies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.charts.canvas import Canvas, plaque
from app.charts.lettering import SMALLEST, Label, known, measure, wrap
from app.charts.looks import SIDE, Look, is_narrow, palette_of
from app.charts.palette import Palette
from app.charts.plan import Plan, Said, Sheet, plan
from app.charts.rows import LEADING, TITLE
from app.charts.scenery import draw_land, draw_words
from app.charts.titles import titles_of
from app.charts.words import ENDS, quoted
from app.quiz.bank import Band, Bank
from app.quiz.disclosure.telling import RANGE
from app.quiz.text import LANGUAGES, Language, Text

# Lower than a person's spectrum: nobody stands on it.
WIDE = Sheet(736, 172, side=SIDE, you=0, marker=0, stem=24, swell=8, all_bands=True)
NARROW = Sheet(288, 172, side=SIDE, you=0, marker=0, stem=20, swell=5, all_bands=True)

AIR = 5.0
"""Px that stay free between two ranges side by side."""

SWATCH, BESIDE, BETWEEN = 13.0, 8.0, 12.0
"""Px: the side of a swatch, the room beside it, and that between a name and its range."""

ROW = 6.0
"""Px that stay free between two bands in the list."""

MANY = range(2, 10)

BANDS = Text(
    "The land in {count} stretches, from left to right: {bands}.",
    "Le terrain en {count} zones, de gauche à droite\N{NO-BREAK SPACE}: {bands}.",
)
BAND = Text("{title}, {range}", "{title}, {range}")


@dataclass(frozen=True, slots=True)
class _Listed:
    """Hold one band of the list under the land: its number, the lines of its name, its range."""

    number: Label
    lines: tuple[Label, ...]
    reach: Label


@dataclass(frozen=True, slots=True)
class _Plan:
    land: Plan
    listed: tuple[_Listed, ...]
    height: int


def drawable(bank: Bank) -> bool:
    """Tell whether the bands of a draft can be drawn: 2 to 9 of them, from 0 upwards and within 100."""
    starts = [band.start for band in bank.bands]
    return len(starts) in MANY and starts[0] == 0 and starts[-1] <= 100 and starts == sorted(set(starts))


def size(bank: Bank, language: Language, look: Look) -> tuple[int, int]:
    """Return how wide and how high a picture is, in px."""
    return _sheet(look).width, _plan(legible(bank), language, look).height


def draw(bank: Bank, language: Language, look: Look) -> bytes:
    """Draw the bands of a bank that is `drawable` as SVG.

    Where there is no room for all names under the land, the bands are numbered and named in a list below.
    """
    shown, palette = legible(bank), palette_of(look)
    laid = _plan(shown, language, look)
    canvas = Canvas(_sheet(look).width, laid.height)
    draw_land(canvas, palette, laid.land.land, shown)
    draw_words(canvas, palette, laid.land)
    for listed, colour in zip(laid.listed, palette.grounds(len(bank.bands)), strict=bool(laid.listed)):
        draw_swatch(canvas, palette, SIDE, listed.number.y, colour)
        for label in (listed.number, *listed.lines):
            canvas.write(label, palette.ink)
        canvas.write(listed.reach, palette.quiet)
    return canvas.svg()


def describe(bank: Bank, language: Language) -> str:
    """Say what the picture shows."""
    told = "; ".join(
        BAND[language].format(title=quoted(band.title, language), range=reach)
        for band, reach in zip(bank.bands, reaches(bank.bands, language), strict=True)
    )
    low, high = quoted(bank.ends.low, language), quoted(bank.ends.high, language)
    return " ".join(
        (
            BANDS[language].format(count=len(bank.bands), bands=told),
            ENDS[language].format(low=low, high=high),
        )
    )


def reaches(bands: Sequence[Band], language: Language) -> tuple[str, ...]:
    """Say from which shown place to which each band reaches, both held: "20 to 39"."""
    lasts = [*(band.start - 1 for band in bands[1:]), 100]
    return tuple(
        str(last) if band.start == last else RANGE[language].format(low=band.start, high=last)
        for band, last in zip(bands, lasts, strict=True)
    )


def legible(bank: Bank) -> Bank:
    """Return a bank with names that the measured font has shapes for; a band without a name has its id."""
    ends = bank.ends
    return replace(
        bank,
        bands=tuple(
            replace(band, title=_legible(Text(band.title.en or band.id, band.title.fr or band.id)))
            for band in bank.bands
        ),
        ends=replace(ends, low=_legible(ends.low), high=_legible(ends.high)),
    )


def draw_swatch(canvas: Canvas, palette: Palette, left: float, baseline: float, colour: str) -> None:
    """Draw a small square of a band's ground beside words; `left` and `baseline` are px."""
    square = plaque(left, baseline - SWATCH + 2, left + SWATCH, baseline + 2, 3)
    canvas.fill(square, colour)
    canvas.stroke(square, palette.outline, 1)


def _legible(text: Text) -> Text:
    return Text(*(known(text[language]) or "…" for language in LANGUAGES))


def _sheet(look: Look) -> Sheet:
    return NARROW if is_narrow(look) else WIDE


def _plan(bank: Bank, language: Language, look: Look) -> _Plan:
    """Name the bands under the land where all fit, else number them there and name them in a list."""
    sheet, bare = _sheet(look), Said("", "")
    said = replace(bare, counts=reaches(bank.bands, language))
    named = plan(bank, language, sheet, said, shown=None, then=None)
    rooms = titles_of(bank, language, named.land)
    if named.titles and all(
        measure(label.text, SMALLEST) + AIR <= room.right - room.left
        for label, room in zip(named.counts, rooms, strict=True)
    ):
        return _Plan(named, (), sheet.height)
    numbers = tuple(
        replace(band, title=Text(str(number), str(number))) for number, band in enumerate(bank.bands, 1)
    )
    numbered = plan(replace(bank, bands=numbers), language, sheet, bare, shown=None, then=None)
    listed, foot = _listed(bank, language, sheet)
    return _Plan(numbered, listed, round(foot))


def _listed(bank: Bank, language: Language, sheet: Sheet) -> tuple[tuple[_Listed, ...], float]:
    """Place the list under the land; return it with its foot (px)."""
    ranges = reaches(bank.bands, language)
    left = SIDE + SWATCH + BESIDE
    names = left + measure("9", TITLE, bold=True) + BESIDE
    right = sheet.width - SIDE
    room = right - names - BETWEEN - max(measure(text, SMALLEST) for text in ranges)
    listed, y = [], sheet.height + TITLE + ROW
    for number, (band, reach) in enumerate(zip(bank.bands, ranges, strict=True), 1):
        lines = wrap(band.title[language], room, TITLE)
        listed.append(
            _Listed(
                Label(str(number), left, y, TITLE, "start", bold=True),
                tuple(Label(text, names, y + LEADING * at, TITLE, "start") for at, text in enumerate(lines)),
                Label(reach, right, y, SMALLEST, "end"),
            )
        )
        y += LEADING * len(lines) + ROW
    return tuple(listed), y - TITLE + ROW
