"""Test that cookies are small, private, and know no clock."""

from http.cookies import Morsel, SimpleCookie

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.web.cookies import LONGEST_TOKEN, SignedSessions
from tests.client import Client
from tests.conftest import MakeApp
from tests.taker.walk import SHIPPED, answer, answer_all, begin, finish

ENCRYPTED = {"X-Forwarded-Proto": "https"}


def set_by(response: TestResponse) -> dict[str, Morsel[str]]:
    """Return the cookies that an answer sets."""
    return {
        name: morsel
        for header in response.headers.getlist("Set-Cookie")
        for name, morsel in SimpleCookie(header).items()
    }


def started(app: Flask, **headers: str) -> TestResponse:
    """Begin a sitting and return the answer."""
    client = Client(app)
    client._headers.update(headers)
    base = "https://localhost" if headers else "http://localhost"
    client.get("/", base_url=base)
    from_here = {"HTTP_REFERER": f"{base}/"}
    return client.post(f"/start/{SHIPPED}", base_url=base, environ_overrides=from_here).response


def test_scripts_and_other_sites_forms_get_no_cookie(app: Flask) -> None:
    cookies = {**set_by(started(app)), **set_by(app.test_client().get("/?language=fr"))}
    assert set(cookies) == {"session", "sitting", "language"}
    for morsel in cookies.values():
        assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Lax", "/")


@pytest.mark.parametrize(("proxies", "secure"), [(0, ""), (1, True)])
def test_a_cookie_that_came_encrypted_travels_only_so(
    make_app: MakeApp, proxies: int, secure: bool | str
) -> None:
    client = make_app(trusted_proxies=proxies).test_client()
    for path in ("/", "/?language=fr"):
        for morsel in set_by(client.get(path, headers=ENCRYPTED)).values():
            assert morsel["secure"] == secure


def test_the_session_ends_with_the_browser_and_the_rest_is_kept_as_long_as_a_result(app: Flask) -> None:
    cookies = set_by(started(app))
    assert (cookies["session"]["max-age"], cookies["session"]["expires"]) == ("", "")
    assert int(cookies["sitting"]["max-age"]) >= 396 * 24 * 60 * 60


def test_all_cookies_together_hold_at_most_400_bytes(app: Flask) -> None:
    client = Client(app)
    client.get("/?language=fr")
    finish(client)
    sent = "; ".join(f"{name}={client.cookie(name)}" for name in ("session", "sitting", "language"))
    assert None not in [client.cookie(name) for name in ("session", "sitting", "language")]
    assert len(sent) <= 400, sent


def test_the_sitting_cookie_is_a_random_token_and_nothing_else(app: Flask) -> None:
    one, other = (set_by(started(app))["sitting"].value for _ in range(2))
    assert one != other
    assert len(one) == len(other) == 32


def test_what_is_signed_holds_no_time_so_that_it_is_valid_whenever_it_is_read(app: Flask) -> None:
    signer = SignedSessions("k" * 32).get_signing_serializer(app)
    # Signed once and for all: neither the clock nor a new release may turn people out.
    old = "eyJjc3JmX3Rva2VuIjoiYWJjIn0.de1juUEsfk2dmBudDi_n2na6_U02lOxOCbiH-BthMHU"
    assert signer.dumps({"csrf_token": "abc"}) == old
    assert signer.loads(old) == {"csrf_token": "abc"}


def test_form_tokens_have_no_time_limit(app: Flask) -> None:
    assert app.config["WTF_CSRF_TIME_LIMIT"] is None


@pytest.mark.parametrize("forged", ["", "x", "e30.x", "eyJhIjoxfQ.AAAA", "é\x00", "." * 3000])
def test_a_forged_session_is_none_and_costs_no_answers(client: Client, forged: str) -> None:
    page = begin(client)
    client.set_cookie("session", forged)
    told = answer(client, page)
    assert told.status == 400
    assert client.post("/questions/listen", told.fields()).status == 303


def test_a_session_signed_with_another_key_is_none(make_app: MakeApp) -> None:
    theirs = Client(make_app())
    theirs.get("/")
    mine = Client(make_app(secret_key="other" * 8))
    mine.set_cookie("session", theirs.cookie("session") or "")
    mine.page = theirs.page
    assert mine.post(f"/start/{SHIPPED}").status == 400


@pytest.mark.parametrize("forged", ["", "x", "x" * LONGEST_TOKEN, "x" * (LONGEST_TOKEN + 1), "é\x00"])
def test_a_forged_token_finds_no_sitting(client: Client, forged: str) -> None:
    client.set_cookie("sitting", forged)
    assert client.get("/check").status in (404, 410)
    assert client.get("/").status == 200


def test_leaving_a_shared_computer_forgets_the_sitting_and_the_session_but_not_the_language(
    client: Client,
) -> None:
    client.get("/?language=fr")
    answer_all(client)
    client.get("/keep")
    client.post("/done")
    assert [client.cookie(name) for name in ("session", "sitting", "language")] == [None, None, "fr"]
