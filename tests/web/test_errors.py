"""Test the pages that say what went wrong, in both languages."""

from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Config
from app.web.errors import CODES
from tests.client import Client, Page
from tests.conftest import MakeApp
from tests.taker.walk import SHIPPED, answer, begin, finish, path_of
from tests.web.trouble import fail_on_purpose, unwritable

HEADINGS = {
    400: ("We could not understand that", "Nous n’avons pas compris la demande"),
    403: ("This page is not open to you", "Vous n’avez pas accès à cette page"),
    404: ("There is no such page", "Cette page n’existe pas"),
    405: ("That cannot be done here", "Cela ne peut pas se faire ici"),
    410: ("This is no longer here", "Ce n’est plus ici"),
    413: ("That was too much", "C’était trop volumineux"),
    422: ("Something is missing", "Il manque quelque chose"),
    429: ("Many people are starting just now", "Beaucoup de gens commencent en ce moment"),
    500: ("Something went wrong on our side", "Un problème est survenu de notre côté"),
    503: ("We cannot save just now", "Impossible d’enregistrer pour l’instant"),
}


@pytest.fixture
def failing(app: Flask) -> Flask:
    """Return an application with views that fail."""
    return fail_on_purpose(app)


def told(app: Flask, path: str) -> tuple[Page, Page]:
    """Return what is told in English and in French."""
    english, french = (Client(app, language).get(path) for language in ("en", "fr"))
    assert (english.tree.get("lang"), french.tree.get("lang")) == ("en", "fr")
    assert english.status == french.status
    return english, french


def test_every_error_has_words_of_its_own_in_both_languages(failing: Flask) -> None:
    assert set(HEADINGS) == set(CODES)
    for code, headings in HEADINGS.items():
        pages = told(failing, f"/fails/{code}")
        assert tuple(page.heading for page in pages) == headings
        assert pages[0].status == code


@pytest.mark.parametrize(("code", "words_of"), [(401, 400), (406, 400), (418, 400), (501, 500), (502, 500)])
def test_any_other_error_is_told_in_the_words_of_the_general_one(
    failing: Flask, code: int, words_of: int
) -> None:
    english, french = told(failing, f"/fails/{code}")
    assert english.status == code
    assert (english.heading, french.heading) == HEADINGS[words_of]


def test_what_nobody_expected_is_told_without_any_detail(failing: Flask) -> None:
    english, french = told(failing, "/breaks")
    assert english.status == 500
    assert (english.heading, french.heading) == HEADINGS[500]
    assert "nobody expected this" not in english.html
    assert "Traceback" not in english.html


def test_an_error_page_leads_to_the_start_page(failing: Flask) -> None:
    for code in CODES:
        assert "/" in Client(failing).get(f"/fails/{code}").links()


def test_an_error_page_that_was_asked_for_can_be_switched_to_the_other_language(failing: Flask) -> None:
    assert "?language=fr" in Client(failing).get("/fails/404").links()


def test_an_unknown_address_does_not_exist(client: Client) -> None:
    for path in ("/nowhere", "/questions/none/at/all", "/start/other", "/result/x", "/static/none.css"):
        assert client.get(path).status == 404


def test_a_page_of_questions_that_the_bank_has_not_does_not_exist(client: Client) -> None:
    begin(client)
    assert client.get("/questions/none").status == 404
    assert client.post("/questions/none").status == 404


def test_without_any_bank_there_is_no_start_page(bare_app: Flask) -> None:
    assert Client(bare_app).get("/").status == 404


