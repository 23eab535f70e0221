"""An organisation is the sum of what its teams' pages tell as numbers, and tells no more than they do."""

from functools import reduce
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.bank import Bank
from app.quiz.disclosure import Release, TooFew, figures, seal
from app.quiz.disclosure.organisation import Cells, add, organisation_figures, published, subtract
from app.quiz.disclosure.release import end_of
from app.quiz.invented import invent
from app.quiz.scoring import score
from tests.quiz.banks import shipped
from tests.quiz.disclosure.planted import BANK
from tests.quiz.disclosure.worlds import small_bank


def sealed(bank: Bank, randomness: Random) -> Release:
    """Return a release of a team of any kind, also of those that are alike or at an end."""
    ease, apart = randomness.choice((0.02, 0.3, 0.5, 0.7, 0.98)), randomness.choice((0.02, 0.2))
    people = randomness.randint(5, 45)
    sheets = [score(bank, invent(bank, randomness, randomness.gauss(ease, apart))) for _ in range(people)]
    return seal(bank, sheets, randomness)


def teams(seed: int) -> tuple[Bank, list[Release]]:
    randomness = Random(seed)
    bank = small_bank(randomness)
    return bank, [sealed(bank, randomness) for _ in range(randomness.randint(1, 5))]


def summed(bank: Bank, releases: list[Release]) -> Cells:
    return reduce(add, (published(bank, release) for release in releases), Cells())


WITHHELD = Release(
    people=10,
    themes={"listen": end_of(10), "busy": 1000 - end_of(10)},
    bands="band-34",
    beliefs={"busy": "leans"},
)
SMALL = Release(
    5, {"listen": 250}, {"band-0": 3, "band-34": 3, "band-67": 0}, {"busy": {"leans": 3, "questions": 3}}
)
COUNTED = Release(
    people=10,
    themes={"listen": 600, "busy": 400},
    bands={"band-0": 6, "band-34": 3, "band-67": 0},
    beliefs={"busy": {"leans": 3, "two-minds": 3, "questions": 6}},
)


def test_what_is_withheld_or_told_in_words_in_a_team_is_left_out() -> None:
    cells = published(BANK, WITHHELD)
    assert cells == Cells(people=10)
    small = published(BANK, SMALL)
    assert (set(small.themes), small.bands.counts, dict(small.beliefs)) == ({"listen"}, {}, {})


def test_what_is_told_as_a_number_is_summed() -> None:
    total = summed(BANK, [COUNTED, COUNTED, SMALL, WITHHELD])
    shown = organisation_figures(BANK, total)
    assert shown.people == 35
    assert [mean and mean.value for mean in shown.themes.values()] == [58, 40]
    assert (shown.bands.counts, shown.bands.left_out) == ({"band-0": 12, "band-34": 6, "band-67": 0}, True)
    assert shown.beliefs[0].counts.counts == {"leans": 6, "two-minds": 6, "questions": 12}
    assert shown.place is not None
    assert (shown.place.value, shown.band) == (49, "band-34")


def test_a_sole_team_sees_on_the_organisations_page_no_more_than_on_its_own() -> None:
    assert organisation_figures(BANK, summed(BANK, [COUNTED])) == figures(BANK, [COUNTED])
    nothing = organisation_figures(BANK, summed(BANK, [WITHHELD]))
    assert (nothing.place, nothing.bands.counts, set(nothing.themes.values())) == (None, {}, {None})
    assert (nothing.beliefs[0].part, nothing.beliefs[0].counts.counts) == (None, {})


@given(seed=st.integers(0, 2**32))
@settings(max_examples=30)
def test_all_teams_but_one_known_the_organisation_gives_only_numbers_of_the_other_teams_page(
    seed: int,
) -> None:
    bank, releases = teams(seed)
    *others, last = releases
    left = subtract(summed(bank, releases), summed(bank, others))
    alone = figures(bank, [last])
    for key, total in left.themes.items():
        mean = alone.themes[key]
        assert mean is not None
        assert mean.bound == "exactly"
        assert (total.points, total.people) == (last.themes[key], last.people)
    withheld = {key for key, mean in alone.themes.items() if mean is None or mean.bound != "exactly"}
    assert not withheld & set(left.themes)
    assert left.bands.counts == (alone.bands.counts if alone.bands.why is None else {})
    assert {key: held.counts for key, held in left.beliefs.items()} == {
        belief.theme: belief.counts.counts for belief in alone.beliefs if belief.counts.why is None
    }


@given(seed=st.integers(0, 2**32))
@settings(max_examples=30)
def test_teams_can_be_added_in_any_order_and_taken_off_again(seed: int) -> None:
    bank, releases = teams(seed)
    total = summed(bank, releases)
    assert summed(bank, releases[::-1]) == total
    for release in releases:
        total = subtract(total, published(bank, release))
    assert total == Cells()


@given(seed=st.integers(0, 2**32))
@settings(max_examples=30)
def test_the_sum_comes_back_from_its_document(seed: int) -> None:
    bank, releases = teams(seed)
    total = summed(bank, releases)
    assert Cells.from_document(total.to_document()) == total
    assert organisation_figures(bank, Cells.from_document(total.to_document())) == organisation_figures(
        bank, total
    )


def test_without_teams_there_is_nothing_to_show() -> None:
    with pytest.raises(TooFew):
        organisation_figures(BANK, Cells())


def test_many_teams_of_the_shipped_bank_come_to_figures_near_the_truth() -> None:
    randomness = Random(7)
    sheets = [score(shipped(), invent(shipped(), randomness, randomness.gauss(0.5, 0.2))) for _ in range(700)]
    releases = [seal(shipped(), sheets[at : at + 14], randomness) for at in range(0, 700, 14)]
    shown = organisation_figures(shipped(), summed(shipped(), releases))
    assert shown.people == 500
    for theme, mean in shown.themes.items():
        scores = [sheet.themes[theme] for sheet in sheets if sheet.themes[theme] is not None]
        exact = sum(float(value or 0) for value in scores) / len(scores)
        assert mean is not None
        assert abs(mean.value - exact) < 2
