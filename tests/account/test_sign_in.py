"""Test signing in and out, and that a session is worth nothing once it is over."""

from time import time

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.account.forms import TOO_OFTEN, WRONG
from app.store import accounts, tables
from tests.account.people import (
    OTHER,
    PASSWORD,
    account,
    database_of,
    make,
    sessions_of,
    sign_in,
    signed_in,
)
from tests.client import Client, Committed, Page
from tests.conftest import MakeApp

SIGN_IN = "/account/sign-in"


def tried(client: Client, email: str = "ada@example.org", password: str = PASSWORD) -> Page:
    client.get(SIGN_IN)
    return client.post(SIGN_IN, {"email": email, "password": password})


def test_a_password_signs_in(app: Flask) -> None:
    client = signed_in(app)
    page = client.get("/account")
    assert page.status == 200
    assert "ada@example.org" in page.text


def test_the_address_may_be_written_in_capitals_and_with_spaces_around(app: Flask) -> None:
    make(app)
    assert tried(Client(app), "  ADA@Example.org ").status == 303


def test_a_password_may_be_typed_on_another_keyboard(app: Flask) -> None:
    make(app, password="épinette à l’ﬁl de l’eau")
    assert tried(Client(app), password="e\N{COMBINING ACUTE ACCENT}pinette à l’fil de l’eau").status == 303


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.org", OTHER),
        ("nobody@example.org", PASSWORD),
        ("ada@example.org", "x" * 500),
        ("x", "x" * 20),
    ],
)
def test_the_answer_is_the_same_whether_the_account_exists_or_not(
    app: Flask, email: str, password: str
) -> None:
    make(app)
    page = tried(Client(app), email, password)
    assert page.status == 422
    assert str(WRONG) in page.text or "This is not your password." in page.text
    assert page.fields()["email"] == email
    assert password not in page.html


def test_what_is_missing_is_said_at_its_field(app: Flask) -> None:
    client = Client(app)
    client.get(SIGN_IN)
    page = client.post(SIGN_IN, {"email": "ada@example.org", "password": ""})
    assert page.status == 422
    assert page.links()[1:3] != []
    assert "Enter your password." in page.text
    assert page.fields()["email"] == "ada@example.org"


def test_nothing_of_an_account_stands_in_the_cookie(app: Flask) -> None:
    client = signed_in(app)
    with client.session_cookie() as session:
        assert dict(session) == {}
    assert len(client.cookie("session") or "") < 150


def test_a_copied_cookie_is_dead_after_sign_out(app: Flask) -> None:
    client = signed_in(app)
    copied = client.cookie("session")
    assert client.post("/account/sign-out").location == SIGN_IN
    thief = Client(app)
    thief.set_cookie("session", copied or "")
    assert thief.get("/account").status == 303
    assert sessions_of(app) == 0


def test_a_cookie_of_before_the_sign_in_is_not_good_after_it(app: Flask) -> None:
    make(app)
    victim = Client(app)
    victim.get(SIGN_IN)
    planted = victim.cookie("session")
    sign_in(victim)
    thief = Client(app)
    thief.set_cookie("session", planted or "")
    assert thief.get("/account").status == 303
    assert victim.cookie("session") != planted


def test_signing_out_where_nobody_is_signed_in_is_no_fault(app: Flask) -> None:
    client = Client(app)
    client.get(SIGN_IN)
    assert client.post("/account/sign-out").status == 303


def test_one_is_led_to_where_one_wanted_to_go(app: Flask) -> None:
    make(app)
    client = Client(app)
    asked = client.get("/account/password?x=1").location
    assert asked == "/account/sign-in?next=/account/password?x%3D1"
    client.get(asked)
    assert client.post(asked, {"email": "ada@example.org", "password": PASSWORD}).location == (
        "/account/password?x=1"
    )


@pytest.mark.parametrize(("role", "work"), [("manager", "/teams"), ("trainer", "/banks")])
def test_one_is_led_to_ones_own_work_first(app: Flask, role: str, work: str) -> None:
    make(app, "ada@example.org", role)
    assert tried(Client(app)).location == work


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/nowhere",
        "",
        "account",
        "//[",
        "/%2f/evil",
        "/\t/evil.example/account/sign-in",
        "/\n/evil.example/account/sign-in",
        "/\r/evil.example/account/sign-in",
        "/account/password?x=\n",
        "\t//evil.example/account",
        "//evil.example/account/password",
    ],
)
def test_one_is_never_led_elsewhere(app: Flask, elsewhere: str) -> None:
    make(app)
    client = Client(app)
    client.get(SIGN_IN)
    sent = {"email": "ada@example.org", "password": PASSWORD}
    answer = client.post(SIGN_IN, sent, query_string={"next": elsewhere})
    assert answer.location == "/account"
    # Whoever is signed in is led on without being asked.
    assert client.get(SIGN_IN, query_string={"next": elsewhere}).location == "/account"


def test_a_suspended_account_cannot_sign_in(app: Flask) -> None:
    make(app)
    with database_of(app).writing() as session:
        found = accounts.called(session, "ada@example.org")
        assert found
        accounts.set_active(session, found, active=False)
        session.commit()
    page = tried(Client(app))
    assert page.status == 422
    assert str(WRONG) in page.text


