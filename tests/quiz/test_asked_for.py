"""A sheet made to order scores as it was asked to, and there is one whenever there can be one."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.asked_for import CLEARLY, nearest, sheet_for
from app.quiz.bank import Absent, Bank
from app.quiz.scoring import Result, score
from tests.quiz.banks import bank, question, shipped, small, theme
from tests.quiz.tiny import all_scored, finely_graded, tiny_banks

PLACES = st.integers(0, 100)


def asked(bank: Bank) -> st.SearchStrategy[dict[str, Any]]:
    """Draw what one can ask for beside the place."""
    some = st.none() | st.sampled_from([theme.id for theme in bank.themes])
    origins = [choice.id for choice in bank.background.choices] if bank.background else []
    return st.fixed_dictionaries(
        {"weak": some, "strong": some, "origin": st.sampled_from([None, *origins])},
    )


def is_as_asked(result: Result, place: int, weak: str | None, strong: str | None) -> bool:
    low = result.shown_theme(weak) if weak else 0
    high = result.shown_theme(strong) if strong else 100
    return (
        result.shown == place
        and low is not None
        and high is not None
        and (low <= place - CLEARLY or low == 0)
        and (high >= place + CLEARLY or high == 100)
    )


@settings(max_examples=80)
@given(st.data())
def test_there_is_a_sheet_exactly_when_trying_all_finds_one_and_else_the_nearest_place_is_known(
    data: st.DataObject,
) -> None:
    drawn = data.draw(tiny_banks())
    place, more = data.draw(PLACES), data.draw(asked(drawn))
    origin = more["origin"]
    reached = {
        at
        for sheet, result in all_scored(drawn)
        if origin is None or sheet["origin"] == origin
        for at in [result.shown]
        if at is not None and is_as_asked(result, at, more["weak"], more["strong"])
    }
    found = sheet_for(drawn, place, **more)
    assert (found is not None) == (place in reached)
    if found is not None:
        assert is_as_asked(score(drawn, found), place, more["weak"], more["strong"])
        assert origin is None or found["origin"] == origin
        assert not drawn.missing(found)
    assert nearest(drawn, place, **more) == min(reached, key=lambda at: (abs(at - place), at), default=None)


@settings(max_examples=100)
@given(st.data())
def test_the_shipped_bank_gives_any_result_that_is_asked_for(data: st.DataObject) -> None:
    place, more = data.draw(st.integers(10, 90)), data.draw(asked(shipped()))
    found = sheet_for(shipped(), place, **more)
    if more["weak"] == more["strong"] and more["weak"]:
        assert found is None
        assert nearest(shipped(), place, **more) is None
    else:
        assert found is not None
        assert is_as_asked(score(shipped(), found), place, more["weak"], more["strong"])
        assert nearest(shipped(), place, **more) == place


def test_at_the_ends_there_are_only_the_sheets_of_the_ends() -> None:
    top = sheet_for(shipped(), 100)
    assert top is not None
    assert set(score(shipped(), top).themes.values()) == {100}
    assert sheet_for(shipped(), 100, weak="listen") is None
    # One of 13 themes at 75 or less, of two questions with five choices each: 98.08 at most.
    assert nearest(shipped(), 100, weak="listen") == 98
    assert nearest(shipped(), 0, strong="listen") == 2


def test_what_is_not_named_looks_like_a_persons_answers() -> None:
    found = sheet_for(shipped(), 35, weak="listen")
    assert found is not None
    result = score(shipped(), found)
    others = {result.shown_theme(theme.id) or 0 for theme in shipped().themes if theme.id != "listen"}
    assert all(abs(shown - 35) <= 25 for shown in others)
    assert len(others) > 2


def test_an_unknown_theme_or_origin_is_absent() -> None:
    for more in ({"weak": "nowhere"}, {"strong": "nowhere"}, {"origin": "nowhere"}):
        with pytest.raises(Absent):
            sheet_for(small(), 50, **more)
    with pytest.raises(Absent):
        nearest(bank([theme("t", [question("q")])]), 50, origin="always")


def test_a_place_that_would_take_too_long_to_tell_is_passed_by() -> None:
    # Of 14 to 20 themes answered, k out of n nearest to 52 % is 10 out of 19, a little over 52.5.
    assert nearest(finely_graded(), 52) == 53
