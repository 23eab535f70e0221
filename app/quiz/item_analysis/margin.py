"""Measure the margin of a place: how much it depends on which questions happened to be asked."""

from fractions import Fraction
from math import floor, isqrt

from app.quiz.bank import Bank
from app.quiz.item_analysis.complete import Complete
from app.quiz.item_analysis.estimates import exact_alpha
from app.quiz.item_analysis.sums import Sums

FEWEST_FOR_MARGIN = 100
"""The fewest complete sheets from which the margin is measured."""

NORMAL = Fraction("1.96")
"""The quantile that the instrument names, for an interval of 95 %."""


def measured_margin(bank: Bank, sums: Sums) -> int | None:
    """Return the margin in points (0-100), give or take; None under FEWEST_FOR_MARGIN complete sheets.

    It is 1.96 sqrt(sum of (w / W)^2 Var(T) (1 - alpha)) over the themes, T a theme's score and alpha
    Cronbach's of its practice questions (0 where undefined or negative); exact, and rounded half up once.
    """
    if sums.complete.whole.sheets < FEWEST_FOR_MARGIN:
        return None
    complete = Complete(bank, sums)
    scored = [theme for theme in bank.themes if theme.asked("practice")]
    weight = sum((Fraction(theme.weight) for theme in scored), Fraction())
    square = Fraction()
    for theme in scored:
        asked = theme.asked("practice")
        apart, total = complete.theme_variances(theme)
        found = exact_alpha(len(asked), apart, total)
        alpha = max(found, Fraction()) if isinstance(found, Fraction) else Fraction()
        score = total * Fraction(100, len(asked)) ** 2
        square += (Fraction(theme.weight) / weight) ** 2 * score * (1 - alpha)
    return root_half_up(NORMAL**2 * square)


def root_half_up(square: Fraction) -> int:
    """Return the square root rounded half up, without a float between: floor(sqrt(4 x)) is enough to tell."""
    return (isqrt(floor(4 * square)) + 1) // 2
