"""The figures behind a search agree with the scores, and do not grow with a bank."""

import sys
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.bank import DOES_NOT_APPLY, Advice, Answered, Bank, When
from app.quiz.coverage import Coverage
from app.quiz.figures import Figures
from app.quiz.proof import reach_flaws
from app.quiz.scoring import score, theme_score
from tests.quiz.banks import advice, bank, question, scale, shipped, theme
from tests.quiz.tiny import tiny_banks


@settings(max_examples=100)
@given(tiny_banks())
def test_each_rung_raises_one_answer_and_says_what_its_sheet_comes_to(drawn: Bank) -> None:
    figures = Figures(drawn)
    weights = {slot.theme.id: slot.weight for slot in figures.slots}
    sheets = [figures.ladder.sheet(rung) for rung in range(len(figures.ladder.rungs) + 1)]
    for rung, sheet in enumerate(sheets):
        result = score(drawn, sheet)
        for left_out in ([], [drawn.themes[0].id], list(weights)):
            own = [weights[key] * (value or 0) for key, value in result.themes.items() if key not in left_out]
            assert figures.ladder.total(rung, left_out) == sum(own, Fraction()) * figures.unit
    assert set(score(drawn, sheets[0]).themes.values()) == {0}
    assert set(score(drawn, sheets[-1]).themes.values()) == {100}
    for before, after in pairwise(sheets):
        assert sum(before[key] != after[key] for key in before) == 1


@settings(max_examples=100)
@given(st.data())
def test_the_first_rung_that_comes_to_a_total_is_found(data: st.DataObject) -> None:
    ladder = Figures(data.draw(tiny_banks())).ladder
    total = data.draw(st.integers(-5, ladder.totals[-1]))
    rung = ladder.reach(total, [])
    assert ladder.totals[rung] >= total
    assert rung == 0 or ladder.totals[rung - 1] < total


@settings(max_examples=100)
@given(tiny_banks())
def test_the_answers_that_stand_for_a_score_give_it(drawn: Bank) -> None:
    figures = Figures(drawn)
    for slot in figures.slots:
        for value, picks in figures.options(slot, {}).items():
            sheet = dict(zip([asked.id for asked in slot.practice], picks, strict=True))
            exact = theme_score(drawn, slot.theme, sheet)
            assert value == (None if exact is None else exact * figures.unit)
            assert figures.score(slot.theme.id, picks) == value


def test_the_most_even_answers_stand_for_a_score_and_none_is_left_out_without_need() -> None:
    asked = [question("q-1", may_not_apply=True), question("q-2", turned=True, may_not_apply=True)]
    figures = Figures(bank([theme("t", asked)]))
    options = figures.options(figures.slots[0], {})
    by_score = {
        None if value is None else Fraction(value, figures.unit): picks for value, picks in options.items()
    }
    assert by_score[Fraction(50)] == ("2", "2")
    assert by_score[Fraction(0)] == ("0", "4")
    assert by_score[None] == (DOES_NOT_APPLY, DOES_NOT_APPLY)


def calls_of(work: Callable[[], object]) -> int:
    """Count the calls of functions that some work comes to: a measure no busy machine changes."""
    count = 0

    def seen(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def of_themes(count: int) -> Bank:
    """Return a bank with two questions a theme."""
    themes = [
        theme(f"t-{at}", [question(f"q-{at}-{n}", turned=n == 0) for n in (0, 1)]) for at in range(count)
    ]
    return bank(themes, starts=(0, 20, 40, 60, 80))


WHENS = [
    When(theme_below=40),
    When(place_from=60),
    When(place_from=40, place_below=42, theme_at_least=60),
    When(place_from=20, place_below=60, answered=Answered("q-2-1", ("0", "1"))),
]


@pytest.mark.parametrize("when", WHENS)
def test_a_piece_costs_the_same_in_a_bank_of_26_and_of_300_questions(when: When) -> None:
    piece = advice("piece", when, theme="t-1")

    def cost(count: int) -> int:
        coverage = Coverage(of_themes(count))
        assert coverage.reaches(piece)  # what is worked out once for the bank
        return calls_of(lambda: [coverage.reaches(piece, band) for band in coverage.bank.bands])

    assert cost(150) <= 1.5 * cost(13)


def test_a_page_of_50_pieces_proves_those_only() -> None:
    never = advice("never", When(place_from=60, place_below=60))
    pieces: list[Advice] = [advice(f"piece-{at}") for at in range(120)]
    pieces[3] = pieces[70] = pieces[110] = never
    long = bank(of_themes(5).themes, pieces=pieces)
    assert [path for path, _ in reach_flaws(long, range(50, 100))] == [("advice", 70, "when")]
    assert not list(reach_flaws(shipped(), range(10)))


def test_a_bank_of_many_scales_is_figured_in_whole_numbers() -> None:
    scales = {f"s-{top}": scale(0, 1, top) for top in (2, 3, 7, 11)}
    asked = [question(f"q-{top}", f"s-{top}") for top in (2, 3, 7, 11)]
    figures = Figures(bank([theme("t", asked)], scales=scales))
    assert [share for share, _ in figures.shares["q-7"]] == [0, figures.unit / 7, figures.unit]
