"""Test choosing a new password: by a link when it was forgotten, or on one's account's page."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from socket import socket
from time import monotonic

import pytest
from flask import Flask
from sqlalchemy import update

from app.account import security
from app.account.passwords import TOO_EASY, TOO_SHORT
from app.store import tables
from app.web.mail import OUTBOX, STEP_SECONDS
from tests.account.people import (
    OTHER,
    PASSWORD,
    account,
    database_of,
    make,
    noted,
    sessions_of,
    sign_in,
    signed_in,
)
from tests.client import Client, Page
from tests.conftest import MakeApp
from tests.web.postbox import Postbox, free_port, open_postbox

FORGOTTEN = "/account/forgotten"
FROM = "bearings@example.org"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """Run a mail server."""
    with open_postbox() as opened:
        yield opened


@pytest.fixture
def mailing(make_app: MakeApp, postbox: Postbox) -> Flask:
    """Make an application with a mail server."""
    return make_app(mail_url=postbox.url, mail_from=FROM)


def ask(app: Flask, email: str = "ada@example.org") -> Page:
    client = Client(app)
    client.get(FORGOTTEN)
    return client.post(FORGOTTEN, {"email": email})


def test_a_link_sets_a_new_password(mailing: Flask, postbox: Postbox) -> None:
    everywhere = signed_in(mailing)
    ask(mailing)
    link = postbox.link()
    client = Client(mailing)
    page = client.get(link)
    assert "ada@example.org" in page.text
    assert client.post(link, {"new_password": OTHER}).heading == "Your password is changed"
    assert everywhere.get("/account").status == 303
    assert sessions_of(mailing) == 0
    sign_in(client, password=OTHER)
    assert noted(mailing)[-1][:3] == ("ada@example.org", "password reset", "ada@example.org")
    assert "was just changed" in postbox.words()


def test_opening_the_link_changes_nothing(mailing: Flask, postbox: Postbox) -> None:
    make(mailing)
    ask(mailing)
    link = postbox.link()
    for _ in range(3):
        assert Client(mailing).get(link).status == 200
    sign_in(Client(mailing))


def test_a_link_is_good_once(mailing: Flask, postbox: Postbox) -> None:
    make(mailing)
    ask(mailing)
    link = postbox.link()
    client, late = Client(mailing), Client(mailing)
    client.get(link)
    late.get(link)
    client.post(link, {"new_password": OTHER})
    assert late.get(link).status == 410
    late.get(FORGOTTEN)
    assert late.post(link, {"new_password": PASSWORD}).status == 410
    sign_in(Client(mailing), password=OTHER)


def test_of_two_who_use_a_link_at_once_one_sets_the_password(mailing: Flask, postbox: Postbox) -> None:
    make(mailing)
    ask(mailing)
    link = postbox.link()
    clients = [Client(mailing, counting=False) for _ in range(3)]
    for client in clients:
        client.get(link)
    with ThreadPoolExecutor(3) as pool:
        told = list(pool.map(lambda one: one.post(link, {"new_password": OTHER}).status, clients))
    assert sorted(told) == [200, 410, 410]


@pytest.mark.parametrize("token", ["x", "é", "a.b.c", "x" * 500])
def test_a_forged_link_leads_nowhere(app: Flask, token: str) -> None:
    assert Client(app).get(f"/account/new-password/{token}").status == 410


def test_a_link_is_good_for_two_hours(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(app)
    with app.app_context():
        token = security.reset_token(made.fs_uniquifier)
    monkeypatch.setattr(security, "RESET_WITHIN", -security.RESET_WITHIN)
    assert Client(app).get(f"/account/new-password/{token}").status == 410


def test_the_answer_is_the_same_whether_the_account_exists_or_not(mailing: Flask, postbox: Postbox) -> None:
    make(mailing)
    told = [ask(mailing, email) for email in ("ada@example.org", "bob@example.org")]
    assert [page.status for page in told] == [200, 200]
    OUTBOX.join()
    assert told[0].text.replace("ada@", "") == told[1].text.replace("bob@", "")
    assert [message["To"] for message in postbox.messages] == ["ada@example.org"]
    assert "log" not in told[0].text


def test_a_suspended_account_gets_no_link(mailing: Flask, postbox: Postbox) -> None:
    make(mailing)
    with database_of(mailing).writing() as session:
        session.execute(update(tables.accounts).values(active=False))
        session.commit()
    assert ask(mailing).status == 200
    OUTBOX.join()
    assert postbox.messages == []


def test_without_a_mail_server_the_page_says_where_the_message_is(app: Flask) -> None:
    make(app)
    assert "the message stands in the service’s log" in ask(app).text


@pytest.mark.parametrize("email", ["ada@example.org", "bob@example.org"])
def test_the_answer_is_the_same_while_the_mail_server_is_away(make_app: MakeApp, email: str) -> None:
    app = make_app(mail_url=f"smtp://127.0.0.1:{free_port()}", mail_from=FROM)
    make(app)
    page = ask(app, email)
    assert (page.status, page.heading) == (200, "Look at your e-mail")
    OUTBOX.join()


def test_a_mail_server_that_hangs_keeps_nobody_waiting(make_app: MakeApp) -> None:
    with socket() as hanging:
        hanging.bind(("127.0.0.1", 0))
        hanging.listen()
        app = make_app(mail_url=f"smtp://127.0.0.1:{hanging.getsockname()[1]}", mail_from=FROM)
        make(app)
        began = monotonic()
        assert ask(app).status == 200
        assert monotonic() - began < STEP_SECONDS
    OUTBOX.join()


def test_links_cannot_be_asked_for_without_end(make_app: MakeApp) -> None:
    app = make_app(sign_ins_per_hour=3)
    assert [ask(app).status for _ in range(4)] == [200, 200, 200, 429]


@pytest.mark.parametrize("email", ["", "ada", "ada@", "a b@example.org", "ada@example.org\r\nBcc: x@y.z"])
def test_what_is_no_address_is_said_at_the_field(app: Flask, email: str) -> None:
    page = ask(app, email)
    assert page.status == 422
    assert "#email" in page.links()


def test_a_new_password_that_is_easy_to_guess_is_refused(app: Flask) -> None:
    made = make(app)
    with app.app_context():
        link = f"/account/new-password/{security.reset_token(made.fs_uniquifier)}"
    client = Client(app)
    client.get(link)
    for password, why in (("short", TOO_SHORT), ("ada@example.org1", TOO_EASY), ("", "Choose a password.")):
        page = client.post(link, {"new_password": password})
        assert page.status == 422
        assert str(why) in page.text
    sign_in(Client(app))


def test_a_password_can_be_changed_by_who_knows_it(mailing: Flask, postbox: Postbox) -> None:
    client = signed_in(mailing)
    elsewhere = sign_in(Client(mailing))
    before = client.cookie("session")
    client.get("/account/password")
    page = client.post("/account/password", {"password": PASSWORD, "new_password": OTHER})
    assert page.heading == "Your password is changed"
    assert client.get("/account").status == 200
    assert client.cookie("session") != before
    assert elsewhere.get("/account").status == 303
    assert "was just changed" in postbox.words()
    assert noted(mailing)[-1][1] == "password changed"


def test_changing_the_password_needs_the_one_of_today(make_app: MakeApp) -> None:
    app = make_app(sign_ins_per_hour=3)
    client = signed_in(app)
    client.get("/account/password")
    sent = {"password": "not it, I am afraid", "new_password": OTHER}
    assert [client.post("/account/password", sent).status for _ in range(4)] == [422, 422, 422, 429]
    assert client.post("/account/password", {**sent, "new_password": "short"}).status == 422
    assert account(app).fs_uniquifier


def test_a_changed_password_is_changed_though_the_notice_cannot_be_sent(make_app: MakeApp) -> None:
    app = make_app(mail_url=f"smtp://127.0.0.1:{free_port()}", mail_from=FROM)
    client = signed_in(app)
    client.get("/account/password")
    assert client.post("/account/password", {"password": PASSWORD, "new_password": OTHER}).status == 200
    sign_in(Client(app), password=OTHER)


def test_one_can_sign_out_everywhere(app: Flask) -> None:
    client, elsewhere = signed_in(app), sign_in(Client(app))
    client.get("/account")
    assert client.post("/account/sign-out-everywhere").location == "/account/sign-in"
    assert client.get("/account").status == elsewhere.get("/account").status == 303
    assert sessions_of(app) == 0


def test_the_language_of_e_mails_can_be_chosen(app: Flask) -> None:
    client = signed_in(app)
    client.get("/account")
    assert client.post("/account/language", {"tongue": "fr"}).status == 303
    assert account(app).language == "fr"
    assert client.post("/account/language", {"tongue": "de"}).status == 422
