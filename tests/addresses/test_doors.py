"""Test every address there is: its form, who may come, what leads to it, and what it refuses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule, UnicodeConverter
from werkzeug.routing.map import MapAdapter

from app.account import invite, security
from app.quiz.bank import Bank
from tests.account.authenticator import set_up
from tests.account.people import PASSWORD, account, make, signed_in
from tests.client import Client, Page
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, bank_on, kept, publish, seat
from tests.taker.teams import close, open_round, put_in

WHO_MAY_COME = {
    # What nobody in particular, who has begun, and who has finished twice get.
    "health.alive": (200, 200, 200),
    "health.ready": (200, 200, 200),
    "static": (200, 200, 200),
    "taker.home": (200, 200, 200),
    "taker.start": (200, 200, 200),
    "taker.join": (200, 200, 200),
    "taker.ask_code": (200, 200, 200),
    "taker.slip": (200, 200, 200),
    "taker.team": (404, 404, 200),
    "taker.preview": (404, 404, 200),
    "taker.page": (404, 200, 303),
    "taker.check": (404, 200, 303),
    "taker.go_on": (404, 303, 303),
    "taker.again": (404, 200, 200),
    "taker.result": (404, 303, 200),
    "taker.how": (404, 404, 200),
    "taker.reminder": (404, 404, 200),
    "taker.my_data": (404, 200, 200),
    "taker.keep": (404, 200, 200),
    "taker.code": (404, 200, 200),
    "taker.back": (410, 200, 200),
    "taker.ask_delete": (404, 200, 200),
    "taker.spectrum": (200, 200, 200),
    "taker.bar": (200, 200, 200),
    "taker.then_and_now": (404, 404, 200),
}
"""By view, for every address that can be opened; an earlier result that never was is a 404 to all.


What asks for an account is tried in test_marks.py.
"""

WITHOUT_A_DOOR = {
    # What only a supervisor asks for.
    "health.alive",
    "health.ready",
    # What a manager hands on: a link, a slip of paper.
    "taker.join",
    "taker.slip",
    # What an e-mail leads to.
    "account.invitation",
    "account.new_password",
    # What one is led to before one goes on.
    "account.code",
    "account.confirm",
}
"""No page leads there."""


@dataclass(frozen=True)
class Person:
    """Hold a client and what its addresses are filled with."""

    client: Client
    token: str
    occasion: int
    link: str
    """The secret of the link to a team's round."""

    def path(self, rule: Rule) -> str:
        """Return an address of a rule that is this person's own."""
        values: dict[str, object] = {
            "bank_id": "small",
            "page_id": "listen",
            "step_id": "read",
            "filename": "style.css",
            "token": self.link if rule.endpoint in ("taker.join", "taker.enter") else self.token,
            "occasion": self.occasion,
            "version_id": 1,
            "tongue": "fr",
            "look": "wide",
            "tone": "dark",
            "shown": 50,
            "margin": 10,
            "account_id": 1,
            "invitation_id": 1,
        }
        filled = {name: values[name] for name in rule.arguments}
        return adapter(self.client.app).build(rule.endpoint, filled, append_unknown=False)


def asks_for_account(rule: Rule) -> bool:
    return str(rule.endpoint).startswith("account.")


def adapter(app: Flask) -> MapAdapter:
    return app.url_map.bind("localhost")


def rules(app: Flask, method: str = "GET") -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()))


@pytest.fixture
def small_app(bare_app: Flask) -> Flask:
    """Make an application that offers a small bank."""
    publish(bare_app, SMALL)
    return bare_app


@pytest.fixture
def link(small_app: Flask) -> str:
    """Return the secret of the link to a team's round."""
    return open_round(small_app).token


@pytest.fixture
def nobody(small_app: Flask, link: str) -> Person:
    """Return a person of whom nothing is kept."""
    return Person(Client(small_app), "nobodys", 1, link)


@pytest.fixture
def begun(small_app: Flask, link: str) -> Person:
    """Return a person who is in the middle of a first sitting."""
    client = Client(small_app)
    return Person(client, seat(client, {"listen-1": "often"}, finished=False), 1, link)


