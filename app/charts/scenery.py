"""Draw the land, and who stands on it: what the pictures of a person and of a team have in common."""

from app.charts.canvas import Canvas, Point, circle, line, plaque
from app.charts.land import Land
from app.charts.lettering import Label
from app.charts.palette import Palette
from app.charts.plan import PLATE, Plan
from app.quiz.bank import Bank
from app.quiz.disclosure.figures import Mean

STEM = 2.5
HALO = 2.0
"""Px of ground that keep a mark clear of what it stands on."""


def draw_land(canvas: Canvas, palette: Palette, land: Land, bank: Bank) -> None:
    """Draw the bands as kinds of ground under one horizon, with a thin line of the page between them."""
    bounds = [*(band.start for band in bank.bands), 100]
    colours = palette.grounds(len(bank.bands))
    for start, end, colour in zip(bounds[:-1], bounds[1:], colours, strict=True):
        canvas.fill(land.ground(start, end), colour, name=f"ground-{start}")
    for bound in bounds[1:-1]:
        canvas.stroke(line([land.point(bound), (land.x(bound), land.foot)]), palette.ground, HALO)
    canvas.stroke(land.ridge(0, 100), palette.ink, 1.75, name="horizon")


def draw_words(canvas: Canvas, palette: Palette, laid: Plan) -> None:
    """Write the bands' titles, and draw the double arrow with the author's terms: neither way is forward."""
    left, right, y = laid.land.left, laid.land.right, laid.arrow
    canvas.stroke(line([(left, y), (right, y)]), palette.quiet, 1.25, name="arrow")
    for tip, inwards in [(left, 1), (right, -1)]:
        canvas.stroke(
            line([(tip + 6 * inwards, y - 4), (tip, y), (tip + 6 * inwards, y + 4)]), palette.quiet, 1.25
        )
    for label in (*laid.terms, *laid.notes):
        canvas.write(label, palette.quiet)
    for label in (*(label for lines in laid.titles for label in lines), *laid.counts):
        canvas.write(label, palette.ink)


def draw_stretch(canvas: Canvas, palette: Palette, land: Land, low: int, high: int) -> None:
    """Lay a margin along the horizon: a soft stretch, and in it the horizon in the person's colour."""
    stretch = land.ridge(low, high)
    canvas.stroke(stretch, palette.accent, 13, opacity=palette.shade, name="margin")
    canvas.stroke(stretch, palette.accent, 2.5)


def draw_then(canvas: Canvas, palette: Palette, at: Point, label: Label, radius: float) -> None:
    """Draw the earlier marker hollow, its words on a plate in the ground, where those of today never are."""
    stem = line([at, (at[0], label.y)])
    canvas.stroke(stem, palette.ground, 1.5 + 2 * HALO)
    canvas.stroke(stem, palette.quiet, 1.5)
    plate = plaque(label.left - PLATE, label.y - 13, label.right + PLATE, label.y + 5, 4)
    canvas.fill(plate, palette.ground)
    canvas.write(label, palette.quiet)
    canvas.fill(circle(at, radius + HALO), palette.ground)
    canvas.fill(circle(at, radius), palette.accent, name="then")
    canvas.fill(circle(at, radius - 2), palette.ground)


def draw_you(canvas: Canvas, palette: Palette, at: Point, label: Label, radius: float) -> None:
    """Draw today's marker on the horizon, its stem going up to its words."""
    canvas.stroke(line([(at[0], label.y + 7), at]), palette.accent, STEM)
    canvas.fill(circle(at, radius + HALO), palette.ground)
    canvas.fill(circle(at, radius), palette.accent, name="you")
    canvas.write(label, palette.ink)


def draw_limit(canvas: Canvas, palette: Palette, land: Land, label: Label, mean: Mean) -> None:
    """Draw that a place lies on one side of a limit: a stretch without a marker, up to the land's end."""
    x, y = land.point(mean.value)
    start, end = (0, mean.value) if mean.bound == "or-less" else (mean.value, 100)
    canvas.stroke(line([(x, label.y + 7), (x, y + 8)]), palette.accent, STEM)
    canvas.stroke(land.ridge(start, end), palette.accent, 6, name="limit")
    canvas.write(label, palette.ink)
