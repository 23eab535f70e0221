"""Test that a bank is changed by ids, one thing at a time, and that no id is ever given twice."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quiz import drafting
from app.quiz.bank import Absent, Answered, Bank, When
from app.quiz.shape import ID_LENGTH, unfit_id
from app.quiz.soundness import plain_flaws
from app.quiz.text import Text
from app.quiz.yaml import draft, write
from tests.quiz.banks import advice, bank, question, small, theme

IDS = st.text("abc-", min_size=1, max_size=4)


def order(changed: Bank) -> list[str]:
    """Return the ids of all questions in order."""
    return [one.id for here in changed.themes for one in here.questions]


def test_a_new_bank_can_be_read_back_and_lacks_only_what_nobody_wrote() -> None:
    made = drafting.empty("ours", Text("Ours", "Le nôtre"))
    assert draft(write(made)) == made
    assert [path for path, _ in plain_flaws(made)] == [("themes",), ("advice",)]


@pytest.mark.parametrize(
    ("said", "made"),
    [("Écoute l’été!", "ecoute-lete"), ("A  b--C", "a-b-c"), ("…", ""), ("日本", ""), ("x" * 90, "x" * 50)],
)
def test_an_id_is_made_of_words(said: str, made: str) -> None:
    assert drafting.slug(said) == made


@given(st.text(max_size=90))
def test_what_is_made_of_words_is_an_id_or_nothing(said: str) -> None:
    made = drafting.slug(said)
    assert made == "" or unfit_id(made) is None


@given(st.sets(IDS), st.sets(IDS), IDS, st.booleans())
def test_a_new_id_is_never_one_that_was_given(
    one: set[str], other: set[str], stem: str, numbered: bool
) -> None:
    assert drafting.new_id(stem, one, other, numbered=numbered) not in one | other


def test_a_new_id_is_the_stem_or_the_next_number() -> None:
    assert drafting.new_id("listen", set()) == "listen"
    assert drafting.new_id("listen", {"listen"}) == "listen-2"
    assert drafting.new_id("listen", {"listen-1", "listen-2"}, numbered=True) == "listen-3"


def test_a_new_id_is_never_too_long() -> None:
    longest = "a" * ID_LENGTH
    assert unfit_id(drafting.new_id(longest, {longest})) is None
    assert unfit_id(drafting.new_id(longest, set(), numbered=True)) is None


def test_ids_are_those_of_themes_questions_and_the_background() -> None:
    themes, questions = {"listen", "busy"}, {"listen-1", "listen-2", "busy-1", "busy-2", "busy-3"}
    assert drafting.ids_of(small()) == themes | questions | {"origin"}
    assert "origin" not in drafting.ids_of(replace(small(), background=None))


def test_themes_are_put_moved_and_removed() -> None:
    other = theme("other", [question("o")])
    added = drafting.put_theme(small(), other)
    assert [one.id for one in added.themes] == ["listen", "busy", "other"]
    assert drafting.put_theme(added, replace(other, weight=Decimal(2))).theme("other").weight == 2
    assert [one.id for one in drafting.move_theme(added, "other", -1).themes] == ["listen", "other", "busy"]
    assert [one.id for one in drafting.move_theme(added, "listen", -1).themes] == ["listen", "busy", "other"]
    assert [one.id for one in drafting.move_theme(added, "listen", 9).themes] == ["busy", "other", "listen"]
    before = drafting.set_theme_before(added, "other", "listen")
    assert [one.id for one in before.themes] == ["other", "listen", "busy"]
    assert drafting.remove_theme(added, "other") == small()


def test_questions_are_put_moved_and_removed() -> None:
    added = drafting.put_question(small(), "listen", question("new", "frequency"))
    assert order(added)[:3] == ["listen-1", "listen-2", "new"]
    assert order(drafting.move_question(added, "new", -2))[:3] == ["new", "listen-1", "listen-2"]
    assert order(drafting.set_question_before(added, "new", "listen-2"))[:3] == [
        "listen-1",
        "new",
        "listen-2",
    ]
    assert order(drafting.set_question_before(added, "listen-1", ""))[:3] == ["listen-2", "new", "listen-1"]
    assert drafting.set_question_before(added, "new", "new") == added
    assert drafting.remove_question(added, "new") == small()


def test_a_question_sent_to_another_theme_stays_the_same() -> None:
    sent = drafting.send_question(small(), "listen-1", "busy")
    assert [one.id for one in sent.theme("busy").questions][-1] == "listen-1"
    assert sent.question("listen-1") == small().question("listen-1")
    assert drafting.theme_of(sent, "listen-1").id == "busy"


def test_a_renewed_question_keeps_its_place_and_its_advice() -> None:
    bare = drafting.put_theme(small(), small().theme("listen"))
    pieces = (
        advice("one", When(answered=Answered("listen-1", ("never",)))),
        advice("other", When(answered=Answered("busy-2", ("never",)))),
        advice("none"),
    )
    renewed = drafting.renew_question(replace(bare, advice=pieces), "listen-1", "listen-9")
    assert order(renewed)[:2] == ["listen-9", "listen-2"]
    assert renewed.question("listen-9").text == small().question("listen-1").text
    asked = [piece.when.answered.question if piece.when.answered else None for piece in renewed.advice]
    assert asked == ["listen-9", "busy-2", None]


CHANGES: list[Callable[[Bank, str], object]] = [
    drafting.remove_theme,
    drafting.remove_question,
    drafting.theme_of,
    lambda of, key: drafting.move_theme(of, key, 1),
    lambda of, key: drafting.set_theme_before(of, key, "listen"),
    lambda of, key: drafting.move_question(of, key, 1),
    lambda of, key: drafting.set_question_before(of, key, "listen-1"),
    lambda of, key: drafting.put_question(of, key, question("x")),
    lambda of, key: drafting.send_question(of, key, "busy"),
    lambda of, key: drafting.send_question(of, "listen-1", key),
    lambda of, key: drafting.renew_question(of, key, "x"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_there_cannot_be_changed(change: Callable[[Bank, str], object]) -> None:
    with pytest.raises(Absent):
        change(small(), "nowhere")


def test_a_bank_whose_ids_are_sound_is_left_as_it_is() -> None:
    assert drafting.set_apart(small()) is small()


@given(st.lists(st.tuples(IDS, st.lists(IDS, max_size=4)), max_size=4))
def test_each_theme_and_question_gets_an_id_of_its_own(names: list[tuple[str, list[str]]]) -> None:
    faulty = bank([theme(key, [question(one) for one in asked]) for key, asked in names])
    apart = drafting.set_apart(faulty)
    ids = [one.id for one in apart.themes] + order(apart)
    assert len(ids) == len(set(ids))
    assert not any(map(unfit_id, ids))
    given = [key for key, _ in names] + [one for _, asked in names for one in asked]
    firsts = {key for key in given if unfit_id(key) is None}
    assert firsts <= set(ids)
    # Nothing else is touched.
    assert [len(one.questions) for one in apart.themes] == [len(asked) for _, asked in names]
