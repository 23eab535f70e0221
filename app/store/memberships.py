"""Keep which round a sitting belongs to, and whether its answers were added to the team's figures."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import bindparam, func, insert, select, update

from app.store.session import Session
from app.store.team_tables import memberships

Share = Literal["open", "added", "declined", "released", "ended"]
"""Not decided yet; added; declined; part of a release; or the round ended without it."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Tell to which round a sitting belongs, None once that is over, and what became of its answers."""

    sitting_id: str
    round_id: str | None
    share: Share


def join(session: Session, sitting_id: str, round_id: str) -> None:
    """Let a sitting belong to a round, for good; its answers are not added yet."""
    session.execute(insert(memberships).values(sitting_id=sitting_id, round_id=round_id, share="open"))


def of(session: Session, sitting_id: str) -> Membership | None:
    """Find what a sitting belongs to, if it came by a team's link or code."""
    row = session.execute(_OF, {"wanted": sitting_id}).first()
    return Membership(*tuple(row)) if row else None


def decide(session: Session, membership: Membership, share: Literal["added", "declined"]) -> None:
    """Add a sitting's answers to the team's figures, or take them back; only while its round is open."""
    session.execute(
        update(memberships)
        .where(memberships.c.sitting_id == membership.sitting_id, memberships.c.round_id.is_not(None))
        .values(share=share)
    )


def waiting(session: Session, round_id: str) -> int:
    """Return how many added answers wait to be sealed."""
    counted = select(func.count()).where(memberships.c.round_id == round_id, memberships.c.share == "added")
    return int(session.execute(counted).scalar_one())


def end(session: Session, round_id: str) -> None:
    """Strike out the round from all that still belong to it."""
    session.execute(
        update(memberships).where(memberships.c.round_id == round_id).values(round_id=None, share="ended")
    )


_OF = select(memberships.c.sitting_id, memberships.c.round_id, memberships.c.share).where(
    memberships.c.sitting_id == bindparam("wanted")
)
