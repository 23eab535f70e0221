"""Tell what differs between two versions of a bank, and whether results stay comparable."""

from dataclasses import dataclass
from fractions import Fraction

from app.quiz.bank import Bank, Theme
from app.quiz.scoring import Result, place_of


def comparable(before: Bank, after: Bank) -> bool:
    """Tell whether places scored by two versions may be set beside each other.

    They may when both ask the same scored questions, keyed, scaled and weighted alike. Wording is
    free to change: a question whose meaning changes gets a new id.
    """
    return before.id == after.id and _scored(before) == _scored(after)


def _scored(bank: Bank) -> dict[str, object]:
    return {theme.id: (theme.weight, _keys(bank, theme)) for theme in bank.themes}


def _keys(bank: Bank, theme: Theme) -> frozenset[object]:
    return frozenset(
        (
            question.id,
            question.reversed,
            tuple((choice.id, choice.points) for choice in bank.scale_of(question).choices),
        )
        for question in theme.asked("practice")
    )


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
