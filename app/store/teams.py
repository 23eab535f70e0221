"""Keep teams and who manages them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select, update

from app.quiz.bank import Absent
from app.store import memberships
from app.store.session import Session
from app.store.team_tables import rounds, team_managers, teams

LONGEST_NAME = 120

TOGETHER = 20
"""How many teams whose time is over are listed at a time."""


@dataclass(frozen=True, slots=True)
class Team:
    """Describe a team; its id is random and tells nothing."""

    id: str
    name: str
    created_on: date
    expires_on: date


def create(session: Session, name: str, account_id: int, today: date, expires_on: date) -> Team:
    """Make a team with its first manager."""
    team = Team(secrets.token_urlsafe(16), name, today, expires_on)
    session.execute(
        insert(teams).values(id=team.id, name=name, created_on=today, expires_on=expires_on),
    )
    add_manager(session, team.id, account_id)
    return team


def managed_by(session: Session, account_id: int) -> Sequence[Team]:
    """List the teams an account manages, by name."""
    own = select(team_managers.c.team_id).where(team_managers.c.account_id == account_id)
    rows = session.execute(select(*teams.c).where(teams.c.id.in_(own)).order_by(teams.c.name, teams.c.id))
    return [Team(*tuple(row)) for row in rows]


def managed(session: Session, team_id: str, account_id: int) -> Team:
    """Find a team that an account manages; raise Absent for another's, as for one that is not there."""
    own = (team_managers.c.team_id == teams.c.id) & (team_managers.c.account_id == account_id)
    row = session.execute(select(*teams.c).join(team_managers, own).where(teams.c.id == team_id)).first()
    if row is None:
        raise Absent(team_id)
    return Team(*tuple(row))


def rename(session: Session, team_id: str, name: str) -> None:
    """Give a team another name."""
    session.execute(update(teams).where(teams.c.id == team_id).values(name=name))


def keep_until(session: Session, team_id: str, expires_on: date) -> None:
    """Keep a team for longer."""
    session.execute(update(teams).where(teams.c.id == team_id).values(expires_on=expires_on))


def managers(session: Session, team_id: str) -> Sequence[int]:
    """List the account ids of a team's managers."""
    query = select(team_managers.c.account_id).where(team_managers.c.team_id == team_id)
    return session.execute(query.order_by(team_managers.c.account_id)).scalars().all()


def add_manager(session: Session, team_id: str, account_id: int) -> None:
    """Let an account manage a team, if it does not yet."""
    _lock(session, team_id)
    if account_id not in managers(session, team_id):
        session.execute(insert(team_managers).values(team_id=team_id, account_id=account_id))


def remove_manager(session: Session, team_id: str, account_id: int) -> bool:
    """Let an account manage a team no longer; the last one stays. Tell whether it was removed."""
    _lock(session, team_id)
    if set(managers(session, team_id)) <= {account_id}:
        return False
    own = (team_managers.c.team_id == team_id) & (team_managers.c.account_id == account_id)
    return session.execute(delete(team_managers).where(own)).rowcount == 1


def remove(session: Session, team_id: str) -> None:
    """Delete a team with its rounds, codes and releases; people's sittings remain theirs alone."""
    _lock(session, team_id)
    # Nobody joins, decides or seals meanwhile: all of them take the round first.
    own = select(rounds.c.id).where(rounds.c.team_id == team_id).order_by(rounds.c.id).with_for_update()
    memberships.end(session, *session.execute(own).scalars().all())
    session.execute(delete(teams).where(teams.c.id == team_id))


def over(session: Session, today: date) -> Sequence[str]:
    """List the ids of up to TOGETHER teams whose time is over."""
    query = select(teams.c.id).where(teams.c.expires_on < today).limit(TOGETHER)
    return session.execute(query).scalars().all()


def count(session: Session) -> int:
    """Return how many teams there are."""
    return int(session.execute(select(func.count()).select_from(teams)).scalar_one())


def _lock(session: Session, team_id: str) -> None:
    session.execute(select(teams.c.id).where(teams.c.id == team_id).with_for_update())
