"""Measure words and lay them out, so that no two of them meet and none leaves the picture.

Widths are those of DejaVu Sans, which matplotlib brings along: the same on every machine, and
wider than the screen fonts it stands for, so that what fits here fits there.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Literal

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

MEASURED = "DejaVu Sans"
SMALLEST = 12.0
"""Size in px under which nothing is written."""

BOX = "\N{WHITE VERTICAL RECTANGLE}"
"""What stands for a character that the font has no shape for."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Label:
    """Hold one line of words: where it is anchored (px, y downwards, to its baseline) and its size (px)."""

    text: str
    x: float
    y: float
    size: float
    anchor: Anchor = "middle"
    bold: bool = False
    italic: bool = False

    @property
    def left(self) -> float:
        """Return where the words begin, in px."""
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return self.x - share * measure(self.text, self.size, self.bold, self.italic)

    @property
    def right(self) -> float:
        """Return where the words end, in px."""
        return self.left + measure(self.text, self.size, self.bold, self.italic)

    def within(self, left: float, right: float) -> "Label":
        """Return the label pulled in to an edge (px) that it would cross."""
        if self.left < left:
            return replace(self, x=left, anchor="start")
        if self.right > right:
            return replace(self, x=right, anchor="end")
        return self


def font(size: float, bold: bool, italic: bool) -> FontProperties:
    """Describe the measured font at a size in px."""
    return FontProperties(
        family=MEASURED,
        size=size,
        weight="bold" if bold else "normal",
        style="italic" if italic else "normal",
    )


@lru_cache(maxsize=4096)
def measure(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """Return how wide a line of words is, in px."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, font(size, bold, italic), False)
    return float(width)


def fold(text: str, room: float, size: float, bold: bool = False, italic: bool = False) -> tuple[str, ...]:
    """Break a text into two lines where they come out most even, if it is wider than `room` (px).

    A no-break space holds its words together.
    """
    words = re.findall(r"[^ \n\t]+", text)
    whole = " ".join(words)
    if len(words) == 1 or measure(whole, size, bold, italic) <= room:
        return (whole,)
    wide = partial(measure, size=size, bold=bold, italic=italic)

    def broken(at: int) -> tuple[str, str]:
        return " ".join(words[:at]), " ".join(words[at:])

    # The first line grows with each word and the second shrinks: they are most even where they pass. Trying
    # every break would take seconds for the longest text a bank may hold.
    def passed(at: int) -> bool:
        first, second = broken(at)
        return wide(first) >= wide(second)

    at = bisect_left(range(1, len(words) - 1), True, key=passed) + 1
    return min(map(broken, (max(1, at - 1), at)), key=lambda lines: max(map(wide, lines)))


def cut(text: str, room: float, size: float, bold: bool = False, italic: bool = False) -> str:
    """Shorten a text that is wider than `room` (px) and say so with an ellipsis."""
    if measure(text, size, bold, italic) <= room:
        return text

    def too_wide(length: int) -> bool:
        return measure(f"{text[:length].rstrip()}…", size, bold, italic) > room

    # Letter by letter it would take seconds for the longest text a bank may hold.
    length = bisect_left(range(1, len(text)), True, key=too_wide)
    return f"{text[:length].rstrip()}…"


def wrap(text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Break a text into as many lines as it needs, none wider than `room` (px); a longer word is cut.

    A no-break space holds its words together.
    """
    lines: list[str] = []
    for word in re.findall(r"[^ \n\t]+", text):
        if lines and measure(f"{lines[-1]} {word}", size, bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(cut(line, room, size, bold) for line in lines)


def known(text: str) -> str:
    """Return a text that somebody typed as one line of characters that the measured font has a shape for.

    What it has none for becomes a box, and what cannot be seen a space: it would break the picture.
    """
    seen = "".join(character if character.isprintable() else " " for character in text)
    return " ".join("".join(character if ord(character) in _shapes() else BOX for character in seen).split())


@lru_cache(maxsize=1)
def _shapes() -> frozenset[int]:
    faces = (get_font(findfont(font(SMALLEST, bold, italic=False))) for bold in (False, True))
    return frozenset.intersection(*(frozenset(face.get_charmap()) for face in faces))
