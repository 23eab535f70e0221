"""Keep what the teams of an organisation publish together, by version, as blocks are sealed."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.quiz.bank import Bank
from app.quiz.disclosure import Release, enough
from app.quiz.disclosure.organisation import Cells, add, published, subtract
from app.store.session import Session
from app.store.team_tables import totals


def find(session: Session, version_id: int) -> Cells:
    """Return the total of a version; it is empty where none of its rounds was ever released."""
    figures = session.execute(select(totals.c.figures).where(totals.c.version_id == version_id)).scalar()
    return Cells() if figures is None else Cells.from_document(figures)


def versions(session: Session) -> list[int]:
    """List the ids of the versions whose total may be shown, the newest first."""
    rows = session.execute(select(totals.c.version_id, totals.c.figures).order_by(totals.c.version_id.desc()))
    # What was counted in may have been taken out again, with its team.
    return [row.version_id for row in rows if enough(row.figures["people"])]


def count_in(session: Session, bank: Bank, version_id: int, release: Release) -> None:
    """Add what a new release publishes to the total of its version."""
    _change(session, version_id, lambda total: add(total, published(bank, release)))


def count_out(session: Session, bank: Bank, version_id: int, release: Release) -> None:
    """Take a release that is deleted out of the total of its version."""
    _change(session, version_id, lambda total: subtract(total, published(bank, release)))


def _change(session: Session, version_id: int, changed: Callable[[Cells], Cells]) -> None:
    # The row is made first, so that there is one to lock: two that seal at once take turns at it.
    session.execute(_MADE[session.dialect], {"version_id": version_id, "figures": Cells().to_document()})
    here = totals.c.version_id == version_id
    found = session.execute(select(totals.c.figures).where(here).with_for_update()).scalar_one()
    figures = changed(Cells.from_document(found)).to_document()
    session.execute(update(totals).where(here).values(figures=figures))


_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_MADE = {name: made(totals).on_conflict_do_nothing() for name, made in _INSERTS.items()}
