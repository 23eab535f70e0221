"""Estimate a variance, a correlation or Cronbach's alpha from exact sums, or say why there is none."""

from dataclasses import dataclass
from fractions import Fraction
from math import atanh, sqrt, tanh
from typing import Literal

Why = Literal["too-few", "no-variance", "one-question"]
"""Why there is no figure: under FEWEST sheets; everyone alike; not enough questions to compare."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Give a figure with its 95 % interval (None where it has none), or `why` there is no figure."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: Why | None = None


def sample_variance(n: int, total: Fraction, square: Fraction) -> Fraction:
    """Return the sample variance from the sum and the sum of squares over `n` (2 or more) sheets."""
    return sample_covariance(n, total, total, square)


def sample_covariance(n: int, one: Fraction, other: Fraction, product: Fraction) -> Fraction:
    """Return the sample covariance from two sums and the sum of products over `n` (2 or more) sheets."""
    return (product - one * other / n) / (n - 1)


def correlation(n: int, covariance: Fraction, one: Fraction, other: Fraction) -> Estimate:
    """Return Pearson's correlation from a covariance and two variances, with Fisher's interval (Fisher 1921).

    `n` is 4 or more.
    """
    if one == 0 or other == 0:
        return Estimate(why="no-variance")
    if covariance**2 == one * other:
        end = 1.0 if covariance > 0 else -1.0
        return Estimate(end, end, end)
    value = float(covariance) / sqrt(one * other)
    half = _normal() / sqrt(n - 3)
    return Estimate(value, tanh(atanh(value) - half), tanh(atanh(value) + half))


def alpha(n: int, questions: int, apart: Fraction, total: Fraction) -> Estimate:
    """Return Cronbach's alpha (Cronbach 1951) with Feldt's interval (Feldt 1965), over `n` sheets.

    `apart` is the sum of the questions' variances, `total` the variance of their sum.
    """
    exact = exact_alpha(questions, apart, total)
    if not isinstance(exact, Fraction):
        return Estimate(why=exact)
    from scipy.special import fdtri

    unlike, freedom = 1 - exact, (n - 1, (n - 1) * (questions - 1))
    low, high = (float(1 - float(unlike) * fdtri(*freedom, part)) for part in (0.975, 0.025))
    return Estimate(float(exact), low, high)


def exact_alpha(questions: int, apart: Fraction, total: Fraction) -> Fraction | Why:
    """Return Cronbach's alpha exactly, or why there is none."""
    if questions < 2:
        return "one-question"
    if total == 0:
        return "no-variance"
    return Fraction(questions, questions - 1) * (1 - apart / total)


def _normal() -> float:
    """Return the .975 quantile of the normal distribution."""
    from scipy.special import ndtri

    return float(ndtri(0.975))
