"""Invented sheets are complete, are the draw's alone, and are of people at a stated ease."""

from random import Random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.bank import DOES_NOT_APPLY, Bank
from app.quiz.invented import NOT_APPLICABLE, invent
from app.quiz.scoring import score
from tests.quiz.banks import bank, question, shipped, small, theme


@given(seed=st.integers(0, 2**32), ease=st.floats(-1, 2), asked=st.sampled_from((small(), shipped())))
@settings(max_examples=40)
def test_an_invented_sheet_is_complete_and_of_the_banks_choices(seed: int, ease: float, asked: Bank) -> None:
    answers = invent(asked, Random(seed), ease)
    assert asked.missing(answers) == ()
    accepted = {key: ids for page in asked.pages for key, ids in asked.asked_on(page).items()}
    assert all(choice in accepted[key] for key, choice in answers.items())
    assert invent(asked, Random(seed), ease) == answers


def test_a_bank_without_a_background_question_is_answered_too() -> None:
    plain = bank([theme("a", [question("a-1"), question("a-2")])])
    assert set(invent(plain, Random(1), 0.5)) == {"a-1", "a-2"}


@pytest.mark.parametrize(("ease", "least", "most"), [(0.2, 15, 30), (0.5, 44, 56), (0.8, 70, 85)])
def test_who_is_at_ease_has_a_place_near_it(ease: float, least: int, most: int) -> None:
    randomness = Random(3)
    places = [score(shipped(), invent(shipped(), randomness, ease)).place for _ in range(100)]
    assert least < fmean(float(place) for place in places if place is not None) < most


def test_who_practises_more_leans_less_towards_the_myths() -> None:
    leaning = [
        sum(
            list(score(shipped(), invent(shipped(), Random(seed), ease)).beliefs.values()).count("leans")
            for seed in range(60)
        )
        for ease in (0.2, 0.8)
    ]
    assert leaning[0] > 2 * leaning[1]


def test_what_may_not_apply_sometimes_does_not() -> None:
    randomness = Random(5)
    answers = [invent(shipped(), randomness, 0.5) for _ in range(100)]
    asked = [question.id for question in shipped().questions.values() if question.may_not_apply]
    given_up = sum(sheet[key] == DOES_NOT_APPLY for sheet in answers for key in asked)
    assert NOT_APPLICABLE / 2 < given_up / len(asked) / 100 < 2 * NOT_APPLICABLE
    sure = [question.id for question in shipped().questions.values() if not question.may_not_apply]
    assert all(sheet[key] != DOES_NOT_APPLY for sheet in answers for key in sure)
