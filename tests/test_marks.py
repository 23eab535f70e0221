"""Test that everybody is held to the marks: every address, tried as everybody, against what its mark says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from app.account import invite
from app.store import accounts, tables
from app.web.access import Mark, mark_of
from tests.account.people import PASSWORD, account, database_of, make, sign_in, signed_in
from tests.client import Client, Committed, Page
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, bank_on, publish, seat
from tests.test_url_map import Person, rules

FORMS: Mapping[str, Mapping[str, str]] = {
    "taker.answer": {"q-listen-1": "never", "q-listen-2": "never"},
    "taker.delete": {"sure": "yes"},
    "account.try_sign_in": {"email": "nobody@example.org", "password": PASSWORD},
    "account.try_confirm": {"password": PASSWORD},
    "account.choose_language": {"tongue": "fr"},
    "account.change_password": {"password": PASSWORD, "new_password": "quiet lantern mosaic"},
    "account.send_link": {"email": "nobody@example.org"},
    "account.set_new_password": {"new_password": "quiet lantern mosaic"},
    "account.take_invitation": {"new_password": "quiet lantern mosaic"},
    "account.set_second_factor": {"code": "000000"},
    "account.send_invitation": {"email": "new@example.org", "roles": "manager", "tongue": "en"},
    "account.change_roles": {"roles": "trainer"},
}
"""What makes a form do its work, where it needs to be filled in."""

CHANGES_WHO_ONE_IS = {
    "account.change_password",
    "account.sign_out",
    "account.sign_out_everywhere",
    "account.suspend",
    "taker.begin",
    "taker.delete",
    "taker.done",
}
"""After these one is somebody else: each is tried by itself."""

EVERYBODY = ("nobody", "begun", "manager", "trainer", "admin", "suspended")


@pytest.fixture
def small_app(bare_app: Flask) -> Flask:
    """Make an application that offers a small bank."""
    publish(bare_app, SMALL)
    return bare_app


@dataclass(frozen=True)
class World:
    """Hold an application with people in it."""

    app: Flask

    def client(self, who: str) -> Client:
        """Return the client of one of everybody."""
        if who == "nobody":
            return Client(self.app)
        if who == "begun":
            client = Client(self.app)
            seat(client, {"listen-1": "often"}, finished=False)
            return client
        role = "manager" if who == "suspended" else who
        client = signed_in(self.app, role, email=f"{who}@example.org")
        if who == "suspended":
            with database_of(self.app).writing() as session:
                found = accounts.find(session, account(self.app, "suspended@example.org").id)
                accounts.set_active(session, found, active=False)
                session.commit()
        return client

    def answers(self, client: Client, rule: Rule, method: str) -> Page:
        """Open an address, or send its form."""
        path = Person(client, "unknown", 1).path(rule)
        if method == "GET":
            return client.get(path)
        # Whoever is signed in is led on from there, and keeps the page they have.
        client.get("/account/sign-in")
        return client.post(path, FORMS.get(rule.endpoint, {}))


def every_view(app: Flask) -> Iterator[tuple[Rule, str]]:
    return ((rule, method) for method in ("GET", "POST") for rule in rules(app, method))


def turned_away(page: Page) -> bool:
    """Tell whether an answer is what those get who may not come."""
    led_to_sign_in = page.status == 303 and page.location.startswith("/account/sign-in?next=")
    no_sitting = page.status == 404 and page.heading == "There is nothing open in this browser"
    return led_to_sign_in or no_sitting or page.status == 403


def may_come(mark: Mark, who: str) -> bool:
    """Say by a mark's own words who may come."""
    signed = who in ("manager", "trainer", "admin")
    return {
        "anyone": True,
        "sitting": who == "begun",
        "signed_in": signed,
        "account": signed,
        "role": who in mark.roles,
    }[mark.name]


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_address_lets_in_those_whom_its_mark_names_and_nobody_else(small_app: Flask, who: str) -> None:
    world = World(small_app)
    client = world.client(who)
    for rule, method in every_view(small_app):
        mark = mark_of(small_app, rule.endpoint)
        if rule.endpoint in CHANGES_WHO_ONE_IS or (
            who == "begun" and rule.endpoint in ("taker.delete", "taker.done")
        ):
            continue
        page = world.answers(client, rule, method)
        assert turned_away(page) is not may_come(mark, who), (method, rule.rule, who, page.status)
        assert page.status < 500, (method, rule.rule, who)


