"""A bank answers what its pages, questions and bands are."""

from collections.abc import Callable

import pytest

from app.quiz.bank import DOES_NOT_APPLY, Absent
from app.quiz.text import Text
from tests.quiz.banks import advice, bank, question, sheet_of, small, theme


def test_a_text_is_had_by_its_language() -> None:
    text = Text("yes", "oui")
    assert (text["en"], text["fr"]) == ("yes", "oui")


def test_there_is_a_page_a_theme_and_one_for_the_background_question() -> None:
    assert small().pages == ("listen", "busy", "origin")
    assert bank([theme("only", [question("q")])]).pages == ("only",)


def test_pages_are_counted_from_1() -> None:
    assert [small().position(page) for page in small().pages] == [1, 2, 3]


def test_a_page_accepts_the_choices_of_its_scales_and_does_not_apply_where_it_is_offered() -> None:
    assert small().asked_on("listen") == {
        "listen-1": ("never", "sometimes", "often"),
        "listen-2": ("never", "sometimes", "often", DOES_NOT_APPLY),
    }
    assert small().asked_on("origin") == {"origin": ("always", "late", "silent")}


def test_what_is_missing_is_listed_in_order() -> None:
    assert small().missing({"busy-1": "agree", "listen-1": "never"}) == (
        "listen-2",
        "busy-2",
        "busy-3",
        "origin",
    )
    assert small().missing(sheet_of(small(), "highest")) == ()


def test_the_next_page_is_the_next_that_lacks_an_answer() -> None:
    assert small().next_after("listen", {}) == "busy"
    assert small().next_after("listen", {"busy-1": "", "busy-2": "", "busy-3": ""}) == "origin"


def test_after_the_last_page_the_search_goes_on_from_the_start() -> None:
    assert small().next_after("origin", {"origin": "late"}) == "listen"
    assert small().next_after("busy", {"origin": "late", "listen-1": "", "listen-2": ""}) == "busy"


def test_when_everything_is_answered_there_is_no_next_page() -> None:
    for page in small().pages:
        assert small().next_after(page, sheet_of(small(), "lowest")) is None


@pytest.mark.parametrize(
    ("shown", "band"), [(0, "ground"), (39, "ground"), (40, "way"), (74, "way"), (75, "home"), (100, "home")]
)
def test_a_band_holds_its_lower_bound(shown: int, band: str) -> None:
    assert small().band_at(shown).id == band


def test_the_time_it_takes_is_a_quarter_of_a_minute_a_question() -> None:
    assert small().minutes == 2
    assert bank([theme("only", [question("q")])]).minutes == 1


def test_the_words_of_questions_and_answers_are_had_by_their_ids() -> None:
    assert small().asks("busy-2").en == "I keep a time for it."
    assert small().asks("origin").en == "How did you come to them?"
    assert small().label("busy-2", "often") == Text("Often", "Souvent")
    assert small().label("origin", "late") == Text("I came to them late", "Venu plus tard")
    assert small().label("listen-2", DOES_NOT_APPLY) is None


def test_where_advice_comes_from_is_said_with_its_number() -> None:
    piece = small().advice[0]
    assert small().source_of(piece) == Text("rule 1", "règle 1")
    assert small().source_of(advice("a", source="exercise")) == Text("the exercise", "l’exercice")


def test_advice_need_not_come_from_anywhere() -> None:
    assert small().source_of(advice("a", source=None)) is None


@pytest.mark.parametrize(
    "ask",
    [
        lambda: small().theme("nowhere"),
        lambda: small().question("nowhere"),
        lambda: small().asks("nowhere"),
        lambda: small().asked_on("nowhere"),
        lambda: small().position("nowhere"),
        lambda: small().next_after("nowhere", {}),
        lambda: small().label("listen-1", "weekly"),
        lambda: small().label("origin", "weekly"),
        lambda: small().label("nowhere", "often"),
    ],
)
def test_what_is_not_there_is_absent(ask: Callable[[], object]) -> None:
    with pytest.raises(Absent):
        ask()
