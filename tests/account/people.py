"""Make accounts, and sign clients in as people do."""

from datetime import date
from functools import cache
from unicodedata import normalize

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select, update

from app.quiz.text import Language
from app.store import accounts, tables
from app.store.accounts import Account
from app.store.engine import Database
from tests.client import Client

PASSWORD = "hazel grape tundra 7"
OTHER = "quiet lantern mosaic"


def database_of(app: Flask) -> Database:
    """Return an application's database."""
    database: Database = app.extensions["ground"].database
    return database


def make(
    app: Flask,
    email: str = "ada@example.org",
    *roles: str,
    password: str = PASSWORD,
    language: Language = "en",
) -> Account:
    """Make an account with some roles; it is returned as it was then."""
    with database_of(app).writing() as session:
        made = accounts.make(session, email, _hashed(password), roles, language, date.today())
        session.commit()
    return made


@cache
def _hashed(password: str) -> str:
    """Hash a password at the least cost: what proves one takes the cost from the hash it finds.

    What a hash costs that the application makes is tested where it makes one.
    """
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(normalize("NFKC", password))


def account(app: Flask, email: str = "ada@example.org") -> Account:
    """Return an account as it is now."""
    with database_of(app).reading() as session:
        found = accounts.called(session, email)
    assert found
    return found


def sign_in(client: Client, email: str = "ada@example.org", password: str = PASSWORD) -> Client:
    """Sign a client in by the page for it, and return it on the page that follows."""
    client.get("/account/sign-in")
    answer = client.post("/account/sign-in", {"email": email, "password": password})
    assert answer.status == 303, answer.text
    client.follow(answer)
    return client


def signed_in(app: Flask, *roles: str, email: str = "ada@example.org", language: Language = "en") -> Client:
    """Return a client that is signed in with an account of its own, which has some roles."""
    make(app, email, *roles, language=language)
    return sign_in(Client(app, language), email)


def noted(app: Flask) -> list[tuple[str | None, str, str, str | None, str | None]]:
    """Return what the audit trail holds, the oldest first: who, what, subject, old, new."""
    trail = tables.audit.c
    columns = (trail.email, trail.what, trail.subject, trail.old, trail.new)
    with database_of(app).reading() as session:
        return [tuple(row) for row in session.execute(select(*columns).order_by(trail.id))]


def sessions_of(app: Flask) -> int:
    """Count the sessions that are kept."""
    with database_of(app).reading() as session:
        return len(session.execute(select(tables.account_sessions)).all())


def move_proof_back(app: Flask) -> None:
    """Let the password have been given an hour ago."""
    sessions = tables.account_sessions
    with database_of(app).writing() as session:
        data = session.execute(select(sessions.c.data)).scalars().one()
        session.execute(update(sessions).values(data={**data, "fs_paa": data["fs_paa"] - 3600}))
        session.commit()
