"""Draw how the answers to a question are spread over its choices, as small upright bars."""

from collections.abc import Sequence

from matplotlib.path import Path

from app.charts.canvas import Canvas, line
from app.charts.palette import PALETTES, Tone

WIDTH, HEIGHT = 130, 44
GAP = 4.0
"""Px between two bars."""


def choices(percents: Sequence[int], tone: Tone) -> bytes:
    """Draw a bar for each choice, in an outlined track as high as 100%, all 130 by 44 px.

    `percents` are 0-100, in the scale's order, one or more. Pictures share a scale, and can be compared.
    """
    palette = PALETTES[tone]
    canvas = Canvas(WIDTH, HEIGHT)
    width = (WIDTH - GAP * (len(percents) - 1)) / len(percents)
    for at, percent in enumerate(percents):
        left = at * (width + GAP)
        track = _box(left + 0.5, 0.5, left + width - 0.5, HEIGHT - 0.5)
        canvas.fill(track, palette.track, name=f"track-{at}")
        canvas.stroke(track, palette.outline, 1, name=f"outline-{at}")
        if percent:
            top = HEIGHT * (1 - percent / 100)
            canvas.fill(_box(left, top, left + width, HEIGHT), palette.deep, name=f"fill-{at}")
    return canvas.svg()


def _box(left: float, top: float, right: float, bottom: float) -> Path:
    return line([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)])
