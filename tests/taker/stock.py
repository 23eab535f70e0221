"""Put banks and sittings into an application's database, and look at what it keeps."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import delete, insert, select

from app.quiz.bank import Answers, Bank
from app.quiz.scoring import score
from app.quiz.text import Language
from app.store import sittings, tables, versions
from app.web.ground import Ground
from tests.client import Client
from tests.taker.walk import SHIPPED

Row = Mapping[str, Any]

SOURCE = (Path(__file__).parents[2] / "questions" / f"{SHIPPED}.yaml").read_text("utf-8")
"""The shipped bank as its file has it."""

SMALL = (Path(__file__).parents[1] / "quiz" / "small.yaml").read_text("utf-8")
"""Another bank, called "small": three pages, three bands, six pieces of advice."""


def ground_of(app: Flask) -> Ground:
    """Return what an application stands on."""
    ground: Ground = app.extensions["ground"]
    return ground


def publish(app: Flask, source: str) -> int:
    """Offer a bank, or a new version of one, and return the version's id."""
    return take_in(app, source, published=True)


def take_in(app: Flask, source: str, *, published: bool = False) -> int:
    """Keep a bank as a draft, or publish it, and return the version's id."""
    with ground_of(app).database.writing() as session:
        version = versions.take_in(session, source.encode(), "test.yaml", "imported", date.today())
        assert version
        if published:
            versions.publish(session, version, date.today())
        session.commit()
    return version.id


def bank_on(app: Flask, version_id: int = 1) -> Bank:
    """Return the bank of a version; the first is the shipped one."""
    ground = ground_of(app)
    with ground.database.reading() as session:
        return ground.banks.bank(session, version_id)


def seat(
    client: Client,
    answers: Answers,
    version_id: int = 1,
    *,
    finished: bool = True,
    language: Language = "en",
    days_ago: int = 0,
) -> str:
    """Keep a sitting as if this client had taken it, another one if it has one, and return its token."""
    bank = bank_on(client.app, version_id)
    token = client.cookie("sitting") or sittings.new_token()
    day = date.today() - timedelta(days=days_ago)
    with ground_of(client.app).database.writing() as session:
        sittings.begin(session, token, version_id, language, day + timedelta(days=30))
        sitting = sittings.current(session, token)
        assert sitting
        sittings.keep_answers(session, sitting, answers, bank.pages[-1], day + timedelta(days=30))
        if finished:
            result = score(bank, answers).to_document()
            expires_on = date.today() + timedelta(days=396)
            sittings.finish(
                session,
                sitting,
                result=result,
                language=language,
                minutes=None,
                today=day,
                expires_on=expires_on,
            )
        session.commit()
    client.set_cookie("sitting", token)
    return token


def kept(app: Flask) -> Sequence[Row]:
    """Return every row of sittings, the earliest occasions first."""
    with ground_of(app).database.reading() as session:
        rows = session.execute(select(tables.sittings).order_by(tables.sittings.c.occasion))
        return [dict(row) for row in rows.mappings()]


def only(app: Flask) -> Row:
    """Return the one row of sittings."""
    (row,) = kept(app)
    return row


def measure(app: Flask, points: int) -> None:
    """Keep a measured margin of the first version."""
    with ground_of(app).database.writing() as session:
        session.execute(delete(tables.margins))
        session.execute(insert(tables.margins).values(version_id=1, points=points))
        session.commit()
