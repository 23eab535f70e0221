"""Tell what differs between two results, and between two rounds."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Literal

from app.quiz.bank import Bank
from app.quiz.comparability import comparable
from app.quiz.disclosure.figures import Figures, Mean
from app.quiz.scoring import Result, place_of
from app.quiz.text import Text


@dataclass(frozen=True, slots=True)
class Difference:
    """Set two results side by side.

    `points` is the difference of place, exact; `more_than_chance` tells whether it is more than
    such answers vary by themselves.
    """

    points: Fraction
    more_than_chance: bool


def difference(before: Bank, then: Result, after: Bank, now: Result) -> Difference | None:
    """Compare two results over the themes scored both times; None where they are not comparable.

    The bound is the margin of a difference of two independent places, sqrt(m1^2 + m2^2).
    """
    if not comparable(before, after):
        return None
    both = {key for key, value in then.themes.items() if None not in (value, now.themes[key])}
    place_then, place_now = (
        place_of(after, {key: value for key, value in result.themes.items() if key in both})
        for result in (then, now)
    )
    if place_then is None or place_now is None:
        return None
    points = place_now - place_then
    return Difference(points, points**2 > then.margin**2 + now.margin**2)


@dataclass(frozen=True, slots=True)
class Change:
    """Set two rounds side by side: the difference of their places, in points, and its 95 % interval.

    `told` is "few" where the interval holds 0: too few people to tell, which is not "no change".
    """

    points: int
    low: float
    high: float
    told: Literal["more", "less", "few"]


@dataclass(frozen=True, slots=True)
class Stood:
    """Hold a round's name, as somebody typed it, and the team's place in it; None where that is not shown.

    `why` says why the place cannot be set beside the last round's, and there is none then: it begins in
    lower case, without a full stop. None where it can.
    """

    name: str
    place: Mean | None
    why: Text | None = None


def change(before: Bank, then: Figures, after: Bank, now: Figures) -> Change | None:
    """Compare the places of two rounds by Welch's interval; None where they are not comparable.

    The degrees of freedom are Welch's and Satterthwaite's (Welch 1947).
    """
    if not comparable(before, after) or then.place is None or now.place is None:
        return None
    if {then.place.bound, now.place.bound} != {"exactly"}:
        return None
    one, other = then.place.variance, now.place.variance
    freedom = (one + other) ** 2 / (one**2 / (then.people - 1) + other**2 / (now.people - 1))
    half = student(freedom) * sqrt(one + other)
    points = now.place.value - then.place.value
    low, high = points - half, points + half
    return Change(points, low, high, "more" if low > 0 else "less" if high < 0 else "few")


def student(freedom: float) -> float:
    """Return the .975 quantile of Student's t for 4 or more degrees of freedom, to 3 digits.

    The expansion is Abramowitz and Stegun's 26.7.5.
    """
    z = 1.959964
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))
