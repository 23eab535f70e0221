"""Lay out and draw rows of means: a title each, a dot on a line from 0 to 100, and the mean in words.

On wide screens a title stands beside its line, on narrow ones above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.path import Path

from app.charts.canvas import Canvas, circle, dashes, line, plaque
from app.charts.lettering import SMALLEST, Label, measure, wrap
from app.charts.looks import SIDE, Look, is_narrow, width_of
from app.charts.palette import Palette
from app.quiz.disclosure.figures import Mean
from app.quiz.disclosure.telling import tell_mean
from app.quiz.text import Language

TITLE = 13.0
"""Size in px of a row's title."""

LEADING = 16.0
"""Px from one line of a title to the next."""

WIDEST = 300.0
"""Px that the titles beside their lines are wide at most."""

BETWEEN = 16.0
"""Px between a title, its line and its mean in words."""

WIDE_ROW, NARROW_ROW = 14.0, 34.0
"""Px that a row takes beside the lines of its title."""

RAIL, DOT = 8.0, 6.0
"""Px: how thick a row's ground from 0 to 100 is, and the radius of its dot."""


DASH, UNDER = 6.0, 19.0
"""Px: how long the dashes and gaps of a broken row are, and from its line down to its note."""

STRETCH = 0.75
"""How strongly a stretch in which a mean lies is laid (0-1)."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold what one row says; a `hollow` one is of an earlier time, a `strong` one of today.

    A `broken` one cannot be set beside the others: it has a dashed line, no mean and no words for it.
    A `note` stands under its line.
    """

    title: str
    mean: Mean | None
    hollow: bool = False
    strong: bool = False
    broken: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Hold where a row goes: its lines of words, the height of its line, and its own two ends, all in px."""

    row: Row
    titles: tuple[Label, ...]
    words: Label
    notes: tuple[Label, ...]
    y: float
    top: float
    foot: float


@dataclass(frozen=True, slots=True)
class Rows:
    """Hold rows with where their lines begin and end, all in px from the top left."""

    left: float
    right: float
    top: float
    foot: float
    placed: tuple[Placed, ...]

    def x(self, value: float) -> float:
        """Return where a value (0-100) lies across, in px."""
        return self.left + (self.right - self.left) * value / 100


def lay(rows: Sequence[Row], language: Language, look: Look, *, top: float, widest: float = WIDEST) -> Rows:
    """Place rows one under the other, from `top` (px) downwards.

    On a wide screen a title of more than `widest` px takes several lines.
    """
    narrow, width = is_narrow(look), width_of(look)
    words = ["" if row.broken else tell_mean(row.mean, language) for row in rows]
    column = max(measure(text, SMALLEST, row.strong) for row, text in zip(rows, words, strict=True))
    room = width - 2 * SIDE if narrow else widest
    titles = [wrap(row.title, room, TITLE, row.strong) for row in rows]
    beside = max(measure(text, TITLE, bold=True) for lines in titles for text in lines)
    left = SIDE + DOT if narrow else SIDE + beside + BETWEEN
    under = SIDE if narrow else left
    placed, y = [], top
    for row, lines, text in zip(rows, titles, words, strict=True):
        notes = wrap(row.note, width - SIDE - under, SMALLEST)
        height = LEADING * len(lines) + (NARROW_ROW if narrow else WIDE_ROW)
        rail = y + (LEADING * len(lines) + 10 if narrow else height / 2)
        first = y + 12 if narrow else rail + 4.5 - LEADING * (len(lines) - 1) / 2
        placed.append(
            Placed(
                row,
                tuple(
                    Label(line, SIDE, first + LEADING * at, TITLE, "start", bold=row.strong)
                    for at, line in enumerate(lines)
                ),
                Label(text, width - SIDE, rail + 4.5, SMALLEST, "end", bold=row.strong),
                tuple(
                    Label(line, under, rail + UNDER + LEADING * at, SMALLEST, "start")
                    for at, line in enumerate(notes)
                ),
                rail,
                y,
                y + height + LEADING * len(notes),
            )
        )
        y = placed[-1].foot
    return Rows(left, width - SIDE - column - BETWEEN, top, y, tuple(placed))


def draw_rows(canvas: Canvas, palette: Palette, rows: Rows, colour: str) -> None:
    """Draw every row; its marks are in `colour`."""
    for at, placed in enumerate(rows.placed):
        for label in placed.titles:
            canvas.write(label, palette.ink)
        for label in placed.notes:
            canvas.write(label, palette.quiet)
        if placed.row.broken:
            dashed = dashes((rows.left, placed.y), rows.right, DASH, DASH)
            canvas.stroke(dashed, palette.quiet, 1.5, name=f"break-{at}")
            continue
        canvas.write(placed.words, palette.ink if placed.row.mean else palette.quiet)
        if placed.row.mean:
            canvas.fill(_rail(rows.left, rows.right, placed.y), palette.track, name=f"rail-{at}")
            _draw_mean(canvas, palette, rows, placed, placed.row.mean, colour, str(at))


def _rail(left: float, right: float, y: float) -> Path:
    return plaque(left, y - RAIL / 2, right, y + RAIL / 2, min(RAIL, right - left) / 2)


def _draw_mean(
    canvas: Canvas, palette: Palette, rows: Rows, placed: Placed, mean: Mean, colour: str, name: str
) -> None:
    """Draw a dot on the line of its interval; of a mean that has only a limit, the stretch it lies in."""
    low, high, limit, y = rows.x(mean.low), rows.x(mean.high), rows.x(mean.value), placed.y
    canvas.stroke(line([(low, y), (high, y)]), colour, 2.5, name=f"interval-{name}")
    for end in (low, high):
        canvas.stroke(line([(end, y - 4), (end, y + 4)]), colour, 1.5)
    if mean.bound != "exactly":
        stretch = _rail(*((rows.left, limit) if mean.bound == "or-less" else (limit, rows.right)), y)
        canvas.fill(stretch, palette.ground)
        canvas.fill(stretch, colour, opacity=STRETCH, name=f"stretch-{name}")
        canvas.stroke(line([(limit, y - DOT), (limit, y + DOT)]), colour, 2.5)
        return
    canvas.fill(circle((limit, y), DOT), colour, name=f"dot-{name}")
    if placed.row.hollow:
        canvas.fill(circle((limit, y), DOT - 2), palette.ground, name=f"hollow-{name}")
