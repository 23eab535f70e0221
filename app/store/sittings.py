"""Keep sittings: one person's passage through one version, found by a random token.

These statements stand on the path of every page, so they are Core, not ORM.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, bindparam, delete, insert, select, update

from app.quiz.text import Language
from app.store import blocks
from app.store.memberships import Membership, Share
from app.store.session import Session
from app.store.tables import sittings
from app.store.team_tables import memberships

TOKEN_BYTES = 24
"""How much chance is in a token: 192 bits."""

LONGEST_MINUTES = 120
"""A sitting that took longer was not taken in one go: its minutes are not kept."""

TOGETHER = 100
"""How many expired sittings are deleted in one transaction, so that nobody waits long."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """Describe a sitting; `result` and `finished_on` are None while it is under way."""

    id: str
    version_id: int
    occasion: int
    answers: Mapping[str, str]
    last_page: str | None
    language_start: str
    language_finish: str | None
    minutes: int | None
    result: Mapping[str, Any] | None
    finished_on: date | None
    expires_on: date


@dataclass(frozen=True, slots=True)
class Listed(Sitting):
    """Describe a sitting among all of its token, with how it stands to a team.

    `share` is None where it came by no team's link or code; `round_id` is None there and once that is over.
    `counted` tells whether its answers are done with for trainers' figures (see app/store/blocks.py).
    """

    round_id: str | None
    share: Share | None
    counted: bool

    @property
    def membership(self) -> Membership | None:
        """Return what it belongs to, if it came by a team's link or code."""
        return Membership(self.id, self.round_id, self.share) if self.share else None


@dataclass(frozen=True, slots=True)
class Taken:
    """Hold a finished sitting that is nobody's: one that was made up, or taken over from elsewhere."""

    version_id: int
    language: Language
    answers: Mapping[str, str]
    result: Mapping[str, Any]
    minutes: int | None
    finished_on: date
    expires_on: date


def new_token() -> str:
    """Make a token that nobody can guess; only its hash is stored."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def begin(session: Session, token: str, version_id: int, language: Language, expires_on: date) -> None:
    """Begin a sitting under a token, unless one is under way: the first, or one that repeats the last."""
    latest = current(session, token, lock=True)
    if latest:
        # Of two that begin again at once, the second had to wait: it sees what the first began.
        latest = current(session, token)
    if latest and latest.result is None:
        return
    session.execute(
        _INSERT,
        {
            "id": secrets.token_urlsafe(16),
            "token_hash": _hash(token),
            "occasion": latest.occasion + 1 if latest else 1,
            "version_id": version_id,
            "language_start": language,
            "answers": {},
            "expires_on": expires_on,
        },
    )


def add(session: Session, every: Sequence[Taken]) -> None:
    """Add finished sittings at once, one at least, each under a token that nobody has."""
    rows = [
        {
            "id": secrets.token_urlsafe(16),
            "token_hash": _hash(new_token()),
            "occasion": 1,
            "version_id": one.version_id,
            "language_start": one.language,
            "language_finish": one.language,
            "answers": dict(one.answers),
            "result": dict(one.result),
            "minutes": one.minutes,
            "finished_on": one.finished_on,
            "expires_on": one.expires_on,
        }
        for one in every
    ]
    session.execute(_INSERT, rows)


def current(session: Session, token: str, *, lock: bool = False) -> Sitting | None:
    """Find the token's latest sitting; with `lock` nobody else changes it until the commit."""
    query = _CURRENT_LOCKED if lock else _CURRENT
    row = session.execute(query, {"wanted": _hash(token)}).first()
    return Sitting(*tuple(row)) if row else None


def every(session: Session, token: str) -> Sequence[Listed]:
    """List all sittings of a token, the latest first."""
    rows = session.execute(_OF_TOKEN, {"wanted": _hash(token)})
    return [Listed(*tuple(row)) for row in rows]


def keep_answers(
    session: Session, sitting: Sitting, answers: Mapping[str, str], last_page: str, expires_on: date
) -> None:
    """Keep the whole sheet of answers, the page last reached, and the sitting for longer."""
    session.execute(
        _KEEP,
        {
            "sitting_id": sitting.id,
            "answers": dict(answers),
            "last_page": last_page,
            "expires_on": expires_on,
        },
    )


