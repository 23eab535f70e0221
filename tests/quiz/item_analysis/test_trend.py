"""Test whether figures of a question in two versions can be set side by side."""

from dataclasses import replace

import pytest

from app.quiz.bank import Absent, Bank, Choice, Question, Scale
from app.quiz.drafting import put_question, remove_question, theme_of
from app.quiz.item_analysis.trend import (
    ANSWERED_OTHERWISE,
    OTHER_ROLE,
    OTHERS_CHANGED,
    TURNED,
    apart,
    others_changed,
)
from app.quiz.text import Text
from tests.quiz.banks import small


def changed(bank: Bank, question: Question) -> Bank:
    return put_question(bank, theme_of(bank, question.id).id, question)


def test_words_are_free_to_change() -> None:
    bank = small()
    other = changed(bank, replace(bank.question("listen-1"), text=Text("Other.", "Autre.")))
    assert apart(bank, other, "listen-1") is None
    assert others_changed(bank, other, "busy-2") is None


def test_turning_it_round_sets_it_apart_and_changes_what_others_go_with() -> None:
    bank = small()
    other = changed(bank, replace(bank.question("listen-1"), reversed=True))
    assert apart(bank, other, "listen-1") == TURNED
    assert apart(bank, other, "busy-2") is None
    assert others_changed(bank, other, "busy-2") == OTHERS_CHANGED
    assert others_changed(bank, other, "listen-1") is None


def test_counting_it_otherwise_sets_it_apart() -> None:
    bank = small()
    other = changed(bank, replace(bank.question("busy-2"), role="belief"))
    assert apart(bank, other, "busy-2") == OTHER_ROLE


def test_other_points_set_it_apart_also_where_a_draft_has_no_scale() -> None:
    bank = small()
    first, *rest = bank.scales["frequency"].choices
    scale = Scale((*rest, Choice(first.id, 9, first.label)))
    assert (
        apart(bank, replace(bank, scales={**bank.scales, "frequency": scale}), "busy-2") == ANSWERED_OTHERWISE
    )
    assert apart(bank, replace(bank, scales={}), "busy-2") == ANSWERED_OTHERWISE


def test_a_question_less_changes_what_the_others_go_with_and_a_belief_does_not() -> None:
    bank = small()
    assert others_changed(bank, remove_question(bank, "busy-3"), "busy-2") == OTHERS_CHANGED
    assert others_changed(bank, remove_question(bank, "busy-1"), "busy-2") is None


def test_a_question_that_is_not_asked_is_absent() -> None:
    with pytest.raises(Absent):
        apart(small(), small(), "nobody")
