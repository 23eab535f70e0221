"""Shape the land a person stands on.

Its horizon undulates and does not rise, because nobody stands below anybody.
"""

from dataclasses import dataclass
from math import ceil, cos, pi, sin

import numpy
from matplotlib.path import Path

from app.charts.canvas import Point

# The horizon is a sum of waves: cycles over the whole land, and the parts of cosine and sine in it. Whole
# cycles end as high as they began; a sine of n cycles leans by 1/n, and these leanings add up to nothing.
WAVES = ((2, -0.30, 0.50), (3, 0.20, -0.30), (4, 0.45, -0.60))

STEP = 5
"""Points (0-100) that one piece of the curve spans at most."""


@dataclass(frozen=True, slots=True)
class Land:
    """Hold a stretch of land: its ends, the mean height of its horizon and its foot, in px from the top left.

    `swell` is how far the horizon goes up and down, in px.
    """

    left: float
    right: float
    horizon: float
    foot: float
    swell: float

    def x(self, place: float) -> float:
        """Return where a place (0-100) lies across, in px."""
        return self.left + (self.right - self.left) * place / 100

    def y(self, place: float) -> float:
        """Return where the horizon lies at a place (0-100), in px from the top."""
        turn = 2 * pi * place / 100
        return self.horizon - self.swell * sum(c * cos(n * turn) + s * sin(n * turn) for n, c, s in WAVES)

    def point(self, place: float) -> Point:
        """Return the point of the horizon at a place (0-100), in px."""
        return self.x(place), self.y(place)

    def ridge(self, start: float, end: float) -> Path:
        """Return the horizon from one place to another (0-100)."""
        vertices, codes = self._curve(start, end)
        return Path(vertices, codes)

    def ground(self, start: float, end: float) -> Path:
        """Return the land under the horizon from one place to another (0-100)."""
        vertices, codes = self._curve(start, end)
        vertices += [(self.x(end), self.foot), (self.x(start), self.foot), self.point(start)]
        return Path(vertices, [*codes, Path.LINETO, Path.LINETO, Path.CLOSEPOLY])

    def _curve(self, start: float, end: float) -> tuple[list[Point], list[numpy.uint8]]:
        """Return the horizon as cubic pieces that meet it, and lie along it, at both their ends."""
        pieces = max(1, ceil((end - start) / STEP))
        third = (end - start) / pieces / 3
        vertices = [self.point(start)]
        for piece in range(pieces):
            here, there = start + 3 * third * piece, start + 3 * third * (piece + 1)
            vertices += [
                (self.x(here + third), self.y(here) + third * self._lean(here)),
                (self.x(there - third), self.y(there) - third * self._lean(there)),
                self.point(there),
            ]
        return vertices, [Path.MOVETO, *[Path.CURVE4] * (3 * pieces)]

    def _lean(self, place: float) -> float:
        """Return how fast the horizon changes at a place (0-100), in px a point."""
        turn = 2 * pi * place / 100
        rate = sum(n * (s * cos(n * turn) - c * sin(n * turn)) for n, c, s in WAVES)
        return -self.swell * rate * 2 * pi / 100
