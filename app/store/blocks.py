"""Give the bare answers that are kept in blocks, for what a draft would do to people."""

from collections.abc import Iterable

from sqlalchemy import select

from app.quiz.bank import Answers
from app.store.session import Session
from app.store.tables import blocks


def sheets(session: Session, version_id: int) -> Iterable[Answers]:
    """Return the sheets of a version's blocks; none until thirty are finished."""
    query = select(blocks.c.sheets).where(blocks.c.version_id == version_id).order_by(blocks.c.id)
    return [sheet for held in session.execute(query).scalars() for sheet in held]