@pytest.mark.parametrize("endpoint", sorted(CHANGES_WHO_ONE_IS))
@pytest.mark.parametrize("who", EVERYBODY)
def test_what_changes_who_one_is_asks_first_who_that_is(small_app: Flask, endpoint: str, who: str) -> None:
    world = World(small_app)
    (rule,) = [rule for rule in rules(small_app, "POST") if rule.endpoint == endpoint]
    page = world.answers(world.client(who), rule, "POST")
    mark = mark_of(small_app, endpoint)
    assert turned_away(page) is not may_come(mark, who), page.status


def written(counted: Committed) -> list[str]:
    """Return the tables that were written to, the session's own row aside."""
    verbs = ("INSERT INTO ", "UPDATE ", "DELETE FROM ")
    tables = [
        one.removeprefix(verb).split()[0]
        for one in counted.statements
        for verb in verbs
        if one.startswith(verb)
    ]
    return [table for table in tables if table != "account_sessions"]


def test_what_writes_is_marked_and_what_is_marked_writes(small_app: Flask) -> None:
    everything = list(every_view(small_app))
    marked = {rule.endpoint for rule, _ in everything if mark_of(small_app, rule.endpoint).writes}
    assert {rule.endpoint for rule, method in everything if tables_written(small_app, rule, method)} == marked


def tables_written(app: Flask, rule: Rule, method: str) -> list[str]:
    """Come to an address as somebody who may, with a form that does its work, and see what is written."""
    client, values = prepared(app, rule.endpoint)
    path = Person(client, values.get("token", "unknown"), 1).path(rule)
    for name in ("account_id", "invitation_id"):
        path = path.replace("/1", f"/{values[name]}") if name in rule.arguments else path
    sent = {**FORMS.get(rule.endpoint, {}), **{k: v for k, v in values.items() if k == "code"}}
    with Committed(app) as counted:
        client.get(path) if method == "GET" else client.post(path, sent)
    return written(counted)


def prepared(app: Flask, endpoint: str) -> tuple[Client, dict[str, str]]:
    """Make somebody who may come to a view, on a page with a form, and what its address is filled with."""
    number = len(app.extensions.setdefault("tests prepared", []))
    app.extensions["tests prepared"].append(endpoint)
    email = f"admin{number}@example.org"
    if endpoint.startswith("taker."):
        return _taker(app, endpoint)
    client = signed_in(app, "admin", email=email)
    other = make(app, f"other{number}@example.org", "manager")
    values = {"account_id": str(other.id)}
    with app.test_request_context("/", method="POST"):
        link = invite.invite(None, f"invited{number}@example.org", ["manager"], "en")
    values["token"] = link.rpartition("/")[2]
    with database_of(app).reading() as session:
        invited = session.execute(select(func.max(tables.invitations.c.id))).scalar_one()
    values["invitation_id"] = str(invited)
    return _proving(app, client, endpoint, email, values)


def _taker(app: Flask, endpoint: str) -> tuple[Client, dict[str, str]]:
    client, bank = Client(app), bank_on(app)
    if endpoint == "taker.begin":
        client.get("/")
        return client, {}
    if endpoint in ("taker.give_up",):
        seat(client, keyed(bank, 0), days_ago=40)
    token = seat(
        client, keyed(bank, 1), finished=endpoint not in ("taker.answer", "taker.finish", "taker.give_up")
    )
    client.get("/")
    return client, {"token": token}


def _proving(
    app: Flask, client: Client, endpoint: str, email: str, values: dict[str, str]
) -> tuple[Client, dict[str, str]]:
    from app.account import security
    from tests.account.authenticator import scan, set_up

    if endpoint in ("account.set_second_factor", "account.second_factor_code"):
        values["code"] = scan(client.get("/account/second-factor")).code()
    elif endpoint == "account.make_recovery_codes":
        set_up(client)
    elif endpoint in ("account.try_code", "account.try_recovery_code"):
        phone, codes = set_up(client)
        values["code"] = codes[0] if endpoint == "account.try_recovery_code" else phone.code()
        client = Client(app)
        client.get("/account/sign-in")
        client.post("/account/sign-in", {"email": email, "password": PASSWORD})
        client.get("/account/code")
        return client, values
    elif endpoint in ("account.new_password", "account.set_new_password"):
        with app.app_context():
            values["token"] = security.reset_token(account(app, email))
    client.get("/account/sign-in") if endpoint == "account.sign_in" else client.get("/account")
    return client, values


def test_a_suspended_person_is_nobody(small_app: Flask) -> None:
    client = World(small_app).client("suspended")
    assert client.get("/account").status == 303
    with pytest.raises(AssertionError):
        sign_in(client, "suspended@example.org")
