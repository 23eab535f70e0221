"""Make a world in which every address answers: teams, rounds, figures, codes, and everybody who comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from app.account import invite, security
from app.quiz.invented import invent
from app.store import accounts, codes, drafts, rounds, tables, teams, unclear
from app.store.rounds import Round
from app.taker.sitting import MARK
from tests.account.people import account, database_of, make, sign_in
from tests.addresses.forms import FORMS
from tests.addresses.rules import filled
from tests.client import Client, Page
from tests.taker.members import seat_in
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, bank_on, kept, publish, seat
from tests.taker.teams import close, now, put_in, slips_of, writing
from tests.trainer.desk import begin_draft, draft
from tests.trainer.sheets import LATER, counted, crowd
from tests.trainer.shelf import MOVED, REWORDED, put_in_block

EVERYBODY = ("nobody", "begun", "member", "manager", "other", "trainer", "admin", "suspended")
"""Nobody in particular; who has begun; who has finished, the second time for the team; this team's manager;
another team's; a trainer; an administrator; somebody who managed this team until they were suspended."""

SIGNED_IN = {"manager": "manager", "other": "manager", "trainer": "trainer", "admin": "admin"}
"""What those with an account may be."""

SEATED = ("begun", "member")

RETIRED = SMALL.replace("id: small", "id: retired", 1)
OTHER_BANK = SMALL.replace("id: small", "id: other", 1)

CLOSED, OPEN, CODES = 1, 2, 3
"""The rounds of this team by their numbers: with figures; with five whose answers wait; with codes."""

EARLIER, PUBLISHED, DRAFT = 1, 2, 3
"""The versions of the small bank by their numbers."""

VERSION_OF = {
    "trainer.issue_again": EARLIER,
    "trainer.dismiss": PUBLISHED,
    "trainer.questions_file": PUBLISHED,
}
"""Which version answers at an address; all others of banks are tried with the draft."""

ROUND_OF = {
    "manager.released": CLOSED,
    "manager.picture": CLOSED,
    "manager.picture_for_slides": CLOSED,
    "manager.file": CLOSED,
    "manager.slips": CODES,
    "manager.slip_code": CODES,
    "manager.codes_file": CODES,
    "manager.more_codes": CODES,
}
"""Which round answers at an address; all others are tried with the open one."""

VALUES = {
    "bank_id": "small",
    "page_id": "listen",
    "other": EARLIER,
    "question_id": "listen-1",
    "step_id": "read",
    "theme_id": "listen",
    "scale_id": "frequency",
    "piece_id": "read",
    "filename": "style.css",
    "occasion": 2,
    "version_id": 1,
    "tongue": "fr",
    "look": "wide",
    "tone": "dark",
    "shown": 50,
    "margin": 10,
    "kind": "place",
    "slip": 1,
    "shares_id": "20-30-50",
}


@dataclass(frozen=True)
class Known:
    """Hold what was made: everybody's cookies and a page with a form of theirs, and what addresses name."""

    cookies: Mapping[str, Mapping[str, str]]
    pages: Mapping[str, Page | None]
    values: Mapping[str, object]
    tokens: Mapping[str, str]


@dataclass(frozen=True)
class World:
    """Hold an application on a world of its own."""

    app: Flask
    known: Known

    def client(self, who: str) -> Client:
        """Return a client of one of everybody, as if nothing had been done since the world was made."""
        client = Client(self.app)
        for name, value in self.known.cookies[who].items():
            client.set_cookie(name, value)
        client.page = self.known.pages[who]
        return client

    def path(self, rule: Rule, **other: object) -> str:
        """Return an address that answers whoever may come."""
        return filled(rule, {**self.values(rule), **other})

    def values(self, rule: Rule) -> dict[str, object]:
        """Return what an address is filled with."""
        endpoint = str(rule.endpoint)
        token = self.known.tokens.get(endpoint, "unknown")
        of_bank = endpoint.startswith("trainer.")
        number = VERSION_OF.get(endpoint, DRAFT) if of_bank else ROUND_OF.get(endpoint, OPEN)
        return {**self.known.values, "token": token, "number": number}

    def form(self, rule: Rule) -> Mapping[str, Any]:
        """Return a form that does the work of an address."""
        tokens = self.known.tokens
        own: dict[str, Mapping[str, Any]] = {
            "taker.use_code": {"code": tokens["taker.slip"]},
            "taker.decide": {MARK: tokens["taker.decide"]},
            "trainer.publish": {"draft": tokens["draft"], "seen": tokens["seen"]},
            # Each time anew: what was sent is closed.
            "trainer.take_file": {"file": (BytesIO(f"{SMALL}# sent".encode()), "small.yaml")},
        }
        return {**FORMS.get(rule.endpoint, {}), **own.get(rule.endpoint, {})}

    def answers(self, client: Client, rule: Rule, method: str) -> Page:
        """Open an address, or send its form."""
        path = self.path(rule)
        if method == "POST" and client.page is None:
            client.get("/")
        return client.get(path) if method == "GET" else client.post(path, self.form(rule))


