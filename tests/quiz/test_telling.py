"""Published figures are said in words, the same everywhere."""

import pytest

from app.quiz.disclosure.figures import Counts, Figures, Mean
from app.quiz.disclosure.telling import tell_count, tell_mean, tell_people, tell_range, tell_why
from app.quiz.disclosure.words import WITHHELD
from app.quiz.text import Language

COUNTED = Counts({"leans": 9})
ALIKE = Counts({}, "alike", nearly_all="leans")


@pytest.mark.parametrize(
    ("mean", "english", "french"),
    [
        (Mean(48, "exactly", 33, 63, 50.0), "48", "48"),
        (Mean(15, "or-less", 0, 15, 50.0), "15 or less", "15 ou moins"),
        (Mean(85, "or-more", 85, 100, 50.0), "85 or more", "85 ou plus"),
        (None, "not shown", "non affiché"),
    ],
)
def test_a_mean_is_said_with_its_limit(mean: Mean | None, english: str, french: str) -> None:
    assert (tell_mean(mean, "en"), tell_mean(mean, "fr")) == (english, french)


@pytest.mark.parametrize(("language", "words"), [("en", "33 to 63"), ("fr", "de 33 à 63")])
def test_an_interval_is_said_from_end_to_end(language: Language, words: str) -> None:
    assert tell_range(Mean(48, "exactly", 33, 63, 50.0), language) == words


def test_people_are_so_many_or_more() -> None:
    none = Counts({}, "few")
    assert tell_people(Figures(5, None, None, none, {}, ()), "en") == "5 or more"


@pytest.mark.parametrize(
    ("counts", "key", "words"),
    [
        (COUNTED, "leans", "about 9"),
        (ALIKE, "leans", "most, perhaps all"),
        (ALIKE, "questions", WITHHELD["alike"].en),
        (Counts({}, "few"), "leans", "Not shown: too few people have an answer here."),
    ],
)
def test_a_count_is_said_as_rounded_or_why_there_is_none(counts: Counts, key: str, words: str) -> None:
    assert tell_count(counts, key, "en") == words


def test_who_is_left_out_is_said_and_else_nothing() -> None:
    assert tell_why(COUNTED, "en") == ""
    assert tell_why(Counts({"leans": 9}, left_out=True), "fr").startswith("Les personnes publiées en petits")
