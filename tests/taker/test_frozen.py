"""Test that a result never changes, whatever becomes of the questions."""

import re
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from app import create_app
from app.quiz.text import LANGUAGES, Language
from app.store import tables
from tests.client import Client, Page
from tests.taker.reading import parts, sections, told
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, bank_on, ground_of, kept, measure, publish, seat, take_in
from tests.taker.walk import answer, begin, finish

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

SET = "Your place today is %(place)s of 100, give or take %(margin)s: a margin set by"
MEASURED = "Your place today is %(place)s of 100, give or take %(margin)s: a margin measured"


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_which_margin_it_is_is_said_with_the_result_and_its_workings(
    small_app: Flask, language: Language
) -> None:
    declared, measured = Client(small_app, language), Client(small_app, language)
    finish(declared, bank_id="small")
    measure(small_app, 7)
    finish(measured, bank_id="small")
    limits = told(language, "What this does not say")
    for client, margin, here, there in (
        (declared, 10, SET, "It was set by the authors"),
        (measured, 7, MEASURED, "It was measured from"),
    ):
        shown = client.get("/result/1")
        place = only_of(client)["shown"]
        assert told(language, here, place=place, margin=margin) in parts(shown)[limits]
        how = client.get("/how-this-is-made")
        assert told(language, there) in how.text
        assert told(language, "4. Give or take", margin=margin) in how.text


def test_a_margin_measured_later_changes_no_result_that_was_given(taker: Client) -> None:
    finish(taker, bank_id="small")
    before = [without_tokens(taker.get(path)) for path in ("/result", "/how-this-is-made")]
    measure(taker.app, 7)
    assert [without_tokens(taker.get(path)) for path in ("/result", "/how-this-is-made")] == before
    taker.get("/again/1")
    taker.follow(taker.post("/start/small"))
    answer_rest(taker)
    measure(taker.app, 23)
    assert [result["margin"] for result in results_of(taker)] == [7, 10]
    assert [result["measured"] for result in results_of(taker)] == [True, False]
    assert "give or take 7:" in taker.get("/result").text
    assert "give or take 10:" in taker.get("/result/1").text


def answer_rest(client: Client) -> None:
    """Answer page by page from here, and finish."""
    page = client.get("/questions/listen")
    while page.choices():
        page = client.follow(answer(client, page))
    client.post("/check")


def results_of(client: Client) -> list[dict[str, Any]]:
    """Return the results that a person may take along, the latest first."""
    return [one["result"] for one in client.get("/my-data.json").response.get_json()["sittings"]]


def only_of(client: Client) -> dict[str, Any]:
    (result,) = results_of(client)
    return result


def test_a_result_from_before_margins_were_measured_is_told_as_declared(taker: Client) -> None:
    finish(taker, bank_id="small")
    (row,) = kept(taker.app)
    earlier = {key: value for key, value in row["result"].items() if key != "measured"}
    with ground_of(taker.app).database.writing() as session:
        session.execute(update(tables.sittings).values(result=earlier))
        session.commit()
    assert "a margin set by the authors of the questions" in taker.get("/result").text


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
