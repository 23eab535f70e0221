"""Test that a result never changes, whatever becomes of the questions."""

import re
from fractions import Fraction

from flask import Flask

from app import create_app
from tests.client import Client, Page
from tests.taker.reading import parts, sections
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, bank_on, kept, publish, seat, take_in
from tests.taker.walk import begin

CHANGED = (
    SMALL.replace("margin: 10", "margin: 25")
    .replace("On the way", "Under way")
    .replace("On new ground", "At the start")
    .replace("Read one thing.", "Read two things.")
    .replace("weight: 0.5", "weight: 3")
    .replace("from: 40", "from: 30")
    .replace("I keep a time for it.", "I keep an hour for it.")
    .replace("It is about priorities.", "It is a matter of choice.")
)
"""The small bank with other words, weights, bands and another margin."""


def without_tokens(page: Page) -> str:
    """Return a page's source without its form tokens, which are new each time."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page.html)


def test_a_result_reads_the_same_to_the_byte_after_another_version_was_published(taker: Client) -> None:
    seat(taker, keyed(bank_on(taker.app), Fraction(1, 2), "late"))
    before = without_tokens(taker.get("/result"))
    publish(taker.app, CHANGED)
    assert without_tokens(taker.get("/result")) == before


def test_its_workings_read_the_same_too(taker: Client) -> None:
    seat(taker, keyed(bank_on(taker.app), Fraction(1, 2), "late"))
    before = taker.get("/how-this-is-made").html
    publish(taker.app, CHANGED)
    assert taker.get("/how-this-is-made").html == before


def test_another_application_on_the_same_database_reads_it_the_same(taker: Client, small_app: Flask) -> None:
    seat(taker, keyed(bank_on(small_app), Fraction(1, 2), "late"))
    before = without_tokens(taker.get("/result"))
    publish(small_app, CHANGED)
    restarted = create_app(small_app.extensions["ground"].config)
    elsewhere = Client(restarted)
    elsewhere.set_cookie("sitting", taker.cookie("sitting") or "")
    assert without_tokens(elsewhere.get("/result")) == before
    restarted.extensions["ground"].database.engine.dispose()


def test_a_new_sitting_is_asked_and_told_by_the_new_version(taker: Client) -> None:
    version_id = publish(taker.app, CHANGED)
    begin(taker, "small")
    assert "I keep an hour for it." in taker.get("/questions/busy").text
    changed = bank_on(taker.app, version_id)
    other = Client(taker.app)
    seat(other, keyed(changed, Fraction(1, 2)), version_id)
    page = other.get("/result")
    assert page.heading == "Today: Under way"
    assert "give or take 25" in page.text


def test_the_margin_shown_is_the_one_frozen_into_the_result(taker: Client) -> None:
    bank = bank_on(taker.app)
    seat(taker, keyed(bank, Fraction(1, 2)))
    publish(taker.app, CHANGED)
    assert f"give or take {bank.margin}:" in parts(taker.get("/result"))["What this does not say"]


def test_each_of_two_results_is_told_in_the_words_of_its_own_version(taker: Client) -> None:
    seat(taker, keyed(bank_on(taker.app), Fraction(1, 2)))
    version_id = publish(taker.app, CHANGED)
    seat(taker, keyed(bank_on(taker.app, version_id), Fraction(1, 2)), version_id)
    told = [dict(sections(taker.get(f"/result/{occasion}"), "belief")) for occasion in (1, 2)]
    assert "It is about priorities." in str(told[0])
    assert "It is a matter of choice." in str(told[1])


def test_a_draft_is_offered_to_nobody(taker: Client) -> None:
    take_in(taker.app, CHANGED)
    begin(taker, "small")
    assert [row["version_id"] for row in kept(taker.app)] == [1]
