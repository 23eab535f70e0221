"""Everybody is told what to do next, in the order of the instrument, and why."""

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.advice import (
    MIDDLE,
    QUOTED,
    STEPS,
    Reason,
    Suggestion,
    advise,
    encouragement,
    holds,
    side_of,
    strengths,
)
from app.quiz.bank import DOES_NOT_APPLY, Answered, Bank, Side, When
from app.quiz.scoring import score, share
from tests.quiz.banks import (
    advice,
    bank,
    every_shipped,
    question,
    sheet_of,
    sheets,
    shipped,
    small,
    theme,
)

of_every_bank = pytest.mark.parametrize("bank", every_shipped(), ids=lambda bank: bank.id)


def told(bank: Bank, answers: dict[str, str]) -> list[str]:
    return [each.advice.id for each in advise(bank, answers, score(bank, answers))]


def gain(bank: Bank, given: Suggestion, themes: dict[str, Fraction | None]) -> Fraction:
    lacks = themes.get(given.advice.theme or "")
    weight = Fraction(bank.theme(given.advice.theme).weight) if given.advice.theme else Fraction()
    return Fraction() if lacks is None else weight * (100 - lacks)


@of_every_bank
@given(data=st.data())
def test_everybody_gets_at_least_three_pieces_and_each_holds(bank: Bank, data: st.DataObject) -> None:
    answers = data.draw(sheets(bank))
    result = score(bank, answers)
    given = advise(bank, answers, result)
    assert len(given) >= STEPS
    assert all(holds(each.advice, answers, result) for each in given)
    assert len({each.advice.id for each in given}) == len(given)


@given(sheets(shipped()))
def test_the_pieces_for_the_own_origin_lead_and_the_middle_borrows_one(answers: dict[str, str]) -> None:
    result = score(shipped(), answers)
    side = side_of(shipped(), answers, result)
    sides = [given.advice.leads_for for given in advise(shipped(), answers, result)]
    own = sum(each == side for each in sides)
    others = [each for each in sides if each not in (None, side)]
    lent = 1 if result.shown in MIDDLE and own and others else 0
    assert sum(each == side for each in sides[: own + lent]) == own
    assert [each for each in sides[: own + lent] if each != side] == others[:lent]
    assert all(each == side for each in sides[: min(own, STEPS - lent)])


@given(sheets(shipped()))
def test_after_what_leads_comes_what_has_most_to_gain(answers: dict[str, str]) -> None:
    result = score(shipped(), answers)
    side = side_of(shipped(), answers, result)
    given = advise(shipped(), answers, result)
    leading = max((at for at, each in enumerate(given) if each.advice.leads_for == side), default=-1) + 1
    leading += 1 if leading < STEPS and result.shown in MIDDLE else 0  # the piece that is lent
    gains = [gain(shipped(), each, dict(result.themes)) for each in given[leading:]]
    assert gains == sorted(gains, reverse=True)


@given(sheets(shipped()))
def test_a_reason_is_an_answer_that_was_given_and_that_calls_the_piece(answers: dict[str, str]) -> None:
    for each in advise(shipped(), answers, score(shipped(), answers)):
        piece, because = each.advice, each.because
        assert len(because) <= QUOTED
        assert all(answers[reason.question] == reason.choice for reason in because)
        when = piece.when
        if when.theme_below is not None and when.answered is None and piece.theme:
            asked = shipped().theme(piece.theme).asked("practice")
            counted = {one.id: share(shipped(), one, answers) for one in asked}
            present = [value for value in counted.values() if value is not None]
            quoted = [counted[reason.question] for reason in because]
            assert quoted == sorted(present)[: len(quoted)]
            assert quoted


def test_whoever_has_100_everywhere_is_asked_to_guide_others() -> None:
    answers = {**sheet_of(shipped(), "highest"), "origin": "always-used"}
    result = score(shipped(), answers)
    assert result.shown == 100
    steps = advise(shipped(), answers, result)[:STEPS]
    assert any(
        "guide" in (each.advice.id + each.advice.title.en + each.advice.text.en).lower() for each in steps
    )


