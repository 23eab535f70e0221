"""Draw round against round: where a team stood each time, on one stretch of land.

Nothing joins the rounds: what lay between them is not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.charts.canvas import Canvas, line
from app.charts.land import Land
from app.charts.lettering import SMALLEST, Label, known, wrap
from app.charts.looks import SIDE, Look, is_narrow, palette_of, width_of
from app.charts.palette import Palette
from app.charts.rows import LEADING, Row, Rows, draw_rows, lay
from app.charts.scenery import draw_land
from app.charts.team_words import APART, ROUNDS_KEY
from app.charts.titles import Titles, all_titles, depth, embolden, one_title, titles_of
from app.quiz.bank import Bank
from app.quiz.changes import Stood
from app.quiz.disclosure.figures import Mean
from app.quiz.text import Language

TOP = 8.0
NAMES = 220.0
"""Px that the names of rounds are wide at most, where they stand beside: the bands' titles need room too."""

SKY, GROUND, SWELL = 12.0, 16.0, 2.0
"""Px from the last round down to the horizon, from there to the land's foot, and how high it waves."""

FOOTING = 18.0
"""Px from the land's foot to the bands' titles."""


@dataclass(frozen=True, slots=True)
class _Plan:
    rows: Rows
    land: Land
    titles: Titles
    key: tuple[Label, ...]
    height: int


def size(bank: Bank, rounds: Sequence[Stood], language: Language, look: Look) -> tuple[int, int]:
    """Return how wide and how high a picture is, in px."""
    return width_of(look), _plan(bank, rounds, language, look).height


def draw(bank: Bank, rounds: Sequence[Stood], language: Language, look: Look) -> bytes:
    """Draw the places of one or more rounds, the earliest first, with their 95 % intervals, as SVG.

    `bank` is the last one's. The row of a round that cannot be set beside it is broken, with the reason
    under it.
    """
    return _drawn(bank, rounds, language, look).svg()


def png(bank: Bank, rounds: Sequence[Stood], language: Language) -> bytes:
    """Draw the same for slides."""
    return _drawn(bank, rounds, language, "wide").png(palette_of("wide").ground)


def _drawn(bank: Bank, rounds: Sequence[Stood], language: Language, look: Look) -> Canvas:
    palette, laid = palette_of(look), _plan(bank, rounds, language, look)
    canvas = Canvas(width_of(look), laid.height)
    _draw_bounds(canvas, palette, bank, laid)
    draw_land(canvas, palette, laid.land, bank)
    draw_rows(canvas, palette, laid.rows, palette.accent)
    for label in (label for lines in laid.titles for label in lines):
        canvas.write(label, palette.ink)
    for label in laid.key:
        canvas.write(label, palette.quiet)
    return canvas


def _plan(bank: Bank, rounds: Sequence[Stood], language: Language, look: Look) -> _Plan:
    rows = lay(
        _rows(rounds, language),
        language,
        look,
        top=TOP,
        widest=NAMES,
    )
    horizon = rows.foot + SKY
    land = Land(rows.left, rows.right, horizon, horizon + GROUND, SWELL)
    titles = _titles(bank, language, look, land, rounds[-1].place)
    first = land.foot + FOOTING
    under = first + (depth(titles) if titles else -FOOTING) + LEADING + 8
    lines = wrap(ROUNDS_KEY[language], width_of(look) - 2 * SIDE, SMALLEST)
    key = tuple(Label(text, SIDE, under + LEADING * at, SMALLEST, "start") for at, text in enumerate(lines))
    placed = tuple(tuple(replace(label, y=first + label.y) for label in lines) for lines in titles)
    return _Plan(rows, land, placed, key, round(key[-1].y + 8))


def _rows(rounds: Sequence[Stood], language: Language) -> list[Row]:
    """Make a row of each round; a reason that holds for several in a row stands under the last of them."""
    last = len(rounds) - 1
    return [
        Row(
            known(one.name),
            one.place,
            hollow=at < last,
            strong=at == last,
            broken=one.why is not None,
            note=APART[language].format(one.why[language])
            if one.why and rounds[at + 1].why != one.why
            else "",
        )
        for at, one in enumerate(rounds)
    ]


def _titles(bank: Bank, language: Language, look: Look, land: Land, place: Mean | None) -> Titles:
    """Return the titles of all bands, or where there is no room for them that of the last round's."""
    titles = titles_of(bank, language, land)
    own = bank.bands.index(bank.band_at(place.value)) if place else None
    if not is_narrow(look) and (placed := all_titles(titles)):
        return tuple(embolden(lines, index == own) for index, lines in enumerate(placed))
    return () if own is None else one_title(titles, own)


def _draw_bounds(canvas: Canvas, palette: Palette, bank: Bank, laid: _Plan) -> None:
    """Carry the bounds of the bands up to the rows, but not over those that they say nothing of."""
    for x in (laid.land.x(band.start) for band in bank.bands[1:]):
        for placed in laid.rows.placed:
            if not placed.row.broken:
                canvas.stroke(line([(x, placed.top), (x, placed.foot)]), palette.track, 1)
        canvas.stroke(line([(x, laid.rows.foot), (x, laid.land.foot)]), palette.track, 1)
