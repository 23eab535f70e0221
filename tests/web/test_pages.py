"""Test how texts, figures and dates are written in each language."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask

from app.quiz.text import Language, Text
from app.web import pages
from tests.client import Client
from tests.taker.walk import begin, path_of

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def written(bare_app: Flask) -> Callable[[Language, Callable[[], str]], str]:
    """Return how to write something in a language."""

    def write(language: Language, what: Callable[[], str]) -> str:
        with bare_app.test_request_context(headers={"Accept-Language": language}):
            return what()

    return write


Written = Callable[[Language, Callable[[], str]], str]


def test_a_text_is_said_in_the_readers_language(written: Written) -> None:
    text = Text("Listen", "Écouter")
    assert [written(language, lambda: pages.said(text)) for language in ("en", "fr")] == ["Listen", "Écouter"]


def test_a_quotation_has_the_marks_of_its_language(written: Written) -> None:
    assert written("en", lambda: pages.quoted("native")) == "“native”"
    assert written("fr", lambda: pages.quoted("natif")) == f"«{NBSP}natif{NBSP}»"


def test_a_day_is_written_in_words(written: Written) -> None:
    day = date(2026, 11, 4)
    assert written("en", lambda: pages.day(day)) == "4 November 2026"
    assert written("fr", lambda: pages.day(day)) == "4 novembre 2026"


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (Fraction(125, 2), "62.5", "62,5"),
        (Fraction(200, 3), "66.67", "66,67"),
        (Fraction(50), "50", "50"),
        (Decimal("0.25"), "0.25", "0,25"),
        (Fraction(0), "0", "0"),
    ],
)
def test_a_figure_has_at_most_two_decimals_and_the_comma_of_its_language(
    written: Written, value: Fraction | Decimal, english: str, french: str
) -> None:
    assert written("en", lambda: pages.decimal(value)) == english
    assert written("fr", lambda: pages.decimal(value)) == french


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Never", "never"),
        ("I agree", "I agree"),
        ("I’d rather not", "I’d rather not"),
        ("RSS feeds", "RSS feeds"),
    ],
)
def test_an_answer_within_a_sentence_begins_small_unless_it_is_a_word_in_capitals(
    text: str, begins: str
) -> None:
    assert pages.lower_first(text) == begins


def test_a_sentence_within_another_has_no_full_stop() -> None:
    assert pages.bare("I read before I write.") == "I read before I write"
    assert pages.bare("Do I?") == "Do I?"


def test_words_that_are_stressed_are_still_text() -> None:
    assert pages.strong("<b>") == "<strong>&lt;b&gt;</strong>"


def test_a_page_that_all_see_alike_carries_each_ones_own_token_and_sitting(app: Flask) -> None:
    first, second = Client(app), Client(app)
    pages = begin(first), begin(second)
    bare = set()
    for page in pages:
        html = page.html
        for name in ("csrf_token", "sitting"):
            html = html.replace(page.fields()[name], "")
        bare.add(html)
    assert len(bare) == 1
    for name in ("csrf_token", "sitting"):
        assert pages[0].fields()[name] != pages[1].fields()[name]


def test_a_page_that_all_see_alike_can_be_sent_by_each(app: Flask) -> None:
    for client in (Client(app), Client(app)):
        page = begin(client)
        sent = client.post(path_of(page), {**page.fields(), "q-listen-1": "often", "then": "keep"})
        assert sent.location == "/keep"
        assert client.get(path_of(page)).fields()["q-listen-1"] == "often"


def test_a_page_that_all_see_alike_is_not_shared_between_languages(app: Flask) -> None:
    assert begin(Client(app, "en")).tree.get("lang") == "en"
    assert begin(Client(app, "fr")).tree.get("lang") == "fr"
