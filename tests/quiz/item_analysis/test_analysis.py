"""Figures are what their definitions say, and what is not sure is not said."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import f as distribution_f

from app.quiz.bank import DOES_NOT_APPLY, Absent, Bank
from app.quiz.item_analysis import Analysis, Estimate, Row, Sheet, analyse, sums_of
from tests.quiz.banks import bank, question, scale, small, theme
from tests.quiz.item_analysis.crowds import alpha_by_definition, columns, crowd, scored

SEEDS = st.integers(0, 2**32)


def analysed(of: Bank, sheets: list[Sheet]) -> Analysis:
    return analyse(of, sums_of(of, sheets))


def estimate(found: Estimate | None) -> float:
    assert found is not None
    assert found.value is not None
    return found.value


def alike(count: int, **answers: str) -> list[Sheet]:
    return [Sheet(answers) for _ in range(count)]


@given(seed=SEEDS, people=st.integers(70, 110))
@settings(max_examples=25)
def test_figures_are_those_of_the_matrix_of_covariances(seed: int, people: int) -> None:
    sheets = crowd(small(), seed, people, absent=0.2)
    held = columns(small(), sheets)
    n = len(held["listen-1"])
    assume(n >= 30)
    found = analysed(small(), sheets)
    expected = alpha_by_definition(list(held.values()))
    assert (found.whole.complete, found.whole.sheets, found.whole.questions) == (n, people, len(held))
    assert estimate(found.whole.alpha) == pytest.approx(expected, abs=1e-9)
    error = np.std(sum(held.values()), ddof=1) * np.sqrt(1 - expected)
    assert estimate(found.whole.raw_error) == pytest.approx(error, abs=1e-9)
    assert estimate(found.whole.error) == pytest.approx(100 * error / len(held), abs=1e-9)
    for key, column in held.items():
        others = [each for other, each in held.items() if other != key]
        by_numpy = np.corrcoef(column, sum(others))[0, 1]
        assert estimate(found.row(key).correlation) == pytest.approx(by_numpy, abs=1e-9)
        assert estimate(found.row(key).if_dropped) == pytest.approx(alpha_by_definition(others), abs=1e-9)


@given(seed=SEEDS)
@settings(max_examples=25)
def test_the_intervals_are_feldts_and_fishers(seed: int) -> None:
    found = analysed(small(), crowd(small(), seed, 40))
    alpha, n, k = found.whole.alpha, 40, len(scored(small()))
    low, high = (
        1 - (1 - estimate(alpha)) * distribution_f.ppf(part, n - 1, (n - 1) * (k - 1))
        for part in (0.975, 0.025)
    )
    assert [alpha.low, alpha.high] == pytest.approx([low, high], abs=1e-9)
    r = found.row("listen-1").correlation
    assert r is not None
    half = NormalDist().inv_cdf(0.975) / np.sqrt(n - 3)
    ends = [np.tanh(np.arctanh(estimate(r)) + way * half) for way in (-1, 1)]
    assert [r.low, r.high] == pytest.approx(ends, abs=1e-9)


def turned(of: Bank, question_id: str) -> Bank:
    """Return the bank with one question keyed the other way round."""
    themes = [
        replace(
            each,
            questions=tuple(
                replace(asked, reversed=not asked.reversed) if asked.id == question_id else asked
                for asked in each.questions
            ),
        )
        for each in of.themes
    ]
    return replace(of, themes=tuple(themes))


def answered_from_the_other_end(of: Bank, sheet: Sheet, question_id: str) -> Sheet:
    choices = [choice.id for choice in of.scale_of(of.question(question_id)).choices]
    chosen = sheet.answers[question_id]
    if chosen == DOES_NOT_APPLY:
        return sheet
    return replace(sheet, answers={**sheet.answers, question_id: choices[-1 - choices.index(chosen)]})


@given(seed=SEEDS, asked=st.sampled_from(scored(small())))
@settings(max_examples=25)
def test_a_question_and_its_answers_turned_round_change_nothing_but_what_was_chosen(
    seed: int, asked: object
) -> None:
    key = getattr(asked, "id", "")
    sheets = crowd(small(), seed, 60, absent=0.2)
    before = analysed(small(), sheets)
    other = [answered_from_the_other_end(small(), sheet, key) for sheet in sheets]
    after = analysed(turned(small(), key), other)
    assert after.whole == before.whole
    for then, now in zip(before.rows, after.rows, strict=True):
        assert replace(now, spread=None) == replace(then, spread=None)
        assert now.spread is not None
        assert then.spread is not None
        chose = tuple(people for _, people in then.spread.chose)
        assert tuple(people for _, people in now.spread.chose) == (
            chose[::-1] if now.question == key else chose
        )
        assert replace(now.spread, chose=()) == replace(then.spread, chose=())


PAIR = bank([theme("t", [question("a", may_not_apply=True), question("b")])])


def test_a_row_by_hand() -> None:
    sheets = [*alike(10, a="0", b="4"), *alike(20, a="4", b="4"), *alike(30, a=DOES_NOT_APPLY, b="2")]
    row = analysed(PAIR, sheets).row("a")
    assert row.spread is not None
    assert row.spread.chose == (("0", 10), ("1", 0), ("2", 0), ("3", 0), ("4", 20))
    # A third at 0 and two thirds at 1: squares of deviation 10 x 4/9 + 20 x 1/9 = 20/3, over 29.
    assert row.spread.n == 30
    assert row.spread.mean == pytest.approx(2 / 3)
    assert row.spread.deviation == pytest.approx((20 / 3 / 29) ** 0.5)
    assert [row.spread.floor, row.spread.ceiling] == pytest.approx([1 / 3, 2 / 3])
    assert row.does_not_apply == Estimate(0.5)


def test_ends_are_those_of_the_keyed_direction() -> None:
    one = bank([theme("t", [question("a", turned=True), question("b")])])
    row = analysed(one, [*alike(10, a="0", b="1"), *alike(30, a="4", b="1")]).row("a")
    assert row.spread is not None
    assert (row.spread.floor, row.spread.ceiling, row.spread.mean) == (0.75, 0.25, 0.25)


def test_a_scale_that_begins_above_nought_has_a_floor_too() -> None:
    one = bank([theme("t", [question("a", "late"), question("b", "late")])], scales={"late": scale(1, 2, 4)})
    row = analysed(one, [*alike(30, a="1", b="1"), *alike(10, a="4", b="2")]).row("a")
    assert row.spread is not None
    assert (row.spread.floor, row.spread.ceiling) == (0.75, 0.25)


def test_under_thirty_sheets_there_is_nothing_and_it_says_so() -> None:
    found = analysed(PAIR, crowd(PAIR, 1, 29))
    few = Estimate(why="too-few")
    assert found.rows == (
        Row("a", None, few, few, few, ()),
        Row("b", None, None, few, few, ()),
    )
    whole = found.whole
    assert (whole.sheets, whole.complete, whole.alpha, whole.error, whole.raw_error) == (
        None,
        None,
        few,
        few,
        few,
    )


def test_does_not_apply_is_not_called_nought_before_any_such_sheet_can_be_shown() -> None:
    found = analysed(PAIR, crowd(PAIR, 1, 40))
    assert found.row("a").does_not_apply == Estimate(why="too-few")
    belief = bank([theme("t", [question("a"), question("x", role="belief", may_not_apply=True)])])
    sheets = [*alike(30, a="1", x=DOES_NOT_APPLY), *alike(30, a="1", x="1")]
    assert analysed(belief, sheets).row("x").does_not_apply == Estimate(0.5)


def test_where_all_are_alike_nothing_varies_and_it_says_so() -> None:
    found = analysed(PAIR, alike(30, a="3", b="1"))
    none = Estimate(why="no-variance")
    assert (found.whole.alpha, found.whole.error, found.whole.raw_error) == (none, none, none)
    assert found.row("a").correlation == none
    # Only `b` is left when `a` is dropped.
    assert found.row("a").if_dropped == Estimate(why="one-question")


def test_a_question_on_which_all_agree_has_no_correlation_and_the_others_have_theirs() -> None:
    three = bank([theme("t", [question(name) for name in "abc"])])
    found = analysed(three, [Sheet({"a": "2", "b": str(at % 5), "c": str(at % 4)}) for at in range(40)])
    assert found.row("a").correlation == Estimate(why="no-variance")
    held = [np.array([at % by for at in range(40)]) for by in (5, 4)]
    # What all agree on moves no correlation, and counts as a question in alpha.
    assert estimate(found.row("b").correlation) == pytest.approx(np.corrcoef(held)[0, 1], abs=1e-9)
    assert estimate(found.row("a").if_dropped) == pytest.approx(alpha_by_definition(held), abs=1e-9)


def test_one_question_alone_has_neither_alpha_nor_correlation() -> None:
    one = bank([theme("t", [question("a")])])
    found = analysed(one, crowd(one, 1, 40))
    alone = Estimate(why="one-question")
    assert (found.whole.alpha, found.row("a").correlation, found.row("a").if_dropped) == (alone, alone, alone)


@pytest.mark.parametrize(("other", "end"), [(lambda at: at, 1.0), (lambda at: 4 - at, -1.0)])
def test_a_perfect_correlation_has_no_width(other: Callable[[int], int], end: float) -> None:
    found = analysed(PAIR, [Sheet({"a": str(at % 5), "b": str(other(at % 5))}) for at in range(40)])
    assert found.row("a").correlation == Estimate(end, end, end)


def test_a_belief_has_a_row_and_neither_correlation_nor_part_in_alpha() -> None:
    belief = bank([theme("t", [question("a"), question("b"), question("x", role="belief")])])
    sheets = crowd(belief, 4, 50)
    found = analysed(belief, sheets)
    row = found.row("x")
    assert (row.correlation, row.if_dropped) == (None, None)
    assert row.spread is not None
    assert row.spread.n == 50
    without = bank([theme("t", [question("a"), question("b")])])
    assert found.whole == analysed(without, sheets).whole


def against(reverse: float, people: int) -> list[Sheet]:
    """Return sheets on which `a` goes with `b` and `c`, and for a share of people against them."""
    sheets = []
    for at in range(people):
        points = at % 5
        a = 4 - points if (at // 5) % 10 < 10 * reverse else points
        sheets.append(Sheet({"a": str(a), "b": str(points), "c": str(points)}))
    return sheets


THREE = bank([theme("t", [question(name) for name in "abc"])])


@pytest.mark.parametrize(
    ("reverse", "people", "flags"),
    [
        # The correlation is 1 - 2 x the share that goes against: 1, 0, -0.2, -1.
        (0.0, 200, ()),
        (0.5, 1000, ("review",)),
        # Fisher's half width over 50 is 0.29: not sure to be under 0.20.
        (0.5, 50, ()),
        (0.6, 50, ("review",)),
        (0.6, 1000, ("reversed",)),
        (1.0, 50, ("reversed",)),
    ],
)
def test_a_flag_is_raised_only_when_the_whole_interval_is_low(
    reverse: float, people: int, flags: tuple[str, ...]
) -> None:
    row = analysed(THREE, against(reverse, people)).row("a")
    assert estimate(row.correlation) == pytest.approx(1 - 2 * reverse)
    assert row.flags == flags


@pytest.mark.parametrize(("lowest", "flags"), [(60, ()), (61, ("alike",)), (39, ("alike",)), (40, ())])
def test_more_than_six_in_ten_at_one_end_do_not_tell_people_apart(
    lowest: int, flags: tuple[str, ...]
) -> None:
    sheets = [
        Sheet({"a": "0" if at < lowest else "4", "b": "0" if at < lowest else "4"}) for at in range(100)
    ]
    assert analysed(PAIR, sheets).row("a").flags == flags


def test_an_unknown_question_has_no_row() -> None:
    with pytest.raises(Absent):
        analysed(PAIR, []).row("unheard-of")


def test_nothing_heavy_is_loaded_before_a_trainer_asks() -> None:
    looks = "import sys, app.quiz.item_analysis; sys.exit(bool({'scipy', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", looks], check=False).returncode == 0
