"""Test what becomes of the sessions of people with accounts while the database is away."""

from flask import Flask

from tests.account.people import PASSWORD, make, sessions_of, sign_in, signed_in
from tests.client import Client, Committed
from tests.web.trouble import unwritable


def test_a_sign_in_that_cannot_be_kept_is_told_and_can_be_tried_again(bare_app: Flask) -> None:
    make(bare_app)
    client = Client(bare_app)
    client.get("/account/sign-in")
    sent = {"email": "ada@example.org", "password": PASSWORD}
    with unwritable(bare_app):
        page = client.post("/account/sign-in", sent)
    assert page.status == 503
    assert client.post("/account/sign-in", sent).status == 303


def test_a_session_that_cannot_be_ended_is_not_said_to_be(bare_app: Flask) -> None:
    # Not the demanding client's own way: it would find fault with a write that fails.
    client = Client(bare_app, counting=False)
    make(bare_app)
    sign_in(client)
    client.get("/account")
    with unwritable(bare_app):
        page = client.post("/account/sign-out")
        assert page.status == 503
        assert page.heading == "We cannot save just now"
        assert page.response.headers["Retry-After"]
    assert sessions_of(bare_app) == 1
    assert client.post("/account/sign-out").status == 303
    assert sessions_of(bare_app) == 0


def test_static_files_ask_nobody_who_they_are(bare_app: Flask) -> None:
    client = signed_in(bare_app)
    with Committed(bare_app) as counted:
        client.get("/static/style.css")
    assert counted.statements == []


def test_who_is_done_on_a_device_is_signed_out_too(bare_app: Flask) -> None:
    client = signed_in(bare_app)
    client.get("/account")
    client.post("/done")
    assert sessions_of(bare_app) == 0
