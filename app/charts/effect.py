"""Draw what a changed bank would do to people: who stands in a band today, and where they would stand.

A row is a band of the version before; its bar is as long as many stand there, and its parts have the colours
of the bands of the version after, in their order. Whoever would move is underlined.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.charts.bands import BESIDE, SWATCH, draw_swatch, legible
from app.charts.canvas import Canvas, line
from app.charts.effect_words import (
    FROM,
    KEY,
    MEAN,
    NOWHERE,
    STAY,
    STAY_AS,
    STAYING,
    TO,
    TO_NOWHERE,
    counted,
    points,
)
from app.charts.lettering import SMALLEST, Label, measure, wrap
from app.charts.looks import SIDE, Look, palette_of, width_of
from app.charts.palette import Palette
from app.charts.rows import LEADING, TITLE
from app.charts.words import quoted
from app.quiz.bank import Bank, find
from app.quiz.effect import Effect, Ground
from app.quiz.text import Language

TOP, ROW = 6.0, 16.0
"""Px that stay free above the first row, and between two rows."""

BAR, DOWN, UNDER = 16.0, 7.0, 23.0
"""Px: how thick a bar is, from the words above it down to it, and from its foot to the words under it."""

LEAST = 4.0
"""Px that a part of a bar is long at least, so that one person is seen."""

GAP, NEXT = 18.0, 20.0
"""Px between two explanations side by side, and from one line of them to the next."""


@dataclass(frozen=True, slots=True)
class _Move:
    """Hold where some of those of a ground would stand: its place from the left, None for no place."""

    ground: int | None
    leaves: bool
    many: int
    words: str


@dataclass(frozen=True, slots=True)
class _Part:
    """Hold one part of a bar: its two ends, where the swatch of its words begins (px), and these words."""

    left: float
    right: float
    swatch: float
    move: _Move
    words: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    title: tuple[Label, ...]
    count: Label
    bar: float
    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    rows: tuple[_Row, ...]
    key: tuple[Label, ...]
    height: int


def size(before: Bank, after: Bank, told: Effect, language: Language, look: Look) -> tuple[int, int]:
    """Return how wide and how high a picture is, in px."""
    return width_of(look), _plan(before, after, told, language, look).height


def draw(before: Bank, after: Bank, told: Effect, language: Language, look: Look) -> bytes:
    """Draw an effect as SVG; bands without anybody have no row."""
    palette, laid = palette_of(look), _plan(before, after, told, language, look)
    colours = palette.grounds(len(after.bands))
    canvas = Canvas(width_of(look), laid.height)
    for at, row in enumerate(laid.rows):
        for label in (*row.title, row.count):
            canvas.write(label, palette.ink)
        for number, part in enumerate(row.parts):
            ground = part.move.ground
            colour = palette.track if ground is None else colours[ground]
            _draw_part(canvas, palette, row, part, colour, f"{at}-{number}")
    for label in laid.key:
        canvas.write(label, palette.quiet)
    return canvas.svg()


def describe(before: Bank, after: Bank, told: Effect, language: Language) -> str:
    """Say what the picture shows, and by how much the place moves on average."""
    sentences = [
        STAYING[language].format(
            staying=counted(told.staying, language), sheets=counted(told.sheets, language)
        )
    ]
    for ground in _stood(before, told):
        moves = ", ".join(move.words for move in _moves(before, after, told, ground, language))
        sentences.append(FROM[language].format(title=_name(before, ground, language), moves=moves))
    if told.mean is not None and told.spread is not None:
        mean, spread = points(told.mean, language, signed=True), points(told.spread, language)
        sentences.append(MEAN[language].format(mean=mean, spread=spread))
    return " ".join(sentences)


def _stood(before: Bank, told: Effect) -> Mapping[Ground, int]:
    """Return the grounds in which somebody stands before, in order, with how many do."""
    grounds: tuple[Ground, ...] = (*(band.id for band in before.bands), None)
    sums = {key: sum(many for (stood, _), many in told.moves.items() if stood == key) for key in grounds}
    return {key: many for key, many in sums.items() if many}


def _moves(before: Bank, after: Bank, told: Effect, ground: Ground, language: Language) -> tuple[_Move, ...]:
    grounds: tuple[Ground, ...] = (*(band.id for band in after.bands), None)
    return tuple(
        _Move(
            None if other is None else at,
            other != ground,
            many,
            _told(before, after, ground, other, language).format(
                count=counted(many, language), title=_name(after, other, language)
            ),
        )
        for at, other in enumerate(grounds)
        if (many := told.moves[ground, other])
    )


def _told(before: Bank, after: Bank, ground: Ground, other: Ground, language: Language) -> str:
    """Return how a move is said; a band that is kept may have got another name."""
    if other != ground:
        return (TO_NOWHERE if other is None else TO)[language]
    alike = _name(before, ground, language) == _name(after, other, language)
    return (STAY if alike else STAY_AS)[language]


def _name(bank: Bank, ground: Ground, language: Language) -> str:
    """Name a ground: its band in quotation marks, or that there is no place."""
    return NOWHERE[language] if ground is None else quoted(find(bank.bands, ground).title, language)


def _plan(before: Bank, after: Bank, told: Effect, language: Language, look: Look) -> _Plan:
    before, after = legible(before), legible(after)
    width, sums = width_of(look), _stood(before, told)
    # Parts that are lengthened to be seen must not lead out of the picture.
    scale = (width - 2 * SIDE - LEAST * (len(after.bands) + 1)) / max(sums.values(), default=1)
    rows, y = [], TOP
    for ground, many in sums.items():
        count = Label(counted(many, language), width - SIDE, y + TITLE, TITLE, "end", bold=True)
        name = NOWHERE[language] if ground is None else find(before.bands, ground).title[language]
        lines = wrap(name, count.left - GAP - SIDE, TITLE, bold=True)
        title = tuple(
            Label(text, SIDE, y + TITLE + LEADING * at, TITLE, "start", bold=True)
            for at, text in enumerate(lines)
        )
        bar = title[-1].y + DOWN
        parts = _parts(_moves(before, after, told, ground, language), bar, width, scale)
        rows.append(_Row(title, count, bar, parts))
        y = parts[-1].words[-1].y + ROW
    key = tuple(
        Label(text, SIDE, y + SMALLEST + LEADING * at, SMALLEST, "start")
        for at, text in enumerate(wrap(KEY[language], width - 2 * SIDE, SMALLEST))
    )
    return _Plan(tuple(rows), key, round(key[-1].y + 8))


def _parts(moves: tuple[_Move, ...], bar: float, width: int, scale: float) -> tuple[_Part, ...]:
    """Lay the parts of a bar side by side, and under it their words, in as many lines as these need."""
    parts: list[_Part] = []
    left, swatch, y = SIDE, SIDE, bar + BAR + UNDER
    for move in moves:
        right = left + max(LEAST, move.many * scale)
        beside = SWATCH + BESIDE
        if swatch > SIDE and swatch + beside + measure(move.words, SMALLEST) > width - SIDE:
            swatch, y = SIDE, y + NEXT
        words = tuple(
            Label(text, swatch + beside, y + LEADING * at, SMALLEST, "start")
            for at, text in enumerate(wrap(move.words, width - SIDE - swatch - beside, SMALLEST))
        )
        parts.append(_Part(left, right, swatch, move, words))
        # Nothing stands beside words of several lines.
        left, swatch, y = right, words[0].right + GAP if len(words) == 1 else float(width), words[-1].y
    return tuple(parts)


def _draw_part(canvas: Canvas, palette: Palette, row: _Row, part: _Part, colour: str, name: str) -> None:
    """Draw a part and the swatch of its words; both are underlined where people would move."""
    top, foot = row.bar, row.bar + BAR
    canvas.fill(line([(part.left, top), (part.right, top), (part.right, foot), (part.left, foot)]), colour)
    outline = [(part.left, top), (part.right, top), (part.right, foot), (part.left, foot), (part.left, top)]
    canvas.stroke(line(outline), palette.outline, 1, name=f"part-{name}")
    draw_swatch(canvas, palette, part.swatch, part.words[0].y, colour)
    if part.move.leaves:
        canvas.stroke(
            line([(part.left, foot + 3), (part.right, foot + 3)]), palette.accent, 3, name=f"move-{name}"
        )
        y = part.words[0].y + 5
        canvas.stroke(line([(part.swatch, y), (part.swatch + SWATCH, y)]), palette.accent, 2)
    for label in part.words:
        canvas.write(label, palette.ink if part.move.leaves else palette.quiet)
