"""Test the page of a theme: what is kept, what is refused, and what its buttons do."""

import pytest
from flask import Flask

from app.quiz.text import Text
from tests.client import Client
from tests.trainer.desk import DRAFT, bank, signed_in
from tests.trainer.reading import said_at, save, send, sent

LISTEN = f"{DRAFT}/themes/listen"
SAME = {"means:listen-1": "same"}


def test_a_save_keeps_every_field_of_the_theme_and_its_questions(small_app: Flask, tara: Client) -> None:
    answer = send(
        tara,
        LISTEN,
        {
            "title.en": "Listen well",
            "strength.fr": "vous savez écouter",
            "weight": "0,75",
            "talk.en": "When did it help?",
            "q:listen-1:scale": "agreement",
            "q:listen-1:may_not_apply": "yes",
            "q:listen-2:reversed": None,
        },
    )
    assert answer.status == 303
    theme = bank(small_app).theme("listen")
    assert theme.title == Text("Listen well", "Écouter d’abord")
    assert theme.strength.fr == "vous savez écouter"
    assert str(theme.weight) == "0.75"
    assert theme.talk == Text("When did it help?", "")
    first, second = theme.questions
    assert (first.scale, first.may_not_apply) == ("agreement", True)
    assert (second.reversed, second.may_not_apply) == (False, True)
    assert "Saved." in tara.follow(answer).text


def test_an_unfinished_theme_is_kept(small_app: Flask, tara: Client) -> None:
    assert (
        save(tara, LISTEN, **{"title.fr": "", "q:listen-1:text.en": "", "means:listen-1": "same"}).status
        == 303
    )
    theme = bank(small_app).theme("listen")
    assert theme.title == Text("Listen first", "")
    assert theme.questions[0].text == Text("", "Je lis avant d’écrire.")
    assert tara.get(LISTEN).heading == "Listen first"
    assert tara.follow(tara.get(f"{LISTEN}?language=fr")).heading == "Listen first"


def test_nothing_is_noted_where_nothing_changed(small_app: Flask, tara: Client) -> None:
    assert save(tara, LISTEN).status == 303
    assert bank(small_app) == bank(small_app, 1)
    assert "Latest changes" not in tara.get(DRAFT).text


def test_a_text_too_long_is_refused_at_its_field_and_still_there(small_app: Flask, tara: Client) -> None:
    long = "é" * 10_000
    page = save(tara, LISTEN, **{"q:listen-2:text.fr": long, "title.en": "Another"})
    assert page.status == 422
    assert "The text has 10000 characters: at most 2000 are allowed" in said_at(page, "q:listen-2:text.fr")
    assert "Question 2, in French: The text has 10000" in page.text
    assert sent(page)["q:listen-2:text.fr"] == long
    assert sent(page)["title.en"] == "Another"
    assert bank(small_app) == bank(small_app, 1)


@pytest.mark.parametrize("mark", ["\u202e", "\u2067"])
def test_marks_that_turn_a_text_round_are_refused(tara: Client, mark: str) -> None:
    page = save(tara, LISTEN, **{"title.en": f"Listen{mark} first"})
    assert page.status == 422
    assert f"U+{ord(mark):04X}" in said_at(page, "title.en")


@pytest.mark.parametrize(
    "written", ["<script>alert(1)</script>", '"><b>', "=cmd|' /C calc'!A0", "👩🏽‍💻 emoji", "a: {b}"]
)
def test_whatever_is_written_is_text(small_app: Flask, tara: Client, written: str) -> None:
    assert (
        save(
            tara, LISTEN, **{"title.en": written, "q:listen-1:text.fr": written, "means:listen-1": "same"}
        ).status
        == 303
    )
    assert bank(small_app).theme("listen").title.en == written
    page = tara.get(LISTEN)
    assert sent(page)["q:listen-1:text.fr"] == written
    assert len(list(page.tree.iter("script"))) == 1  # ours
    assert written[:20] in tara.get(DRAFT).text


