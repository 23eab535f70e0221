"""Draw where a person stands: a stretch of land, the bank's bands as kinds of ground, and a marker on it."""

from app.charts.canvas import Canvas
from app.charts.looks import Look, is_narrow, palette_of
from app.charts.plan import NARROW, WIDE, Said, Sheet, plan
from app.charts.scenery import draw_land, draw_stretch, draw_then, draw_words, draw_you
from app.charts.words import LAST_TIME, SHADED, YOU, reach
from app.quiz.bank import Bank
from app.quiz.text import Language


def size(look: Look) -> tuple[int, int]:
    """Return how wide and how high a picture is, in px."""
    sheet = _sheet(look)
    return sheet.width, sheet.height


def spectrum(
    bank: Bank, language: Language, *, shown: int, margin: int, then: int | None = None, look: Look
) -> bytes:
    """Draw a bank's spectrum as SVG, with the person's place and, quieter, that of last time.

    Places `shown` and `then` are 0-100; `margin` is in points and kept within the land. Without a margin
    nothing is shaded, and there is no note.
    """
    sheet, palette = _sheet(look), palette_of(look)
    said = Said(YOU[language], LAST_TIME[language], notes=(SHADED[language],) if margin else ())
    laid = plan(bank, language, sheet, said, shown=shown, then=then)
    canvas = Canvas(sheet.width, sheet.height)
    draw_land(canvas, palette, laid.land, bank)
    draw_words(canvas, palette, laid)
    if margin:
        draw_stretch(canvas, palette, laid.land, *reach(shown, margin))
    if then is not None and laid.then is not None:
        draw_then(canvas, palette, laid.land.point(then), laid.then, sheet.marker)
    draw_you(canvas, palette, laid.land.point(shown), laid.you, sheet.marker)
    return canvas.svg()


def _sheet(look: Look) -> Sheet:
    return NARROW if is_narrow(look) else WIDE
