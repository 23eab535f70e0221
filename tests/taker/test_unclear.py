"""Test how a person says that a question is unclear: nothing is lost, and nothing tells who it was."""

from time import time

import pytest
from flask import Flask
from sqlalchemy import select

from app.quiz.text import LANGUAGES, Language
from app.store import tables
from app.store.bank_tables import LONGEST_LINE
from app.web.limits import HOUR
from tests.client import Client, Committed, Page, words
from tests.taker.reading import by_id, chosen, flat, of_class, summary, told
from tests.taker.stock import SMALL, Row, bank_on, ground_of, kept, publish, seat
from tests.taker.walk import answer_all, begin, finish, first

UNCLEAR = "/questions/listen/unclear/listen-2"
BUTTON = {"then": "unclear:listen-2"}


def said(app: Flask) -> list[Row]:
    """Return all that is kept of unclear questions."""
    with ground_of(app).database.reading() as session:
        return [dict(row) for row in session.execute(select(tables.unclear)).mappings()]


def send(client: Client, line: str = "", path: str = UNCLEAR) -> Page:
    """Open the page about a question and send it."""
    client.get(path)
    return client.post(path, {"line": line})


def asides(page: Page) -> list[str]:
    """Return the quiet lines under the questions."""
    return [words(found) for found in of_class(page, "aside")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_can_be_called_unclear_the_background_question_too(
    app: Flask, language: Language
) -> None:
    client, bank = Client(app, language), bank_on(app)
    begin(client)
    for page_id in bank.pages:
        path = f"/questions/{page_id}"
        for question in bank.asked_on(page_id):
            client.get(path)
            target = client.post(path, {"then": f"unclear:{question}"}).location
            page = client.get(target)
            assert page.heading == told(language, "What is unclear?")
            assert flat(bank.asks(question)[language]) in page.text
            assert page.link(told(language, "Back to the question")) == f"{path}#q-{question}-1"


def test_each_question_has_one_button_in_a_group_of_its_own_after_its_answers(taker: Client) -> None:
    page = begin(taker, "small")
    for group, question in zip(page.tree.iter("fieldset"), ("listen-1", "listen-2"), strict=True):
        (button,) = group.iter("button")
        assert words(button) == "This question is unclear"
        assert (button.get("name"), button.get("value")) == ("then", f"unclear:{question}")
        assert list(group.iter())[-1] is button


def test_what_was_chosen_is_saved_on_the_way_though_the_page_is_not_complete(taker: Client) -> None:
    begin(taker, "small")
    page = taker.post("/questions/listen", {"q-listen-1": "often", **BUTTON})
    assert page.location == UNCLEAR
    assert kept(taker.app)[0]["answers"] == {"listen-1": "often"}
    assert chosen(taker.get("/questions/listen")) == {"listen-1": "often"}


def test_saving_on_the_way_costs_what_saving_costs_and_the_page_one_select(taker: Client) -> None:
    begin(taker, "small")
    with Committed(taker.app) as counted:
        taker.post("/questions/listen", BUTTON)
    assert [statement.split()[0] for statement in counted.statements] == ["SELECT", "UPDATE"]
    with Committed(taker.app) as counted:
        taker.get(UNCLEAR)
    assert [statement.split()[0] for statement in counted.statements] == ["SELECT"]


@pytest.mark.parametrize("value", ["unclear:", "unclear:busy-1", "unclear:nothing", "listen-2", "unclear"])
def test_a_button_that_is_none_of_the_page_s_is_no_way_out_of_it(taker: Client, value: str) -> None:
    begin(taker, "small")
    assert taker.post("/questions/listen", {"then": value}).status == 422


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_is_thanked_at_the_question_and_the_others_can_still_be_called_unclear(
    small_app: Flask, language: Language
) -> None:
    client = Client(small_app, language)
    begin(client, "small")
    sent = send(client, "Who tells me?")
    assert sent.location == "/questions/listen?noted=listen-2#q-listen-2-1"
    page = client.get(sent.location)
    assert asides(page) == [told(language, "This question is unclear"), told(language, "Thank you: it is")]
    (row,) = said(small_app)
    assert (row["version_id"], row["question_id"]) == (1, "listen-2")
    assert (row["language"], row["line"]) == (language, "Who tells me?")


def test_the_thanks_are_for_nobody_else(taker: Client) -> None:
    begin(taker, "small")
    taker.follow(send(taker))
    other = Client(taker.app)
    assert asides(begin(other, "small")) == ["This question is unclear"] * 2
    assert asides(taker.get("/questions/listen?noted=elsewhere")) == ["This question is unclear"] * 2


def test_the_line_may_stay_empty(taker: Client) -> None:
    begin(taker, "small")
    send(taker)
    assert [row["line"] for row in said(taker.app)] == [None]


def test_nothing_that_is_kept_leads_to_a_person_or_a_day(taker: Client) -> None:
    begin(taker, "small")
    send(taker, "Who tells me?")
    (row,), (sitting,) = said(taker.app), kept(taker.app)
    assert row["expires_on"].day == 1
    assert set(row) == {"id", "version_id", "question_id", "language", "line", "expires_on"}
    assert sitting["id"] not in row.values()


def test_said_again_the_thanks_are_the_same_and_it_counts_once(taker: Client) -> None:
    begin(taker, "small")
    first_time, again = send(taker, "once"), send(taker, "twice")
    assert again.location == first_time.location
    assert [row["line"] for row in said(taker.app)] == ["once"]


def test_each_question_and_each_person_counts(taker: Client) -> None:
    begin(taker, "small")
    send(taker)
    send(taker, path="/questions/listen/unclear/listen-1")
    other = Client(taker.app)
    begin(other, "small")
    send(other)
    assert sorted(row["question_id"] for row in said(taker.app)) == ["listen-1", "listen-2", "listen-2"]


def test_an_hour_later_it_may_be_said_again(taker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(taker, "small")
    send(taker)
    monkeypatch.setattr("app.web.limits.time", lambda: time() + HOUR)
    send(taker)
    assert len(said(taker.app)) == 2


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  Who \r\n tells\tme?  ", "Who tells me?"),
        ("a\x00b\x1b\x9fc", "abc"),
        ("two\u2028lines", "two lines"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("😀" * LONGEST_LINE, "😀" * LONGEST_LINE),
    ],
)
def test_a_line_is_one_line_without_control_characters(taker: Client, typed: str, line: str) -> None:
    begin(taker, "small")
    assert send(taker, typed).status == 303
    assert [row["line"] for row in said(taker.app)] == [line]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("x" * (LONGEST_LINE + 1), "Use 300 characters or fewer."),
        ("x\u202ey", "Something invisible"),
        ("\u2067x", "Something invisible"),
        ("\u200fx", "Something invisible"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(
    small_app: Flask, language: Language, typed: str, why: str
) -> None:
    client = Client(small_app, language)
    begin(client, "small")
    page = send(client, typed)
    assert page.status == 422
    assert summary(page) == {"line": told(language, why)}
    assert told(language, why) in words(by_id(page, "line-wrong"))
    assert by_id(page, "line").get("value") == typed
    assert said(small_app) == []


def test_the_other_language_keeps_the_line_and_sends_nothing(taker: Client) -> None:
    begin(taker, "small")
    taker.get(UNCLEAR)
    page = taker.post(UNCLEAR, {"line": "half a li", "language": "fr"})
    assert page.heading == told("fr", "What is unclear?")
    assert by_id(page, "line").get("value") == "half a li"
    assert said(taker.app) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_who_reads_it_and_how_long_it_is_kept(small_app: Flask, language: Language) -> None:
    client = Client(small_app, language)
    begin(client, "small")
    page = client.get(UNCLEAR)
    assert told(language, "Please name nobody.") in page.text
    kept_for = {"en": "never your manager", "fr": "jamais votre gestionnaire"}[language]
    assert kept_for in page.text
    assert {"en": "13 months at most", "fr": "au plus 13 mois"}[language] in page.text


@pytest.mark.parametrize(
    "path", ["/questions/listen/unclear/busy-1", "/questions/nowhere/unclear/listen-1", f"{UNCLEAR}x"]
)
def test_a_question_that_the_page_does_not_ask_is_not_found(taker: Client, path: str) -> None:
    begin(taker, "small")
    assert taker.get(path).status == 404
    taker.get(UNCLEAR)
    assert taker.post(path).status == 404
    assert said(taker.app) == []


def test_who_has_finished_is_led_to_the_result_and_nothing_is_kept(taker: Client) -> None:
    answer_all(taker, first, "small")
    taker.get(UNCLEAR)
    tab = taker.another_tab()
    taker.get("/check")
    taker.post("/check")
    assert taker.get(UNCLEAR).location == "/result"
    assert tab.post(UNCLEAR).location == "/result"
    assert said(taker.app) == []


def test_an_old_tab_of_another_sitting_says_nothing(taker: Client) -> None:
    begin(taker, "small")
    stale = taker.get(UNCLEAR).fields()["sitting"]
    taker.get("/delete")
    taker.post("/delete", {"sure": "yes"})
    begin(taker, "small")
    assert taker.post(UNCLEAR, {"sitting": stale}).location == "/continue"
    assert said(taker.app) == []


def test_deleting_everything_says_that_it_stays_and_cannot_be_traced(taker: Client) -> None:
    begin(taker, "small")
    send(taker)
    page = taker.get("/delete")
    assert "what you may have called unclear: neither can be traced to you" in page.text
    taker.post("/delete", {"sure": "yes"})
    assert len(said(taker.app)) == 1


def test_it_is_said_of_the_version_one_is_asked_by(taker: Client) -> None:
    begin(taker, "small")
    publish(taker.app, SMALL.replace("margin: 10", "margin: 25"))
    send(taker)
    assert [row["version_id"] for row in said(taker.app)] == [1]


def test_it_is_no_part_of_a_result_or_of_what_is_asked_in_it(taker: Client) -> None:
    page = finish(taker, bank_id="small")
    assert "unclear" not in page.text
    seat(taker, {}, finished=False)
    assert "unclear" not in taker.get("/my-data.json").response.get_data(as_text=True)
