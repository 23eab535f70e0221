"""Draw where a person stands: a stretch of land, the bank's bands as kinds of ground, and a marker on it."""

from typing import Literal

from app.charts.canvas import Canvas, circle, line, plaque
from app.charts.land import Land
from app.charts.lettering import Label
from app.charts.palette import PALETTES, Palette, Tone
from app.charts.plan import NARROW, PLATE, WIDE, Plan, Sheet, plan
from app.charts.words import reach
from app.quiz.bank import Bank
from app.quiz.text import Language

Look = Literal["wide", "narrow", "wide-dark", "narrow-dark", "print"]

LOOKS: dict[Look, tuple[Sheet, Tone]] = {
    "wide": (WIDE, "light"),
    "narrow": (NARROW, "light"),
    "wide-dark": (WIDE, "dark"),
    "narrow-dark": (NARROW, "dark"),
    "print": (WIDE, "print"),
}

STEM = 2.5
HALO = 2.0
"""Px of ground that keep a mark clear of what it stands on."""


def size(look: Look) -> tuple[int, int]:
    """Return how wide and how high a picture is, in px."""
    sheet, _ = LOOKS[look]
    return sheet.width, sheet.height


def spectrum(
    bank: Bank, language: Language, *, shown: int, margin: int, then: int | None = None, look: Look
) -> bytes:
    """Draw a bank's spectrum as SVG, with the person's place and, quieter, that of last time.

    Places `shown` and `then` are 0-100; `margin` is in points and kept within the land.
    """
    sheet, tone = LOOKS[look]
    palette = PALETTES[tone]
    laid = plan(bank, language, sheet, shown=shown, margin=margin, then=then)
    canvas = Canvas(sheet.width, sheet.height)
    _draw_land(canvas, palette, laid.land, bank)
    _draw_ends(canvas, palette, laid)
    for label in (label for lines in laid.titles for label in lines):
        canvas.write(label, palette.ink)
    if margin:
        _draw_margin(canvas, palette, laid.land, *reach(shown, margin))
    if then is not None and laid.then is not None:
        _draw_then(canvas, palette, laid.land, then, laid.then, radius=sheet.marker)
    _draw_you(canvas, palette, laid, sheet, shown)
    return canvas.svg()


def _draw_land(canvas: Canvas, palette: Palette, land: Land, bank: Bank) -> None:
    """Draw the bands as kinds of ground under one horizon, with a thin line of the page between them."""
    bounds = [*(band.start for band in bank.bands), 100]
    colours = palette.grounds(len(bank.bands))
    for start, end, colour in zip(bounds[:-1], bounds[1:], colours, strict=True):
        canvas.fill(land.ground(start, end), colour, name=f"ground-{start}")
    for bound in bounds[1:-1]:
        canvas.stroke(line([land.point(bound), (land.x(bound), land.foot)]), palette.ground, HALO)
    canvas.stroke(land.ridge(0, 100), palette.ink, 1.75, name="horizon")


def _draw_ends(canvas: Canvas, palette: Palette, laid: Plan) -> None:
    """Draw the double arrow with the author's terms at its ends: neither way is forward."""
    left, right, y = laid.land.left, laid.land.right, laid.arrow
    heads = [(left, 1), (right, -1)]
    canvas.stroke(line([(left, y), (right, y)]), palette.quiet, 1.25, name="arrow")
    for tip, inwards in heads:
        canvas.stroke(
            line([(tip + 6 * inwards, y - 4), (tip, y), (tip + 6 * inwards, y + 4)]), palette.quiet, 1.25
        )
    for label in (*laid.terms, *([laid.note] if laid.note else [])):
        canvas.write(label, palette.quiet)


def _draw_margin(canvas: Canvas, palette: Palette, land: Land, low: int, high: int) -> None:
    """Lay the margin along the horizon: a soft stretch, and in it the horizon in the person's colour."""
    stretch = land.ridge(low, high)
    canvas.stroke(stretch, palette.accent, 13, opacity=palette.shade, name="margin")
    canvas.stroke(stretch, palette.accent, 2.5)


def _draw_then(
    canvas: Canvas, palette: Palette, land: Land, then: int, label: Label, *, radius: float
) -> None:
    """Draw last time's marker hollow, its words on a plate in the ground, where "You, today" never is."""
    x, y = land.point(then)
    stem = line([(x, y), (x, label.y)])
    canvas.stroke(stem, palette.ground, 1.5 + 2 * HALO)
    canvas.stroke(stem, palette.quiet, 1.5)
    plate = plaque(label.left - PLATE, label.y - 13, label.right + PLATE, label.y + 5, 4)
    canvas.fill(plate, palette.ground)
    canvas.write(label, palette.quiet)
    canvas.fill(circle((x, y), radius + HALO), palette.ground)
    canvas.fill(circle((x, y), radius), palette.accent, name="then")
    canvas.fill(circle((x, y), radius - 2), palette.ground)


def _draw_you(canvas: Canvas, palette: Palette, laid: Plan, sheet: Sheet, shown: int) -> None:
    """Draw the person's marker on the horizon, its stem going up to "You, today"."""
    point = laid.land.point(shown)
    canvas.stroke(line([(point[0], laid.you.y + 7), point]), palette.accent, STEM)
    canvas.fill(circle(point, sheet.marker + HALO), palette.ground)
    canvas.fill(circle(point, sheet.marker), palette.accent, name="you")
    canvas.write(laid.you, palette.ink)
