"""Put versions and sittings into a database, and look at everything it keeps."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.store import sittings, versions
from app.store.engine import Database
from app.store.session import Session
from app.store.sittings import Sitting
from app.store.tables import metadata
from app.store.versions import Origin, Version
from tests.quiz.banks import SMALL

TODAY = date(2026, 11, 24)
LATER = date(2027, 11, 24)


def edited(note: str) -> bytes:
    """Return the small bank's file with a note in it, so that its bytes are others."""
    return f"{SMALL}# {note}\n".encode()


def take_in(session: Session, source: bytes = SMALL.encode(), origin: Origin = "shipped") -> Version:
    """Take in a bank file whose bytes are new."""
    version = versions.take_in(session, source, "small.yaml", origin, TODAY)
    assert version
    return version


def offer(database: Database, source: bytes = SMALL.encode()) -> Version:
    """Take in and publish a bank file."""
    with database.writing() as session:
        version = take_in(session, source)
        versions.publish(session, version, TODAY)
        session.commit()
    return version


def seat(
    database: Database, token: str, version: Version, answers: Mapping[str, str], expires_on: date = LATER
) -> None:
    """Keep a sitting with answers under a token."""
    with database.writing() as session:
        sittings.begin(session, token, version.id, "en", expires_on)
        sittings.keep_answers(session, latest(session, token), answers, "listen", expires_on)
        session.commit()


def finish(session: Session, sitting: Sitting, **changed: Any) -> None:
    """Finish a sitting, with a result of no meaning."""
    told: dict[str, Any] = {
        "result": {"place": "1/2"}, "language": "fr", "minutes": 7, "today": TODAY, "expires_on": LATER
    }  # fmt: skip
    sittings.finish(session, sitting, **{**told, **changed})


def latest(session: Session, token: str, *, lock: bool = False) -> Sitting:
    """Return the latest sitting of a token, which must be there."""
    found = sittings.current(session, token, lock=lock)
    assert found
    return found


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    with database.reading() as session:
        return {
            table.name: sorted(tuple(row) for row in session.execute(select(table)))
            for table in metadata.sorted_tables
        }


def bytes_on_disk(database: Database) -> bytes:
    """Return all that SQLite's files hold: the database and its write-ahead log."""
    file = Path(str(database.engine.url.database))
    return b"".join(part.read_bytes() for part in (file, Path(f"{file}-wal")) if part.exists())
