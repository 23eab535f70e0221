"""Test that every page that says who sees what also says that finished answers are counted."""

import pytest
from flask import Flask

from app.quiz.text import LANGUAGES, Language
from tests.client import Client
from tests.taker.reading import told
from tests.taker.stock import kept
from tests.taker.teams import open_round, put_in
from tests.taker.walk import answer_all, begin

COUNTED = "Finished answers are also counted, in blocks of 30 people or more"
MORE = "Only the language and the minutes they took go with them"
GONE = "What was counted before to improve the questions"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_before_one_begins_that_finished_answers_are_counted(
    small_app: Flask, language: Language
) -> None:
    client = Client(small_app, language)
    for path in ("/", f"/join/{open_round(small_app).token}", "/code"):
        page = client.get(path)
        assert f"{told(language, COUNTED)} {told(language, MORE)}" in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_wherever_it_is_said_what_becomes_of_answers(small_app: Flask, language: Language) -> None:
    client = Client(small_app, language)
    answer_all(client, bank_id="small")
    put_in(small_app, kept(small_app)[0]["id"], open_round(small_app))
    for path in ("/check", "/keep"):
        assert told(language, COUNTED) in client.get(path).text
    client.get("/check")
    client.post("/check")
    for path in ("/team", "/how-this-is-made"):
        assert told(language, COUNTED) in client.get(path).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_before_deleting_that_what_was_counted_remains(
    small_app: Flask, language: Language
) -> None:
    client = Client(small_app, language)
    begin(client, "small")
    assert told(language, GONE) in client.get("/delete").text
