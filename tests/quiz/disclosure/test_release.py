"""Sealing adds up, rounds once at random with the right chances, forgets, and fails closed."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from itertools import permutations
from random import Random, SystemRandom
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.disclosure import FLOOR, Release, TooFew, Unrounded, enough, seal, told
from app.quiz.disclosure.release import COUNT_STEP, SUM_STEP, end_of, rounded, tally_of, total
from app.quiz.invented import invent
from app.quiz.scoring import Result, score
from tests.quiz.banks import shipped
from tests.quiz.disclosure.chances import law_of
from tests.quiz.disclosure.planted import BANK, STEP, sheet

SCORES = st.fractions(0, 4000, max_denominator=24)


def mean_of(law: Mapping[int, Fraction]) -> Fraction:
    return sum((value * chance for value, chance in law.items()), Fraction())


@given(value=SCORES, step=st.sampled_from((COUNT_STEP, SUM_STEP, 400)))
def test_rounding_keeps_the_mean_exactly_right_and_stays_within_a_step(value: Fraction, step: int) -> None:
    law = law_of(lambda coins: rounded(value, step, coins))
    assert sum(law.values()) == 1
    assert mean_of(law) == value
    assert all(found % step == 0 and abs(found - value) < step for found in law)


@pytest.mark.parametrize("value", [Fraction(25, 2), Fraction(175, 3), Fraction(100), Fraction(1, 7)])
def test_the_chances_are_those_of_the_draws_themselves(value: Fraction) -> None:
    # Every draw there is, one by one: not the chances as the enumeration reckons them.
    high = value.denominator * SUM_STEP
    found = [rounded(value, SUM_STEP, Dealt(draw, high)) for draw in range(high)]
    assert Fraction(sum(found), high) == value


class Dealt(Random):
    """Draw what one is told to, if the range is the expected one."""

    def __init__(self, draw: int, high: int) -> None:
        super().__init__(0)
        self.draw, self.high = draw, high

    def randrange(self, start: int, *_: Any) -> int:
        assert start in (self.high, SUM_STEP)
        return self.draw * start // self.high


@given(
    block=st.integers(5, 200),
    share=st.fractions(0, 1, max_denominator=20),
    mean=st.fractions(0, 100, max_denominator=8),
)
def test_away_from_the_ends_a_mean_is_kept_right_whoever_has_a_score(
    block: int, share: Fraction, mean: Fraction
) -> None:
    people = max(5, int(block * share))
    law = law_of(lambda coins: total(mean * people, people, block, SUM_STEP, coins))
    limits = {end_of(told(block)), 100 * told(block) - end_of(told(block))}
    assert all(found % SUM_STEP == 0 for found in law)
    assert all(min(limits) <= found <= max(limits) for found in law)
    middle = 2 * people >= told(block) and not limits & set(law)
    if middle:
        assert mean_of(law) / told(block) == mean


@given(counts=st.lists(st.integers(0, 30), min_size=2, max_size=5).filter(lambda counts: sum(counts) >= 10))
def test_counts_are_multiples_of_three_that_keep_the_mean_unless_nearly_all_are_of_a_kind(
    counts: list[int],
) -> None:
    named = {str(at): count for at, count in enumerate(counts)}
    law = law_of(lambda coins: _frozen(tally_of(named, list(named), sum(counts), coins)))
    numbers = {found: chance for found, chance in law.items() if not isinstance(found, str)}
    if len(numbers) == len(law):
        for at, count in enumerate(counts):
            assert sum((found[at] * chance for found, chance in numbers.items()), Fraction()) == count
    if max(counts) >= sum(counts) - 1:
        assert set(law) == {str(counts.index(max(counts)))}
    assert all(count % COUNT_STEP == 0 for found in numbers for count in found)


def _frozen(tally: Mapping[str, int] | str) -> tuple[int, ...] | str:
    return tally if isinstance(tally, str) else tuple(tally.values())


@pytest.mark.parametrize("people", range(5))
def test_fewer_than_five_are_never_sealed_whatever_a_setting_says(people: int) -> None:
    for fewest in (-1, 0, 1, people, 5):
        with pytest.raises(TooFew):
            seal(BANK, [sheet(50)] * people, SystemRandom(), fewest)
        assert not enough(people, fewest)


def test_a_setting_may_raise_the_floor_for_the_block_and_for_each_figure() -> None:
    with pytest.raises(TooFew):
        seal(BANK, [sheet(50)] * 7, SystemRandom(), 8)
    assert seal(BANK, [sheet(50)] * 8, SystemRandom(), 8).people == 5
    lacking = [*[sheet(50)] * 7, sheet(None)]
    assert "listen" not in seal(BANK, lacking, SystemRandom(), 8).themes
    assert "listen" in seal(BANK, lacking, SystemRandom(), 7).themes


@pytest.mark.parametrize(("scored", "there"), [(0, False), (4, False), (5, True), (12, True)])
def test_a_theme_that_fewer_than_five_have_a_score_for_gives_nothing(scored: int, there: bool) -> None:
    release = seal(BANK, [*[sheet(50)] * scored, *[sheet(None)] * 12], SystemRandom())
    assert ("listen" in release.themes) is there
    assert "busy" in release.themes


def test_leanings_and_bands_that_fewer_than_five_have_give_nothing() -> None:
    nowhere = Result(sheet(50).themes, None, None, None, 10, {"busy": None})
    release = seal(BANK, [*[sheet(50)] * 4, *[nowhere] * 8], SystemRandom())
    assert (release.bands, release.beliefs) == (None, {})
    assert seal(BANK, [*[sheet(50)] * 5, *[nowhere] * 8], SystemRandom()).bands is not None


@pytest.mark.parametrize(
    ("people", "as_told"), [(5, 5), (9, 5), (10, 10), (14, 10), (39, 35), (20_003, 20_000)]
)
def test_how_many_they_are_is_kept_in_fives_only(people: int, as_told: int) -> None:
    assert seal(BANK, [sheet(50)] * people, Random(1)).people == as_told == told(people)


@pytest.mark.parametrize("steps", range(9))
def test_all_that_means_tell_of_the_size_is_its_multiple_of_five(steps: int) -> None:
    # Five to nine people of one mean are told alike, with the same chances; so are ten to fourteen.
    for least in (5, 10, 35):
        laws = [
            law_of(partial(total, steps * STEP * people, people, people, SUM_STEP))
            for people in range(least, least + 5)
        ]
        assert all(law == laws[0] for law in laws)


def test_counts_tell_the_size_of_a_block_to_within_two_people_a_kind_at_best() -> None:
    # Each count is off by two at most, either way, and unbiased: K counts leave 4 K + 1 sizes, less those
    # that are not told as this multiple of 5. For three leanings that excludes none of the five.
    law = law_of(lambda coins: _frozen(tally_of({"a": 4, "b": 4, "c": 4}, "abc", 12, coins)))
    assert {sum(found) for found in law if not isinstance(found, str)} == {9, 12, 15, 18}
    for found in law:
        sizes = [n for n in range(10, 15) if abs(sum(map(int, found)) - n) <= 2 * 3]
        assert len(sizes) >= 3


def test_the_order_of_the_sheets_shows_in_nothing_that_is_kept() -> None:
    lacking = Result(sheet(STEP).themes, Fraction(50), 50, "band-0", 10, {"busy": None})
    sheets = [sheet(50), sheet(None, 25, "leans"), *[sheet(75, 50, "questions")] * 3, lacking]
    documents = {
        repr(seal(BANK, [sheets[at] for at in order], Random(3)).to_document())
        for order in permutations(range(6))
    }
    assert len(documents) == 1


@given(seed=st.integers(0, 2**32), people=st.integers(5, 30))
@settings(max_examples=30)
def test_a_release_comes_back_from_its_document(seed: int, people: int) -> None:
    randomness = Random(seed)
    sheets = [score(shipped(), invent(shipped(), randomness, randomness.random())) for _ in range(people)]
    release = seal(shipped(), sheets, randomness)
    assert Release.from_document(release.to_document()) == release


def spoiled(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    document = seal(BANK, [*[sheet(50)] * 6, *[sheet(50, 50, "leans")] * 6], Random(1)).to_document()
    change(document)
    return document


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        (lambda document: document.update(people=4), TooFew),
        (lambda document: document.update(people=0), TooFew),
        (lambda document: document.update(people=12), Unrounded),
        (lambda document: document["themes"].update(listen=437), Unrounded),
        (lambda document: document["themes"].update(listen=150), Unrounded),
        (lambda document: document["themes"].update(listen=1000), Unrounded),
        (lambda document: document.update(bands={"band-0": 4}), Unrounded),
        (lambda document: document["beliefs"]["busy"].update(leans=-3), Unrounded),
        (lambda document: document.pop("themes"), KeyError),
    ],
    ids=[
        "four people",
        "nobody",
        "an exact size",
        "an exact sum",
        "an end",
        "the top",
        "a count",
        "less",
        "lost",
    ],
)
def test_a_document_that_may_not_be_shown_is_refused(
    change: Callable[[dict[str, Any]], object], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        Release.from_document(spoiled(change))


def test_an_unspoiled_document_is_taken() -> None:
    assert Release.from_document(spoiled(lambda document: None)).people == 10


def test_the_floor_is_five() -> None:
    assert (FLOOR, SUM_STEP, COUNT_STEP) == (5, 50, 3)
