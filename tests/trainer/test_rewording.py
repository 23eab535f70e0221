"""Test what is asked when a question that people answer today is put in other words."""

from flask import Flask

from app.quiz.comparability import comparability
from app.quiz.text import Text
from tests.client import Client, Page
from tests.taker.stock import SMALL, publish
from tests.trainer.desk import DRAFT, bank, begin_draft
from tests.trainer.reading import said_at, save, sent

LISTEN = f"{DRAFT}/themes/listen"
WORDS = {"q:listen-1:text.en": "I read first."}
MEANS = "means:listen-1"


def test_new_words_are_kept_only_once_it_is_said_what_they_mean(small_app: Flask, tara: Client) -> None:
    page = save(tara, LISTEN, **WORDS)
    assert page.status == 422
    assert page.choices()[MEANS] == ["same", "new"]
    assert MEANS not in sent(page)  # nothing is chosen beforehand
    assert said_at(page, MEANS) == "Error: Choose one of the two."
    assert "#means:listen-1" in page.links()
    assert "I read before I write." in page.text  # what people are asked today
    assert "Trends go on" in page.text
    assert "trends of this theme and of the place show a break" in page.text
    assert sent(page)["q:listen-1:text.en"] == "I read first."
    assert bank(small_app) == bank(small_app, 1)
    refused = save(tara, LISTEN, page, **{MEANS: "perhaps"})
    assert refused.status == 422


def test_the_same_meaning_keeps_the_question_and_its_trends(small_app: Flask, tara: Client) -> None:
    assert save(tara, LISTEN, save(tara, LISTEN, **WORDS), **{MEANS: "same"}).status == 303
    assert bank(small_app).question("listen-1").text == Text("I read first.", "Je lis avant d’écrire.")
    assert comparability(bank(small_app, 1), bank(small_app)).place is None


def test_a_new_question_gets_an_id_of_its_own_and_trends_break(small_app: Flask, tara: Client) -> None:
    assert save(tara, LISTEN, save(tara, LISTEN, **WORDS), **{MEANS: "new"}).status == 303
    now = bank(small_app)
    assert [one.id for one in now.theme("listen").questions] == ["listen-3", "listen-2"]
    assert now.question("listen-3").text.en == "I read first."
    asked = [piece.when.answered for piece in now.advice if piece.id == "begin"]
    assert asked[0]
    assert asked[0].question == "listen-3"
    told = comparability(bank(small_app, 1), now)
    assert told.place is not None
    assert told.themes["listen"] is not None
    assert told.themes["busy"] is None


def test_two_new_questions_at_once_get_two_ids(small_app: Flask, tara: Client) -> None:
    both = {**WORDS, "q:listen-2:text.en": "I wait.", MEANS: "new", "means:listen-2": "new"}
    assert save(tara, LISTEN, do="down:listen-1", **both).status == 303
    assert [one.id for one in bank(small_app).theme("listen").questions] == ["listen-4", "listen-3"]


def test_a_belief_that_is_new_breaks_no_trend_and_the_page_says_so(tara: Client) -> None:
    page = save(tara, f"{DRAFT}/themes/busy", **{"q:busy-1:text.en": "There is never time."})
    assert "It is not scored, so the trends of the theme go on." in page.text


def test_it_is_asked_again_only_when_the_words_change_again(tara: Client) -> None:
    save(tara, LISTEN, **WORDS, **{MEANS: "same"})
    assert save(tara, LISTEN, **{"title.en": "Other"}).status == 303
    assert save(tara, LISTEN, **{"q:listen-1:text.en": "I read all first."}).status == 422


def test_nothing_is_asked_of_words_put_back_or_of_what_nobody_is_asked(tara: Client) -> None:
    save(tara, LISTEN, **WORDS, **{MEANS: "same"})
    assert save(tara, LISTEN, **{"q:listen-1:text.en": "I read before I write."}).status == 303
    save(tara, LISTEN, do="add")
    for words in ("First.", "Second."):
        assert save(tara, LISTEN, **{"q:listen-3:text.en": words}).status == 303


def test_the_words_asked_last_are_those_of_the_newest_version(small_app: Flask, tara: Client) -> None:
    publish(small_app, SMALL.replace("I read before I write.", "I read first."))
    assert save(tara, LISTEN, **WORDS).status == 303


def test_a_bank_never_published_asks_nothing(small_app: Flask, tara: Client) -> None:
    page = _first_draft(small_app, tara)
    assert save(tara, "/banks/other/1/themes/listen", page, **WORDS).status == 303


def _first_draft(app: Flask, client: Client) -> Page:
    begin_draft(app, SMALL.replace("id: small", "id: other", 1), "other")
    return client.get("/banks/other/1/themes/listen")
