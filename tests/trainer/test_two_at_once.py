"""Test that of two trainers who edit the same draft neither loses a word."""

from datetime import date

from flask import Flask

from app.quiz.text import Text
from app.store import versions
from tests.client import Client
from tests.taker.teams import writing
from tests.trainer.desk import DRAFT, bank, draft
from tests.trainer.reading import save, send, sent

LISTEN = f"{DRAFT}/themes/listen"
BUSY = f"{DRAFT}/themes/busy"
SAME = {"means:listen-1": "same"}
MINE = {"q:listen-1:text.en": "Mine.", **SAME}


def test_who_change_different_fields_both_have_their_way(
    small_app: Flask, tara: Client, theo: Client
) -> None:
    page = tara.get(LISTEN)
    save(theo, LISTEN, **{"title.en": "Theirs", "q:listen-2:reversed": "yes"})
    send(theo, LISTEN, {"q:listen-2:reversed": None})
    assert save(tara, LISTEN, page, **{"title.fr": "À moi"}).status == 303
    theme = bank(small_app).theme("listen")
    assert theme.title == Text("Theirs", "À moi")
    assert not theme.questions[1].reversed


def test_whoever_saves_second_sees_both_and_chooses(small_app: Flask, tara: Client, theo: Client) -> None:
    page = tara.get(LISTEN)
    save(theo, LISTEN, **{"q:listen-1:text.en": "Theirs.", **SAME})
    asks = save(tara, LISTEN, page, **MINE)
    assert asks.status == 422
    assert "Theirs." in asks.text
    assert sent(asks)["q:listen-1:text.en"] == "Mine."
    assert "theo@example.org" in asks.text
    assert bank(small_app).question("listen-1").text.en == "Theirs."
    again = save(tara, LISTEN, asks, **{"q:listen-1:text.en": "A third."})
    assert again.status == 303
    assert bank(small_app).question("listen-1").text.en == "A third."


def test_theirs_can_be_kept(small_app: Flask, tara: Client, theo: Client) -> None:
    page = tara.get(LISTEN)
    save(theo, LISTEN, **{"title.en": "Theirs"})
    asks = save(tara, LISTEN, page, **{"title.en": "Mine"})
    assert save(tara, LISTEN, asks, **{"take:title.en": "theirs"}).status == 303
    assert bank(small_app).theme("listen").title.en == "Theirs"


def test_what_changes_once_more_is_asked_once_more(small_app: Flask, tara: Client, theo: Client) -> None:
    page = tara.get(LISTEN)
    save(theo, LISTEN, **{"title.en": "Theirs"})
    asks = save(tara, LISTEN, page, **{"title.en": "Mine"})
    save(theo, LISTEN, **{"title.en": "Theirs, better"})
    again = save(tara, LISTEN, asks)
    assert again.status == 422
    assert "Theirs, better" in again.text
    assert save(tara, LISTEN, asks, **{"take:title.en": "theirs"}).status == 422


def test_what_only_the_other_chose_is_kept(small_app: Flask, tara: Client, theo: Client) -> None:
    page = tara.get(LISTEN)
    save(theo, LISTEN, kind="myth", **{"q:listen-1:scale": "agreement", "q:listen-1:role": "belief"})
    asks = save(tara, LISTEN, page, **{"q:listen-1:scale": "frequency", "title.en": "Mine", "weight": "2"})
    assert asks.status == 303
    theme = bank(small_app).theme("listen")
    assert (theme.kind, theme.questions[0].scale, theme.title.en) == ("myth", "agreement", "Mine")


def test_of_three_scales_two_choose_differently(tara: Client, theo: Client) -> None:
    save(tara, LISTEN, weight="2")
    page = tara.get(LISTEN)
    save(theo, LISTEN, weight="3")
    asks = save(tara, LISTEN, page, weight="4")
    assert asks.status == 422
    assert "Theirs: 3" in asks.text


def test_both_may_change_a_field_alike(tara: Client, theo: Client) -> None:
    page = tara.get(LISTEN)
    save(theo, LISTEN, **{"title.en": "Alike"})
    assert save(tara, LISTEN, page, **{"title.en": "Alike"}).status == 303


def test_a_question_added_by_somebody_else_stays(small_app: Flask, tara: Client, theo: Client) -> None:
    page = tara.get(LISTEN)
    save(theo, LISTEN, do="add")
    save(theo, LISTEN, do="up:listen-3")
    assert save(tara, LISTEN, page, **MINE).status == 303
    theme = bank(small_app).theme("listen")
    assert [one.id for one in theme.questions] == ["listen-1", "listen-3", "listen-2"]
    assert theme.questions[0].text.en == "Mine."


def test_what_was_written_follows_a_question(small_app: Flask, tara: Client, theo: Client) -> None:
    page = tara.get(LISTEN)
    theo.get(LISTEN)
    theo.post(f"{DRAFT}/questions/listen-1/move", {"to": "busy"})
    answer = save(tara, LISTEN, page, **MINE)
    assert answer.status == 303
    assert bank(small_app).question("listen-1").text.en == "Mine."
    assert [one.id for one in bank(small_app).theme("busy").questions][-1] == "listen-1"
    told = tara.follow(answer)
    assert "Somebody had moved a question you wrote to." in told.text
    assert told.link("Too busy") == BUSY


