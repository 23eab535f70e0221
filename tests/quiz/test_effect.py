"""The effect of a changed bank on people is what scoring every sheet by both banks would say."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from statistics import mean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.bank import DOES_NOT_APPLY, Answers, Bank
from app.quiz.effect import effect
from app.quiz.scoring import score
from app.quiz.soundness import flaws
from tests.quiz.any_banks import sound_banks
from tests.quiz.banks import bank, every_sheet, question, scale, sheet_of, sheets, shipped, small, theme


def first_asked(bank: Bank, **more: object) -> Bank:
    """Return a bank whose very first question is another one in some respect."""
    first, *rest = bank.themes
    asked, *others = first.questions
    # A change of any field is what this is for.
    changed = replace(asked, **more)  # type: ignore[arg-type]
    return replace(bank, themes=(replace(first, questions=(changed, *others)), *rest))


def moved(start: int) -> Bank:
    """Return the small bank with the bound of its second band at a place."""
    first, second, third = small().bands
    return replace(small(), bands=(first, replace(second, start=start), third))


@given(sound_banks())
def test_the_banks_drawn_here_are_sound(bank: Bank) -> None:
    assert not list(flaws(bank, frozenset({"advice"})))


@given(sound_banks(), sound_banks(), st.data())
def test_any_pair_of_sound_banks_has_an_effect_that_counts_every_sheet_once(
    before: Bank, after: Bank, data: st.DataObject
) -> None:
    given_sheets = data.draw(st.lists(sheets(before), max_size=5))
    told = effect(before, after, given_sheets)
    assert told.sheets == len(given_sheets)
    stood = Counter(score(before, sheet).band for sheet in given_sheets)
    for ground in (*(band.id for band in before.bands), None):
        assert sum(many for (one, _), many in told.moves.items() if one == ground) == stood[ground]
    assert set(told.left_out) == set(after.questions) - set(before.questions)


@given(sound_banks(), st.data())
def test_the_same_bank_moves_nobody(one: Bank, data: st.DataObject) -> None:
    told = effect(one, one, data.draw(st.lists(sheets(one), min_size=1, max_size=5)))
    assert told.staying == told.sheets
    assert told.left_out == ()
    if told.placed:
        assert (told.mean, told.spread) == (Fraction(0), 0.0)


@given(st.lists(sheets(small()), min_size=1, max_size=8))
def test_where_the_same_is_asked_the_effect_is_what_scoring_says(given_sheets: list[Answers]) -> None:
    after = first_asked(moved(55), reversed=True)
    told = effect(small(), after, given_sheets)
    then, now = ([score(one, sheet) for sheet in given_sheets] for one in (small(), after))
    expected = Counter((one.band, other.band) for one, other in zip(then, now, strict=True))
    assert {key: many for key, many in told.moves.items() if many} == expected
    steps = [
        other.place - one.place
        for one, other in zip(then, now, strict=True)
        if one.place is not None and other.place is not None
    ]
    assert told.placed == len(steps)
    if steps:
        assert told.mean == mean(steps)
        assert told.spread == pytest.approx(pstdev(map(float, steps)))


@given(sound_banks(), sound_banks(), st.data())
def test_places_are_exactly_those_of_scoring(before: Bank, after: Bank, data: st.DataObject) -> None:
    sheet = data.draw(sheets(before))
    # The same questions in other themes, of other weights; what only one of the banks asks is left out.
    shared = {key: one for key, one in before.questions.items() if key in after.questions}
    themes = tuple(
        replace(each, questions=tuple(shared[one.id] for one in each.questions if one.id in shared))
        for each in after.themes
    )
    other = replace(before, themes=tuple(each for each in themes if each.questions))
    told = effect(before, other, [sheet])
    then, now = score(before, sheet), score(other, sheet)
    assert told.moves[then.band, now.band] == 1
    both = then.place is not None and now.place is not None
    assert told.mean == (now.place - then.place if now.place is not None and then.place is not None else None)
    assert told.placed == both


def test_grounds_come_in_the_banks_order_and_no_place_last() -> None:
    told = effect(small(), small(), [])
    assert list(told.moves)[:4] == [
        ("ground", "ground"),
        ("ground", "way"),
        ("ground", "home"),
        ("ground", None),
    ]
    assert list(told.moves)[-1] == (None, None)
    assert (told.sheets, told.placed, told.mean, told.spread) == (0, 0, None, None)


def test_a_bound_that_moves_takes_those_between_along() -> None:
    # Of one question with five answers the places are 0, 25, 50, 75 and 100.
    one = bank([theme("t", [question("q")])], starts=(0, 50))
    other = replace(one, bands=(one.bands[0], replace(one.bands[1], start=60)))
    told = effect(one, other, every_sheet(one))
    assert {key: many for key, many in told.moves.items() if many} == {
        ("band-0", "band-0"): 2,
        ("band-50", "band-0"): 1,
        ("band-50", "band-50"): 2,
    }
    assert (told.staying, told.mean, told.spread) == (4, Fraction(0), 0.0)


def test_a_question_that_the_sheets_lack_is_left_out_and_so_is_its_theme() -> None:
    one = bank([theme("t", [question("q")])])
    new = [theme(name, [question(f"{name}-1")]) for name in "abc"]
    other = replace(one, themes=(theme("t", [question("q"), question("p")]), *new))
    told = effect(one, other, every_sheet(one))
    assert told.left_out == ("p", "a-1", "b-1", "c-1")
    assert (told.staying, told.mean) == (5, Fraction(0))


def test_where_nothing_asked_is_left_nobody_has_a_place() -> None:
    one, other = (bank([theme(name, [question(f"{name}-1")])]) for name in "ab")
    told = effect(one, other, every_sheet(one))
    assert told.moves["band-0", None] + told.moves["band-50", None] == 5
    assert (told.placed, told.mean) == (0, None)


def test_a_choice_that_is_gone_counts_as_unanswered() -> None:
    one = bank([theme("t", [question("q"), question("p")])], scales={"five": scale(0, 1, 2)})
    other = replace(one, scales={"five": scale(0, 1)})
    told = effect(one, other, [{"q": "2", "p": "1"}])
    # Three of four points before; after it only “p” counts, at its most.
    assert told.mean == Fraction(100) - Fraction(75)


def test_what_no_longer_may_not_apply_is_unanswered_too() -> None:
    two = bank([theme("t", [question("q", may_not_apply=True), question("p")])])
    told = effect(two, first_asked(two, may_not_apply=False), [{"q": DOES_NOT_APPLY, "p": "4"}])
    assert (told.staying, told.mean) == (1, Fraction(0))


def test_a_weight_moves_the_place_by_what_it_weighs() -> None:
    two = bank([theme("a", [question("q")]), theme("b", [question("p")])])
    other = replace(two, themes=(replace(two.themes[0], weight=Decimal(3)), two.themes[1]))
    told = effect(two, other, [{"q": "4", "p": "0"}, {"q": "0", "p": "4"}])
    assert (told.mean, told.spread) == (Fraction(0), 25.0)


def test_the_shipped_bank_turned_round_mirrors_its_ends() -> None:
    one = shipped()
    other = replace(
        one,
        themes=tuple(
            replace(t, questions=tuple(replace(q, reversed=not q.reversed) for q in t.questions))
            for t in one.themes
        ),
    )
    told = effect(one, other, [sheet_of(one, "lowest"), sheet_of(one, "highest")])
    assert told.moves["newcomer", "native"] == told.moves["native", "newcomer"] == 1
    assert (told.mean, told.spread) == (Fraction(0), 100.0)
