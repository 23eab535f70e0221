"""Test that what was typed is kept when it could not be taken, and only for whom it is from."""

import pytest
from flask import Flask

from tests.client import Client, Page
from tests.conftest import MakeApp
from tests.taker.walk import SHIPPED, begin
from tests.web.trouble import unwritable

TYPED = {"q-listen-1": "often", "q-listen-2": "never"}
PAGE = "/questions/listen"


def stale(client: Client, **more: object) -> Page:
    """Send a page of answers with a token that is no longer good."""
    return client.post(PAGE, {**TYPED, "csrf_token": "stale"}, **more)


def kept(page: Page) -> dict[str, str]:
    """Return what a page would send again, without its token."""
    return {name: value for name, value in page.fields().items() if name != "csrf_token"}


def sent_from(site: str) -> dict[str, object]:
    """Return how a browser says from which site a form was sent."""
    return {"environ_overrides": {"HTTP_SEC_FETCH_SITE": site}}


def test_a_form_that_was_open_too_long_can_be_sent_once_more(client: Client) -> None:
    begin(client)
    page = stale(client)
    assert (page.status, page.heading) == (400, "Please send that once more")
    assert kept(page) == TYPED
    assert client.post(PAGE, page.fields()).status == 303
    assert client.get(PAGE).fields()["q-listen-1"] == "often"


def test_a_form_without_any_token_can_be_sent_once_more(app: Flask) -> None:
    client = Client(app)
    begin(client)
    client.page = None
    page = client.post(PAGE, TYPED)
    assert (page.status, kept(page)) == (400, TYPED)


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_what_this_site_sent_is_kept(client: Client, site: str) -> None:
    begin(client)
    assert kept(stale(client, **sent_from(site))) == TYPED


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_what_another_site_sent_is_refused_and_not_offered_again(client: Client, site: str) -> None:
    begin(client)
    page = stale(client, **sent_from(site))
    assert (page.status, page.heading) == (403, "This page is not open to you")
    assert "often" not in page.html
    assert list(page.tree.iter("form")) == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example"])
def test_what_another_origin_sent_is_refused_where_the_browser_says_no_site(
    client: Client, origin: str
) -> None:
    begin(client)
    page = stale(client, headers={"Origin": origin})
    assert page.status == 403
    assert "often" not in page.html


def test_what_this_origin_sent_is_kept(client: Client) -> None:
    begin(client)
    assert kept(stale(client, headers={"Origin": "http://localhost"})) == TYPED


@pytest.mark.parametrize("name", ["password", "new_password", "code"])
def test_no_page_holds_a_secret_that_was_sent(app: Flask, name: str) -> None:
    client = Client(app)
    client.get("/account/sign-in")
    sent = {"email": "ada@example.org", name: "hazel grape tundra 7"}
    page = client.post("/account/sign-in", {**sent, "csrf_token": "stale"})
    assert (page.status, page.heading) == (400, "Please enter that once more")
    assert "hazel" not in page.html
    assert "enter yours again" in page.text
    with unwritable(app):
        page = client.post("/account/sign-in", {"email": "a@b.ca", "password": "hazel grape tundra 7"})
    assert page.status == 503
    assert "hazel" not in page.html
    assert "enter yours again" in page.text


def test_what_another_site_sent_changes_nothing(client: Client) -> None:
    begin(client)
    stale(client, **sent_from("cross-site"))
    assert "q-listen-1" not in client.get(PAGE).fields()


def test_what_was_typed_stays_on_the_page_while_the_database_takes_nothing(client: Client) -> None:
    begin(client)
    with unwritable(client.app):
        page = client.post(PAGE, TYPED)
        assert (page.status, kept(page)) == (503, TYPED)
        again = client.post(PAGE, page.fields())
        assert (again.status, kept(again)) == (503, TYPED)
    assert client.post(PAGE, again.fields()).status == 303
    assert client.get(PAGE).fields()["q-listen-2"] == "never"


def test_a_button_that_was_pressed_is_pressed_again(client: Client) -> None:
    begin(client)
    with unwritable(client.app):
        page = client.post(PAGE, {**TYPED, "then": "keep"})
    assert client.post(PAGE, page.fields()).location == "/keep"


def test_a_start_that_was_too_many_can_be_tried_again(make_app: MakeApp) -> None:
    app = make_app(starts_per_hour=1)
    begin(Client(app))
    late = Client(app)
    late.get("/")
    page = late.post(f"/start/{SHIPPED}")
    assert page.status == 429
    assert late.post(f"/start/{SHIPPED}", page.fields()).status == 429
    assert list(page.fields()) == ["csrf_token"]


def test_a_field_sent_twice_is_kept_twice(client: Client) -> None:
    begin(client)
    page = client.post(PAGE, {"one": ["a", "b"], "csrf_token": "stale"})  # type: ignore[dict-item]
    values = [field.get("value") for field in page.tree.iter("input") if field.get("name") == "one"]
    assert values == ["a", "b"]


@pytest.mark.parametrize("typed", ['"><script>alert(1)</script>', "'\"&<>", "é\u2028"])
def test_what_was_typed_is_text_whatever_it_is(client: Client, typed: str) -> None:
    begin(client)
    page = client.post(PAGE, {typed: typed, "csrf_token": "stale"})
    assert len(list(page.tree.iter("script"))) == 1  # ours
    assert page.status == 400


def test_the_page_that_sends_again_offers_no_switch_that_would_lose_it(client: Client) -> None:
    begin(client)
    assert not [link for link in stale(client).links() if "language" in link]


def test_the_page_that_sends_again_is_in_the_readers_language(app: Flask) -> None:
    client = Client(app, "fr")
    begin(client)
    page = stale(client)
    assert page.tree.get("lang") == "fr"
    assert kept(page) == TYPED
