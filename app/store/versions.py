"""Keep the versions of every bank: a draft until published, after that it never changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from threading import Lock
from typing import Any, Literal

from sqlalchemy import Select, delete, func, insert, select, text, update

from app.quiz.bank import Absent, Bank
from app.quiz.yaml import parse, read
from app.store.session import Session
from app.store.tables import versions

Origin = Literal["shipped", "imported"]


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
    published = versions.c.published_on.is_not(None)
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
    """List the newest published version of each bank, in the order the banks first came."""
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


def document(session: Session, version_id: int) -> bytes:
    """Return the bytes of a version's bank file, as they came in; raise Absent."""
    found = session.execute(select(versions.c.document).where(versions.c.id == version_id)).scalar()
    if found is None:
        raise Absent(version_id)
    return bytes(found)


def take_in(session: Session, source: bytes, name: str, origin: Origin, today: date) -> Version | None:
    """Keep a bank file as a draft; None when a version of that bank has these very bytes.

    `name` is what the file is called in its faults. What came in before stays: only an earlier
    draft that was shipped too is replaced, for nobody can have edited it. Raise FaultyBank.
    """
    bank = parse(source, name)
    if session.dialect == "postgresql":
        # Services that start at once, or trainers who import at once, take turns; readers need not wait.
        session.execute(text("LOCK TABLE versions IN SHARE ROW EXCLUSIVE MODE"))
    digest = sha256(source).digest()
    same = select(versions.c.id).where(versions.c.bank_id == bank.id, versions.c.digest == digest)
    if session.execute(same).first() is not None:
        return None
    if origin == "shipped":
        session.execute(
            delete(versions).where(
                versions.c.bank_id == bank.id,
                versions.c.published_on.is_(None),
                versions.c.origin == "shipped",
            )
        )
    latest = select(func.max(versions.c.number)).where(versions.c.bank_id == bank.id)
    number = (session.execute(latest).scalar() or 0) + 1
    session.execute(
        insert(versions).values(
            bank_id=bank.id,
            number=number,
            document=source,
            digest=digest,
            origin=origin,
            created_on=today,
        )
    )
    return find(session, bank.id, number)


def publish(session: Session, version: Version, today: date) -> None:
    """Freeze a draft and offer it from now on; sittings under way stay on their version."""
    session.execute(
        update(versions)
        .where(versions.c.id == version.id, versions.c.published_on.is_(None))
        .values(published_on=today)
    )


def _published(session: Session, version_id: int) -> bytes:
    wanted = versions.c.id == version_id, versions.c.published_on.is_not(None)
    found = session.execute(select(versions.c.document).where(*wanted)).scalar()
    if found is None:
        raise Absent(version_id)
    return bytes(found)


def _version(row: Sequence[Any]) -> Version:
    return Version(*row)
