"""Test what a draft is said to change, for trends and for people, and how it is published."""

import re
from datetime import date
from random import Random

import pytest
from flask import Flask

from app.quiz.bank import DOES_NOT_APPLY, Answers
from app.quiz.invented import invent
from app.quiz.yaml import parse
from app.store import versions
from app.trainer.publishing import KEPT
from tests.account.people import noted
from tests.client import Client, words
from tests.taker.stock import SMALL, seat
from tests.taker.stock import publish as offer
from tests.taker.teams import writing
from tests.trainer.desk import DRAFT, begin_draft, draft, signed_in
from tests.trainer.shelf import (
    MOVED,
    REWORDED,
    every,
    publication,
    publish,
    put_in_block,
    write_over,
)

CHANGES = f"{DRAFT}/changes"
PICTURE = f"{CHANGES}/effect/wide.svg"
REVERSED = SMALL.replace(
    "scale: frequency\n      - id: listen-2", "scale: frequency\n        reversed: true\n      - id: listen-2"
)
FAULTY = SMALL.replace("fr: Écouter d’abord", "fr: ''").replace("source: rule 2", "source: rule 2, again", 1)
UNREACHABLE = SMALL.replace("when: {place_from: 75}", "when: {place_from: 75, place_below: 70}")


def sheets(people: int) -> list[Answers]:
    """Make up finished sheets of the small bank, the same at every call."""
    chances, bank = Random(4), parse(SMALL.encode())
    return [invent(bank, chances, at / people) for at in range(people)]


def test_a_draft_that_changes_nothing_says_so(tara: Client) -> None:
    page = tara.get(CHANGES)
    assert "What changes against version 1" in page.text
    assert "Nothing differs." in page.text
    assert "Everything can be compared with version 1" in page.text


def test_a_rewording_is_shown_as_it_was_and_as_it_is_in_the_language_it_is_in(
    small_app: Flask, tara: Client
) -> None:
    write_over(small_app, REWORDED)
    page = tara.get(CHANGES)
    assert "new wording in English" in page.text
    assert "I read before I write." in page.text
    assert "I read it all before I write." in page.text
    assert "Je lis avant d’écrire." not in page.text
    assert "Everything can be compared with version 1" in page.text


def test_what_was_added_and_removed_stands_in_both_languages(small_app: Flask, tara: Client) -> None:
    write_over(small_app, SMALL.replace("listen-2", "listen-9"))
    page = tara.get(CHANGES)
    assert "J’attends qu’on me le dise." in page.text
    assert "I wait to be told." in page.text


def test_what_cannot_be_compared_is_said_for_its_theme_and_for_the_place(
    small_app: Flask, tara: Client
) -> None:
    assert REVERSED != SMALL
    write_over(small_app, REVERSED)
    text = tara.get(CHANGES).text
    assert (
        "The place cannot be compared with version 1: questions or answers on “Listen first” have changed."
        in text
    )
    assert "Theme “Listen first” cannot be compared: questions were turned round." in text
    assert "All other themes can be compared." in text


def test_bands_that_moved_are_said_to_name_places_otherwise(small_app: Flask, tara: Client) -> None:
    write_over(small_app, MOVED)
    text = tara.get(CHANGES).text
    assert "The same place may be called otherwise: places from 40 to 44 are now in" in text


def test_of_a_first_version_there_is_nothing_to_set_beside(bare_app: Flask) -> None:
    begin_draft(bare_app)
    tara = signed_in(bare_app, "tara")
    page = tara.get("/banks/small/1/changes")
    assert "This is the first version of the bank" in page.text
    assert "What it would do to people" not in page.text
    after = tara.follow(publish(tara, path="/banks/small/1/changes"))
    assert "This is the first version of the bank" in after.text
    assert "Whoever begins from now on gets this version." in after.text