@pytest.fixture
def finished(small_app: Flask) -> Person:
    """Return a person who has finished twice, the second time for a team."""
    client, bank = Client(small_app), bank_on(small_app)
    seat(client, keyed(bank, 0), days_ago=40)
    token, round_ = seat(client, keyed(bank, 1)), open_round(small_app)
    put_in(small_app, str(kept(small_app)[-1]["id"]), round_)
    return Person(client, token, 2, round_.token)


def test_every_address_is_in_kebab_case(bare_app: Flask) -> None:
    for rule in bare_app.url_map.iter_rules():
        fixed = re.sub(r"<[^>]*>", "1", rule.rule)
        assert re.fullmatch(r"/|(/[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?)+", fixed), rule.rule


def test_every_argument_is_as_narrow_as_it_can_be(bare_app: Flask) -> None:
    for rule in bare_app.url_map.iter_rules():
        for name, converter in rule._converters.items():
            free = type(converter) is UnicodeConverter
            assert not free or name == "token" or name.endswith("_id"), rule.rule


def test_of_every_address_it_is_said_who_may_come(bare_app: Flask) -> None:
    assert {rule.endpoint for rule in rules(bare_app) if not asks_for_account(rule)} == set(WHO_MAY_COME)


@pytest.mark.parametrize(("at", "who"), [(0, "nobody"), (1, "begun"), (2, "finished")])
def test_every_address_answers_everybody_as_it_should(
    request: pytest.FixtureRequest, small_app: Flask, at: int, who: str
) -> None:
    person: Person = request.getfixturevalue(who)
    for rule in rules(small_app):
        if asks_for_account(rule):
            continue
        expected = WHO_MAY_COME[rule.endpoint][at]
        if who == "begun" and rule.endpoint == "taker.result":
            expected = 404 if rule.arguments else 303
        answer = person.client.get(person.path(rule))
        assert answer.status == expected, (rule.rule, who)


STRANGE = (
    "0",
    "-1",
    "1.5",
    "2147483648",
    "9" * 40,
    "x" * 300,
    "%00",
    "%C3%A9",
    "%FF",
    "..",
    "%2F",
    "'",
    "<b>",
    "None",
)


def test_no_address_fails_at_a_strange_value(finished: Person) -> None:
    seen = set()
    for rule in rules(finished.client.app):
        for name in rule.arguments:
            own = finished.path(rule)
            for strange in STRANGE:
                path = (
                    re.sub(r"(?<=/)[^/]*$", strange, own)
                    if name != "version_id"
                    else own.replace("/1/", f"/{strange}/")
                )
                seen.add(path)
    statuses = {path: finished.client.get(path).status for path in sorted(seen)}
    assert {path: status for path, status in statuses.items() if status >= 500} == {}


@pytest.mark.parametrize("who", ["nobody", "begun", "finished"])
@pytest.mark.parametrize("token", [{}, {"csrf_token": ""}, {"csrf_token": "forged"}])
def test_nothing_is_done_without_a_form_token(
    request: pytest.FixtureRequest, small_app: Flask, who: str, token: dict[str, str]
) -> None:
    person: Person = request.getfixturevalue(who)
    before = kept(small_app)
    for rule in rules(small_app, "POST"):
        person.client.page = None
        sent = {"q-listen-1": "never", "q-listen-2": "never", "sure": "yes", **token}
        answer = person.client.post(person.path(rule), sent)
        assert answer.status == 400, rule.rule
        assert "Set-Cookie" not in answer.response.headers or person.client.cookie("sitting") == (
            None if who == "nobody" else person.token
        )
    assert kept(small_app) == before


def test_every_address_that_only_takes_forms_refuses_to_be_opened(finished: Person) -> None:
    app = finished.client.app
    opened = {rule.rule for rule in rules(app)}
    for rule in rules(app, "POST"):
        if rule.rule not in opened:
            refused = finished.client.get(finished.path(rule))
            assert refused.status == 405
            assert "POST" in refused.response.headers["Allow"]


def crawl(client: Client, *handed: str, start: str = "/") -> set[tuple[str, str]]:
    """Follow every link from a page, and from what was handed to one.

    Return the views that doors lead to, and prove that all do.
    """
    doors: set[tuple[str, str]] = set()
    waiting, met = [start, *handed], {start, *handed}
    while waiting:
        path = waiting.pop()
        page = client.get(path)
        if 300 <= page.status < 400:
            leads = [("GET", page.location)]
        else:
            assert page.status == 200, path
            leads = list(leads_of(page)) if page.html else []
        for method, target in leads:
            address = urlsplit(urljoin(f"http://localhost{path}", target))
            assert address.netloc == "localhost", target
            doors.add((method, endpoint(client.app, address.path, method)))
            if method == "GET" and not address.query and address.path not in met:
                met.add(address.path)
                waiting.append(address.path)
    return doors


