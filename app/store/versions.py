"""Keep the versions of every bank: a draft until published, after that it never changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from threading import Lock
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, text, update

from app.quiz.bank import Absent, Bank
from app.quiz.yaml import parse, read
from app.store.audit import Who
from app.store.session import Session
from app.store.tables import publications, retired_banks, versions

Origin = Literal["shipped", "imported"]

NUMBERING = 7_231_965
"""Any number: PostgreSQL lets one at a time number a version."""


@dataclass(frozen=True, slots=True)
class Version:
    """Describe a version without its document; `published_on` is None while it is a draft."""

    id: int
    bank_id: str
    number: int
    origin: Origin
    created_on: date
    published_on: date | None


class Cache:
    """Hold the bank of every version met so far; a published version never changes."""

    def __init__(self) -> None:
        self._banks: dict[int, Bank] = {}
        self._lock = Lock()

    def bank(self, session: Session, version_id: int) -> Bank:
        """Return a published version's bank, reading it once a process; raise Absent."""
        found = self._banks.get(version_id)
        if found is None:
            # The rows first: who waits for the database must not hold what others wait for.
            source = _published(session, version_id)
            with self._lock:
                found = self._banks.get(version_id) or read(source)
                self._banks[version_id] = found
        return found


COLUMNS = (
    versions.c.id,
    versions.c.bank_id,
    versions.c.number,
    versions.c.origin,
    versions.c.created_on,
    versions.c.published_on,
)


def every(session: Session) -> Sequence[Version]:
    """List all versions, by bank, the newest first."""
    rows = session.execute(select(*COLUMNS).order_by(versions.c.bank_id, versions.c.number.desc()))
    return [_version(row) for row in rows]


def _offered() -> Select[Any]:
    retired = select(retired_banks.c.bank_id)
    published = versions.c.published_on.is_not(None) & versions.c.bank_id.not_in(retired)
    newest = (
        select(func.max(versions.c.number).label("number"), func.min(versions.c.id).label("first_id"))
        .add_columns(versions.c.bank_id)
        .where(published)
        .group_by(versions.c.bank_id)
        .subquery()
    )
    same = (newest.c.bank_id == versions.c.bank_id) & (newest.c.number == versions.c.number)
    return select(*COLUMNS).join(newest, same).order_by(newest.c.first_id)


_OFFERED = _offered()


def offered(session: Session) -> Sequence[Version]:
    """List the newest published version of each bank that is not retired, in the order they first came."""
    return [_version(row) for row in session.execute(_OFFERED)]


def find(session: Session, bank_id: str, number: int | None = None) -> Version:
    """Find a version by its number, or the newest draft or published one; raise Absent."""
    query = select(*COLUMNS).where(versions.c.bank_id == bank_id).order_by(versions.c.number.desc())
    if number is not None:
        query = query.where(versions.c.number == number)
    row = session.execute(query.limit(1)).first()
    if row is None:
        raise Absent(bank_id if number is None else f"{bank_id} {number}")
    return _version(row)


def known_as(session: Session, bank_id: str, version_id: int) -> Version:
    """Return a version of a bank by its id, which stays whatever number it gets; raise Absent."""
    query = select(*COLUMNS).where(versions.c.bank_id == bank_id, versions.c.id == version_id)
    row = session.execute(query).first()
    if row is None:
        raise Absent(version_id)
    return _version(row)


def document(session: Session, version_id: int) -> bytes:
    """Return the bytes of a version's bank file, as they came in; raise Absent."""
    found = session.execute(select(versions.c.document).where(versions.c.id == version_id)).scalar()
    if found is None:
        raise Absent(version_id)
    return bytes(found)


def take_in(session: Session, source: bytes, name: str, origin: Origin, today: date) -> Version | None:
    """Keep a bank file as a draft; None when a version of that bank has these very bytes.

    `name` is what the file is called in its faults. What came in before stays: only an earlier
    draft that was shipped too is replaced, for nobody has edited it. Raise FaultyBank.
    """
    bank = parse(source, name)
    take_turns(session)
    if holding(session, bank.id, source) is not None:
        return None
    if origin == "shipped":
        session.execute(
            delete(versions).where(
                versions.c.bank_id == bank.id,
                versions.c.published_on.is_(None),
                versions.c.origin == "shipped",
            )
        )
    return add(session, bank.id, source, origin, today)


def take_turns(session: Session) -> None:
    """Let nobody else number a version meanwhile: services start at once, and trainers press at once.

    This comes before a draft is locked; whoever saves one locks that alone, and so waits for nobody here.
    """
    if session.dialect == "postgresql":
        # A lock of the table itself would meet with those who save: each would wait for the other. On SQLite
        # a session that writes has had its turn already.
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": NUMBERING})


def holding(session: Session, bank_id: str, source: bytes) -> Version | None:
    """Find the version of a bank that has these very bytes."""
    same = versions.c.bank_id == bank_id, versions.c.digest == sha256(source).digest()
    row = session.execute(select(*COLUMNS).where(*same).order_by(versions.c.number.desc()).limit(1)).first()
    return _version(row) if row else None


def add(session: Session, bank_id: str, source: bytes, origin: Origin, today: date) -> Version:
    """Add a draft under the next number of its bank, after `take_turns`; its form has to be whole."""
    number = _latest(session, bank_id) + 1
    session.execute(
        insert(versions).values(
            bank_id=bank_id,
            number=number,
            document=source,
            digest=sha256(source).digest(),
            origin=origin,
            created_on=today,
        )
    )
    return find(session, bank_id, number)


def publish(
    session: Session, version: Version, today: date, who: Who | None = None, note: str = ""
) -> Version | None:
    """Freeze a draft and offer it from now on; None where somebody has done so, or thrown it away.

    Sittings under way stay on their version. A draft that is older than what was published meanwhile gets
    the next number: the highest one is what is offered. `who` is None for the command line.
    """
    take_turns(session)
    draft = versions.c.id == version.id, versions.c.published_on.is_(None)
    if session.execute(select(versions.c.id).where(*draft).with_for_update()).first() is None:
        return None
    latest = _latest(session, version.bank_id, versions.c.published_on.is_not(None))
    number = version.number if version.number > latest else _latest(session, version.bank_id) + 1
    session.execute(update(versions).where(*draft).values(published_on=today, number=number))
    if who:
        session.execute(insert(publications).values(version_id=version.id, account_id=who.id, note=note))
    return find(session, version.bank_id, number)


def _latest(session: Session, bank_id: str, *more: ColumnElement[bool]) -> int:
    highest = select(func.max(versions.c.number)).where(versions.c.bank_id == bank_id, *more)
    return session.execute(highest).scalar() or 0


def _published(session: Session, version_id: int) -> bytes:
    wanted = versions.c.id == version_id, versions.c.published_on.is_not(None)
    found = session.execute(select(versions.c.document).where(*wanted)).scalar()
    if found is None:
        raise Absent(version_id)
    return bytes(found)


def _version(row: Sequence[Any]) -> Version:
    return Version(*row)