@pytest.mark.parametrize("people", [0, 29])
def test_of_fewer_than_thirty_sheets_no_effect_is_shown(small_app: Flask, tara: Client, people: int) -> None:
    if people:
        write_over(small_app, MOVED)
    for half in (sheets(people)[:15], sheets(people)[15:]):
        if half:
            # A block has thirty or more; these stand for what a mistake would leave.
            with pytest.raises(Exception, match="people_enough"):
                put_in_block(small_app, 1, half)
    assert "Too few yet: it takes 30 finished sheets" in tara.get(CHANGES).text
    assert tara.get(PICTURE).status == 404


def test_the_effect_counts_every_sheet_once_and_says_who_would_move(small_app: Flask, tara: Client) -> None:
    write_over(small_app, MOVED)
    put_in_block(small_app, 1, sheets(60))
    page = tara.get(CHANGES)
    (table,) = page.tree.iter("table")
    rows = [[words(cell) for cell in row.iter("td")] for row in list(table.iter("tr"))[1:]]
    assert sum(int(count) for _, _, count in rows) == 60
    stay = sum(int(count) for stood, stands, count in rows if stood == stands)
    assert f"Of 60 sheets, {stay} would stay in their band." in page.text
    # A band that begins later lets nobody rise.
    order = [band.title.en for band in parse(SMALL.encode()).bands]
    assert all(order.index(stands) <= order.index(stood) for stood, stands, _ in rows)
    assert any(stands != stood for stood, stands, _ in rows)


@pytest.mark.parametrize("placed", [0, 1, 29, 30])
def test_no_effect_is_shown_of_fewer_than_thirty_who_have_a_place(
    placed: int, small_app: Flask, tara: Client
) -> None:
    write_over(small_app, MOVED)
    nobody = dict.fromkeys(parse(SMALL.encode()).questions, DOES_NOT_APPLY)
    answered = [
        {**one, **{key: "often" for key in nobody if one[key] == DOES_NOT_APPLY}} for one in sheets(placed)
    ]
    # Each time of another number: what is worked out is remembered by it.
    put_in_block(small_app, 1, [*answered, *(nobody for _ in range(70))])
    assert ("Too few yet" in tara.get(CHANGES).text) == (placed in (1, 29))
    assert tara.get(PICTURE).status == (404 if placed in (1, 29) else 200)


def test_a_question_that_is_new_to_the_sheets_is_said_to_be_left_out(small_app: Flask, tara: Client) -> None:
    write_over(small_app, SMALL.replace("listen-2", "listen-9"))
    put_in_block(small_app, 1, sheets(30))
    assert "1 question is new to these sheets; it is left out here." in tara.get(CHANGES).text


@pytest.mark.parametrize("look", ["wide", "narrow", "wide-dark", "narrow-dark", "print"])
def test_the_picture_is_drawn_in_every_look_and_a_browser_that_has_it_is_told_so(
    small_app: Flask, tara: Client, look: str
) -> None:
    put_in_block(small_app, 1, sheets(30))
    path = f"{CHANGES}/effect/{look}.svg"
    first = tara.get(path).response
    assert (first.status_code, first.mimetype) == (200, "image/svg+xml")
    assert first.get_data().startswith(b"<?xml") or b"<svg" in first.get_data()[:300]
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = tara.get(path, headers={"If-None-Match": first.headers["ETag"]}).response
    assert (again.status_code, again.get_data()) == (304, b"")


def test_another_draft_is_another_picture(small_app: Flask, tara: Client) -> None:
    put_in_block(small_app, 1, sheets(60))
    first = tara.get(PICTURE).response.headers["ETag"]
    write_over(small_app, MOVED)
    assert tara.get(PICTURE).response.headers["ETag"] != first


def test_there_is_no_picture_of_a_faulty_draft_nor_of_what_is_published(
    small_app: Flask, tara: Client
) -> None:
    put_in_block(small_app, 1, sheets(30))
    assert tara.get("/banks/small/1/changes/effect/wide.svg").status == 404
    write_over(small_app, FAULTY)
    assert tara.get(PICTURE).status == 404
    assert "This is shown once the check finds no fault." in tara.get(CHANGES).text


