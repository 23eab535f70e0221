"""Keep the audit trail: who did what, when, with the old and the new value; never an answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from time import time
from typing import Protocol

from sqlalchemy import delete, insert, select

from app.store.session import Session
from app.store.tables import audit

PAGE = 50
"""How many entries stand on a page."""


class Who(Protocol):
    """Be somebody with an account."""

    @property
    def id(self) -> int:
        """Return the account's number."""

    @property
    def email(self) -> str:
        """Return the account's address."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Describe one act; `at` is in seconds since 1970, and `email` is None for the command line."""

    id: int
    at: int
    account_id: int | None
    email: str | None
    what: str
    subject: str
    old: str | None
    new: str | None


def note(
    session: Session,
    who: Who | None,
    what: str,
    subject: str = "",
    old: str | None = None,
    new: str | None = None,
) -> None:
    """Note who (None: the command line) did what to what; `old` and `new` are its values, never answers."""
    session.execute(
        insert(audit).values(
            at=int(time()),
            account_id=who.id if who else None,
            email=who.email if who else None,
            what=what,
            subject=subject,
            old=old,
            new=new,
        )
    )


def purge(session: Session, before: int) -> None:
    """Delete the entries of before a moment (seconds since 1970)."""
    session.execute(delete(audit).where(audit.c.at < before))


def acts_on(session: Session, who: Who, subject: str, since: int) -> Collection[tuple[str, str | None]]:
    """Return what somebody did to a subject since a time (seconds since 1970), each with its new value."""
    theirs = audit.c.account_id == who.id, audit.c.subject == subject, audit.c.at >= since
    return {(row.what, row.new) for row in session.execute(select(audit.c.what, audit.c.new).where(*theirs))}


def page(session: Session, before: int | None = None) -> Sequence[Entry]:
    """List up to PAGE entries, the newest first; only those before an entry's number, where one is given."""
    columns = (audit.c.id, audit.c.at, audit.c.account_id, audit.c.email)
    query = select(*columns, audit.c.what, audit.c.subject, audit.c.old, audit.c.new)
    if before is not None:
        query = query.where(audit.c.id < before)
    rows = session.execute(query.order_by(audit.c.id.desc()).limit(PAGE))
    return [Entry(*tuple(row)) for row in rows]
