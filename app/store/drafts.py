"""Keep the drafts of banks while trainers work on them: read, save, throw away, and who changed what when."""

import re
from collections import OrderedDict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from threading import Lock
from time import time

from sqlalchemy import delete, func, insert, select, update

from app.quiz.bank import Absent, Bank
from app.quiz.yaml import draft as read
from app.quiz.yaml import write
from app.store import versions
from app.store.audit import Who
from app.store.session import Session
from app.store.tables import accounts, edits, publications, retired_banks
from app.store.tables import versions as table
from app.store.versions import COLUMNS, Version

KEPT = 12
"""How many banks being worked on a process holds: reading one again takes a tenth of a second at most."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a version with its bank, which may be unfinished where it is not published."""

    version: Version
    bank: Bank
    digest: bytes

    @property
    def editable(self) -> bool:
        """Tell whether it may still change."""
        return self.version.published_on is None


@dataclass(frozen=True, slots=True)
class Edit:
    """Describe one change: `at` in seconds since 1970; `email` is None once that account is gone."""

    at: int
    email: str | None
    what: str
    place: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Say who published a version, with their note; `email` is None once that account is gone."""

    email: str | None
    note: str


class Drafts:
    """Hold the banks last worked on, by their bytes: what changed is read again."""

    def __init__(self) -> None:
        self._banks: OrderedDict[bytes, Bank] = OrderedDict()
        self._lock = Lock()

    def bank(self, session: Session, version_id: int, digest: bytes) -> tuple[Bank, bytes]:
        """Return the bank of a version, and the digest of the bytes it was read from; raise Absent."""
        with self._lock:
            found = self._banks.get(digest)
        if found is None:
            # Somebody may have saved since the digest was read: what is held goes by its own bytes, and so
            # does what others find out about it.
            source = versions.document(session, version_id)
            digest = sha256(source).digest()
            found = self.hold(digest, read(source))
        return found, digest

    def hold(self, digest: bytes, bank: Bank) -> Bank:
        """Hold a bank, and let go of what was not asked for longest."""
        with self._lock:
            self._banks[digest] = bank
            self._banks.move_to_end(digest)
            while len(self._banks) > KEPT:
                self._banks.popitem(last=False)
        return bank


def look(session: Session, held: Drafts, bank_id: str, number: int, *, lock: bool = False) -> Draft:
    """Return a version, draft or published, with its bank; raise Absent.

    With `lock` nobody else changes it until the commit.
    """
    query = select(*COLUMNS, table.c.digest).where(table.c.bank_id == bank_id, table.c.number == number)
    row = session.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise Absent(f"{bank_id} {number}")
    version = Version(*tuple(row)[:-1])
    return Draft(version, *held.bank(session, version.id, bytes(row.digest)))


def save(
    session: Session, held: Drafts, who: Who, draft: Draft, bank: Bank, what: str, place: str = ""
) -> Draft:
    """Keep a changed bank in the place of a draft's, and who changed what; raise Absent for no draft.

    The caller has locked it. What was shipped and then edited is the trainers' own from now on. Nothing is
    noted where nothing changed.
    """
    if not draft.editable:
        raise Absent(draft.version.id)
    if bank == draft.bank:
        return draft
    source = write(bank)
    digest = sha256(source).digest()
    session.execute(
        update(table)
        .where(table.c.id == draft.version.id, table.c.published_on.is_(None))
        .values(document=source, digest=digest, origin="imported")
    )
    note(session, who, draft.version.id, what, place)
    held.hold(digest, bank)
    return Draft(replace(draft.version, origin="imported"), bank, digest)


def begin(session: Session, who: Who, bank_id: str, source: bytes, today: date, what: str) -> Version:
    """Begin a draft of a bank from the bytes of a file whose form is whole."""
    versions.take_turns(session)
    begun = versions.add(session, bank_id, source, "imported", today)
    note(session, who, begun.id, what, "")
    return begun


def throw_away(session: Session, draft: Draft) -> None:
    """Delete a draft; raise Absent where it was published meanwhile."""
    gone = session.execute(
        delete(table).where(table.c.id == draft.version.id, table.c.published_on.is_(None))
    )
    if not gone.rowcount:
        raise Absent(draft.version.id)


def note(session: Session, who: Who, version_id: int, what: str, place: str) -> None:
    """Note that somebody changed something of a draft."""
    values = {"version_id": version_id, "at": int(time()), "account_id": who.id, "what": what, "place": place}
    session.execute(insert(edits).values(values))


def history(session: Session, version_id: int, most: int = 20) -> Sequence[Edit]:
    """List the latest changes of a version, the newest first."""
    query = (
        select(edits.c.at, accounts.c.email, edits.c.what, edits.c.place)
        .outerjoin(accounts, accounts.c.id == edits.c.account_id)
        .where(edits.c.version_id == version_id)
        .order_by(edits.c.id.desc())
        .limit(most)
    )
    return [Edit(*tuple(row)) for row in session.execute(query)]


def last_edits(session: Session) -> Mapping[int, Edit]:
    """Return the latest change of every version that has one, by the version's id."""
    newest = select(func.max(edits.c.id)).group_by(edits.c.version_id)
    query = (
        select(edits.c.version_id, edits.c.at, accounts.c.email, edits.c.what, edits.c.place)
        .outerjoin(accounts, accounts.c.id == edits.c.account_id)
        .where(edits.c.id.in_(newest))
    )
    return {row[0]: Edit(*tuple(row)[1:]) for row in session.execute(query)}


def published_by(session: Session, bank_id: str) -> Mapping[int, Publication]:
    """Return who published the versions of a bank, by the version's id; the command line left nothing."""
    query = (
        select(publications.c.version_id, accounts.c.email, publications.c.note)
        .join(table, table.c.id == publications.c.version_id)
        .outerjoin(accounts, accounts.c.id == publications.c.account_id)
        .where(table.c.bank_id == bank_id)
    )
    return {row[0]: Publication(*tuple(row)[1:]) for row in session.execute(query)}


def retire(session: Session, bank_id: str, today: date) -> None:
    """Offer a bank no more to whoever begins; nothing else changes."""
    if retired(session).get(bank_id) is None:
        session.execute(insert(retired_banks).values(bank_id=bank_id, retired_on=today))


def bring_back(session: Session, bank_id: str) -> None:
    """Offer a bank again."""
    session.execute(delete(retired_banks).where(retired_banks.c.bank_id == bank_id))


def retired(session: Session) -> Mapping[str, date]:
    """Return the banks that are retired, each with the day."""
    return {row.bank_id: row.retired_on for row in session.execute(select(retired_banks))}


def forget(session: Session, before: int) -> None:
    """Delete what was noted of changes before a moment (seconds since 1970)."""
    session.execute(delete(edits).where(edits.c.at < before))


def ever_written(session: Session, bank_id: str) -> Container[str]:
    """Return every word that a version of a bank ever held: an id that is none of them was never given."""
    query = select(table.c.document).where(table.c.bank_id == bank_id)
    return _Written([bytes(document) for document in session.execute(query).scalars()])


class _Written:
    """Hold the words of documents, without reading what they mean."""

    def __init__(self, documents: Sequence[bytes]) -> None:
        self._documents = documents

    def __contains__(self, word: object) -> bool:
        wanted = re.compile(rb"(?<![\w-])" + re.escape(str(word).encode()) + rb"(?![\w-])")
        return any(wanted.search(document) for document in self._documents)