@of_every_bank
def test_whoever_has_no_place_gets_three_pieces_too(bank: Bank) -> None:
    for answers in (
        {},
        {key: DOES_NOT_APPLY for key, each in bank.questions.items() if each.may_not_apply},
    ):
        result = score(bank, answers)
        assert result.place is None
        assert len(advise(bank, answers, result)) >= STEPS


@of_every_bank
def test_whoever_has_0_gets_three_pieces_too(bank: Bank) -> None:
    answers = sheet_of(bank, "lowest")
    assert len(advise(bank, answers, score(bank, answers))) >= STEPS


def test_the_background_answer_decides_whose_advice_leads() -> None:
    answers = dict(sheet_of(small(), "highest"))
    result = score(small(), answers)
    assert side_of(small(), {**answers, "origin": "late"}, result) == "newcomer"
    assert side_of(small(), {**answers, "origin": "always"}, result) == "native"


def test_without_a_side_the_place_decides_50_dividing() -> None:
    ends: dict[Literal["lowest", "highest"], Side] = {"lowest": "newcomer", "highest": "native"}
    for end, side in ends.items():
        answers = {**sheet_of(small(), end), "origin": "silent"}
        assert side_of(small(), answers, score(small(), answers)) == side
    middle = {"listen-1": "sometimes", "listen-2": "sometimes"}
    assert side_of(small(), middle, score(small(), middle)) == "native"


def test_without_a_side_and_a_place_nobodys_advice_leads() -> None:
    assert side_of(small(), {}, score(small(), {})) is None
    assert told(small(), {}) == ["read", "ask", "help"]


def four_sided() -> Bank:
    """Return a bank of one theme in which each side has three pieces and one leads for nobody."""
    pieces = [advice(f"{side}-{at}", leads_for=side) for side in ("native", "newcomer") for at in range(3)]
    most = advice("most", theme="t")
    return bank([theme("t", [question("q")])], pieces=[most, *pieces], background=True)


@pytest.mark.parametrize(
    ("points", "first"),
    [
        ("0", ["newcomer-0", "newcomer-1", "newcomer-2", "most"]),
        ("2", ["newcomer-0", "newcomer-1", "native-0", "newcomer-2"]),
        ("4", ["newcomer-0", "newcomer-1", "newcomer-2", "native-0"]),
    ],
)
def test_near_the_middle_the_other_side_lends_the_third_step(points: str, first: list[str]) -> None:
    given = told(four_sided(), {"q": points, "origin": "late"})
    assert [each for each in given if each != "most" or points == "0"][:4] == first
    assert len(given) == 7


def test_what_is_said_for_an_answer_names_that_answer() -> None:
    piece = advice("p", When(answered=Answered("q-1", ("0", DOES_NOT_APPLY))), theme="t")
    one = bank([theme("t", [question("q-1", may_not_apply=True), question("q-2")])], pieces=[piece])
    for choice in ("0", DOES_NOT_APPLY):
        answers = {"q-1": choice, "q-2": "0"}
        (given,) = advise(one, answers, score(one, answers))
        assert given.because == (Reason("q-1", choice),)


@pytest.mark.parametrize(
    ("when", "on_theme", "because"),
    [
        (When(theme_below=60), True, ["low-1", "low-2"]),
        (When(theme_at_least=20), True, ["high-1"]),
        (When(theme_at_least=20, theme_below=80), True, ["low-1", "low-2"]),
        (When(place_below=60), False, ["low-1", "low-2"]),
        (When(place_from=20), False, ["high-1"]),
        (When(), True, ["low-1", "low-2"]),
        (When(), False, []),
    ],
)
def test_the_answers_that_called_a_piece_are_quoted(when: When, on_theme: bool, because: list[str]) -> None:
    asked = [question("high-1"), question("low-1"), question("low-2"), question("low-3")]
    piece = advice("p", when, theme="t" if on_theme else None)
    one = bank([theme("t", asked)], pieces=[piece])
    answers = {"high-1": "4", "low-1": "0", "low-2": "1", "low-3": "1"}
    (given,) = advise(one, answers, score(one, answers))
    assert [reason.question for reason in given.because] == because


