"""Let people finish with whole sheets, have them counted, and look at what trainers' figures come from."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from app.quiz.bank import Answers
from app.quiz.item_analysis import Sheet, Sums, sums_of
from app.quiz.text import Language
from app.store import blocks, housekeeping, sittings, tables
from app.store.engine import Database
from app.store.versions import Version
from tests.quiz.item_analysis.crowds import crowd
from tests.store.crew import BANK
from tests.store.rows import LATER, finish, latest, offer


def people(number: int, seed: int = 1, absent: float = 0.0) -> list[Sheet]:
    """Invent sheets of the small bank, where something does not apply at a rate."""
    return [
        Sheet({**sheet.answers, "origin": "late"}, sheet.minutes)
        for sheet in crowd(BANK, seed, number, absent)
    ]


def finish_all(
    database: Database,
    version: Version,
    sheets: Iterable[Sheet],
    prefix: str = "person",
    language: Language = "en",
    expires_on: date = LATER,
) -> None:
    """Let as many people finish as there are sheets; whoever has finished before repeats it."""
    with database.writing() as session:
        for number, sheet in enumerate(sheets):
            token = f"{prefix} {number}"
            sittings.begin(session, token, version.id, language, expires_on)
            sitting = latest(session, token)
            sittings.keep_answers(session, sitting, sheet.answers, "busy", expires_on)
            finish(session, sitting, language=language, minutes=sheet.minutes, expires_on=expires_on)
        session.commit()


def count(database: Database, _number: int = 0) -> None:
    """Seal what waits, as the server does every hour."""
    housekeeping.count(database, LATER)


def shown(database: Database, version: Version, language: Language = "en") -> Sums:
    """Return what may be shown of a version and language."""
    with database.reading() as session:
        return blocks.sums(session, version.id).get(language, Sums())


def waiting(database: Database, language: Language = "en") -> Sums:
    """Return what is summed and may not be shown yet, of the one version there is."""
    table = tables.item_sums
    with database.reading() as session:
        held = session.execute(select(table.c.waiting).where(table.c.language == language)).scalar()
    return Sums.from_document(held) if held else Sums()


def of(sheets: Sequence[Sheet]) -> Sums:
    """Sum sheets of the small bank."""
    return sums_of(BANK, sheets)


def copies(database: Database, version: Version) -> list[Answers]:
    """Return the bare answers that are kept of a version."""
    with database.reading() as session:
        return list(blocks.sheets(session, version.id))


def rows(database: Database, table: Any) -> list[dict[str, Any]]:
    """Return every row of a table."""
    with database.reading() as session:
        return [dict(row) for row in session.execute(select(table)).mappings()]


def leave(database: Database, token: str) -> None:
    """Delete everything of a person."""
    with database.writing() as session:
        sittings.delete_all(session, token)
        session.commit()


def the_version(database: Database) -> Version:
    """Return the one version there is, offered if it is not yet there."""
    found = rows(database, tables.versions)
    if not found:
        return offer(database)
    (row,) = found
    return Version(*(row[field.name] for field in fields(Version)))


def clear(database: Database) -> None:
    """Forget all who came, and all figures."""
    with database.writing() as session:
        for table in (tables.sittings, tables.blocks, tables.item_sums, tables.margins, tables.stops):
            session.execute(delete(table))
        session.commit()