def prepare(app: Flask) -> Known:
    """Fill a database with everything there is."""
    publish(app, SMALL)
    publish(app, OTHER_BANK)
    clients = {who: signed_in(app, who, role) for who, role in SIGNED_IN.items()}
    clients["suspended"] = signed_in(app, "suspended", "manager")
    team_id, waiting = this_team(app)
    another_team(app)
    suspend(app, "suspended@example.org")
    # What they had open is void.
    clients["suspended"].page = None
    clients |= takers(app)
    deciding = seat_in(clients["member"], waiting)
    link, invitation_id = invited(app)
    make(app, "lost@example.org")
    with app.app_context():
        reset = security.reset_token(account(app, "lost@example.org").fs_uniquifier)
    with database_of(app).reading() as session:
        (code, *_) = codes.every(session, rounds.find(session, team_id, CODES).id)
    line_id = bank_with_history(app)
    working_on = draft(app, DRAFT)
    private = clients["member"].cookie("sitting") or ""
    return Known(
        cookies={who: cookies_of(client) for who, client in clients.items()},
        pages={who: client.page for who, client in clients.items()},
        values={
            **VALUES,
            "team_id": team_id,
            "account_id": account(app, "suspended@example.org").id,
            "invitation_id": invitation_id,
            "line_id": line_id,
        },
        tokens={
            **dict.fromkeys(("taker.join", "taker.enter"), waiting.token),
            **dict.fromkeys(("taker.back", "taker.come_back"), private),
            **dict.fromkeys(("account.invitation", "account.take_invitation"), link),
            **dict.fromkeys(("account.new_password", "account.set_new_password"), reset),
            "taker.slip": code,
            "draft": str(working_on.version.id),
            "seen": working_on.digest.hex(),
            "taker.decide": deciding,
        },
    )


def bank_with_history(app: Flask) -> str:
    """Give the small bank a second version that thirty people took, and a draft; retire another bank.

    Return the id of what somebody wrote of an unclear question.
    """
    second = publish(app, REWORDED)
    assert begin_draft(app, MOVED) == DRAFT
    bank, chances = bank_on(app, second), Random(1)
    sheets = [invent(bank, chances, at / 30) for at in range(30)]
    put_in_block(app, second, sheets)
    counted(app, crowd(bank, 30), second)
    publish(app, RETIRED)
    with writing(app) as session:
        drafts.retire(session, "retired", date.today())
        unclear.say(session, second, "listen-1", "en", "Read what?", LATER)
        (line,) = unclear.lines(session, second, "listen-1")
    return line.id


def signed_in(app: Flask, who: str, role: str) -> Client:
    """Make an account and return a client that is signed in with it, on a page with a form."""
    make(app, f"{who}@example.org", role)
    client = sign_in(Client(app), f"{who}@example.org")
    client.get("/account")
    return client


def this_team(app: Flask) -> tuple[str, Round]:
    """Make the team with its three rounds; return its id and the open one."""
    today = date.today()
    with writing(app) as session:
        manager, second = (accounts.called(session, f"{who}@example.org") for who in ("manager", "suspended"))
        assert manager
        assert second
        team = teams.create(session, "Permits & Licences", manager.id, today, today + timedelta(days=400))
        teams.add_manager(session, team.id, second.id)
        first, waiting, slips = (
            rounds.begin(session, team.id, name, 1, today) for name in ("Spring", "Summer", "Autumn")
        )
        codes.make(session, slips.id, 3)
    add(app, first, 7)
    assert close(app, first)
    add(app, waiting, 5)
    assert len(slips_of(app, slips)) == 3
    return team.id, now(app, waiting)


def another_team(app: Flask) -> None:
    """Make a team of another manager, with figures on another bank."""
    today = date.today()
    with writing(app) as session:
        other = accounts.called(session, "other@example.org")
        assert other
        team = teams.create(session, "Parks", other.id, today, today + timedelta(days=400))
        round_ = rounds.begin(session, team.id, "Spring", 2, today)
    add(app, round_, 6)
    assert close(app, round_)


def add(app: Flask, round_: Round, people: int) -> None:
    """Let people finish in a round and add their answers; every third is at the other end."""
    for number in range(people):
        client = Client(app)
        before = {row["id"] for row in kept(app)}
        seat(client, keyed(bank_on(app, round_.version_id), int(number % 3 > 0)), round_.version_id)
        (own,) = {row["id"] for row in kept(app)} - before
        put_in(app, own, round_, added=True)


def takers(app: Flask) -> dict[str, Client]:
    """Make those who take it, each on a page with a form; "answered" has yet to finish."""
    bank = bank_on(app)
    found = {who: Client(app) for who in ("nobody", "begun", "member", "answered", "again")}
    seat(found["begun"], {"listen-1": "often"}, finished=False)
    seat(found["answered"], keyed(bank, 1), finished=False)
    for who in ("member", "again"):
        seat(found[who], keyed(bank, 0), days_ago=40)
    seat(found["again"], {}, finished=False)
    for client in found.values():
        client.get("/")
    return found


def suspend(app: Flask, email: str) -> None:
    """Suspend an account."""
    with writing(app) as session:
        found = accounts.called(session, email)
        assert found
        accounts.set_active(session, found, active=False)


def invited(app: Flask) -> tuple[str, int]:
    """Invite somebody; return the secret of the link and the invitation's id."""
    with app.test_request_context("/", method="POST"):
        link = invite.invite(None, "invited@example.org", ["manager"], "en")
    with database_of(app).reading() as session:
        latest = session.execute(select(func.max(tables.invitations.c.id))).scalar_one()
    return link.rpartition("/")[2], int(latest)


def cookies_of(client: Client) -> dict[str, str]:
    """Return a client's cookies."""
    every = {name: client.cookie(name) for name in ("session", "sitting", "language")}
    return {name: value for name, value in every.items() if value}
