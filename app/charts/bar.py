"""Draw a score as a small bar, for the tables of themes."""

from app.charts.canvas import Canvas, line
from app.charts.palette import PALETTES, Tone

WIDTH, HEIGHT = 130, 10


def bar(shown: int, tone: Tone) -> bytes:
    """Draw a shown score as a small SVG bar in an outlined track, which shows where 100 is.

    `shown` is 0-100; the picture is 130 by 10 px.
    """
    palette = PALETTES[tone]
    canvas = Canvas(WIDTH, HEIGHT)
    track = line(
        [(0.5, 0.5), (WIDTH - 0.5, 0.5), (WIDTH - 0.5, HEIGHT - 0.5), (0.5, HEIGHT - 0.5), (0.5, 0.5)]
    )
    canvas.fill(track, palette.track, name="track")
    canvas.stroke(track, palette.outline, 1, name="outline")
    if shown:
        end = WIDTH * shown / 100
        canvas.fill(line([(0, 0), (end, 0), (end, HEIGHT), (0, HEIGHT), (0, 0)]), palette.deep, name="fill")
    return canvas.svg()
