"""How long it takes, and where people stop, is told over thirty and more."""

from collections.abc import Sequence
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.item_analysis import Part, Sheet, Stop, Stops, Sums, minutes_taken, stops, stops_of, sums_of
from tests.quiz.banks import sheet_of, small

PAGES = small().pages


def taking(minutes: Sequence[int | None]) -> Sums:
    return sums_of(small(), [Sheet(sheet_of(small(), "lowest"), each) for each in minutes])


def test_minutes_are_quartiles() -> None:
    assert minutes_taken(taking(list(range(1, 41)))) == (10, 20, 30)
    assert minutes_taken(taking([7] * 30)) == (7, 7, 7)
    assert minutes_taken(taking([1] * 7 + [9] * 23)) == (9, 9, 9)
    assert minutes_taken(taking([1] * 8 + [9] * 23)) == (1, 9, 9)


def test_minutes_of_fewer_than_thirty_are_not_told() -> None:
    assert minutes_taken(taking([5] * 29 + [None] * 20)) is None
    assert minutes_taken(Sums()) is None


@given(st.lists(st.integers(1, 120), min_size=30, max_size=60))
def test_the_middle_one_is_the_median_and_all_are_minutes_somebody_took(minutes: list[int]) -> None:
    found = minutes_taken(taking(minutes))
    assert found is not None
    assert found[1] == median_low(minutes)
    assert list(found) == sorted(found)
    for part, at_most in zip((0.25, 0.5, 0.75), found, strict=True):
        assert sum(each <= at_most for each in minutes) >= part * len(minutes)
        assert sum(each < at_most for each in minutes) < part * len(minutes)


def test_stops_are_told_page_by_page_of_those_who_came_so_far() -> None:
    first, second, *rest = PAGES
    # Twenty kept nothing, thirty the first page and no more, five all of them.
    found = stops(small(), 45, stops_of([None] * 20 + [first] * 30 + [PAGES[-1]] * 5))
    assert found == Stops(
        100,
        45,
        (
            Stop(first, 100, 20, 0.2),
            Stop(second, 80, 30, 0.375),
            *(Stop(page, 50, 0, 0.0) for page in rest),
            Stop(None, 50, 5, 0.1),
        ),
    )


def test_a_page_that_is_not_there_counts_for_nobody() -> None:
    found = stops(small(), 30, stops_of(["gone"] * 30))
    assert found is not None
    assert (found.began, found.pages[0]) == (30, Stop(PAGES[0], 30, 0, 0.0))


@pytest.mark.parametrize(("finished", "stopped"), [(29, 30), (30, 29), (0, 0)])
def test_stops_of_fewer_than_thirty_are_not_told(finished: int, stopped: int) -> None:
    assert stops(small(), finished, stops_of([PAGES[0]] * stopped)) is None


def test_stops_add_up() -> None:
    assert stops_of([]) == Part()
    assert stops_of(["a", None]) + stops_of(["a"]) == Part(3, {"kept": {"a": 2, "": 1}})
