"""Draw what a team holds of each myth: counts as bars, or where they are withheld the words for them."""

from dataclasses import dataclass, field

from app.charts.canvas import Canvas, line
from app.charts.lettering import SMALLEST, Anchor, Label, measure, wrap
from app.charts.looks import SIDE, Look, is_narrow, palette_of, width_of
from app.charts.rows import LEADING, TITLE
from app.charts.team_words import MOSTLY, PARTS
from app.charts.words import quoted
from app.quiz.bank import Bank
from app.quiz.disclosure.figures import Belief, Counts, Figures, Part
from app.quiz.disclosure.telling import LEANINGS, tell_count, tell_why
from app.quiz.text import Language

BAR = 12.0
"""Px that a bar is high."""

AIR = 12.0
"""Px between a label and its bar."""

APART = 18.0
"""Px between two myths."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold a bar: where it begins, its top and how long it is, in px; an empty one is only a ground."""

    left: float
    top: float
    length: float
    filled: bool = True


@dataclass(slots=True)
class _Page:
    """Lay out one myth after the other from the top; `y` is where the next line begins, in px."""

    language: Language
    look: Look
    most: int
    y: float = 4.0
    words: list[Label] = field(default_factory=list)
    quiet: list[Label] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    @property
    def room(self) -> float:
        return width_of(self.look) - 2 * SIDE

    def write(self, text: str, *, bold: bool = False, quiet: bool = False) -> None:
        size = TITLE if bold else SMALLEST
        for row in wrap(text, self.room, size, bold):
            label = Label(row, SIDE, self.y + 12, size, "start", bold)
            (self.quiet if quiet else self.words).append(label)
            self.y += LEADING

    def counts(self, counts: Counts) -> None:
        """Draw a bar for each leaning, on one scale for all myths."""
        told = {key: tell_count(counts, key, self.language) for key in LEANINGS}
        left, right = self.begin(), self.room + SIDE - 80
        for key, text in LEANINGS.items():
            top = self.label(text[self.language], f"{told[key]} {text[self.language]}")
            length = (right - left) * counts.counts[key] / self.most
            self.bars.append(Bar(left, top, length))
            if not is_narrow(self.look):
                self.words.append(Label(told[key], left + length + AIR, top + 10.5, SMALLEST, "start"))
            self.y = top + BAR + (8 if is_narrow(self.look) else 10)

    def part(self, part: Part) -> None:
        """Draw everybody as one ground, with the third filled in which those who lean towards it lie."""
        text = LEANINGS["leans"][self.language]
        left = self.begin()
        third = (self.room + SIDE - left) / 3 if is_narrow(self.look) else 130.0
        top = self.label(text, text)
        anchors: tuple[Anchor, ...] = ("start", "middle", "end")
        for at, (key, words) in enumerate(PARTS.items()):
            self.bars.append(Bar(left + third * at, top, third, filled=key == part))
            x = left + third * 1.5 * at
            label = Label(words[self.language], x, top + 28, SMALLEST, anchors[at], bold=key == part)
            (self.words if key == part else self.quiet).append(label)
        self.y = top + 36

    def begin(self) -> float:
        """Return where bars begin, in px."""
        if is_narrow(self.look):
            return SIDE
        return SIDE + AIR + max(measure(text[self.language], SMALLEST) for text in LEANINGS.values())

    def label(self, beside: str, above: str) -> float:
        """Write a bar's label beside it or above it; return the bar's top, in px."""
        if is_narrow(self.look):
            self.words.append(Label(above, SIDE, self.y + 12, SMALLEST, "start"))
            return self.y + 18
        self.words.append(Label(beside, self.begin() - AIR, self.y + 12.5, SMALLEST, "end"))
        return self.y + 2


def size(bank: Bank, published: Figures, language: Language, look: Look) -> tuple[int, int]:
    """Return how wide and how high a picture is, in px."""
    return width_of(look), round(_page(bank, published, language, look).y)


def draw(bank: Bank, published: Figures, language: Language, look: Look) -> bytes:
    """Draw how many people lean towards each myth, are in two minds or question it, as SVG."""
    return _drawn(bank, published, language, look).svg()


def png(bank: Bank, published: Figures, language: Language) -> bytes:
    """Draw the same for slides."""
    return _drawn(bank, published, language, "wide").png(palette_of("wide").ground)


def _drawn(bank: Bank, published: Figures, language: Language, look: Look) -> Canvas:
    palette, page = palette_of(look), _page(bank, published, language, look)
    canvas = Canvas(width_of(look), round(page.y))
    for at, bar in enumerate(page.bars):
        right, bottom = bar.left + bar.length, bar.top + BAR
        box = line([(bar.left, bar.top), (right, bar.top), (right, bottom), (bar.left, bottom)])
        canvas.fill(box, palette.deep if bar.filled else palette.track, name=f"bar-{at}")
        # A line where the bar begins, so that also an empty one has a place.
        canvas.stroke(line([(bar.left, bar.top - 2), (bar.left, bottom + 2)]), palette.outline, 1)
    for label in page.words:
        canvas.write(label, palette.ink)
    for label in page.quiet:
        canvas.write(label, palette.quiet)
    return canvas


def _page(bank: Bank, published: Figures, language: Language, look: Look) -> _Page:
    counted = [count for belief in published.beliefs for count in belief.counts.counts.values()]
    page = _Page(language, look, most=max([1, *counted]))
    for belief in published.beliefs:
        _place(page, bank, belief)
        page.y += APART
    page.y -= APART - 6
    return page


def _place(page: _Page, bank: Bank, belief: Belief) -> None:
    theme = bank.theme(belief.theme)
    page.write(quoted(theme.myth or theme.title, page.language), bold=True)
    page.y += 8
    if belief.part:
        page.part(belief.part)
    elif belief.counts.counts:
        page.counts(belief.counts)
    if belief.counts.nearly_all:
        page.write(MOSTLY[belief.counts.nearly_all][page.language])
    if not belief.part:
        page.write(tell_why(belief.counts, page.language), quiet=True)
