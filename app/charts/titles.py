"""Find a place for the bands' titles under their ground, in any number and of any length."""

from dataclasses import dataclass, replace
from itertools import combinations
from math import inf

from app.charts.land import Land
from app.charts.lettering import SMALLEST, Label, cut, fold
from app.quiz.bank import Bank
from app.quiz.text import Language

LINE = 15.0
"""Px from one line of words to the next."""

GAP = 10.0
"""Px that stay free between two titles side by side."""

SHORT = 90.0
"""Px up to which a title stays on one line."""

LARGEST = 13.0

# The first way in which all titles fit is taken: size in px, how many times as wide as its ground a title may
# be before it is folded onto two lines, and over how many rows the titles are spread by turns.
WAYS = (
    (LARGEST, inf, 1),
    (SMALLEST, inf, 1),
    (LARGEST, 1, 1),
    (SMALLEST, 1, 1),
    (SMALLEST, inf, 2),
    (SMALLEST, 1, 2),
    (SMALLEST, 0, 2),
)


@dataclass(frozen=True, slots=True)
class Title:
    """Hold a band's title and the ground it belongs under, from `left` to `right` in px."""

    text: str
    left: float
    right: float


Titles = tuple[tuple[Label, ...], ...]
"""The lines of each title; the first line of all stands at height 0."""


def titles_of(bank: Bank, language: Language, land: Land) -> tuple[Title, ...]:
    """Return the bands' titles, each with its ground."""
    ends = [*(band.start for band in bank.bands[1:]), 100]
    return tuple(
        Title(band.title[language], land.x(band.start), land.x(end))
        for band, end in zip(bank.bands, ends, strict=True)
    )


def all_titles(titles: tuple[Title, ...]) -> Titles | None:
    """Place every title between the outer ends of the land; None where there is no room for all.

    All are placed as wide as in bold, so that they stay where they are whichever is the person's own.
    """
    return next(
        (placed for way in WAYS if (placed := _placed(titles, *way)) and _apart(placed, titles)), None
    )


def one_title(titles: tuple[Title, ...], own: int) -> Titles:
    """Place one title alone, cut short only where it is wider than two lines of the land."""
    room = titles[-1].right - titles[0].left
    title = titles[own]
    lines = [cut(line, room, LARGEST, bold=True) for line in fold(title.text, room, LARGEST, bold=True)]
    return (_under(title, tuple(lines), 0, LARGEST, titles),)


def depth(titles: Titles) -> float:
    """Return how far the last line stands under the first, in px."""
    return max(label.y for lines in titles for label in lines)


def embolden(lines: tuple[Label, ...], bold: bool) -> tuple[Label, ...]:
    """Return the lines in bold, or not."""
    return tuple(replace(label, bold=bold) for label in lines)


def _placed(titles: tuple[Title, ...], size: float, widths: float, rows: int) -> Titles:
    rooms = [max(SHORT, widths * (title.right - title.left) - GAP) for title in titles]
    texts = [fold(title.text, room, size, bold=True) for title, room in zip(titles, rooms, strict=True)]
    # A lower row begins under the longest title of the upper one, with a little air between.
    upper = max(len(lines) for lines in texts[::rows]) * LINE + 3
    return tuple(
        _under(title, lines, upper * (index % rows), size, titles)
        for index, (title, lines) in enumerate(zip(titles, texts, strict=True))
    )


def _under(
    title: Title, lines: tuple[str, ...], y: float, size: float, titles: tuple[Title, ...]
) -> tuple[Label, ...]:
    middle = (title.left + title.right) / 2
    labels = [Label(text, middle, y + row * LINE, size, bold=True) for row, text in enumerate(lines)]
    # The widest line decides, so that the lines of one title stay aligned with each other.
    widest = min(labels, key=lambda label: label.left).within(titles[0].left, titles[-1].right)
    return tuple(replace(label, x=widest.x, anchor=widest.anchor) for label in labels)


def _apart(placed: Titles, titles: tuple[Title, ...]) -> bool:
    """Tell whether no line meets another, or is wider than the land."""
    labels = [label for lines in placed for label in lines]
    room = titles[-1].right - titles[0].left
    return all(label.right - label.left <= room for label in labels) and all(
        one.y != other.y or one.right + GAP <= other.left or other.right + GAP <= one.left
        for one, other in combinations(labels, 2)
    )
