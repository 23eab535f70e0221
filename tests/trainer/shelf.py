"""Act on banks as trainers do: publish, retire, send files; and look at what became of them."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from flask import Flask
from sqlalchemy import insert, update

from app.quiz.bank import Answers
from app.store import drafts, tables, versions
from app.store.drafts import Publication
from app.store.versions import Version
from tests.client import Client, Page
from tests.taker.stock import SMALL, ground_of
from tests.taker.teams import writing

REWORDED = SMALL.replace("I read before I write.", "I read it all before I write.")
"""The small bank with a question worded anew in English."""

MOVED = SMALL.replace("from: 40", "from: 45")
"""The small bank whose middle band begins later."""


def every(app: Flask, bank_id: str = "small") -> Sequence[Version]:
    """Return the versions of a bank, the newest first."""
    with ground_of(app).database.reading() as session:
        return [one for one in versions.every(session) if one.bank_id == bank_id]


def bytes_of(app: Flask, number: int, bank_id: str = "small") -> bytes:
    """Return the file of a version."""
    with ground_of(app).database.reading() as session:
        return versions.document(session, versions.find(session, bank_id, number).id)


def publication(app: Flask, number: int, bank_id: str = "small") -> Publication | None:
    """Return who published a version, with their note."""
    with ground_of(app).database.reading() as session:
        version = versions.find(session, bank_id, number)
        return drafts.published_by(session, bank_id).get(version.id)


def write_over(app: Flask, source: str, number: int = 2) -> None:
    """Let a draft hold another file, as if it had been edited so."""
    with writing(app) as session:
        version = versions.find(session, "small", number)
        held = {"document": source.encode(), "digest": sha256(source.encode()).digest()}
        session.execute(update(tables.versions).where(tables.versions.c.id == version.id).values(held))


def put_in_block(app: Flask, version_id: int, sheets: Sequence[Answers]) -> None:
    """Keep finished sheets of a version in a block."""
    with writing(app) as session:
        session.execute(
            insert(tables.blocks).values(
                version_id=version_id,
                language="en",
                people=len(sheets),
                sheets=[dict(sheet) for sheet in sheets],
                expires_on=date(2099, 1, 1),
            )
        )


def send(client: Client, source: bytes, name: str = "small.yaml") -> Page:
    """Send a file, as somebody who chose it does."""
    token = client.get("/new-bank/file").fields()["csrf_token"]
    # Written out, because the test client keeps what is long in a file that it leaves open.
    head = (
        '--limit\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n'
        f'{token}\r\n--limit\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    )
    body = head.encode() + source + b"\r\n--limit--\r\n"
    return client.send("/new-bank/file", body, "multipart/form-data; boundary=limit")


def publish(
    client: Client, note: str = "Clearer.", path: str = "/banks/small/2/changes", **more: str
) -> Page:
    """Look at what a draft changes, and publish it."""
    page = client.get(path)
    return client.post(path, {**page.fields(), "note": note, **more})
