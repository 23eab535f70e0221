"""Test the pages of advice: what they list, keep, refuse and say of who can be given a piece."""

from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask

from app.quiz.bank import Advice, Answered, Bank, When, find
from app.quiz.text import Text
from app.quiz.yaml import write
from tests.client import Client, Page, words
from tests.quiz.banks import bank as made
from tests.quiz.banks import question, small, theme
from tests.quiz.tiny import SCALES
from tests.trainer.desk import DRAFT, bank
from tests.trainer.faulty import WAYS
from tests.trainer.reading import said_at, send, sent
from tests.trainer.test_faulty_drafts import keep

LIST = f"{DRAFT}/advice"
READ, BEGIN, TIME = f"{LIST}/read", f"{LIST}/begin", f"{LIST}/make-time"


def piece(app: Flask, name: str) -> Advice:
    return find(bank(app).advice, name)


def ids(app: Flask) -> list[str]:
    return [one.id for one in bank(app).advice]


def long() -> Bank:
    """Return the small bank with two themes of thirty questions more: too many to list at once."""
    bank = small()
    first = bank.themes[0]
    more = tuple(replace(first.questions[0], id=f"more-{at}") for at in range(30))
    again = tuple(replace(first.questions[0], id=f"again-{at}") for at in range(30))
    themes = (replace(first, id="more", questions=more), replace(first, id="again", questions=again))
    return replace(bank, themes=(*bank.themes, *themes))


def offered(page: Page, name: str = "question") -> list[str]:
    """Return what can be chosen in a list."""
    (field,) = (one for one in page.tree.iter("select") if one.get("name") == name)
    return [one.get("value") or "" for one in field.iter("option")]


def chosen(page: Page, name: str) -> list[str]:
    (field,) = (one for one in page.tree.iter("select") if one.get("name") == name)
    return [one.get("value") or "" for one in field.iter("option") if one.get("selected") is not None]


def headings(client: Client, path: str = LIST) -> list[str]:
    return [words(one) for one in client.get(path).tree.iter("h2")]


def test_the_list_stands_by_themes_and_says_when_and_for_whom(tara: Client) -> None:
    page = tara.get(LIST)
    assert headings(tara)[:3] == ["Listen first", "Too busy", "For no theme in particular"]
    assert "Make time when “Too busy” is below 60" in page.text
    begin = "when the place is below 40 and the answer to “I read before I write” is “Never” or “Sometimes”"
    assert f"{begin} · leads for newcomers" in page.text
    assert "leads for old hands" in page.text


def test_a_long_list_is_paged(small_app: Flask, tara: Client) -> None:
    pieces = tuple(Advice(f"p-{at}", Text(f"Number {at}.", ""), Text("", "")) for at in range(60))
    keep(small_app, write(replace(small(), advice=pieces)))
    page = tara.get(LIST)
    assert ("Number 24." in page.text, "Number 25." in page.text) == (True, False)
    assert "Number 25." in tara.get(page.link("Page 2")).text
    assert "Number 59." in tara.get(f"{LIST}?page=99").text


def test_a_piece_is_added_for_a_theme_with_an_id_of_its_title(small_app: Flask, tara: Client) -> None:
    title = {"new:title.en": "Ask!", "new:title.fr": "Demandez!", "new:theme": "busy"}
    answer = send(tara, LIST, title)
    assert answer.location == f"{LIST}/ask-2"
    added = piece(small_app, "ask-2")
    assert (added.title, added.theme, added.source) == (Text("Ask!", "Demandez!"), "busy", None)
    assert tara.get(answer.location).heading == "Ask!"


@pytest.mark.parametrize(
    ("changed", "field"),
    [({}, "new:title.en"), ({"new:title.en": "A", "new:theme": "gone"}, "new:theme")],
)
def test_a_piece_needs_a_title_and_a_theme_that_is_there(
    changed: dict[str, str], field: str, small_app: Flask, tara: Client
) -> None:
    answer = send(tara, LIST, changed)
    assert answer.status == 422
    assert said_at(answer, field)
    assert len(bank(small_app).advice) == 6


