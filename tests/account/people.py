"""Make accounts, and sign clients in as people do."""

from collections.abc import Iterable
from datetime import date

from flask import Flask

from app.account import security
from app.quiz.text import Language
from app.store import accounts
from app.store.accounts import Account
from app.web.ground import Ground
from tests.client import Client

PASSWORD = "hazel grape tundra 7"


def make(
    app: Flask,
    email: str = "ada@example.org",
    *roles: str,
    password: str = PASSWORD,
    language: Language = "en",
) -> Account:
    """Make an account with some roles; it is returned as it was then."""
    with app.app_context():
        hashed = security.hashed(password)
    return make_all(app, [email], roles, hashed, language)[0]


def make_all(
    app: Flask, emails: Iterable[str], roles: Iterable[str], hashed: str, language: Language = "en"
) -> list[Account]:
    """Make several accounts at once, all with one password."""
    ground: Ground = app.extensions["ground"]
    with ground.database.writing() as session:
        made = [accounts.make(session, email, hashed, roles, language, date.today()) for email in emails]
        session.commit()
    return made


def sign_in(client: Client, email: str = "ada@example.org", password: str = PASSWORD) -> Client:
    """Sign a client in by the page for it, and return it on its account's page."""
    client.get("/account/sign-in")
    answer = client.post("/account/sign-in", {"email": email, "password": password})
    assert answer.status == 303, answer.text
    client.follow(answer)
    return client


def signed_in(app: Flask, *roles: str, email: str | None = None, language: Language = "en") -> Client:
    """Return a client that is signed in with an account of its own, which has some roles."""
    address = email or f"{'-'.join(roles) or 'nobody'}@example.org"
    make(app, address, *roles, language=language)
    return sign_in(Client(app, language), address)
