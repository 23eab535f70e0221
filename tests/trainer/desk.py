"""Act as trainers do, and look at what became of their drafts."""

from datetime import date

from flask import Flask

from app.quiz.bank import Bank
from app.quiz.text import Language
from app.store import drafts, versions
from app.store.drafts import Draft
from tests.account import people
from tests.client import Client
from tests.taker.stock import SMALL, ground_of
from tests.taker.teams import writing

DRAFT = "/banks/small/2"
"""The address of the draft."""


def signed_in(app: Flask, name: str, *roles: str, language: Language = "en") -> Client:
    """Return somebody who is signed in; a trainer, where no roles are named."""
    return people.signed_in(app, *(roles or ("trainer",)), email=f"{name}@example.org", language=language)


def begin_draft(app: Flask, source: str = SMALL, bank_id: str = "small") -> int:
    """Begin a draft of a bank, as nobody in particular, and return its number."""
    with writing(app) as session:
        versions.take_turns(session)
        return versions.add(session, bank_id, source.encode(), "imported", date.today()).number


def draft(app: Flask, number: int = 2, bank_id: str = "small") -> Draft:
    """Return a version as it is kept now, read anew."""
    with ground_of(app).database.reading() as session:
        return drafts.look(session, drafts.Drafts(), bank_id, number)


def bank(app: Flask, number: int = 2, bank_id: str = "small") -> Bank:
    """Return the bank of a version as it is kept now."""
    return draft(app, number, bank_id).bank