def test_everything_about_a_piece_is_kept(small_app: Flask, tara: Client) -> None:
    changed = {
        "title.fr": "Lisez",
        "text.en": "Read two things.",
        "part": "exercise",
        "nth": "",
        "theme": "busy",
        "leads": "native",
        "place_from": "10",
        "place_below": "90",
        "theme_at_least": "0",
        "theme_below": "50",
        "question": "busy-1",
    }
    assert send(tara, READ, changed).status == 303
    assert send(tara, READ, {"a:agree": "yes"}).status == 303
    assert piece(small_app, "read") == Advice(
        id="read",
        source="exercise",
        title=Text("Read", "Lisez"),
        text=Text("Read two things.", "Lisez une chose."),
        leads_for="native",
        theme="busy",
        when=When(10, 90, 0, 50, Answered("busy-1", ("agree",))),
    )


def test_what_is_emptied_is_no_condition_any_more(small_app: Flask, tara: Client) -> None:
    send(tara, BEGIN, {"place_below": "", "question": "", "leads": "", "part": "", "nth": ""})
    found = piece(small_app, "begin")
    assert (found.when, found.leads_for, found.source) == (When(), None, None)


def test_answers_are_ticked_by_their_words_and_kept_in_their_order(small_app: Flask, tara: Client) -> None:
    page = tara.get(BEGIN)
    ticked = [one.get("name") for one in page.tree.iter("input") if one.get("checked") is not None]
    assert ticked == ["a:never", "a:sometimes"]
    send(tara, BEGIN, {"a:never": None, "a:often": "yes"})
    assert piece(small_app, "begin").when.answered == Answered("listen-1", ("sometimes", "often"))
    # Of another question's answers only those that it has too stay ticked.
    send(tara, BEGIN, {"question": "busy-1"})
    assert piece(small_app, "begin").when.answered == Answered("busy-1", ())


def test_does_not_apply_may_be_asked_for_and_what_is_gone_is_shown_as_gone(
    small_app: Flask, tara: Client
) -> None:
    send(tara, READ, {"question": "listen-2"})
    assert "Does not apply to my work" in tara.get(READ).text
    keep(small_app, write(WAYS["a choice that is gone"](small())))
    assert "gone (a choice that is gone)" in tara.get(READ).text
    keep(small_app, write(WAYS["a question that is gone"](small())))
    page = tara.get(READ)
    assert "(a question that is gone)" in page.text
    send(tara, READ, {"title.en": "Still"}, page)
    assert piece(small_app, "read").when.answered == Answered("gone", ("a", "b"))


@pytest.mark.parametrize("field", ["place_from", "theme_below"])
def test_a_figure_is_a_whole_number(field: str, small_app: Flask, tara: Client) -> None:
    answer = send(tara, READ, {field: "sixty", "title.en": "Kept"})
    assert answer.status == 422
    assert said_at(answer, field)
    assert 'value="Kept"' in answer.html
    assert piece(small_app, "read").title.en == "Read"


def test_a_piece_moves_among_those_for_its_theme(small_app: Flask, tara: Client) -> None:
    send(tara, f"{LIST}/help", {"do": "up:help", "title.en": "Lend a hand"})
    assert ids(small_app) == ["read", "help", "ask", "make-time", "guide-others", "begin"]
    assert piece(small_app, "help").title.en == "Lend a hand"
    # Between it and the next for no theme stands one for a theme.
    send(tara, f"{LIST}/ask", {"do": "down:ask"})
    assert ids(small_app) == ["read", "help", "make-time", "guide-others", "ask", "begin"]
    send(tara, READ, {"do": "up:read"})
    assert ids(small_app)[0] == "read"


def test_a_piece_is_removed(small_app: Flask, tara: Client) -> None:
    assert send(tara, READ, {"do": "remove"}).location == LIST
    assert "read" not in ids(small_app)
    assert tara.get(READ).status == 404


def test_a_piece_says_who_gets_it_as_it_is_saved(tara: Client) -> None:
    assert "As saved: when “Too busy” is below 60." in tara.get(TIME).text
    assert "As saved: for everybody." in tara.get(READ).text
    assert "Nobody can get this" not in tara.get(TIME).text


def test_conditions_that_exclude_each_other_are_named(tara: Client) -> None:
    send(tara, READ, {"place_from": "60", "place_below": "40"})
    said = tara.get(READ).text
    assert "Nobody can get this" in said
    assert "when the place is at least 60, and when the place is below 40" in said


def test_a_piece_that_no_sheet_calls_is_proven_to_reach_nobody(tara: Client) -> None:
    # Whoever often reads first has 50 at least in a theme of two questions.
    send(tara, READ, {"theme_below": "50", "question": "listen-1"})
    send(tara, READ, {"a:often": "yes", "theme_below": "20"})
    said = tara.get(READ).text
    assert "Nobody can get this" in said
    assert "when “Listen first” is below 20, and when the answer to" in said