def test_what_leads_for_an_origin_names_the_origin() -> None:
    one = bank([theme("t", [question("q")])], pieces=[advice("p", leads_for="native")], background=True)
    for answers, because in (
        ({"q": "0", "origin": "always"}, (Reason("origin", "always"),)),
        ({"q": "0"}, ()),
    ):
        (given,) = advise(one, answers, score(one, answers))
        assert given.because == because


def test_a_piece_for_a_theme_without_a_score_quotes_nothing() -> None:
    one = bank([theme("t", [question("q")])], pieces=[advice("p", theme="t")])
    (given,) = advise(one, {}, score(one, {}))
    assert given.because == ()


@pytest.mark.parametrize("when", [When(place_from=0), When(place_below=100)])
def test_a_condition_on_an_absent_place_does_not_hold(when: When) -> None:
    assert not holds(advice("p", when), {}, score(small(), {}))


@pytest.mark.parametrize("when", [When(theme_at_least=0), When(theme_below=100)])
def test_a_condition_on_an_absent_score_does_not_hold(when: When) -> None:
    assert not holds(advice("p", when, theme="listen"), {}, score(small(), {}))


@pytest.mark.parametrize(
    ("when", "kept"),
    [
        (When(place_from=50), True),
        (When(place_from=51), False),
        (When(place_below=51), True),
        (When(place_below=50), False),
        (When(theme_at_least=50), True),
        (When(theme_at_least=51), False),
        (When(theme_below=51), True),
        (When(theme_below=50), False),
        (When(place_from=50, theme_below=50), False),
        (When(answered=Answered("q", ("2", "3"))), True),
        (When(answered=Answered("q", ("3",))), False),
    ],
)
def test_from_holds_its_bound_and_below_does_not(when: When, kept: bool) -> None:
    one = bank([theme("t", [question("q")])])
    assert holds(advice("p", when, theme="t"), {"q": "2"}, score(one, {"q": "2"})) == kept


def test_the_two_strongest_themes_are_named_with_the_answer_that_shows_them() -> None:
    three = bank([theme(name, [question(f"{name}-1"), question(f"{name}-2")]) for name in "abc"])
    answers = {"a-1": "1", "a-2": "3", "b-1": "4", "b-2": "3", "c-1": "2", "c-2": "3"}
    found = strengths(three, answers, score(three, answers))
    assert [each.theme.id for each in found] == ["b", "c"]
    assert [each.because for each in found] == [(Reason("b-1", "4"),), (Reason("c-2", "3"),)]


def test_a_theme_under_50_is_no_strength() -> None:
    assert strengths(small(), sheet_of(small(), "lowest"), score(small(), sheet_of(small(), "lowest"))) == ()
    assert strengths(small(), {}, score(small(), {})) == ()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({**sheet_of(small(), "highest"), "origin": "late"}, "You came far."),
        ({**sheet_of(small(), "lowest"), "origin": "late"}, None),
        ({**sheet_of(small(), "highest"), "origin": "always"}, None),
        ({key: value for key, value in sheet_of(small(), "highest").items() if key != "origin"}, None),
        ({"origin": "late"}, None),
    ],
    ids=["high", "low", "nothing to say", "not answered", "no place"],
)
def test_an_origin_is_spoken_of_only_where_it_encourages(answers: dict[str, str], said: str | None) -> None:
    text = encouragement(small(), answers, score(small(), answers))
    assert (text and text.en) == said


def test_without_a_background_question_nothing_is_said_of_it() -> None:
    one = bank([theme("t", [question("q")])])
    assert encouragement(one, {"q": "4"}, score(one, {"q": "4"})) is None
