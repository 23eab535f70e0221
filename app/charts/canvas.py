"""Turn shapes and words into SVG or PNG bytes: the one place where matplotlib draws.

Coordinates are px from the top left corner, y downwards, as in SVG.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Literal

import matplotlib
import numpy
from matplotlib.figure import Figure
from matplotlib.patches import BoxStyle, PathPatch
from matplotlib.path import Path
from matplotlib.text import Text as Words
from matplotlib.transforms import Affine2D

from app.charts.lettering import MEASURED, Anchor, Label, font

Point = tuple[float, float]

# Set once and for all: rc_context would change them under another thread's drawing.
matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "bearings", "path.simplify": False})

# The reader's own system font, as on the pages around the picture; nothing is fetched.
FAMILIES = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif"
)

STYLE = f"<style>text{{font-family: {FAMILIES}}}"

# matplotlib counts 72 points to the inch; at this resolution its point is our px.
DOTS_PER_INCH = 72

SLIDE = 1920
"""Px that a picture for slides is wide."""

ALIGNMENT: dict[Anchor, Literal["left", "center", "right"]] = {
    "start": "left",
    "middle": "center",
    "end": "right",
}


class Canvas:
    """Collect what is drawn on a transparent sheet of `width` by `height` px."""

    def __init__(self, width: int, height: int) -> None:
        """Take a blank sheet."""
        self._figure = Figure(figsize=(width / DOTS_PER_INCH, height / DOTS_PER_INCH), dpi=DOTS_PER_INCH)
        self._figure.patch.set_visible(False)
        inches = Affine2D().scale(1 / DOTS_PER_INCH, -1 / DOTS_PER_INCH).translate(0, height / DOTS_PER_INCH)
        self._downwards = inches + self._figure.dpi_scale_trans
        self._width = width

    def fill(self, path: Path, colour: str, *, opacity: float = 1, name: str | None = None) -> None:
        """Fill a shape; `opacity` is 0-1, `name` becomes its id."""
        self._add(path, name, facecolor=colour, linewidth=0, alpha=opacity)

    def stroke(
        self, path: Path, colour: str, width: float, *, opacity: float = 1, name: str | None = None
    ) -> None:
        """Draw a line `width` px wide; `opacity` is 0-1, `name` becomes its id."""
        self._add(path, name, facecolor="none", edgecolor=colour, linewidth=width, alpha=opacity)

    def write(self, label: Label, colour: str, *, name: str | None = None) -> None:
        """Write a line of words; `name` becomes its id."""
        self._figure.add_artist(
            Words(
                label.x,
                label.y,
                label.text,
                color=colour,
                fontproperties=font(label.size, label.bold, label.italic),
                horizontalalignment=ALIGNMENT[label.anchor],
                verticalalignment="baseline",
                # A bank's words are words, also with a $ in them.
                parse_math=False,
                transform=self._downwards,
                gid=name,
            )
        )

    def svg(self) -> bytes:
        """Return the picture."""
        target = BytesIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        self._figure.savefig(target, format="svg", dpi=DOTS_PER_INCH, metadata=nothing)
        return _trimmed(target.getvalue().decode()).encode()

    def png(self, ground: str, width: int = SLIDE) -> bytes:
        """Return the picture on an opaque ground, for slides, `width` px wide; the sheet is blank then."""
        target = BytesIO()
        dots = DOTS_PER_INCH * width / self._width
        self._figure.patch.set_visible(True)
        self._figure.savefig(target, format="png", dpi=dots, facecolor=ground, metadata={"Software": None})
        # Words hold what painted them, 10 MB a picture, and would wait for the garbage collector with it.
        for artist in tuple(self._figure.artists):
            artist.remove()
        return target.getvalue()

    def _add(self, path: Path, name: str | None, **style: object) -> None:
        rounded = Path(numpy.round(numpy.asarray(path.vertices), 2), path.codes)
        patch = PathPatch(
            rounded, capstyle="butt", joinstyle="round", transform=self._downwards, gid=name, **style
        )
        self._figure.add_artist(patch)


def line(points: Sequence[Point]) -> Path:
    """Return the path through some points (px)."""
    return Path(points)


def dashes(start: Point, end: float, dash: float, gap: float) -> Path:
    """Return a level line from a point to `end` (px across), in dashes with gaps between; all in px."""
    x, y = start
    pieces = []
    while x < end:
        pieces.append(line([(x, y), (min(x + dash, end), y)]))
        x += dash + gap
    return Path.make_compound_path(*pieces)


def circle(centre: Point, radius: float) -> Path:
    """Return a circle; all in px."""
    return Path.circle(centre, radius)


def plaque(left: float, top: float, right: float, bottom: float, radius: float) -> Path:
    """Return a box with rounded corners; all in px."""
    box = BoxStyle.Round(pad=0, rounding_size=radius)
    return box(left, top, right - left, bottom - top, 1)


def _trimmed(svg: str) -> str:
    """Keep the picture only: px for its size, the reader's font, and nothing that is not seen."""
    root = svg[svg.index("<svg") :]
    in_px = re.sub(r'width="([\d.]+)pt" height="([\d.]+)pt"', r'width="\1" height="\2"', root, count=1)
    once = in_px.replace(f" font-family: '{MEASURED}';", "").replace('<style type="text/css">', STYLE, 1)
    bare = re.sub(r"<!--.*?-->| transform=\"rotate\(-0 [^\"]*\)\"", "", once, flags=re.DOTALL)
    return re.sub(r">\s+<", "><", bare)