def finish(
    session: Session,
    sitting: Sitting,
    *,
    result: Mapping[str, Any],
    language: Language,
    minutes: int | None,
    today: date,
    expires_on: date,
) -> None:
    """Freeze a sitting with its result; `minutes` (1-120) is None where it was not taken in one go."""
    session.execute(
        _FINISH,
        {
            "sitting_id": sitting.id,
            "result": dict(result),
            "language_finish": language,
            "minutes": minutes,
            "finished_on": today,
            "expires_on": expires_on,
        },
    )


def give_up(session: Session, sitting: Sitting) -> None:
    """Delete one sitting; those it repeats remain."""
    session.execute(delete(sittings).where(sittings.c.id == sitting.id))


def delete_all(session: Session, token: str) -> None:
    """Delete everything that is kept under a token."""
    own = select(sittings.c.id).where(sittings.c.token_hash == _hash(token)).order_by(sittings.c.id)
    # Again until there is none: another tab may have begun one meanwhile.
    while found := session.execute(own).scalars().all():
        _delete(session, found)


def purge(session: Session, today: date) -> int:
    """Delete up to TOGETHER sittings whose time is over, and count where they stopped; return how many."""
    expired = select(*_PASSAGE).where(sittings.c.expires_on < today).limit(TOGETHER).subquery()
    over = session.execute(select(expired).order_by(expired.c.id)).all()
    if over:
        _delete(session, [row.id for row in over])
        # Whoever repeats it knows it already.
        first = [row for row in over if row.finished_on is None and row.occasion == 1]
        blocks.count_stops(session, [(row.version_id, row.language_start, row.last_page) for row in first])
    return len(over)


def _delete(session: Session, ids: Sequence[str]) -> None:
    """Delete sittings one after the other, in the database's order of ids, in which they are given.

    Who seals a block takes what hangs on them in that order too: so the two never wait in a circle.
    """
    session.execute(_DELETE, [{"sitting_id": sitting_id} for sitting_id in ids])


def _hash(token: str) -> bytes:
    # A token is random and long: a plain hash keeps it as safe as a slow one would.
    return sha256(token.encode()).digest()


def _latest_first(query: Select[Any]) -> Select[Any]:
    return query.where(sittings.c.token_hash == bindparam("wanted")).order_by(sittings.c.occasion.desc())


_OWN = (
    sittings.c.id,
    sittings.c.version_id,
    sittings.c.occasion,
    sittings.c.answers,
    sittings.c.last_page,
    sittings.c.language_start,
    sittings.c.language_finish,
    sittings.c.minutes,
    sittings.c.result,
    sittings.c.finished_on,
    sittings.c.expires_on,
)
_PASSAGE = (
    sittings.c.id,
    sittings.c.version_id,
    sittings.c.occasion,
    sittings.c.language_start,
    sittings.c.last_page,
    sittings.c.finished_on,
)
# A question page asks for no team: it pays for one table alone.
_CURRENT = _latest_first(select(*_OWN)).limit(1)
_CURRENT_LOCKED = _CURRENT.with_for_update()
# Joined, so that a page about results learns of their teams by the one statement it costs anyway.
_OF_TOKEN = _latest_first(
    select(*_OWN, memberships.c.round_id, memberships.c.share, sittings.c.counted).outerjoin(
        memberships, memberships.c.sitting_id == sittings.c.id
    )
)
_INSERT = insert(sittings)
_THIS = sittings.c.id == bindparam("sitting_id")
_DELETE = delete(sittings).where(_THIS)
_KEEP = (
    update(sittings)
    .where(_THIS)
    .values({name: bindparam(name) for name in ("answers", "last_page", "expires_on")})
)
_FINISH = (
    update(sittings)
    .where(_THIS)
    .values(
        {
            name: bindparam(name)
            for name in ("result", "language_finish", "minutes", "finished_on", "expires_on")
        }
    )
)
