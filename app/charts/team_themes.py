"""Draw a team's themes: a row each, with its mean and the interval around it."""

from app.charts.canvas import Canvas, line
from app.charts.lettering import SMALLEST, Label, wrap
from app.charts.looks import SIDE, Look, palette_of, width_of
from app.charts.palette import Palette
from app.charts.rows import LEADING, Row, Rows, draw_rows, lay
from app.charts.team_words import THEMES_KEY
from app.quiz.bank import Bank, Theme
from app.quiz.disclosure.figures import Figures
from app.quiz.text import Language

TOP = 32.0
"""Px above the first row: the figures of the axis."""

FOOT = 22.0
"""Px under the last row, before the key."""


def size(bank: Bank, published: Figures, language: Language, look: Look) -> tuple[int, int]:
    """Return how wide and how high a picture is, in px."""
    *_, height = _laid(bank, published, language, look)
    return width_of(look), height


def draw(bank: Bank, published: Figures, language: Language, look: Look) -> bytes:
    """Draw the themes' means with their 95 % intervals as SVG, in `ordered` order."""
    return _drawn(bank, published, language, look).svg()


def png(bank: Bank, published: Figures, language: Language) -> bytes:
    """Draw the same for slides."""
    return _drawn(bank, published, language, "wide").png(palette_of("wide").ground)


def ordered(bank: Bank, published: Figures) -> tuple[Theme, ...]:
    """Return the themes from the highest mean to the lowest, those that are not shown last.

    So both ends of the picture are what a team talks about; the table beside it keeps the bank's order,
    which also decides ties.
    """
    means = published.themes
    return tuple(
        sorted(
            bank.themes,
            key=lambda theme: -mean.value if (mean := means[theme.id]) else 1,
        )
    )


def _laid(
    bank: Bank, published: Figures, language: Language, look: Look
) -> tuple[Rows, tuple[Label, ...], int]:
    """Return the rows, the key under them and the height of the picture in px."""
    themes = ordered(bank, published)
    rows = lay(
        [Row(theme.title[language], published.themes[theme.id]) for theme in themes], language, look, top=TOP
    )
    lines = wrap(THEMES_KEY[language], width_of(look) - 2 * SIDE, SMALLEST)
    key = tuple(
        Label(text, SIDE, rows.foot + FOOT + LEADING * at, SMALLEST, "start") for at, text in enumerate(lines)
    )
    return rows, key, round(key[-1].y + 8)


def _drawn(bank: Bank, published: Figures, language: Language, look: Look) -> Canvas:
    palette = palette_of(look)
    rows, key, height = _laid(bank, published, language, look)
    canvas = Canvas(width_of(look), height)
    _draw_axis(canvas, palette, rows)
    draw_rows(canvas, palette, rows, palette.deep)
    for label in key:
        canvas.write(label, palette.quiet)
    return canvas


def _draw_axis(canvas: Canvas, palette: Palette, rows: Rows) -> None:
    for value in (0, 50, 100):
        x = rows.x(value)
        canvas.write(Label(str(value), x, TOP - 14, SMALLEST), palette.quiet)
        canvas.stroke(line([(x, TOP - 8), (x, rows.foot)]), palette.track, 1)
