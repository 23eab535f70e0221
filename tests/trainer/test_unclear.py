"""Test what trainers see of questions that people called unclear."""

from datetime import timedelta

from flask import Flask

from app.store import unclear
from app.trainer.views.unclear import AT_ONCE, MOST_LINES
from tests.client import Client, words
from tests.taker.stock import publish
from tests.taker.teams import writing
from tests.trainer.desk import signed_in
from tests.trainer.sheets import LATER
from tests.trainer.test_analysis import MANY, cells

PAGE = "/banks/small/1/unclear"


def call(app: Flask, question: str, *lines: str, language: str = "en", version_id: int = 1) -> None:
    with writing(app) as session:
        for line in lines:
            unclear.say(session, version_id, question, "fr" if language == "fr" else "en", line, LATER)


def test_at_first_nobody_has_called_anything_unclear(tara: Client) -> None:
    assert "nobody has called a question of this version unclear" in tara.get(PAGE).text


def test_counts_are_by_language_and_the_most_called_stands_first(small_app: Flask, tara: Client) -> None:
    call(small_app, "listen-1", "")
    call(small_app, "busy-2", "", "Which time?")
    call(small_app, "busy-2", "Quel temps?", language="fr")
    page = tara.get(PAGE)
    assert [words(head) for head in page.tree.iter("h2")] == [
        "I keep a time for it.",
        "I read before I write.",
    ]
    assert "2 in English, 1 in French" in page.text
    quotes = {(words(one), one.get("lang")) for one in page.tree.iter("blockquote")}
    assert quotes == {("Which time?", "en"), ("Quel temps?", "fr")}
    assert "2 in English, 1 in French" in tara.get("/banks/small/1/analysis/busy-2").text


def test_the_table_counts_those_of_the_language_looked_at(small_app: Flask, tara: Client) -> None:
    call(small_app, "busy-2", "", "")
    call(small_app, "busy-2", "", language="fr")
    counted = [
        cells(tara.get(f"/banks/small/1/analysis?of={tongue}"), "I keep a time for it.")["Called unclear"]
        for tongue in ("en", "fr", "both")
    ]
    assert counted == ["2", "1", "3"]


def test_a_line_is_words_whatever_it_holds(small_app: Flask, tara: Client) -> None:
    call(small_app, "listen-1", "<script>alert(1)</script>", "=cmd", "\u202eabc")
    html = tara.get(PAGE).html
    assert "&lt;script&gt;" in html
    assert "<script>alert" not in html


def test_a_line_can_be_deleted_and_still_counts(small_app: Flask, tara: Client) -> None:
    call(small_app, "listen-1", "Read what?")
    page = tara.get(PAGE)
    (form,) = [one for one in page.tree.iter("form") if "/unclear/" in (one.get("action") or "")]
    answer = tara.post(form.get("action") or "")
    page = tara.follow(answer)
    assert "Read what?" not in page.text
    assert "1 in English, 0 in French" in page.text
    # Pressed twice: there is nothing left to do.
    assert tara.post(form.get("action") or "").status == 303


def test_a_line_of_another_version_stays(small_app: Flask, tara: Client) -> None:
    call(small_app, "listen-1", "Read what?")
    tara.get(PAGE)
    with writing(small_app) as session:
        (line,) = unclear.lines(session, 1, "listen-1")
    assert tara.post(f"/banks/small/2/unclear/{line.id}").status == 303
    assert "Read what?" in tara.get(PAGE).text


def test_many_lines_lead_to_the_questions_own_page(small_app: Flask, tara: Client) -> None:
    call(small_app, "listen-1", *(f"Line {n}." for n in range(MOST_LINES + 1)))
    page = tara.get(PAGE)
    assert len(list(page.tree.iter("blockquote"))) == MOST_LINES
    there = tara.get(page.link("All lines on this question").partition("#")[0])
    assert len(list(there.tree.iter("blockquote"))) == MOST_LINES + 1


def test_many_questions_are_shown_by_pages(bare_app: Flask) -> None:
    publish(bare_app, MANY)
    for number in range(26):
        call(bare_app, f"more-{number}", "")
    trainer = signed_in(bare_app, "tara")
    assert len(list(trainer.get("/banks/many/1/unclear").tree.iter("h2"))) == AT_ONCE
    assert len(list(trainer.get("/banks/many/1/unclear?page=2").tree.iter("h2"))) == 1


def test_what_has_had_its_time_goes(small_app: Flask, tara: Client) -> None:
    call(small_app, "listen-1", "Read what?")
    with writing(small_app) as session:
        unclear.purge(session, LATER + timedelta(days=1))
    assert "Read what?" not in tara.get(PAGE).text
