"""Act as managers do, by their pages, and let people add their answers to a round."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select

from app.quiz.bank import Answers
from app.quiz.scoring import score
from app.quiz.text import Language
from app.store import memberships, rounds, sittings, tables
from app.store.rounds import Round
from app.store.team_tables import memberships as members
from tests.account import people
from tests.client import Client, Page
from tests.taker.sheets import keyed
from tests.taker.stock import bank_on, ground_of
from tests.taker.teams import writing

TEAM, ROUND = "Permits & Licences", "Before the training"


def signed_in(app: Flask, name: str, *roles: str, language: Language = "en") -> Client:
    """Return somebody who is signed in; a manager, where no roles are named."""
    return people.signed_in(app, *(roles or ("manager",)), email=f"{name}@example.org", language=language)


def make_team(manager: Client, name: str = TEAM) -> str:
    """Make a team and return its address."""
    manager.get("/teams/new")
    return manager.post("/teams/new", {"name": name}).location.removesuffix("/rounds/new")


def open_round(manager: Client, team: str, name: str = ROUND, **more: str) -> str:
    """Open a round and return its address."""
    manager.get(f"{team}/rounds/new")
    answer = manager.post(f"{team}/rounds/new", {"name": name, "way": "link", **more})
    assert answer.status == 303, answer.text
    return answer.location


def found(app: Flask, address: str) -> Round:
    """Return the round at an address."""
    _, _, team_id, _, number = urlsplit(address).path.split("/")[:5]
    with ground_of(app).database.reading() as session:
        return rounds.find(session, team_id, int(number))


def add(app: Flask, address: str, people: int, share: Fraction | float = Fraction(1, 2)) -> None:
    """Let so many people join a round, all answer alike, and add their answers."""
    here = found(app, address)
    add_sheets(app, here, [keyed(bank_on(app, here.version_id), Fraction(share))] * people)


def add_sheets(app: Flask, here: Round, sheets: Sequence[Answers]) -> None:
    """Let people join a round, finish with their sheets, and add their answers."""
    bank, later = bank_on(app, here.version_id), date.today() + timedelta(days=30)
    with writing(app) as session:
        for answers in sheets:
            token = sittings.new_token()
            sittings.begin(session, token, here.version_id, "en", later)
            sitting = sittings.current(session, token)
            assert sitting
            result = score(bank, answers).to_document()
            sittings.finish(
                session,
                sitting,
                result=result,
                language="en",
                minutes=None,
                today=date.today(),
                expires_on=later,
            )
            memberships.join(session, sitting.id, here.id)
            membership = memberships.of(session, sitting.id)
            assert membership
            assert memberships.decide(session, membership, "added")


def take_back(app: Flask, address: str, people: int = 1) -> None:
    """Let so many people of a round take their answers back."""
    with writing(app) as session:
        added = select(members).where(
            members.c.round_id == found(app, address).id, members.c.share == "added"
        )
        for row in session.execute(added.limit(people)).all():
            assert memberships.decide(session, memberships.Membership(*tuple(row)), "declined")


def close(manager: Client, address: str) -> Page:
    """Close a round by its page, and return the page that follows."""
    asked = manager.get(f"{address}/close")
    return manager.follow(manager.post(f"{address}/close", asked.fields()))


def released_round(app: Flask, manager: Client, people: int = 7, **more: str) -> str:
    """Return a closed round of a new team, to which so many people added their answers."""
    address = open_round(manager, make_team(manager), **more)
    add(app, address, people)
    close(manager, address)
    return address


def noted(app: Flask) -> list[tuple[str, str, str | None, str | None]]:
    """Return what the audit trail holds of teams, the oldest first: what, subject, old, new."""
    trail = tables.audit.c
    with ground_of(app).database.reading() as session:
        rows = session.execute(
            select(trail.what, trail.subject, trail.old, trail.new).order_by(trail.id)
        ).all()
    kinds = ("team-", "round-", "figures-", "manager-", "codes-")
    return [tuple(row) for row in rows if row.what.startswith(kinds)]


def fetched(manager: Client, path: str) -> tuple[int, bytes, list[tuple[str, str]]]:
    """Return all that is fetched from an address: status, body and headers, but for tokens and the time."""
    response = manager.get(path).response
    body = re.sub(rb'(name="csrf_token" value=")[^"]*|\d+ minutes?|data-seconds="\d+"', rb"\1", response.data)
    unlike = ("set-cookie", "date", "x-request-id", "content-length")
    headers = [(name, value) for name, value in response.headers if name.lower() not in unlike]
    return response.status_code, body, headers


def leads(page: Page, prefix: str) -> Iterator[str]:
    """Yield every address below a prefix that a page leads to or shows: links, pictures, files."""
    for element in page.tree.iter():
        for name in ("href", "src", "srcset"):
            target = element.get(name) or ""
            if target.startswith(prefix):
                yield target