def test_what_cannot_be_told_of_an_unfinished_draft_is_said(small_app: Flask, tara: Client) -> None:
    for way in ("no bands", "a theme that is gone"):
        keep(small_app, write(WAYS[way](small())))
        assert "Whether somebody can get it is told once" in tara.get(READ).text


def test_whom_a_piece_leads_for_is_said_in_the_words_of_the_background_question(
    small_app: Flask, tara: Client
) -> None:
    assert "Newcomers: who answer “I came to them late”; of the others" in tara.get(READ).text
    keep(small_app, write(WAYS["no background question"](small())))
    assert "Old hands: whose place is 50 or more" in tara.get(READ).text


def test_a_short_list_of_questions_is_whole(small_app: Flask, tara: Client) -> None:
    page = tara.get(BEGIN)
    assert offered(page) == ["", *small().questions, "origin"]
    assert "among" not in sent(page)


def test_of_a_long_list_stand_the_questions_of_one_theme(small_app: Flask, tara: Client) -> None:
    keep(small_app, write(long()))
    of_listen = [question.id for question in long().theme("listen").questions]
    of_busy = [question.id for question in long().theme("busy").questions]
    # That of the question that is chosen; else that of the piece; else the first.
    assert offered(tara.get(BEGIN)) == ["", *of_listen, "origin"]
    assert offered(tara.get(TIME)) == ["", *of_busy, "origin"]
    assert offered(tara.get(f"{LIST}/guide-others")) == ["", *of_listen, "origin"]
    assert offered(tara.get(BEGIN), "among") == [theme.id for theme in long().themes]
    page = tara.get(f"{BEGIN}?among=busy")
    assert (offered(page), chosen(page, "question")) == (["", "listen-1", *of_busy, "origin"], ["listen-1"])
    assert offered(tara.get(f"{BEGIN}?among=gone")) == ["", *of_listen, "origin"]


def test_another_themes_questions_are_listed_and_what_was_typed_stays(small_app: Flask, tara: Client) -> None:
    keep(small_app, write(long()))
    listed = send(tara, BEGIN, {"do": "list", "among": "more", "title.en": "Typed", "place_below": "30"})
    assert listed.status == 200
    assert offered(listed)[:3] == ["", "listen-1", "more-0"]
    assert (sent(listed)["title.en"], sent(listed)["place_below"], chosen(listed, "among")) == (
        "Typed",
        "30",
        ["more"],
    )
    assert piece(small_app, "begin") == find(long().advice, "begin")
    answer = send(tara, BEGIN, {"question": "more-7", "a:never": None}, listed)
    kept = piece(small_app, "begin")
    assert (kept.title.en, kept.when.place_below) == ("Typed", 30)
    assert kept.when.answered == Answered("more-7", ("sometimes",))
    # The page that is shown then goes on with that theme.
    assert offered(tara.get(answer.location))[:3] == ["", "more-0", "more-1"]


def test_who_lists_other_questions_sees_what_somebody_else_changed_meanwhile(
    small_app: Flask, tara: Client, theo: Client
) -> None:
    keep(small_app, write(long()))
    seen = tara.get(BEGIN)
    send(theo, BEGIN, {"title.en": "Theirs", "question": "again-3"})
    listed = send(tara, BEGIN, {"do": "list", "among": "more", "title.en": "Mine"}, seen)
    assert listed.status == 422
    assert "Somebody else changed this" in listed.text
    # What only they changed is taken over, and stands in the list wherever it is from.
    assert chosen(listed, "question") == ["again-3"]
    assert piece(small_app, "begin").title.en == "Theirs"


def test_a_piece_whose_reach_would_take_too_long_to_tell_is_not_said_to_be_for_nobody(
    small_app: Flask, tara: Client
) -> None:
    graded = [
        theme(f"t-{at}", [question(f"q-{at}", "two", may_not_apply=True)], Decimal(990_000 + 2**at) / 1000)
        for at in range(12)
    ]
    hard = Advice("hard", Text("Hard", "Dur"), Text("", ""), when=When(place_from=52, place_below=53))
    keep(small_app, write(replace(made(graded, scales=SCALES), id="small", advice=(hard,))))
    page = tara.get(f"{LIST}/hard")
    assert page.status == 200
    assert "Nobody can get this" not in page.text
    assert "would take too long to tell" in page.text