def leads_of(page: Page) -> Iterator[tuple[str, str]]:
    for element in page.tree.iter():
        for attribute in ("href", "src", "srcset"):
            if element.get(attribute):
                yield "GET", element.get(attribute) or ""
        if element.tag == "form":
            yield "POST", element.get("action") or ""
        if element.tag == "input" and (element.get("value") or "").startswith("http"):
            yield "GET", element.get("value") or ""


def endpoint(app: Flask, path: str, method: str) -> str:
    try:
        return str(adapter(app).match(path, method)[0])
    except HTTPException as error:
        raise AssertionError(f"{method} {path} leads nowhere") from error


def every_state(app: Flask) -> Iterator[tuple[Client, str]]:
    """Yield clients in every state in which pages differ, each with a join link of a team."""
    bank = bank_on(app)
    first = f"/join/{open_round(app).token}"
    for client in without_a_team(app, bank):
        yield client, first
    round_, closed = open_round(app, slips=1), open_round(app)
    close(app, closed)
    for answers, done, added, link in (
        ({}, False, None, first),
        ({}, False, None, f"/join/{closed.token}"),
        (keyed(bank, 1), True, None, f"/join/{round_.token}"),
        (keyed(bank, 1), True, True, first),
        (keyed(bank, 1), True, False, "/code/0123456789"),
    ):
        member = Client(app)
        before = {row["id"] for row in kept(app)}
        seat(member, answers, finished=done)
        (own,) = {row["id"] for row in kept(app)} - before
        put_in(app, own, round_, added=added)
        yield member, link


def without_a_team(app: Flask, bank: Bank) -> Iterator[Client]:
    """Yield clients in every state in which pages differ, whom no team's link led here."""
    yield Client(app)
    begun = Client(app)
    seat(begun, {"listen-1": "often"}, finished=False)
    yield begun
    finished = Client(app)
    seat(finished, keyed(bank, 0), days_ago=40)
    seat(finished, keyed(bank, 1))
    yield finished
    answered = Client(app)
    seat(answered, keyed(bank, 1), finished=False)
    yield answered
    begun_again = Client(app)
    seat(begun_again, keyed(bank, 0), days_ago=40)
    seat(begun_again, keyed(bank, 1))
    seat(begun_again, {}, finished=False)
    yield begun_again


def every_state_of_accounts(app: Flask) -> Iterator[tuple[Client, str]]:
    """Yield clients of people with accounts, in every state of their pages, and where they begin."""
    make(app, "bob@example.org", "manager")
    guarded = signed_in(app, "trainer", email="eve@example.org")
    set_up(guarded)
    yield guarded, "/account/confirm"
    yield guarded, "/"
    admin = signed_in(app, "admin")
    admin.get("/account/people/invite")
    admin.post("/account/people/invite", {"email": "new@example.org", "roles": "admin", "tongue": "en"})
    admin.post("/account/people/1/suspend")
    yield admin, "/"
    waiting = Client(app)
    waiting.get("/account/sign-in")
    waiting.post("/account/sign-in", {"email": "eve@example.org", "password": PASSWORD})
    yield waiting, "/account/code"
    with app.test_request_context("/", method="POST"):
        link = invite.invite(None, "zoe@example.org", ["trainer"], "en")
        yield Client(app), urlsplit(link).path
        yield Client(app), f"/account/new-password/{security.reset_token(account(app, 'eve@example.org'))}"


def test_every_address_has_a_door_that_leads_to_it_and_no_door_leads_to_an_error(small_app: Flask) -> None:
    doors = {door for client, link in every_state(small_app) for door in crawl(client, link)}
    for client, start in every_state_of_accounts(small_app):
        doors |= crawl(client, start=start)
    every_view = {
        (method, rule.endpoint) for method in ("GET", "POST") for rule in rules(small_app, method)
    } - {("GET", name) for name in WITHOUT_A_DOOR}
    assert every_view - doors == set()