def test_the_words_of_a_question_moved_meanwhile_are_asked_about_too(tara: Client, theo: Client) -> None:
    page = tara.get(LISTEN)
    theo.get(LISTEN)
    theo.post(f"{DRAFT}/questions/listen-1/move", {"to": "busy"})
    asks = save(tara, LISTEN, page, **{"q:listen-1:text.en": "Mine."})
    assert asks.status == 422
    assert "means:listen-1" in asks.choices()
    assert "A question that somebody moved to another theme" in asks.text


def test_a_question_removed_meanwhile_can_be_put_back(small_app: Flask, tara: Client, theo: Client) -> None:
    page = tara.get(LISTEN)
    theo.get(LISTEN)
    theo.post(f"{DRAFT}/questions/listen-2/remove")
    asks = save(tara, LISTEN, page, **{"q:listen-2:text.fr": "À moi."})
    assert asks.status == 422
    assert asks.choices()["put:listen-2"] == ["back", "away"]
    assert "put:listen-2" not in sent(asks)
    assert sent(asks)["q:listen-2:text.fr"] == "À moi."
    assert "theo@example.org" in asks.text
    assert "listen-2" not in bank(small_app).questions
    assert save(tara, LISTEN, asks).status == 422  # it is asked until it is answered
    back = save(tara, LISTEN, asks, **{"put:listen-2": "back"})
    assert back.status == 422  # its words are not those that people are asked
    kept = save(tara, LISTEN, back, **{"means:listen-2": "same"})
    assert kept.status == 303
    question = bank(small_app).question("listen-2")
    assert question.text == Text("I wait to be told.", "À moi.")
    assert (question.scale, question.reversed, question.may_not_apply) == ("frequency", True, True)


def test_a_question_removed_meanwhile_can_be_left_away(small_app: Flask, tara: Client, theo: Client) -> None:
    page = tara.get(LISTEN)
    theo.get(LISTEN)
    theo.post(f"{DRAFT}/questions/listen-2/remove")
    asks = save(tara, LISTEN, page, **{"q:listen-2:text.fr": "À moi.", "title.en": "Kept"})
    assert save(tara, LISTEN, asks, **{"put:listen-2": "away"}).status == 303
    assert "listen-2" not in bank(small_app).questions
    assert bank(small_app).theme("listen").title.en == "Kept"


def test_a_question_removed_that_nobody_wrote_to_is_gone(
    small_app: Flask, tara: Client, theo: Client
) -> None:
    page = tara.get(LISTEN)
    theo.get(LISTEN)
    theo.post(f"{DRAFT}/questions/listen-2/remove")
    assert save(tara, LISTEN, page, **{"title.en": "Mine"}).status == 303
    assert "listen-2" not in bank(small_app).questions
    for way in ("remove", "move"):
        tara.get(LISTEN)
        assert tara.post(f"{DRAFT}/questions/listen-2/{way}", {"to": "busy"}).status == 409


def test_nothing_made_up_is_put_back(small_app: Flask, tara: Client) -> None:
    made_up = {
        "seen:q:Not an id:text.en": "x",
        "seen:q:busy:text.en": "x",
        "seen:q:ghost:text.en": "x",
        "q:ghost:text.en": "Boo",
        "q:ghost:role": "villain",
        "q:ghost:scale": "nowhere",
    }
    asks = save(tara, LISTEN, **made_up)
    assert asks.status == 422
    assert [name for name in asks.choices() if name.startswith("put:")] == ["put:ghost"]
    assert save(tara, LISTEN, asks, **{"put:ghost": "back"}).status == 303
    question = bank(small_app).question("ghost")
    assert (question.role, question.scale) == ("practice", "frequency")


def test_a_theme_removed_meanwhile_gives_back_only_what_was_typed(tara: Client, theo: Client) -> None:
    page = tara.get(LISTEN)
    theo.get(f"{LISTEN}/remove")
    assert theo.post(f"{LISTEN}/remove").status == 303
    gone = save(tara, LISTEN, page, **{"title.fr": "Titre", **MINE})
    assert gone.status == 409
    assert gone.heading == "Somebody removed this meanwhile"
    assert {(one.get("lang"), one.text.strip()) for one in gone.tree.iter("textarea") if one.text} == {
        ("fr", "Titre"),
        ("en", "Mine."),
    }
    assert "theo@example.org" in gone.text
    assert tara.post(f"{LISTEN}/remove").status == 409
    assert tara.post(DRAFT, {"do": "up:listen"}).status == 409


def test_a_draft_published_meanwhile_gives_back_what_was_typed(small_app: Flask, tara: Client) -> None:
    page = tara.get(LISTEN)
    with writing(small_app) as session:
        versions.publish(session, draft(small_app).version, date.today())
    frozen = save(tara, LISTEN, page, **MINE)
    assert frozen.status == 409
    assert frozen.heading == "This version is published now"
    assert "Mine." in frozen.text
    assert bank(small_app).question("listen-1").text.en == "I read before I write."
    for path in (DRAFT, f"{DRAFT}/themes", f"{LISTEN}/remove", f"{DRAFT}/questions/listen-1/remove"):
        assert tara.post(path).status == 409
