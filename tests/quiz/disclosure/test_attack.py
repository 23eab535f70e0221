"""Attack what is published: with all rules on nobody's answer is found; with one of them off it is."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.disclosure import told
from app.quiz.disclosure.release import END, sum_step
from tests.quiz.banks import bank, question, scale, shipped, theme
from tests.quiz.disclosure import planted, rules
from tests.quiz.disclosure.attack import (
    EXACT_CHANCE,
    THEME_CHANCE,
    Finding,
    attack,
    chance_of_certainty,
    possible_scores,
)
from tests.quiz.disclosure.planted import BANK, STEP
from tests.quiz.disclosure.rules import Rules, StoreReader
from tests.quiz.disclosure.worlds import World, random_world

PLANTED: list[Callable[[], World]] = [
    planted.one_listens,
    planted.overlapping,
    planted.one_leaves,
    lambda: planted.all_agree(5),
    lambda: planted.all_agree(7),
    lambda: planted.all_agree(10),
    planted.only_one,
    planted.one_of_eight,
    planted.one_of_twelve,
    planted.one_does_not_apply,
    planted.looked_at_often,
]

Named = tuple[str, str]


def named(findings: list[Finding]) -> set[Named]:
    return {(finding.person, finding.about) for finding in findings}


@given(seed=st.integers(0, 2**32))
@settings(max_examples=30)
def test_with_all_rules_on_nobody_is_found_in_any_team(seed: int) -> None:
    assert attack(random_world(seed), Rules) == []


@given(seed=st.integers(0, 2**32))
@settings(max_examples=12)
def test_not_even_a_reader_of_the_stored_releases_finds_anybody(seed: int) -> None:
    # The stored counts of small blocks may tell as much as those of bigger ones; no page shows them.
    assert attack(random_world(seed), StoreReader, counted_from=0) == []


@pytest.mark.parametrize("world", PLANTED)
def test_with_all_rules_on_nobody_is_found_in_what_is_planted(world: Callable[[], World]) -> None:
    assert attack(world(), Rules) == []
    assert attack(world(), StoreReader, counted_from=0) == []


@pytest.mark.parametrize(
    ("off", "world", "found"),
    [
        (rules.NoFloor, planted.only_one, {("Anna", "busy: belief"), ("Anna", "listen")}),
        (rules.NoFloorPerFigure, planted.one_listens, {("Anna", "listen")}),
        (rules.NoRounding, planted.one_of_twelve, {("Anna", "listen")}),
        (rules.NoRounding, planted.one_leaves, {("Anna", "listen")}),
        (rules.Live, planted.looked_at_often, {("Anna", "busy")}),
        (rules.Live, planted.overlapping, {("Anna", "listen")}),
        (rules.Recombined, planted.overlapping, {("Anna", "listen")}),
        (rules.RecombinedUnrounded, planted.overlapping, {("Anna", "listen"), ("Bob", "listen")}),
        (rules.RecombinedUnrounded, planted.one_leaves, {("Anna", "listen")}),
        (rules.EndsShown, lambda: planted.all_agree(7), {(f"member {at}", "listen") for at in range(1, 8)}),
        (
            rules.UnanimityShown,
            lambda: planted.all_agree(10),
            {(f"member {at}", "busy: belief") for at in range(1, 11)},
        ),
        (rules.NoTiers, planted.one_of_eight, {("Anna", "busy: belief")}),
        (
            rules.CountsOfSevenShown,
            lambda: planted.all_agree(7),
            {(f"member {at}", "busy: belief") for at in range(1, 8)},
        ),
        (rules.AppliesShown, planted.one_does_not_apply, {("Anna", "listen")}),
        (rules.DividedByAnswers, planted.one_does_not_apply, {("Anna", "listen")}),
    ],
)
def test_with_a_rule_off_the_person_is_named(
    off: type[Rules], world: Callable[[], World], found: set[Named]
) -> None:
    assert named(attack(world(), off)) >= found


def test_the_sixth_is_found_by_subtraction_with_the_value() -> None:
    found = attack(planted.overlapping(), rules.RecombinedUnrounded)
    assert Finding("Bob", "listen", "175/2", Fraction(1)) in found


def test_everybody_is_found_where_all_agree_and_ends_are_shown() -> None:
    found = attack(planted.all_agree(5), rules.EndsShown)
    ruled_out = {
        finding.value for finding in found if finding.person == "member 1" and finding.about == "listen"
    }
    assert ruled_out == {"not 0", "not 25/2", "not 25", "not 75/2", "not 50"}


def test_the_chance_that_is_left_is_as_stated_and_is_reached() -> None:
    # Four others have 12.5 points together: a sum of 112.5 is drawn up to 150 once in four, and only then.
    target = BANK.theme("listen")
    five = {
        value: Rules(BANK).theme_law(target, STEP + (value or 0), 4 if value is None else 5, 5)
        for value in possible_scores(BANK, target)
    }
    assert chance_of_certainty(Fraction(100), [five]) == EXACT_CHANCE == STEP / 50
    assert chance_of_certainty(Fraction(175, 2), [five]) == 0


def test_that_one_of_five_has_no_score_is_said_to_those_who_know_the_four_and_no_more() -> None:
    # Rule 3 itself says so: "too few people have an answer here".
    target = BANK.theme("listen")
    published = Rules(BANK)
    assert published.theme_law(target, Fraction(200), 4, 5) == {rules.FEW: 1}
    assert rules.FEW not in published.theme_law(target, Fraction(200), 5, 5)


@pytest.mark.parametrize(
    ("block", "others"),
    [
        (6, 5),
        (9, 6),
        (10, 5),
        (10, 9),
        (11, 10),
        (14, 9),
        (15, 5),
        (15, 14),
        (20, 5),
        (20, 9),
        (20, 10),
        (25, 6),
    ],
)
def test_that_one_has_no_score_cannot_be_told_in_a_block_however_few_have_one(
    block: int, others: int
) -> None:
    # But for a theme that fewer than half have a score for, nearly all at an end: it is kept farther from it,
    # and so tells that few have one.
    target = BANK.theme("listen")
    published = StoreReader(BANK)
    farther = 2 * END * 2 ** max(0, ceil(log2(told(block) / (2 * others))))
    ends = {farther, 100 * told(block) - farther} if 2 * others < told(block) else set()
    for points in range(8 * others + 1):
        without = published.theme_law(target, points * STEP, others, block)
        with_one = {
            seen
            for more in range(9)
            for seen in published.theme_law(target, (points + more) * STEP, others + 1, block)
        }
        assert set(without) - ends <= with_one, points


@pytest.mark.parametrize(("block", "others"), [(10, 4), (15, 5), (20, 6), (40, 5)])
def test_few_scores_in_a_big_block_weigh_no_more_than_in_a_small_one(block: int, others: int) -> None:
    target = BANK.theme("listen")
    published = StoreReader(BANK)
    for points in range(8 * others + 1):
        laws = {
            at * STEP: published.theme_law(target, (points + at) * STEP, others + 1, block) for at in range(9)
        }
        assert all(chance_of_certainty(value, [laws]) <= THEME_CHANCE for value in laws)


def test_yes_or_no_is_rounded_so_coarsely_that_the_same_chance_holds() -> None:
    scales = {"two": scale(0, 1), "uneven": scale(0, 1, 4), "five": scale(0, 1, 2, 3, 4)}
    asked = {
        "one": [question("one-1", "two")],
        "two": [question("two-1", "two"), question("two-2", "two")],
        "uneven": [question("uneven-1", "uneven")],
        "single": [question("single-1")],
        "three": [question(f"three-{at}") for at in (1, 2, 3)],
    }
    odd = bank([theme(name, questions) for name, questions in asked.items()], scales=scales)
    assert {each.id: sum_step(odd, each) for each in odd.themes} == {
        "one": 400,
        "two": 200,
        "uneven": 300,
        "single": 100,
        "three": 50,
    }
    assert {sum_step(shipped(), each) for each in shipped().themes} == {50}
    for each in odd.themes:
        published = Rules(odd)
        values = possible_scores(odd, each)
        for known in values:
            points = 5 * Fraction(known or 0) + Fraction(values[0] or 0)
            laws = {value: published.theme_law(each, points + (value or 0), 6, 6) for value in values}
            assert all(chance_of_certainty(value, [laws]) <= THEME_CHANCE for value in values)
