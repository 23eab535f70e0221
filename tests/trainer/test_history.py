"""Test the history of a bank: drafts from versions, issuing again, files, throwing away."""

from flask import Flask
from sqlalchemy import delete

from app.store import tables
from tests.account.people import noted
from tests.client import Client
from tests.taker.stock import SMALL, take_in
from tests.taker.stock import publish as offer
from tests.taker.teams import writing
from tests.trainer.desk import DRAFT, begin_draft, signed_in
from tests.trainer.shelf import REWORDED, bytes_of, every, publication, publish, write_over

ODD = SMALL.replace("\n", "\r\n") + "# a note, and no line end"


def test_every_version_stands_in_the_history_with_its_day_person_and_note(tara: Client) -> None:
    publish(tara, "The word was unclear.")
    text = tara.get("/banks/small").text
    assert "by tara@example.org." in text
    assert "The word was unclear." in text
    assert text.index("Version 2, published") < text.index("Version 1, published")


def test_of_a_publication_whose_account_is_gone_the_note_stays(small_app: Flask, tara: Client) -> None:
    publish(tara)
    theo = signed_in(small_app, "theo")
    with writing(small_app) as session:
        session.execute(delete(tables.accounts).where(tables.accounts.c.email == "tara@example.org"))
    text = theo.get("/banks/small").text
    assert "by somebody whose account is gone." in text
    assert "Clearer." in text


def test_only_the_newest_version_is_said_to_be_offered(tara: Client) -> None:
    publish(tara)
    assert tara.get("/banks/small").text.count("This one is offered.") == 1


def test_the_file_of_an_unedited_version_is_the_same_bytes(bare_app: Flask) -> None:
    take_in(bare_app, ODD, published=True)
    given = signed_in(bare_app, "tara").get("/banks/small/1/export.yaml")
    assert given.response.get_data() == ODD.encode()
    assert given.response.headers["Content-Disposition"] == 'attachment; filename="small-1.yaml"'


def test_the_file_of_a_version_that_is_not_there_is_not_there(tara: Client) -> None:
    assert tara.get("/banks/small/9/export.yaml").status == 404


def test_a_draft_begins_from_any_version_with_its_bytes(bare_app: Flask) -> None:
    offer(bare_app, SMALL)
    offer(bare_app, REWORDED)
    tara = signed_in(bare_app, "tara")
    tara.get("/banks/small/1/new-draft")
    begun = tara.post("/banks/small/1/new-draft")
    assert begun.location == "/banks/small/3"
    assert bytes_of(bare_app, 3) == SMALL.encode()
    assert "tara@example.org began the draft" in tara.get("/banks/small").text


def test_beside_a_draft_another_begins_only_where_that_was_ticked(small_app: Flask, tara: Client) -> None:
    asked = tara.get("/banks/small/1/new-draft")
    assert "Somebody may be working on this bank already:" in asked.text
    refused = tara.post("/banks/small/1/new-draft")
    assert refused.status == 422
    assert "Tick the box" in refused.text
    assert len(every(small_app)) == 2
    assert tara.post("/banks/small/1/new-draft", {"sure": "yes"}).location == "/banks/small/3"


def test_who_begins_a_draft_hears_who_is_working_on_another(tara: Client, theo: Client) -> None:
    form = theo.get(f"{DRAFT}/themes/listen")
    theo.post(f"{DRAFT}/themes/listen", {**form.fields(), "title.en": "Listen well"})
    assert "last changed by theo@example.org" in tara.get("/banks/small/1/new-draft").text


def test_an_earlier_version_is_issued_again_with_one_press(small_app: Flask, tara: Client) -> None:
    write_over(small_app, REWORDED)
    publish(tara)
    tara.get("/banks/small")
    assert tara.post("/banks/small/1/issue-again").location == "/banks/small"
    newest = every(small_app)[0]
    assert (newest.number, bytes_of(small_app, 3)) == (3, SMALL.encode())
    assert newest.published_on
    issued = publication(small_app, 3)
    assert issued
    assert (issued.email, issued.note) == ("tara@example.org", "Version 1 issued again")
    assert noted(small_app)[-1] == ("tara@example.org", "bank-issued-again", "small", "1", "3")


def test_what_is_issued_again_twice_or_by_two_people_is_issued_once(
    small_app: Flask, tara: Client, theo: Client
) -> None:
    write_over(small_app, REWORDED)
    publish(tara)
    theo.get("/banks/small")
    tara.get("/banks/small")
    for client in (tara, theo, tara):
        assert client.post("/banks/small/1/issue-again").status == 303
    assert [one.number for one in every(small_app)] == [3, 2, 1]


def test_the_newest_version_need_not_be_issued_again(small_app: Flask, tara: Client) -> None:
    tara.get("/banks/small")
    assert tara.post("/banks/small/1/issue-again").status == 303
    assert [one.number for one in every(small_app)] == [2, 1]
    assert "Issue again" not in tara.get("/banks/small").text


def test_a_draft_cannot_be_issued_again(small_app: Flask, tara: Client) -> None:
    tara.get("/banks/small")
    assert tara.post(f"{DRAFT}/issue-again").status == 404
    begin_draft(small_app, SMALL.replace("id: small", "id: other", 1), "other")
    assert tara.post("/banks/other/1/issue-again").status == 404


def test_a_draft_is_thrown_away_after_being_asked_once_more(small_app: Flask, tara: Client) -> None:
    form = tara.get(f"{DRAFT}/themes/listen")
    tara.post(f"{DRAFT}/themes/listen", {**form.fields(), "title.en": "Listen well"})
    asked = tara.get(f"{DRAFT}/throw-away")
    assert "tara@example.org edited a theme" in asked.text
    assert tara.post(f"{DRAFT}/throw-away").status == 422
    assert len(every(small_app)) == 2
    assert tara.post(f"{DRAFT}/throw-away", {"sure": "yes"}).location == "/banks/small"
    assert [one.number for one in every(small_app)] == [1]
    assert noted(small_app)[-1] == ("tara@example.org", "draft-thrown-away", "small", "2", None)
    assert tara.post(f"{DRAFT}/throw-away", {"sure": "yes"}).status == 404


def test_a_bank_goes_with_its_only_draft(bare_app: Flask) -> None:
    begin_draft(bare_app)
    tara = signed_in(bare_app, "tara")
    tara.get("/banks/small/1/throw-away")
    assert tara.post("/banks/small/1/throw-away", {"sure": "yes"}).location == "/banks"
    assert tara.get("/banks/small").status == 404


def test_what_was_published_meanwhile_is_not_thrown_away(
    small_app: Flask, tara: Client, theo: Client
) -> None:
    theo.get(f"{DRAFT}/throw-away")
    publish(tara)
    refused = theo.post(f"{DRAFT}/throw-away", {"sure": "yes"})
    assert refused.status == 409
    assert refused.heading == "This version is published now"
    assert len(every(small_app)) == 2
    assert theo.get(f"{DRAFT}/throw-away").location == DRAFT
