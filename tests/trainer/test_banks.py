"""Test the list of banks, and how one is retired and brought back."""

import pytest
from flask import Flask

from tests.account.people import noted
from tests.client import Client
from tests.taker.stock import SMALL
from tests.taker.stock import publish as offer
from tests.trainer.desk import DRAFT, begin_draft, signed_in
from tests.trainer.shelf import publish, write_over

OTHER = SMALL.replace("id: small", "id: other", 1)


def test_a_bank_is_listed_with_what_is_published_and_its_draft(tara: Client) -> None:
    page = tara.get("/banks")
    assert "A small bank" in page.text
    assert page.link("Draft, to be version 2") == DRAFT
    assert "Version 1, published on " in page.text


def test_titles_are_in_the_language_of_the_reader(small_app: Flask) -> None:
    page = signed_in(small_app, "tea", language="fr").get("/banks")
    assert "Un petit questionnaire" in page.text
    assert "A small bank" not in page.text


def test_the_list_says_who_changed_what_last_and_where(tara: Client, theo: Client) -> None:
    form = theo.get(f"{DRAFT}/themes/listen")
    assert theo.post(f"{DRAFT}/themes/listen", {**form.fields(), "title.en": "Listen well"}).status == 303
    assert "theo@example.org edited a theme: Listen well, " in tara.get("/banks").text


def test_a_theme_that_is_gone_is_called_by_its_id(small_app: Flask, tara: Client) -> None:
    form = tara.get(f"{DRAFT}/themes/listen")
    tara.post(f"{DRAFT}/themes/listen", {**form.fields(), "title.en": "Listen well"})
    write_over(small_app, SMALL.replace("id: listen\n", "id: hear\n"))
    assert "tara@example.org edited a theme: listen, " in tara.get("/banks").text


def test_a_bank_without_any_draft_leads_to_beginning_one(bare_app: Flask) -> None:
    offer(bare_app, SMALL)
    page = signed_in(bare_app, "tara").get("/banks")
    assert page.link("Begin a draft") == "/banks/small/1/new-draft"


def test_where_nothing_is_offered_the_list_says_so(bare_app: Flask) -> None:
    assert "There is no bank yet that is offered." in signed_in(bare_app, "tara").get("/banks").text


def test_a_bank_that_was_never_published_says_so_and_cannot_be_retired(bare_app: Flask) -> None:
    begin_draft(bare_app)
    tara = signed_in(bare_app, "tara")
    assert "Not published yet." in tara.get("/banks").text
    assert "Nothing yet: nobody is asked" in tara.get("/banks/small").text
    assert tara.get("/banks/small/retire").status == 404
    assert tara.post("/banks/small/retire", {"sure": "yes"}).status == 404
    assert tara.post("/banks/small/bring-back").status == 404


def test_a_retired_bank_is_not_offered_and_comes_back(small_app: Flask, tara: Client) -> None:
    offer(small_app, OTHER)
    asked = tara.get("/banks/small/retire")
    assert "only bank that is offered" not in asked.text
    assert tara.post("/banks/small/retire").location == "/banks/small"
    assert "This bank was retired on" in tara.get("/banks/small").text
    assert Client(small_app).get("/start/small").status == 404
    assert tara.post("/banks/small/bring-back").location == "/banks/small"
    assert Client(small_app).get("/start/small").status == 200
    assert [one[:3] for one in noted(small_app)] == [
        ("tara@example.org", "bank-retired", "small"),
        ("tara@example.org", "bank-brought-back", "small"),
    ]


def test_retiring_twice_and_bringing_back_twice_is_done_once(small_app: Flask, tara: Client) -> None:
    offer(small_app, OTHER)
    tara.get("/banks/small/retire")
    for path in ("retire", "retire", "bring-back", "bring-back"):
        assert tara.post(f"/banks/small/{path}").status == 303
    assert len(noted(small_app)) == 2


def test_retired_banks_stand_apart(small_app: Flask, tara: Client) -> None:
    offer(small_app, OTHER)
    tara.get("/banks/other/retire")
    tara.post("/banks/other/retire")
    text = tara.get("/banks").text
    assert "Retired on" in text.partition("Not offered to whoever begins.")[2]
    assert "Retired on" not in text.partition("Not offered to whoever begins.")[0]


def test_whoever_has_begun_a_bank_that_is_retired_goes_on(small_app: Flask, tara: Client) -> None:
    taker = Client(small_app)
    taker.get("/")
    begun = taker.post("/start/small")
    assert begun.status == 303
    tara.get("/banks/small/retire")
    tara.post("/banks/small/retire", {"sure": "yes"})
    assert taker.get(begun.location).status == 200


def test_the_last_bank_is_retired_only_with_the_box_ticked(small_app: Flask, tara: Client) -> None:
    asked = tara.get("/banks/small/retire")
    assert "This is the only bank that is offered." in asked.text
    refused = tara.post("/banks/small/retire")
    assert refused.status == 422
    assert "Tick the box if this is what you want." in refused.text
    assert Client(small_app).get("/start/small").status == 200
    assert tara.post("/banks/small/retire", {"sure": "yes"}).status == 303
    assert Client(small_app).get("/start/small").status == 404


def test_what_is_published_of_a_retired_bank_is_offered_once_it_is_back(
    small_app: Flask, tara: Client
) -> None:
    tara.get("/banks/small/retire")
    tara.post("/banks/small/retire", {"sure": "yes"})
    assert "nobody is offered it until it is brought back" in tara.get(f"{DRAFT}/changes").text
    assert "is retired" in tara.follow(publish(tara)).text
    assert "While the bank is retired" in tara.get("/banks/small").text
    assert Client(small_app).get("/start/small").status == 404


@pytest.mark.parametrize("path", ["/banks/nothing", "/banks/nothing/retire", "/banks/nothing/1/new-draft"])
def test_a_bank_that_is_not_there_is_not_there(tara: Client, path: str) -> None:
    assert tara.get(path).status == 404


WAYS = (
    "/banks",
    "/banks/small",
    "/banks/small/retire",
    "/new-bank",
    "/new-bank/copy",
    "/new-bank/file",
    "/banks/small/1/new-draft",
    f"{DRAFT}/changes",
    f"{DRAFT}/beside/1",
    f"{DRAFT}/export.yaml",
    f"{DRAFT}/throw-away",
    f"{DRAFT}/changes/effect/wide.svg",
)


@pytest.mark.parametrize("path", WAYS)
def test_managers_and_administrators_see_no_drafts(small_app: Flask, path: str) -> None:
    manager = signed_in(small_app, "mona", "manager", "admin")
    assert manager.get(path).status == 403


@pytest.mark.parametrize("path", WAYS)
def test_whoever_is_not_signed_in_sees_nothing_of_banks(small_app: Flask, path: str) -> None:
    assert Client(small_app).get(path).location.startswith("/account/sign-in?next=")