def test_what_cannot_be_done_says_what_can(client: Client) -> None:
    page = client.post("/")
    assert page.status == 405
    assert set(page.response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert page.heading == HEADINGS[405][0]


def test_a_browser_that_never_began_is_told_so(client: Client) -> None:
    page = client.get("/check")
    assert (page.status, page.heading) == (404, "There is nothing open in this browser")


def test_a_sitting_that_is_no_longer_kept_is_gone(client: Client) -> None:
    client.set_cookie("sitting", "once-was-one")
    page = client.get("/check")
    assert (page.status, page.heading) == (410, "There is nothing open in this browser")


def test_what_is_too_large_is_told_and_nothing_of_it_kept(client: Client) -> None:
    begin(client)
    page = client.post("/questions/listen", {"q-listen-1": "x" * 65 * 1024})
    assert (page.status, page.heading) == (413, HEADINGS[413][0])
    assert client.get("/questions/listen").status == 200


def test_a_router_that_knows_better_leads_on(app: Flask) -> None:
    response = app.test_client().get("/start//digital-public-servant")
    assert response.status_code == 308
    assert response.headers["Location"].endswith("/start/digital-public-servant")


def test_a_view_may_stop_with_an_answer_of_its_own(failing: Flask) -> None:
    assert Client(failing).get("/stops").location == "/"


def test_too_many_starts_from_one_network_are_told_and_can_be_tried_again(make_app: MakeApp) -> None:
    app = make_app(starts_per_hour=1)
    begin(Client(app))
    late = Client(app)
    late.get("/")
    page = late.post(f"/start/{SHIPPED}")
    assert (page.status, page.heading) == (429, HEADINGS[429][0])
    assert late.cookie("sitting") is None
    assert "csrf_token" in page.fields()


def test_who_is_under_way_is_not_kept_out_by_the_limit(make_app: MakeApp) -> None:
    app = make_app(starts_per_hour=1)
    client = Client(app)
    begin(client)
    client.get("/")
    assert client.post(f"/start/{SHIPPED}").location.startswith("/questions/")


def test_a_start_without_an_address_is_counted_too(make_app: MakeApp) -> None:
    app = make_app(starts_per_hour=1)
    for status in (303, 429):
        client = Client(app)
        client.get("/")
        page = client.post(f"/start/{SHIPPED}", environ_overrides={"REMOTE_ADDR": ""})
        assert page.status == status


def test_a_database_that_takes_nothing_is_told_and_when_to_try_again(client: Client) -> None:
    page = begin(client)
    with unwritable(client.app):
        told = answer(client, page)
    assert (told.status, told.heading) == (503, HEADINGS[503][0])
    assert told.response.headers["Retry-After"] == "10"


def test_the_language_can_be_switched_where_saving_failed_and_what_was_sent_stays(client: Client) -> None:
    page = begin(client)
    with unwritable(client.app):
        english = answer(client, page)
        assert english.button("language") == "fr"
        french = client.post(path_of(page), {**english.fields(), "language": "fr"})
    assert (french.status, french.heading, french.tree.get("lang")) == (503, HEADINGS[503][1], "fr")
    assert {**english.fields(), "csrf_token": "", "language": "fr"} == {**french.fields(), "csrf_token": ""}
    saved = client.follow(client.post(path_of(page), french.fields()))
    assert saved.tree.get("lang") == "fr"
    assert set(page.choices()) <= set(saved.fields())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_form_that_cannot_be_sent_again_leads_to_the_start_page_in_the_other_language(
    app: Flask, language: str
) -> None:
    client = Client(app, language)
    begin(client)
    refused = client.post("/healthz")
    assert refused.status == 405
    other = client.follow(client.get(refused.link({"en": "Français", "fr": "English"}[language])))
    assert other.tree.get("lang") != language


def test_deleting_while_the_database_takes_nothing_can_be_done_later(client: Client) -> None:
    finish(client)
    client.get("/delete")
    with unwritable(client.app):
        page = client.post("/delete", {"sure": "y"})
    assert page.status == 503
    assert client.post("/delete", page.fields()).status == 200
    assert client.cookie("sitting") is None


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.db", "postgresql://nobody@127.0.0.1:1/nothing"])
def test_a_database_that_is_away_is_told_with_a_way_to_try_again(tmp_path: Path, url: str) -> None:
    page = Client(create_app(Config(database_url=url, data_dir=tmp_path))).get("/")
    assert page.status == 503
    assert page.link("Try again") == ""