@pytest.mark.parametrize("name", ["kind", "q:listen-1:role", "q:listen-1:scale"])
def test_only_what_is_offered_can_be_chosen(small_app: Flask, tara: Client, name: str) -> None:
    assert save(tara, LISTEN, **{name: "other"}).status == 422
    assert bank(small_app) == bank(small_app, 1)


@pytest.mark.parametrize("weight", ["", "much", "1e3", "0.12345"])
def test_a_weight_that_is_no_number_is_refused(tara: Client, weight: str) -> None:
    page = save(tara, LISTEN, weight=weight)
    assert page.status == 422
    assert "number" in said_at(page, "weight").lower()
    assert sent(page)["weight"] == weight


def test_a_weight_out_of_range_is_kept_for_the_check_to_tell(small_app: Flask, tara: Client) -> None:
    assert save(tara, LISTEN, weight="-3").status == 303
    assert str(bank(small_app).theme("listen").weight) == "-3"
    assert tara.get(DRAFT).status == 200
    assert tara.get(LISTEN).status == 200


def test_in_french_a_weight_has_its_comma(small_app: Flask) -> None:
    tess = signed_in(small_app, "tess", language="fr")
    page = tess.get(f"{DRAFT}/themes/busy")
    assert sent(page)["weight"] == "0,5"
    assert send(tess, f"{DRAFT}/themes/busy", {}, page).status == 303
    assert bank(small_app) == bank(small_app, 1)


def test_a_theme_becomes_a_myth_with_its_texts(small_app: Flask, tara: Client) -> None:
    save(tara, LISTEN, kind="myth", **{"myth.en": "Nobody listens."})
    theme = bank(small_app).theme("listen")
    assert (theme.kind, theme.myth, theme.reality) == ("myth", Text("Nobody listens.", ""), None)
    assert "needs the text “reality”" in tara.get(LISTEN).text
    save(tara, LISTEN, **{"myth.en": ""})
    assert bank(small_app).theme("listen").myth is None


def test_a_question_is_added_under_an_id_no_version_ever_had(small_app: Flask, tara: Client) -> None:
    answer = save(tara, LISTEN, do="add", **{"title.en": "Kept along"})
    assert answer.location.endswith("#at-listen-3")
    theme = bank(small_app).theme("listen")
    assert theme.title.en == "Kept along"
    assert [one.id for one in theme.questions] == ["listen-1", "listen-2", "listen-3"]
    assert theme.questions[2].scale == "frequency"
    assert theme.questions[2].text == Text("", "")
    assert "Question 3" in tara.get(LISTEN).text


def test_the_first_question_of_a_theme_gets_a_scale_of_the_bank(small_app: Flask, tara: Client) -> None:
    added = tara.post(f"{DRAFT}/themes", {"title_en": "Fresh ideas"}).location
    tara.get(added)
    assert save(tara, added, do="add").location.endswith("#at-fresh-ideas-1")
    assert bank(small_app).question("fresh-ideas-1").scale == "frequency"


def test_questions_are_put_in_order_and_what_was_typed_is_kept(small_app: Flask, tara: Client) -> None:
    busy = f"{DRAFT}/themes/busy"
    save(tara, busy, do="up:busy-3", **{"q:busy-1:text.fr": "Le temps manque.", "means:busy-1": "same"})
    assert order_of(small_app) == ["busy-1", "busy-3", "busy-2"]
    assert bank(small_app).question("busy-1").text.fr == "Le temps manque."
    save(tara, busy, do="down:busy-1")
    assert order_of(small_app) == ["busy-3", "busy-1", "busy-2"]
    save(tara, busy, do="before:busy-2:busy-3")
    assert order_of(small_app) == ["busy-2", "busy-3", "busy-1"]
    save(tara, busy, do="before:busy-2:")
    assert order_of(small_app) == ["busy-3", "busy-1", "busy-2"]
    save(tara, busy, do="before:busy-1:busy-1")
    assert order_of(small_app) == ["busy-3", "busy-1", "busy-2"]


