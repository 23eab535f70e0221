"""The measured margin is the formula of the instrument, from a hundred complete sheets on."""

from decimal import Decimal
from fractions import Fraction
from math import floor, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.bank import Bank
from app.quiz.item_analysis import Sheet, Sums, measured_margin, sums_of
from app.quiz.item_analysis.margin import root_half_up
from tests.quiz.banks import bank, question, scale, small, theme
from tests.quiz.item_analysis.crowds import alpha_by_definition, columns, crowd


def by_definition(of: Bank, sheets: list[Sheet]) -> float:
    held = columns(of, sheets)
    weights = sum(float(each.weight) for each in of.themes)
    square = 0.0
    for each in of.themes:
        asked = [held[key.id] for key in each.asked("practice")]
        score = 100 * np.mean(np.array(asked), axis=0)
        alpha = alpha_by_definition(asked) if len(asked) > 1 and np.var(sum(asked)) > 0 else 0.0
        square += (float(each.weight) / weights) ** 2 * np.var(score, ddof=1) * (1 - max(alpha, 0.0))
    return 1.96 * sqrt(square)


MIXED = bank(
    [
        theme("two", [question("a"), question("b", turned=True, may_not_apply=True)], weight=Decimal("1.5")),
        theme("one", [question("c", "three"), question("x", role="belief")]),
        theme("three", [question("d"), question("e", "three"), question("f", turned=True)], weight=0),
    ],
    scales={"five": scale(0, 1, 2, 3, 4), "three": scale(0, 1, 2)},
)


@pytest.mark.parametrize("of", [MIXED, small()], ids=["mixed", "small"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=15)
def test_it_is_the_formula_rounded_half_up(of: Bank, seed: int) -> None:
    sheets = crowd(of, seed, 170, absent=0.1)
    assert measured_margin(of, sums_of(of, sheets)) == floor(by_definition(of, sheets) + 0.5)


def test_there_is_none_under_a_hundred_complete_sheets() -> None:
    sheets = crowd(MIXED, 1, 100)
    assert measured_margin(MIXED, sums_of(MIXED, sheets[:99])) is None
    assert measured_margin(MIXED, sums_of(MIXED, sheets)) is not None
    others = [Sheet({"a": "1"}) for _ in range(50)]
    assert measured_margin(MIXED, sums_of(MIXED, sheets[:99] + others)) is None
    assert measured_margin(MIXED, Sums()) is None


def test_where_questions_of_a_theme_say_the_same_nothing_depends_on_which_were_asked() -> None:
    one = bank([theme("t", [question("a"), question("b")])])
    sheets = [Sheet({"a": str(at % 5), "b": str(at % 5)}) for at in range(100)]
    assert measured_margin(one, sums_of(one, sheets)) == 0


def test_a_theme_whose_questions_run_against_each_other_counts_as_of_no_reliability() -> None:
    # Two of three go one way and one the other: T is a third or two thirds of 100, alpha far under 0.
    one = bank([theme("t", [question(name, "two") for name in "abc"])], scales={"two": scale(0, 1)})
    sheets = [Sheet({"a": str(at % 2), "b": str(at % 2), "c": str(1 - at % 2)}) for at in range(100)]
    # Variance (100/6)^2 x 100/99; 1.96 x 16.75 is 32.83.
    assert measured_margin(one, sums_of(one, sheets)) == 33


@given(st.fractions(0, 10_000))
def test_a_root_is_rounded_half_up_exactly(square: Fraction) -> None:
    found = root_half_up(square)
    assert found == 0 or (found - Fraction(1, 2)) ** 2 <= square
    assert square < (found + Fraction(1, 2)) ** 2


def test_exactly_a_half_is_rounded_up() -> None:
    assert root_half_up(Fraction(25, 4)) == 3
