"""Figures are arithmetic on releases alone, told as finely as the number of people allows."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import sqrt
from random import Random
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.bank import Bank
from app.quiz.conversation import talk, team_advice
from app.quiz.disclosure import Figures, Release, TooFew, figures, seal
from app.quiz.disclosure.figures import Mean, Part, Why
from app.quiz.disclosure.release import Tally
from app.quiz.disclosure.words import LEANING, LEFT_OUT, WITHHELD
from app.quiz.invented import invent
from app.quiz.scoring import half_up, score
from tests.quiz.banks import bank, question, shipped, theme
from tests.quiz.disclosure.planted import BANK

BELIEF: Mapping[str, int] = {"leans": 3, "two-minds": 0, "questions": 3}


def release(
    people: int = 5,
    listen: int | None = None,
    busy: int | None = None,
    bands: Tally | None = None,
    belief: Tally | None = None,
) -> Release:
    """Return a release of the small bank; means are given in points, 0-100."""
    means = {"listen": listen, "busy": busy}
    themes = {key: mean * people for key, mean in means.items() if mean is not None}
    return Release(people, themes, bands, {"busy": belief} if belief is not None else {})


def mean(shown: Figures, key: str = "listen") -> Mean:
    found = shown.themes[key]
    assert found is not None
    return found


def sealed(bank: Bank, seed: int, people: int) -> Release:
    randomness = Random(seed)
    ease = randomness.random()
    sheets = [score(bank, invent(bank, randomness, randomness.gauss(ease, 0.2))) for _ in range(people)]
    return seal(bank, sheets, randomness)


def test_without_a_release_there_is_nothing_to_show() -> None:
    with pytest.raises(TooFew):
        figures(BANK, [])


@pytest.mark.parametrize(
    ("people", "listen", "value", "bound"),
    [
        (5, 20, 20, "or-less"),
        (5, 30, 30, "exactly"),
        (5, 70, 70, "exactly"),
        (5, 80, 80, "or-more"),
        (10, 20, 20, "or-less"),
        (10, 25, 25, "exactly"),
        (10, 80, 80, "or-more"),
        (20, 10, 10, "or-less"),
        (20, 90, 90, "or-more"),
        (100, 2, 2, "or-less"),
        (100, 3, 3, "exactly"),
    ],
)
def test_an_end_is_told_as_or_less_and_or_more(people: int, listen: int, value: int, bound: str) -> None:
    found = mean(figures(BANK, [release(people, listen)]))
    assert (found.value, found.bound) == (value, bound)
    if bound == "or-less":
        assert (found.low, found.high) == (0, value)
    if bound == "or-more":
        assert (found.low, found.high) == (value, 100)


def test_a_block_at_an_end_is_counted_as_at_the_limit_and_makes_the_whole_or_more() -> None:
    # Else a first block's page and that of both would give what is beyond the limit, by subtraction.
    both = mean(figures(BANK, [release(5, 50), release(5, 80)]))
    assert (both.value, both.bound) == (65, "or-more")
    mixed = mean(figures(BANK, [release(5, 20), release(5, 80)]))
    assert (mixed.value, mixed.bound) == (50, "exactly")


def test_small_groups_are_told_in_fives_and_bigger_ones_in_whole_points() -> None:
    uneven = bank(
        [theme("a", [question("a-1"), question("a-2")]), theme("b", [question("b-1"), question("b-2")])]
    )
    small = figures(uneven, [Release(5, {"a": 250, "b": 300}, None, {})])
    big = figures(uneven, [Release(15, {"a": 500, "b": 700}, None, {})])
    assert (small.place and small.place.value) == 55
    assert [mean(big, key).value for key in "ab"] == [33, 47]
    assert (big.place and big.place.value) == 40


@given(seed=st.integers(0, 2**32), sizes=st.lists(st.integers(5, 45), min_size=1, max_size=3))
@settings(max_examples=40)
def test_the_place_is_the_weighted_mean_of_the_published_means(seed: int, sizes: list[int]) -> None:
    weighed = replace(
        shipped(),
        themes=tuple(replace(each, weight=each.weight + at) for at, each in enumerate(shipped().themes)),
    )
    shown = figures(weighed, [sealed(weighed, seed + at, size) for at, size in enumerate(sizes)])
    told = {key: found.value for key, found in shown.themes.items() if found}
    weights = {each.id: Fraction(each.weight) for each in weighed.themes}
    exact = sum((weights[key] * value for key, value in told.items()), Fraction())
    exact /= sum(weights[key] for key in told)
    step = 5 if shown.people < 10 else 1
    assert shown.place is not None
    assert shown.place.value == step * half_up(exact / step)
    assert shown.band == weighed.band_at(shown.place.value).id
    assert shown.people == sum(size - size % 5 for size in sizes)


def test_under_two_thirds_of_the_weight_there_is_no_place() -> None:
    shown = figures(BANK, [release(5, 50)])
    assert (shown.place, shown.band, shown.themes["busy"]) == (None, None, None)


def test_a_place_of_which_all_means_are_or_less_is_or_less() -> None:
    assert [
        found.place.bound
        for found in (
            figures(BANK, [release(5, 20, 20)]),
            figures(BANK, [release(5, 80, 80)]),
            figures(BANK, [release(5, 20, 50)]),
        )
        if found.place
    ] == ["or-less", "or-more", "exactly"]


def test_intervals_come_from_a_fixed_spread_the_size_as_told_and_the_rounding() -> None:
    found = mean(figures(BANK, [release(10, 50)]))
    assert found.variance == pytest.approx(25**2 / 10 + 50**2 / 6 / 10**2 + 1 / 12)
    assert (found.low, found.high) == (
        round(50 - 1.96 * sqrt(found.variance)),
        round(50 + 1.96 * sqrt(found.variance)),
    )
    place = figures(BANK, [release(10, 50, 50)]).place
    assert place is not None
    assert place.variance == pytest.approx(15**2 / 10 + 50**2 / 6 / 10**2 / 2 + 1 / 12)
    small = mean(figures(BANK, [release(5, 50)]))
    assert small.variance == pytest.approx(25**2 / 5 + 50**2 / 6 / 5**2 + 25 / 12)


def test_an_interval_never_leaves_the_spectrum() -> None:
    low, high = (mean(figures(BANK, [release(100, value)])) for value in (3, 97))
    assert (low.low, low.high) == (0, 8)
    assert (high.low, high.high) == (92, 100)


@pytest.mark.parametrize(
    ("people", "bands", "left_out", "spread"),
    [
        (30, {"band-0": 15, "band-34": 0, "band-67": 15}, False, sqrt(30 * 33.25**2 / 29)),
        (30, {"band-0": 12, "band-34": 0, "band-67": 15}, False, 15),
        (25, {"band-0": 15, "band-34": 0, "band-67": 15}, False, 15),
        (30, {"band-0": 15, "band-34": 0, "band-67": 15}, True, 15),
    ],
    ids=["thirty", "fewer have a place", "fewer people", "some are left out"],
)
def test_the_groups_own_spread_is_used_from_thirty_on_and_from_published_counts_only(
    people: int, bands: Mapping[str, int], left_out: bool, spread: float
) -> None:
    more = [release(5, 50, 50)] if left_out else []
    place = figures(BANK, [release(people, 50, 50, bands), *more]).place
    assert place is not None
    size, blocks = people + 5 * left_out, 1 + left_out
    assert place.variance == pytest.approx(spread**2 / size + blocks * 50**2 / 6 / size**2 / 2 + 1 / 12)


def test_counts_are_shown_as_stored_from_ten_on_and_not_below() -> None:
    bands = {"band-0": 6, "band-34": 6, "band-67": 0}
    assert figures(BANK, [release(10, bands=bands)]).bands.counts == bands
    small = figures(BANK, [release(5, bands=bands)]).bands
    assert (small.counts, small.why) == ({}, "small")
    none = figures(BANK, [release(10)]).bands
    assert (none.counts, none.why) == ({}, "few")


def test_a_block_that_may_not_be_counted_is_left_out_and_that_is_said() -> None:
    bands = {"band-0": 6, "band-34": 6, "band-67": 0}
    for other in (release(5, bands=bands), release(10, bands="band-34"), release(10)):
        shown = figures(BANK, [release(10, bands=bands), other]).bands
        assert (shown.counts, shown.left_out, shown.why) == (bands, True, None)
    twice = figures(BANK, [release(10, bands=bands), release(15, bands=bands)]).bands
    assert (twice.counts, twice.left_out) == ({"band-0": 12, "band-34": 12, "band-67": 0}, False)


def test_what_nearly_all_are_is_told_in_words() -> None:
    shown = figures(BANK, [release(10, bands="band-34", belief="leans")])
    assert (shown.bands.counts, shown.bands.why, shown.bands.nearly_all) == ({}, "alike", "band-34")
    assert (shown.beliefs[0].part, shown.beliefs[0].counts.nearly_all) == (None, "leans")
    two = figures(BANK, [release(10, bands="band-34"), release(10, bands="band-0")]).bands
    assert (two.why, two.nearly_all) == ("alike", None)


@pytest.mark.parametrize(
    ("leaning", "part"),
    [([0], "few"), ([3], "half"), ([6], "most"), ([0, 3], "few"), ([3, 6], "half"), ([6, 6], "most")],
)
def test_a_few_peoples_belief_is_told_in_words(leaning: list[int], part: Part) -> None:
    blocks = [release(5, belief={"leans": count, "two-minds": 0, "questions": 3}) for count in leaning]
    found = figures(BANK, blocks).beliefs[0]
    assert (found.theme, found.part, found.counts.counts, found.counts.why) == ("busy", part, {}, "small")


def test_beliefs_of_ten_or_more_are_counted_and_of_too_few_withheld() -> None:
    counted = figures(BANK, [release(10, belief=BELIEF)]).beliefs[0]
    assert (counted.part, counted.counts.counts) == (None, BELIEF)
    withheld = figures(BANK, [release(10)]).beliefs[0]
    assert (withheld.part, withheld.counts.why) == (None, "few")


def test_the_strongest_and_weakest_are_all_at_a_tie_and_none_where_all_are_alike() -> None:
    four = bank([theme(name, [question(f"{name}-1"), question(f"{name}-2")]) for name in "abcd"])
    tied = figures(four, [Release(10, {"a": 500, "b": 700, "c": 700, "d": 500}, None, {})])
    assert (tied.strongest, tied.weakest) == (("b", "c"), ("a", "d"))
    alike = figures(four, [Release(10, dict.fromkeys("abcd", 500), None, {})])
    assert (alike.strongest, alike.weakest) == ((), ())
    # What differs in the releases and not in what is told is a tie.
    near = figures(four, [Release(100, {"a": 5010, "b": 5040, "c": 6000, "d": 4000}, None, {})])
    assert (near.strongest, near.weakest) == (("c",), ("d",))
    assert mean(near, "a").value == mean(near, "b").value == 50


@given(seed=st.integers(0, 2**32), people=st.integers(5, 45))
@settings(max_examples=30)
def test_everything_said_of_a_group_is_a_function_of_its_published_figures(seed: int, people: int) -> None:
    stored = sealed(shipped(), seed, people)
    again = Release.from_document(stored.to_document())
    shown, twin = figures(shipped(), [stored]), figures(shipped(), [again])
    assert shown == twin
    assert talk(shipped(), shown) == talk(shipped(), twin)
    assert team_advice(shipped(), shown) == team_advice(shipped(), twin)
    assert (shown.strongest, shown.weakest) == (twin.strongest, twin.weakest)


def test_two_groups_that_differ_below_what_is_told_have_the_same_page() -> None:
    exact, other = (
        figures(shipped(), [Release(100, {each.id: 5000 + more for each in shipped().themes}, None, {})])
        for more in (0, 40)
    )
    assert exact == other
    assert talk(shipped(), exact) == talk(shipped(), other)
    assert team_advice(shipped(), exact) == team_advice(shipped(), other)


def test_there_are_words_in_both_languages_for_all_that_is_withheld_or_told_in_words() -> None:
    assert set(WITHHELD) == set(get_args(Why))
    assert set(LEANING) == set(get_args(Part))
    texts = [*WITHHELD.values(), *LEANING.values(), LEFT_OUT]
    assert all(text.en.endswith(".") and text.fr.endswith(".") and text.en != text.fr for text in texts)
    assert len({text.en for text in texts}) == len({text.fr for text in texts}) == len(texts)