@pytest.mark.parametrize("do", ["up:unknown", "explode:busy-1", "up", "::"])
def test_a_button_that_no_page_has_only_saves(small_app: Flask, tara: Client, do: str) -> None:
    assert save(tara, f"{DRAFT}/themes/busy", do=do, **{"title.en": "Saved"}).status == 303
    assert bank(small_app).theme("busy").title.en == "Saved"
    assert order_of(small_app) == ["busy-1", "busy-2", "busy-3"]


def test_a_button_does_nothing_while_something_is_wrong(small_app: Flask, tara: Client) -> None:
    assert save(tara, f"{DRAFT}/themes/busy", do="up:busy-3", weight="much").status == 422
    assert order_of(small_app) == ["busy-1", "busy-2", "busy-3"]


def test_removing_a_question_saves_the_rest_and_asks_first(small_app: Flask, tara: Client) -> None:
    asks = tara.follow(save(tara, LISTEN, do="remove:listen-1", **{"title.en": "Saved before"}))
    assert asks.heading == "Remove this question?"
    assert "I read before I write." in asks.text
    assert "Results already given will not change." in asks.text
    assert "trends of its theme and of the place show a break" in asks.text
    assert asks.link("Begin")  # the advice that asks for its answer
    assert bank(small_app).theme("listen").title.en == "Saved before"
    assert "listen-1" in bank(small_app).questions
    answer = tara.post(f"{DRAFT}/questions/listen-1/remove")
    assert answer.location == LISTEN
    assert "listen-1" not in bank(small_app).questions
    assert "listen-1" in bank(small_app, 1).questions


def test_what_was_never_asked_or_never_scored_costs_no_trend(tara: Client) -> None:
    save(tara, LISTEN, do="add")
    assert "trends lose nothing" in tara.get(f"{DRAFT}/questions/listen-3/remove").text
    assert "the trends go on" in tara.get(f"{DRAFT}/questions/busy-1/remove").text


def test_a_question_moves_to_another_theme_under_its_own_id(small_app: Flask, tara: Client) -> None:
    asks = tara.follow(save(tara, LISTEN, do="send:listen-1"))
    assert asks.heading == "Move this question to which theme?"
    assert asks.choices() == {"to": ["busy"]}
    path = f"{DRAFT}/questions/listen-1/move"
    refused = tara.post(path, {"to": "nowhere"})
    assert refused.status == 422
    assert "Choose a theme." in refused.text
    assert tara.post(path, {"to": "busy"}).location == f"{DRAFT}/themes/busy#at-listen-1"
    assert order_of(small_app) == ["busy-1", "busy-2", "busy-3", "listen-1"]
    assert bank(small_app).question("listen-1") == bank(small_app, 1).question("listen-1")


def test_a_published_theme_can_be_read_and_not_written(tara: Client) -> None:
    published = LISTEN.replace("/2/", "/1/")
    page = tara.get(published)
    assert page.status == 200
    assert "never changes" in page.text
    assert "I read before I write." in page.text
    assert "J’attends qu’on me le dise." in page.text
    assert not list(page.tree.iter("textarea"))
    assert tara.get(f"{DRAFT}/themes/nowhere").status == 404
    for path in ("questions/listen-1/remove", "questions/listen-1/move", "themes/listen/remove"):
        assert tara.get(f"/banks/small/1/{path}").status == 409
        assert tara.get(f"{DRAFT}/{path.replace('listen', 'nowhere')}").status == 404


def test_the_themes_before_and_after_are_a_step_away(tara: Client) -> None:
    assert f"{DRAFT}/themes/busy" in tara.get(LISTEN).links()
    assert LISTEN in tara.get(f"{DRAFT}/themes/busy").links()


def order_of(app: Flask, theme_id: str = "busy") -> list[str]:
    """Return the ids of a theme's questions in order."""
    return [question.id for question in bank(app).theme(theme_id).questions]
