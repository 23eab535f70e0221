"""Keep which round a sitting belongs to, and whether its answers were added to the team's figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import bindparam, exists, func, insert, select, update

from app.store.session import Session
from app.store.tables import sittings
from app.store.team_tables import memberships, rounds

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


def decide(session: Session, membership: Membership, share: Literal["added", "declined"]) -> bool:
    """Add a finished sitting's answers to the team's figures, or take them back; tell whether it was done.

    It is not where the round was closed, or the answers were released, or there is no result yet.
    """
    # Who seals the round waits for who decides, and the other way round.
    round_open = select(rounds.c.id).where(rounds.c.id == membership.round_id, rounds.c.closed_on.is_(None))
    if session.execute(round_open.with_for_update(read=True)).first() is None:
        return False
    mine = (memberships.c.sitting_id == membership.sitting_id, memberships.c.round_id == membership.round_id)
    change = update(memberships).where(*mine).values(share=share)
    if share == "added":
        own = sittings.c.id == membership.sitting_id
        change = change.where(exists().where(own, sittings.c.finished_on.is_not(None)))
    return session.execute(change).rowcount == 1


def waiting(session: Session, round_id: str) -> int:
    """Return how many added answers wait to be sealed."""
    counted = select(func.count()).where(memberships.c.round_id == round_id, memberships.c.share == "added")
    return int(session.execute(counted).scalar_one())


def hold(session: Session, round_ids: Sequence[str]) -> None:
    """Keep the memberships of rounds, which nobody else may change, for this session until its commit.

    They are taken in the order of their sittings, as who deletes sittings does: nobody waits in a circle.
    """
    theirs = select(memberships.c.sitting_id).where(memberships.c.round_id.in_(round_ids))
    held = theirs.order_by(memberships.c.sitting_id).with_for_update().subquery()
    session.execute(select(func.count()).select_from(held))


def end(session: Session, *round_ids: str) -> None:
    """Strike out rounds from all that still belong to them."""
    hold(session, round_ids)
    session.execute(
        update(memberships).where(memberships.c.round_id.in_(round_ids)).values(round_id=None, share="ended")
    )


_OF = select(memberships.c.sitting_id, memberships.c.round_id, memberships.c.share).where(
    memberships.c.sitting_id == bindparam("wanted")
)
