"""Seal the answers that were added to a round, and keep what they come to."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from sqlalchemy import func, insert, select, update

from app.quiz.bank import Bank
from app.quiz.disclosure import Release, TooFew
from app.quiz.disclosure import seal as sealed
from app.quiz.scoring import Result
from app.store import memberships, totals
from app.store.rounds import Round
from app.store.session import Session
from app.store.tables import sittings
from app.store.team_tables import memberships as members
from app.store.team_tables import releases, rounds
from app.store.versions import Cache

AT_ONCE = 500
"""How many sheets are held in memory while a block is sealed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Hold a release with its number within the round and the day it was sealed."""

    number: int
    release: Release
    sealed_on: date


def seal(session: Session, bank: Bank, round_: Round, randomness: Random, fewest: int, today: date) -> bool:
    """Seal what was added to a round into one release; tell whether there was enough of it.

    The list of who was in the block is struck out with it. Nothing is changed where there are too few.
    """
    # Who seals it too waits here, and finds nothing left; who adds or withdraws came before, or waits.
    session.execute(select(rounds.c.id).where(rounds.c.id == round_.id).with_for_update())
    memberships.hold(session, [round_.id])
    try:
        release = sealed(bank, _sheets(session, round_.id), randomness, fewest)
    except TooFew:
        return False
    latest = select(func.max(releases.c.number)).where(releases.c.round_id == round_.id)
    number = (session.execute(latest).scalar() or 0) + 1
    session.execute(
        insert(releases).values(
            round_id=round_.id, number=number, figures=release.to_document(), sealed_on=today
        )
    )
    session.execute(
        update(members)
        .where(members.c.round_id == round_.id, members.c.share == "added")
        .values(round_id=None, share="released")
    )
    totals.count_in(session, bank, round_.version_id, release)
    return True


def every(session: Session, round_id: str) -> Sequence[Sealed]:
    """List a round's releases, in order."""
    query = select(releases.c.number, releases.c.figures, releases.c.sealed_on).where(
        releases.c.round_id == round_id
    )
    rows = session.execute(query.order_by(releases.c.number))
    return [Sealed(row.number, Release.from_document(row.figures), row.sealed_on) for row in rows]


def released(session: Session, team_id: str) -> Collection[str]:
    """Return the ids of a team's rounds that something was released of."""
    query = select(releases.c.round_id).join(rounds).where(rounds.c.team_id == team_id).distinct()
    return {str(round_id) for round_id in session.execute(query).scalars()}


def take_out(session: Session, banks: Cache, team_id: str) -> None:
    """Take what a team published out of the organisation's totals, before the team is deleted."""
    # In the order in which sealing takes them: first the rounds, then the totals.
    own = select(rounds.c.id, rounds.c.version_id).where(rounds.c.team_id == team_id).order_by(rounds.c.id)
    for row in session.execute(own.with_for_update()).all():
        bank = banks.bank(session, row.version_id)
        for published in every(session, row.id):
            totals.count_out(session, bank, row.version_id, published.release)


def _sheets(session: Session, round_id: str) -> Iterator[Result]:
    """Yield the results that wait in a round, a few in memory at a time."""
    query = (
        select(sittings.c.result)
        .join(members, members.c.sitting_id == sittings.c.id)
        .where(members.c.round_id == round_id, members.c.share == "added")
        .execution_options(yield_per=AT_ONCE)
    )
    for (document,) in session.execute(query):
        yield Result.from_document(document)
