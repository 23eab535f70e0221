"""Two rounds are set beside each other by Welch's interval, and "no change" is never said."""

from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.changes import Change, change, student
from app.quiz.disclosure import Figures, Release, figures
from app.quiz.disclosure.figures import Counts, Mean
from tests.quiz.banks import small

# The .975 quantiles of Student's t, from the published tables.
TABLE = {
    4: 2.776,
    5: 2.571,
    6: 2.447,
    7: 2.365,
    8: 2.306,
    9: 2.262,
    10: 2.228,
    12: 2.179,
    15: 2.131,
    20: 2.086,
    25: 2.060,
    30: 2.042,
    40: 2.021,
    60: 2.000,
    80: 1.990,
    100: 1.984,
    120: 1.980,
    200: 1.972,
}


@pytest.mark.parametrize(("freedom", "quantile"), TABLE.items())
def test_students_t_is_that_of_the_tables_to_three_digits(freedom: int, quantile: float) -> None:
    assert abs(student(freedom) - quantile) < 0.001


@given(freedom=st.floats(4, 1000))
def test_students_t_falls_with_the_freedom_towards_the_normal(freedom: float) -> None:
    assert 1.959964 < student(freedom + 1) < student(freedom)


def shown(place: int, people: int, variance: float) -> Figures:
    mean = Mean(place, "exactly", 0, 100, variance)
    return Figures(people, mean, "ground", Counts({}, "small"), {}, ())


def between(then: Figures, now: Figures) -> Change:
    found = change(small(), then, small(), now)
    assert found is not None
    return found


# By hand. Ten and ten, a variance of 20 each: 18 degrees of freedom, t 2.101, half 2.101 sqrt(40) = 13.3.
# Ten with 30, thirty with 5: 35^2 / (900 / 9 + 25 / 29) = 12.14 degrees, t 2.176, half 2.176 sqrt(35) = 12.9.
# Five and five, 50 and 50: 8 degrees, t 2.306, half 23.06.
@pytest.mark.parametrize(
    ("then", "now", "half"),
    [
        (shown(50, 10, 20), shown(55, 10, 20), 13.29),
        (shown(50, 10, 30), shown(45, 30, 5), 12.87),
        (shown(50, 5, 50), shown(50, 5, 50), 23.06),
    ],
)
def test_the_interval_is_welchs(then: Figures, now: Figures, half: float) -> None:
    found = between(then, now)
    assert found.points == (now.place and then.place and now.place.value - then.place.value)
    assert found.low == pytest.approx(found.points - half, abs=0.02)
    assert found.high == pytest.approx(found.points + half, abs=0.02)


@pytest.mark.parametrize(
    ("place", "told"),
    [(50, "few"), (55, "few"), (63, "few"), (64, "more"), (37, "few"), (36, "less"), (45, "few")],
)
def test_a_difference_is_told_only_where_the_interval_leaves_out_nought(place: int, told: str) -> None:
    assert between(shown(50, 10, 20), shown(place, 10, 20)).told == told


@given(
    places=st.tuples(st.integers(0, 100), st.integers(0, 100)),
    people=st.tuples(st.integers(5, 300), st.integers(5, 300)),
    variances=st.tuples(st.floats(0.1, 200), st.floats(0.1, 200)),
)
def test_no_two_rounds_are_ever_called_unchanged(
    places: tuple[int, int], people: tuple[int, int], variances: tuple[float, float]
) -> None:
    found = between(*(shown(*round_) for round_ in zip(places, people, variances, strict=True)))
    assert found.told == ("more" if found.low > 0 else "less" if found.high < 0 else "few")
    assert found.high - found.low >= 2 * 1.959 * sqrt(sum(variances))


def test_rounds_of_versions_that_differ_in_what_is_scored_are_not_compared() -> None:
    other = replace(small(), themes=small().themes[:1])
    assert change(small(), shown(50, 10, 20), other, shown(50, 10, 20)) is None


def test_a_round_without_a_place_or_with_one_at_an_end_is_not_compared() -> None:
    known = shown(50, 10, 20)
    without = replace(known, place=None)
    end = replace(known, place=Mean(80, "or-more", 80, 100, 20))
    for other in (without, end):
        assert change(small(), known, small(), other) is None
        assert change(small(), other, small(), known) is None


def test_what_is_compared_is_what_is_published() -> None:
    then = figures(small(), [Release(10, {"listen": 300, "busy": 300}, None, {})])
    now = figures(small(), [Release(10, {"listen": 700, "busy": 700}, None, {})])
    found = between(then, now)
    assert (found.points, found.told) == (40, "more")
