"""Test that every address has a door that leads to it, and that no door leads to an error."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from app.quiz.bank import Bank
from tests.account.authenticator import set_up
from tests.account.people import PASSWORD
from tests.addresses.rules import adapter, rules
from tests.addresses.world import World, signed_in
from tests.client import Client, Page
from tests.taker.sheets import keyed
from tests.taker.stock import bank_on, kept, seat
from tests.taker.teams import close, open_round, put_in

WITHOUT_A_DOOR = {
    # What only a supervisor asks for.
    "health.alive",
    "health.ready",
    # What a manager hands on, on a slip of paper or in a file.
    "taker.slip",
    # What an e-mail leads to.
    "account.invitation",
    "account.new_password",
    # What one is led to before one goes on.
    "account.code",
    "account.confirm",
    # What a button of the questions leads to: it saves first.
    "taker.ask_unclear",
}
"""No page leads there."""

LED_TO = (
    "/banks/small/3/preview/result?place=50",
    "/banks/small/3/themes/listen/questions/listen-1/remove",
    "/banks/small/3/themes/listen/questions/listen-1/move",
)
"""Where a button of a form leads to, once what was typed is kept."""


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
            yield (element.get("method") or "").upper(), element.get("action") or ""
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
    puzzled = Client(app)
    seat(puzzled, {}, finished=False)
    page = bank.pages[0]
    yield puzzled, f"/questions/{page}/unclear/{next(iter(bank.asked_on(page)))}"


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


def every_state_of_accounts(world: World) -> Iterator[tuple[Client, str]]:
    """Yield clients of people with accounts, in every state of their pages, and where they begin."""
    guarded = signed_in(world.app, "eve", "trainer")
    set_up(guarded)
    for start in ("/account/confirm", "/"):
        yield guarded, start
    for who in ("manager", "trainer", "admin"):
        yield world.client(who), "/account"
    for page in LED_TO:
        yield world.client("trainer"), page
    waiting = Client(world.app)
    waiting.get("/account/sign-in")
    waiting.post("/account/sign-in", {"email": "eve@example.org", "password": PASSWORD})
    yield waiting, "/account/code"
    tokens = world.known.tokens
    yield Client(world.app), f"/account/invitation/{tokens['account.invitation']}"
    yield Client(world.app), f"/account/new-password/{tokens['account.new_password']}"


def test_every_address_has_a_door_that_leads_to_it_and_no_door_leads_to_an_error(world: World) -> None:
    doors = {door for client, link in every_state(world.app) for door in crawl(client, link)}
    for client, start in every_state_of_accounts(world):
        doors |= crawl(client, start=start)
    every_view = {
        (method, rule.endpoint) for method in ("GET", "POST") for rule in rules(world.app, method)
    } - {("GET", name) for name in WITHOUT_A_DOOR}
    assert every_view - doors == set()
