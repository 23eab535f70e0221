"""Test the headers that keep pages private and let them run nothing but our own files."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.web.headers import ALWAYS, FOREVER, PICTURE_POLICY, POLICY
from tests.client import Client
from tests.conftest import MakeApp
from tests.taker.walk import begin
from tests.web.trouble import fail_on_purpose

PAGES = [
    "/", "/start/digital-public-servant", "/questions/listen", "/check", "/keep", "/delete", "/nowhere",
    "/fails/403", "/fails/429", "/breaks", "/healthz", "/continue", "/?language=fr", "/static/missing.css",
]  # fmt: skip
BAR = "/pictures/bars/light/50.svg"

Fetch = Callable[[str], TestResponse]


@pytest.fixture
def fetch(make_app: MakeApp) -> Fetch:
    """Return how to fetch what somebody in the middle of the questions gets."""
    client = Client(fail_on_purpose(make_app()))
    begin(client)
    return lambda path: client.get(path).response


def test_every_answer_has_the_headers_that_are_always_there(fetch: Fetch) -> None:
    style = next(link for link in fetch("/").get_data(as_text=True).split('"') if "style.css" in link)
    for path in (*PAGES, style, BAR, "/keep/code.svg"):
        headers = fetch(path).headers
        assert ALWAYS.items() <= dict(headers).items(), path
        assert "Content-Security-Policy" in headers, path
        assert len(headers["X-Request-Id"]) == 16, path


def test_no_page_may_be_kept_nor_run_anything_but_our_own_files(fetch: Fetch) -> None:
    for path in PAGES:
        headers = fetch(path).headers
        assert headers["Cache-Control"] == "no-store", path
        assert headers["Content-Security-Policy"] == POLICY, path


def test_the_policy_allows_nothing_inline_and_no_other_site() -> None:
    sources = {source for part in POLICY.split(";") for source in part.split()[1:]}
    assert sources == {"'none'", "'self'"}
    assert POLICY.startswith("default-src 'none'")


def test_static_files_are_kept_for_good_under_a_name_of_what_is_in_them(client: Client) -> None:
    addresses = [part for part in client.get("/").html.split('"') if part.startswith("/static/")]
    assert len(addresses) >= 3
    for address in addresses:
        assert "?v=" in address
        assert client.get(address).response.headers["Cache-Control"] == FOREVER


def test_a_picture_that_all_see_alike_is_kept_for_good(client: Client) -> None:
    headers = client.get(BAR).response.headers
    assert headers["Cache-Control"] == FOREVER
    assert headers["Content-Security-Policy"] == PICTURE_POLICY
    assert headers["Content-Type"].startswith("image/svg+xml")


def test_a_picture_that_was_seen_is_not_sent_again(app: Flask) -> None:
    client = app.test_client()
    tag = client.get(BAR).headers["ETag"]
    again = client.get(BAR, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == FOREVER


def test_a_picture_with_a_secret_in_it_is_not_kept(fetch: Fetch) -> None:
    headers = fetch("/keep/code.svg").headers
    assert headers["Cache-Control"] == "no-store"
    assert "ETag" not in headers
    assert headers["Content-Security-Policy"] == PICTURE_POLICY


def test_a_picture_may_colour_itself_and_do_nothing_else() -> None:
    assert PICTURE_POLICY == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@pytest.mark.parametrize(("proxies", "secure"), [(0, False), (1, True)])
def test_only_what_came_encrypted_asks_to_stay_encrypted(
    make_app: MakeApp, proxies: int, secure: bool
) -> None:
    client = make_app(trusted_proxies=proxies).test_client()
    headers = client.get("/healthz", headers={"X-Forwarded-Proto": "https"}).headers
    assert ("Strict-Transport-Security" in headers) == secure


def test_each_request_has_an_id_of_its_own(client: Client) -> None:
    assert len({client.get("/healthz").response.headers["X-Request-Id"] for _ in range(10)}) == 10