def test_publishing_offers_the_draft_with_its_note_and_says_what_happens_now(
    small_app: Flask, tara: Client
) -> None:
    write_over(small_app, REWORDED)
    sent = publish(tara, "A clearer word.")
    assert sent.location == CHANGES
    after = tara.follow(sent)
    assert "Sittings under way stay on the version they began with" in after.text
    assert after.link("See its start page") == "/start/small"
    assert "A clearer word." in after.text
    taken = publication(small_app, 2)
    assert taken
    assert (taken.email, taken.note) == ("tara@example.org", "A clearer word.")
    assert noted(small_app)[-1] == ("tara@example.org", "bank-published", "small", None, "2")
    taker = Client(small_app)
    taker.get("/")
    page = taker.follow(taker.post("/start/small"))
    assert "I read it all before I write." in page.text


def test_whoever_has_begun_stays_on_their_version(small_app: Flask, tara: Client) -> None:
    taker = Client(small_app)
    seat(taker, {}, finished=False)
    write_over(small_app, REWORDED)
    publish(tara)
    assert "I read before I write." in taker.follow(taker.get("/continue")).text


def test_a_note_is_asked_for(small_app: Flask, tara: Client) -> None:
    page = publish(tara, " ")
    assert page.status == 422
    assert page.link("Say what changed and why") == "#note"
    assert not every(small_app)[0].published_on


@pytest.mark.parametrize(("note", "said"), [("x" * 2001, "2001 characters"), ("a\u202eb", "U+202E")])
def test_a_note_that_cannot_be_read_is_refused_and_is_still_there(tara: Client, note: str, said: str) -> None:
    page = publish(tara, note)
    assert page.status == 422
    assert said in page.text
    assert note in page.html


@pytest.mark.parametrize("source", [FAULTY, UNREACHABLE])
def test_nothing_is_published_with_a_fault_a_language_missing_or_advice_out_of_reach(
    small_app: Flask, tara: Client, source: str
) -> None:
    form = tara.get(CHANGES).fields()
    write_over(small_app, source)
    page = tara.get(CHANGES)
    assert page.link("To the check") == f"{DRAFT}/check"
    assert "Publish version 2" not in page.text
    seen = draft(small_app).digest.hex()
    refused = tara.post(CHANGES, {**form, "seen": seen, "note": "x"})
    assert refused.status == 422
    assert "put right first" in refused.text
    assert not every(small_app)[0].published_on


def test_of_many_faults_the_first_twenty_are_named_and_the_rest_counted(
    small_app: Flask, tara: Client
) -> None:
    write_over(small_app, re.sub(r"text: {en: [^}\n]*}", "text: {en: '', fr: ''}", SMALL))
    page = tara.get(CHANGES)
    (count,) = re.findall(r"(\d+) things have to be put right first", page.text)
    assert int(count) > 20
    assert f"and {int(count) - 20} more" in page.text


def test_what_somebody_changed_meanwhile_is_shown_instead_of_published(
    small_app: Flask, tara: Client, theo: Client
) -> None:
    form = tara.get(CHANGES).fields()
    edit = theo.get(f"{DRAFT}/themes/listen")
    theo.post(f"{DRAFT}/themes/listen", {**edit.fields(), "title.en": "Listen well"})
    page = tara.post(CHANGES, {**form, "note": "My note."})
    assert page.status == 409
    assert "Somebody changed the draft after you opened this page" in page.text
    assert "Listen well" in page.text
    assert "My note." in page.html
    assert not every(small_app)[0].published_on
    assert tara.post(CHANGES, {**page.fields(), "note": "My note."}).status == 303


@pytest.mark.parametrize("sent", ["", "x", "٣", "0", "7" * 30, "999999999"])
def test_a_form_that_says_nothing_of_what_was_looked_at_publishes_nothing(
    small_app: Flask, tara: Client, sent: str
) -> None:
    tara.get(CHANGES)
    assert tara.post(CHANGES, {"note": "x", "draft": sent}).status in (404, 409)
    assert not every(small_app)[0].published_on