def test_too_many_attempts_on_one_account_are_stopped_whether_it_exists_or_not(make_app: MakeApp) -> None:
    app = make_app(sign_ins_per_hour=3)
    make(app)
    for email in ("ada@example.org", "nobody@example.org"):
        told = [tried(Client(app), email, OTHER).status for _ in range(4)]
        assert told == [422, 422, 422, 429]
        page = tried(Client(app), email)
        assert page.status == 429
        assert str(TOO_OFTEN) in page.text
        assert page.fields()["email"] == email


def test_too_many_attempts_from_one_address_are_stopped(make_app: MakeApp) -> None:
    app = make_app(sign_ins_per_address=3)
    told = [tried(Client(app), f"{name}@example.org").status for name in "abcd"]
    assert told == [422, 422, 422, 429]


def move_back(app: Flask, **seconds: int) -> None:
    """Let a session have begun, or be over, some seconds earlier."""
    columns = tables.account_sessions.c
    values = {name: columns[name] - amount for name, amount in seconds.items()}
    with database_of(app).writing() as session:
        session.execute(update(tables.account_sessions).values(values))
        session.commit()


def test_who_opens_no_page_for_long_is_signed_out(app: Flask) -> None:
    client = signed_in(app)
    move_back(app, until=31 * 60 + 1)
    answer = client.get("/account")
    assert answer.location == "/account/sign-in?next=/account"
    # The cookie that leads nowhere goes with it.
    assert client.cookie("session") is None


def test_who_opens_pages_stays_signed_in(app: Flask) -> None:
    client = signed_in(app)
    move_back(app, until=20 * 60, began_at=20 * 60)
    assert client.get("/account").status == 200
    move_back(app, until=20 * 60, began_at=20 * 60)
    assert client.get("/account").status == 200


def test_staying_signed_in_is_written_at_most_once_a_minute(app: Flask) -> None:
    client = signed_in(app)
    client.get("/account")
    with Committed(app) as counted:
        client.get("/account")
    assert [one.split()[0] for one in counted.statements] == ["SELECT"]
    move_back(app, until=61)
    with Committed(app) as counted:
        client.get("/account")
    assert [one.split()[0] for one in counted.statements] == ["SELECT", "UPDATE"]


def test_nobody_stays_signed_in_for_ever(app: Flask) -> None:
    client = signed_in(app)
    move_back(app, began_at=12 * 60 * 60 - 60)
    page = client.get("/account")
    assert page.status == 200
    assert "You will have to sign in again in 1 minute." in page.text
    move_back(app, began_at=61, until=61)
    move_back(app, until=31 * 60)
    assert client.get("/account").status == 303


def test_every_page_says_until_when_one_stays_signed_in(app: Flask) -> None:
    client = signed_in(app)
    assert "Without a new page you are signed out in 30 minutes." in client.get("/account").text
    assert "signed out" not in Client(app).get(SIGN_IN).text


def test_one_can_stay_where_one_is(app: Flask) -> None:
    client = signed_in(app)
    client.get("/account/password")
    assert client.post("/account/stay", {"next": "/account/password"}).location == "/account/password"
    assert client.post("/account/stay", {"next": "//evil.example"}).location == "/account"


def test_a_session_that_was_ended_elsewhere_is_not_brought_back(app: Flask) -> None:
    client = signed_in(app)
    tab = client.another_tab()
    tab.get("/account")
    client.post("/account/sign-out")
    assert tab.post("/account/language", {"tongue": "fr"}).status in (303, 400)
    assert account(app).language == "en"
    assert sessions_of(app) == 0


def test_what_is_over_is_purged(app: Flask) -> None:
    from datetime import date

    from app.store.housekeeping import purge

    signed_in(app)
    purge(database_of(app), date.today())
    assert sessions_of(app) == 1
    move_back(app, until=31 * 60 + int(time()) % 2 + 1)
    purge(database_of(app), date.today())
    assert sessions_of(app) == 0


def test_a_session_keeps_no_trace_of_the_network_address(app: Flask) -> None:
    signed_in(app)
    with database_of(app).reading() as session:
        data = session.execute(select(tables.account_sessions.c.data)).scalar_one()
    assert set(data) <= {"_user_id", "fs_paa", "csrf_token"}


def test_who_tries_in_vain_to_sign_in_locks_nobody_out_who_is_in(make_app: MakeApp) -> None:
    app = make_app(sign_ins_per_hour=3)
    client = signed_in(app)
    assert [tried(Client(app), password=OTHER).status for _ in range(3)] == [422, 422, 429]
    client.get("/account/confirm")
    assert client.post("/account/confirm", {"password": PASSWORD}).status == 303


def test_an_accounts_session_does_not_tell_when_a_sitting_began(make_app: MakeApp) -> None:
    app = make_app()
    make(app)
    client = Client(app)
    client.get("/")
    client.post("/start/digital-public-servant")
    client = sign_in(client)
    assert b"began" not in _kept(app)
    client.get("/")
    client.post("/account/sign-out")
    client = sign_in(Client(app))
    client.get("/")
    assert client.post("/start/digital-public-servant").location.startswith("/questions/")
    assert b"began" not in _kept(app)


def _kept(app: Flask) -> bytes:
    with database_of(app).reading() as session:
        return repr(session.execute(select(tables.account_sessions.c.data)).all()).encode()
