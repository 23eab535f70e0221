"""Draw where a team stands: the same land as a person's, with the interval of the team's place."""

from collections.abc import Iterable
from dataclasses import replace

from app.charts.canvas import Canvas
from app.charts.land import Land
from app.charts.lettering import SMALLEST, measure
from app.charts.looks import Look, is_narrow, palette_of
from app.charts.plan import NARROW, WIDE, Said, Sheet, plan
from app.charts.scenery import draw_land, draw_limit, draw_stretch, draw_then, draw_words, draw_you
from app.charts.team_words import ALL_TEAMS, LIKELY, NO_PLACE, NUMBERS, TEAM
from app.charts.titles import titles_of
from app.charts.words import LAST_TIME
from app.quiz.bank import Bank
from app.quiz.disclosure.figures import Figures, Mean
from app.quiz.disclosure.telling import ABOUT, COLON, tell_mean
from app.quiz.text import Language, Text

# Higher than a person's by a row of counts, and on narrow screens by one or two more notes.
WIDE_SHEET = replace(WIDE, height=226)
NARROW_SHEET = replace(NARROW, height=258)

AIR = 5.0
"""Px that stay free between two counts side by side."""


def size(look: Look) -> tuple[int, int]:
    """Return how wide and how high a picture is, in px."""
    sheet = _sheet(look)
    return sheet.width, sheet.height


def draw(
    bank: Bank,
    published: Figures,
    language: Language,
    look: Look,
    *,
    then: Mean | None = None,
    whole: bool = False,
) -> bytes:
    """Draw a team's place with its 95 % interval as SVG; `then` is the place of an earlier round.

    `whole` says that it is not one team, but all of them together.
    Where counts by band are published and there is room, they stand under their ground.
    """
    return _drawn(bank, published, language, look, then, ALL_TEAMS if whole else TEAM).svg()


def png(bank: Bank, published: Figures, language: Language, *, then: Mean | None = None) -> bytes:
    """Draw the same for slides."""
    return _drawn(bank, published, language, "wide", then, TEAM).png(palette_of("wide").ground)


def _drawn(
    bank: Bank, published: Figures, language: Language, look: Look, then: Mean | None, who: Text
) -> Canvas:
    sheet, palette, place = _sheet(look), palette_of(look), published.place
    said = _said(bank, published, language, sheet, then, who)
    shown, past = (None if mean is None else mean.value for mean in (place, then))
    laid = plan(bank, language, sheet, said, shown=shown, then=past)
    canvas = Canvas(sheet.width, sheet.height)
    draw_land(canvas, palette, laid.land, bank)
    draw_words(canvas, palette, laid)
    if place:
        draw_stretch(canvas, palette, laid.land, place.low, place.high)
    if then and laid.then:
        draw_then(canvas, palette, laid.land.point(then.value), laid.then, sheet.marker)
    if place is None:
        canvas.write(laid.you, palette.quiet)
    elif place.bound == "exactly":
        draw_you(canvas, palette, laid.land.point(place.value), laid.you, sheet.marker)
    else:
        draw_limit(canvas, palette, laid.land, laid.you, place)
    return canvas


def _sheet(look: Look) -> Sheet:
    return NARROW_SHEET if is_narrow(look) else WIDE_SHEET


def _said(
    bank: Bank, published: Figures, language: Language, sheet: Sheet, then: Mean | None, who: Text
) -> Said:
    counts, explained = _counts(bank, published, language, sheet)
    return Said(
        you=COLON[language].format(who[language], tell_mean(published.place, language))
        if published.place
        else NO_PLACE[language],
        then=COLON[language].format(LAST_TIME[language], tell_mean(then, language)),
        notes=(*([LIKELY[language]] if published.place else []), *explained),
        counts=counts,
    )


def _counts(
    bank: Bank, published: Figures, language: Language, sheet: Sheet
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is said under each band, and a note where it is the bare number.

    Nothing is said where not even the numbers have room.
    """
    numbers = tuple(str(published.bands.counts[band.id]) for band in bank.bands if published.bands.counts)
    words = tuple(ABOUT[language].format(number) for number in numbers)
    land = Land(sheet.side, sheet.width - sheet.side, 0, 0, 0)
    rooms = [title.right - title.left for title in titles_of(bank, language, land)]
    if _fit(words, rooms):
        return words, ()
    return (numbers, (NUMBERS[language],)) if _fit(numbers, rooms) else ((), ())


def _fit(texts: Iterable[str], rooms: Iterable[float]) -> bool:
    return all(measure(text, SMALLEST) + AIR <= room for text, room in zip(texts, rooms, strict=False))