def test_who_presses_twice_publishes_once_and_sees_it(small_app: Flask, tara: Client) -> None:
    form = {**tara.get(CHANGES).fields(), "note": "Once."}
    assert [tara.post(CHANGES, form).location for _ in range(2)] == [CHANGES, CHANGES]
    assert [one.number for one in every(small_app)] == [2, 1]
    assert [entry[1] for entry in noted(small_app)] == ["bank-published"]


def test_of_two_who_press_the_second_is_told_who_was_first(
    small_app: Flask, tara: Client, theo: Client
) -> None:
    ours, theirs = ({**one.get(CHANGES).fields(), "note": "Mine."} for one in (tara, theo))
    tara.post(CHANGES, ours)
    page = theo.post(CHANGES, theirs)
    assert page.status == 409
    assert "It was published a moment before you pressed." in page.text
    assert "by tara@example.org." in page.text
    assert len(noted(small_app)) == 1


def test_the_second_is_told_even_where_publishing_gave_the_draft_another_number(
    small_app: Flask, tara: Client, theo: Client
) -> None:
    theirs = {**theo.get(CHANGES).fields(), "note": "Mine."}
    offer(small_app, MOVED)
    assert publish(tara).location == "/banks/small/4/changes"
    page = theo.post(CHANGES, theirs)
    assert page.status == 409
    assert "Version 4, published on" in page.text


def test_a_draft_that_was_thrown_away_is_not_published(small_app: Flask, tara: Client, theo: Client) -> None:
    form = {**tara.get(CHANGES).fields(), "note": "Mine."}
    theo.get(f"{DRAFT}/throw-away")
    theo.post(f"{DRAFT}/throw-away", {"sure": "yes"})
    assert tara.post(CHANGES, form).status == 404


def test_what_was_published_by_the_command_line_is_nobodys(small_app: Flask, tara: Client) -> None:
    form = {**tara.get(CHANGES).fields(), "note": "Mine."}
    with writing(small_app) as session:
        versions.publish(session, versions.find(session, "small", 2), date.today())
    page = tara.post(CHANGES, form)
    assert page.status == 409
    assert "Version 2, published on" in page.text


def test_a_published_version_says_what_it_changed_against_the_one_before(
    small_app: Flask, tara: Client
) -> None:
    write_over(small_app, REWORDED)
    publish(tara)
    offer(small_app, MOVED)
    text = tara.get("/banks/small/2/changes").text
    assert "What changed against version 1" in text
    assert "I read it all before I write." in text
    assert "Whoever begins from now on" not in text
    assert "What changed against version 2" in tara.get("/banks/small/3/changes").text


def test_any_two_versions_are_set_beside_each_other(small_app: Flask, tara: Client) -> None:
    write_over(small_app, REWORDED)
    publish(tara)
    offer(small_app, MOVED)
    assert tara.get("/banks/small/3/changes").link("version 1") == "/banks/small/3/beside/1"
    page = tara.get("/banks/small/3/beside/1")
    assert page.heading == "Version 3 beside version 1"
    assert "new wording" not in page.text
    assert "The same place may be called otherwise" in page.text
    assert tara.get("/banks/small/1/beside/3").status == 200


def test_a_draft_is_set_beside_any_published_version_and_never_beside_a_draft(
    small_app: Flask, tara: Client
) -> None:
    offer(small_app, MOVED)
    assert tara.get(f"{DRAFT}/beside/1").heading == "The draft beside version 1"
    assert tara.get(f"{DRAFT}/beside/2").status == 404
    assert tara.get("/banks/small/1/beside/2").status == 404
    assert tara.get("/banks/small/1/beside/1").status == 404
    assert tara.get("/banks/small/1/beside/9").status == 404


def test_of_many_drafts_an_effect_is_worked_out_anew_and_stays_the_same(
    small_app: Flask, tara: Client
) -> None:
    put_in_block(small_app, 1, sheets(30))
    write_over(small_app, MOVED)
    first = tara.get(CHANGES).text
    for start in range(41, 41 + KEPT):
        write_over(small_app, SMALL.replace("from: 40", f"from: {start}"))
        assert "Of 30 sheets, " in tara.get(CHANGES).text
    write_over(small_app, MOVED)
    assert tara.get(CHANGES).text == first
