"""Let go of what teams leave behind: those whose time is over, and what closed rounds no longer need."""

from datetime import date

from sqlalchemy import delete, exists, or_, select

from app.store import memberships, releases, teams
from app.store.engine import Database
from app.store.session import Session
from app.store.team_tables import codes, rounds
from app.store.team_tables import memberships as members
from app.store.versions import Cache


def forget(database: Database, today: date) -> None:
    """Delete the teams whose time is over, and what still hangs on rounds that were closed before today.

    Each team and each round goes in a transaction of its own, so that nobody waits long, or in a circle.
    """
    banks = Cache()
    while True:
        with database.reading() as session:
            over = teams.over(session, today)
        if not over:
            break
        for team_id in over:
            with database.writing() as session:
                releases.take_out(session, banks, team_id)
                teams.remove(session, team_id)
                session.commit()
    with database.reading() as session:
        left = _left_over(session, today)
    for round_id in left:
        with database.writing() as session:
            # A used code is gone, so one that is left tells that its holder did not come.
            session.execute(delete(codes).where(codes.c.round_id == round_id))
            # Who was asked and did not add anything, or not in time, belongs to nobody now.
            memberships.end(session, round_id)
            session.commit()


def _left_over(session: Session, today: date) -> list[str]:
    """List the rounds closed before today that codes or memberships still name."""
    named = (exists().where(table.c.round_id == rounds.c.id) for table in (codes, members))
    return list(session.execute(select(rounds.c.id).where(rounds.c.closed_on < today, or_(*named))).scalars())
