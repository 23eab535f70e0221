"""Read a picture back from its bytes, and measure it without asking the code that drew it."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from xml.etree import ElementTree

from hypothesis import settings
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

SVG = "{http://www.w3.org/2000/svg}"
# Its making carries no types.
RENDERER: RendererBase = RendererAgg(100, 100, 72)  # type: ignore[no-untyped-call]

# A picture takes some 10 ms, the first one longer; these are enough to find what is wrong.
some = settings(max_examples=30, deadline=None)


@dataclass(frozen=True)
class Box:
    """Hold a box in px from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class Line:
    """Hold a line of words as it stands in a picture."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    italic: bool
    anchor: str
    colour: str

    @property
    def box(self) -> Box:
        width, height, descent = extent(self.text, self.size, self.bold, self.italic)
        left = self.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return Box(left, self.y - (height - descent), left + width, self.y + descent)


@cache
def extent(text: str, size: float, bold: bool, italic: bool) -> tuple[float, float, float]:
    """Measure a line of words with matplotlib's own renderer: width, height and descent in px."""
    font = FontProperties(
        family="DejaVu Sans",
        # Ten times as large, so that whole dots matter less.
        size=size * 10,
        weight="bold" if bold else "normal",
        style="italic" if italic else "normal",
    )
    width, height, descent = RENDERER.get_text_width_height_descent(text, font, False)
    return width / 10, height / 10, descent / 10


class Picture:
    """Hold a parsed picture."""

    def __init__(self, svg: bytes) -> None:
        self.root = ElementTree.fromstring(svg)
        _, _, width, height = map(float, self.root.attrib["viewBox"].split())
        self.frame = Box(0, 0, width, height)

    @property
    def lines(self) -> list[Line]:
        return [_line(element) for element in self.root.iter(f"{SVG}text")]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]

    def line(self, text: str) -> Line:
        (found,) = [line for line in self.lines if line.text == text]
        return found

    def has(self, name: str) -> bool:
        return self.root.find(f".//{SVG}g[@id='{name}']") is not None

    def names(self) -> list[str]:
        return [group.attrib["id"] for group in self.root.iter(f"{SVG}g")]

    def path(self, name: str) -> ElementTree.Element:
        found = self.root.find(f".//{SVG}g[@id='{name}']/{SVG}path")
        assert found is not None, name
        return found

    def points(self, name: str) -> list[tuple[float, float]]:
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", self.path(name).attrib["d"])]
        return list(zip(numbers[::2], numbers[1::2], strict=True))

    def box(self, name: str) -> Box:
        across, down = zip(*self.points(name), strict=True)
        return Box(min(across), min(down), max(across), max(down))

    def middle(self, name: str) -> float:
        box = self.box(name)
        return (box.left + box.right) / 2

    def fill(self, name: str) -> str:
        return style(self.path(name)).get("fill", "#000000")


def style(element: ElementTree.Element) -> dict[str, str]:
    """Return the style attribute as properties."""
    return dict(part.split(": ", 1) for part in element.attrib.get("style", "").split("; ") if part)


def is_readable(picture: Picture) -> None:
    """Check that words are inside, apart from each other and from the markers, and 12 px at least."""
    frame = picture.frame
    for line in picture.lines:
        assert line.size >= 12, line
        box = line.box
        assert frame.left <= box.left <= box.right <= frame.right, line
        assert frame.top <= box.top <= box.bottom <= frame.bottom, line
        for marker in {"you", "then"} & set(picture.names()):
            assert not box.meets(picture.box(marker)), (line, marker)
    for one, other in combinations(picture.lines, 2):
        assert not one.box.meets(other.box), (one, other)


def _line(element: ElementTree.Element) -> Line:
    looks = style(element)
    return Line(
        text=element.text or "",
        x=float(element.attrib["x"]),
        y=float(element.attrib["y"]),
        size=float(looks["font-size"].removesuffix("px")),
        bold=looks.get("font-weight") == "700",
        italic=looks.get("font-style") == "italic",
        anchor=looks["text-anchor"],
        colour=looks.get("fill", "#000000"),
    )


def luminance(colour: str) -> float:
    """Return the relative luminance (0-1) of a #rrggbb colour, as WCAG defines it."""
    parts = [value / 255 for value in bytes.fromhex(colour[1:])]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (1-21) of two colours, as WCAG defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
