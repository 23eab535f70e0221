"""Keep invitations: a secret link, good once and for a while, that makes an account with its roles."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.quiz.bank import Absent
from app.quiz.text import Language
from app.store.addresses import normalised
from app.store.session import Session
from app.store.tables import invitations

TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Invitation:
    """Describe an invitation, good until some second since 1970; the first administrator's `email` is ""."""

    id: int
    email: str
    language: Language
    roles: tuple[str, ...]
    created_on: date
    until: int


def invite(
    session: Session, email: str, roles: Iterable[str], language: Language, today: date, until: int
) -> str:
    """Make an invitation and return its token; an earlier one of the same address is void. `until`: epoch."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    fresh = {
        "token_hash": _hash(token),
        "language": language,
        "roles": sorted(set(roles)),
        "created_on": today,
        "until": until,
    }
    made = _INSERTS[session.dialect](invitations).values(email=normalised(email), **fresh)
    # Of two who invite one address at once, the second's link is good.
    session.execute(made.on_conflict_do_update(index_elements=[invitations.c.email], set_=fresh))
    return token


def opened(session: Session, token: str, now: int, *, lock: bool = False) -> Invitation | None:
    """Find the invitation of a token that is still good; with `lock` nobody else takes it meanwhile."""
    wanted = _EVERY.where(invitations.c.token_hash == _hash(token), invitations.c.until >= now)
    row = session.execute(wanted.with_for_update() if lock else wanted).first()
    return _invitation(row) if row else None


def find(session: Session, invitation_id: int) -> Invitation:
    """Return an invitation of an address; raise Absent."""
    wanted = _EVERY.where(invitations.c.id == invitation_id, invitations.c.email != "")
    row = session.execute(wanted).first()
    if row is None:
        raise Absent(invitation_id)
    return _invitation(row)


def every(session: Session, now: int) -> Sequence[Invitation]:
    """List the invitations that nobody has taken yet, the newest first."""
    rows = session.execute(
        _EVERY.where(invitations.c.until >= now, invitations.c.email != "").order_by(invitations.c.id.desc())
    )
    return [_invitation(row) for row in rows]


def end(session: Session, invitation_id: int) -> None:
    """Void an invitation: it was taken, or taken back."""
    session.execute(delete(invitations).where(invitations.c.id == invitation_id))


def purge(session: Session, now: int) -> None:
    """Delete the invitations that are over."""
    session.execute(delete(invitations).where(invitations.c.until < now))


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _invitation(row: Sequence[object]) -> Invitation:
    number, email, language, roles, created_on, until = row
    return Invitation(number, email, language, tuple(roles), created_on, until)  # type: ignore[arg-type]


_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_EVERY = select(
    invitations.c.id,
    invitations.c.email,
    invitations.c.language,
    invitations.c.roles,
    invitations.c.created_on,
    invitations.c.until,
)
