"""Keep what the session cookies of people with accounts lead to, so that a row deleted is a session ended."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from app.quiz.text import Language
from app.store.session import Session
from app.store.tables import account_roles, account_sessions, accounts

UNIQUIFIER = "_user_id"
"""Under this name Flask-Login notes in the session whose it is."""


@dataclass(frozen=True, slots=True)
class Person:
    """Describe who is signed in: an active account, as it is now."""

    id: int
    email: str
    language: Language
    roles: frozenset[str]
    has_second_factor: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Hold what a session's row says; times are seconds since 1970. A sign-in under way is nobody's yet."""

    data: Mapping[str, Any]
    began_at: int
    until: int
    person: Person | None


def new_key() -> str:
    """Make a key that nobody can guess; only its hash is stored."""
    return secrets.token_urlsafe(24)


def find(session: Session, key: str, now: int) -> Held | None:
    """Find a session that is not over, and whose account is active and has the password it had then."""
    row = session.execute(_FIND, {"wanted": _hash(key), "now": now}).first()
    if row is None:
        return None
    if row.account_id is None:
        return Held(row.data, row.began_at, row.until, None)
    if not row.active or row.data.get(UNIQUIFIER) != row.fs_uniquifier:
        return None
    roles = frozenset((row.roles or "").split(",")) - {""}
    person = Person(row.account_id, row.email, row.language, roles, row.tf_primary_method is not None)
    return Held(row.data, row.began_at, row.until, person)


def begin(session: Session, key: str, data: Mapping[str, Any], began_at: int, until: int) -> None:
    """Keep a new session under a key; whose it is stands in its data."""
    owner = select(accounts.c.id).where(accounts.c.fs_uniquifier == data.get(UNIQUIFIER)).scalar_subquery()
    session.execute(
        insert(account_sessions).values(
            key_hash=_hash(key), account_id=owner, data=dict(data), began_at=began_at, until=until
        )
    )


def keep(session: Session, key: str, data: Mapping[str, Any]) -> None:
    """Keep what changed in a session; one that was ended meanwhile stays ended."""
    session.execute(
        update(account_sessions).where(account_sessions.c.key_hash == _hash(key)).values(data=dict(data))
    )


def prolong(session: Session, key: str, until: int) -> None:
    """Let a session last until later (seconds since 1970)."""
    session.execute(
        update(account_sessions).where(account_sessions.c.key_hash == _hash(key)).values(until=until)
    )


def end(session: Session, key: str) -> None:
    """End a session: whoever has a copy of its cookie has nothing."""
    session.execute(delete(account_sessions).where(account_sessions.c.key_hash == _hash(key)))


def purge(session: Session, now: int) -> None:
    """Delete the sessions that are over."""
    session.execute(delete(account_sessions).where(account_sessions.c.until < now))


def _hash(key: str) -> bytes:
    # A key is random and long: a plain hash keeps it as safe as a slow one would.
    return sha256(key.encode()).digest()


_ROLES = (
    select(func.aggregate_strings(account_roles.c.role, ","))
    .where(account_roles.c.account_id == accounts.c.id)
    .scalar_subquery()
)
# Made once: it stands before every page of somebody who is signed in.
_FIND = (
    select(
        account_sessions.c.account_id,
        account_sessions.c.data,
        account_sessions.c.began_at,
        account_sessions.c.until,
        accounts.c.email,
        accounts.c.language,
        accounts.c.active,
        accounts.c.fs_uniquifier,
        accounts.c.tf_primary_method,
        _ROLES.label("roles"),
    )
    .outerjoin(accounts, accounts.c.id == account_sessions.c.account_id)
    .where(account_sessions.c.key_hash == bindparam("wanted"), account_sessions.c.until >= bindparam("now"))
)
