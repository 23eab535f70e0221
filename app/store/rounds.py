"""Keep rounds: one occasion on which a team takes a version, found by its link."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select, update

from app.quiz.bank import Absent
from app.store.session import Session
from app.store.team_tables import codes, rounds, teams

TOKEN_BYTES = 12
"""How much chance is in a join link: 96 bits. It is meant to be handed on, within the team."""


@dataclass(frozen=True, slots=True)
class Round:
    """Describe a round; `codes` is how many one-time codes were made (0: whoever has the link may join).

    `openings` is how often this round's figures were opened: once at most by each manager on a day.
    """

    id: str
    team_id: str
    number: int
    name: str
    version_id: int
    token: str
    codes: int
    opened_on: date
    closed_on: date | None
    openings: int

    @property
    def open(self) -> bool:
        """Tell whether people may still join, add their answers and withdraw them."""
        return self.closed_on is None


COLUMNS = (
    rounds.c.id,
    rounds.c.team_id,
    rounds.c.number,
    rounds.c.name,
    rounds.c.version_id,
    rounds.c.token,
    rounds.c.codes,
    rounds.c.opened_on,
    rounds.c.closed_on,
    rounds.c.openings,
)


def begin(session: Session, team_id: str, name: str, version_id: int, today: date) -> Round:
    """Open a round of a team, pinned to a version; whoever has its link may join. Raise Absent."""
    # Two managers who open one at once take turns at the team's row.
    if session.execute(select(teams.c.id).where(teams.c.id == team_id).with_for_update()).first() is None:
        raise Absent(team_id)
    latest = select(func.max(rounds.c.number)).where(rounds.c.team_id == team_id)
    opened = Round(
        id=secrets.token_urlsafe(16),
        team_id=team_id,
        number=(session.execute(latest).scalar() or 0) + 1,
        name=name,
        version_id=version_id,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        codes=0,
        opened_on=today,
        closed_on=None,
        openings=0,
    )
    session.execute(
        insert(rounds).values({column.name: getattr(opened, column.name) for column in COLUMNS}),
    )
    return opened


def every(session: Session, team_id: str) -> Sequence[Round]:
    """List a team's rounds, the latest first."""
    query = select(*COLUMNS).where(rounds.c.team_id == team_id).order_by(rounds.c.number.desc())
    return [Round(*tuple(row)) for row in session.execute(query)]


def find(session: Session, team_id: str, number: int, *, lock: bool = False) -> Round:
    """Find a team's round by its number; raise Absent. With `lock` nobody else changes it meanwhile."""
    query = select(*COLUMNS).where(rounds.c.team_id == team_id, rounds.c.number == number)
    row = session.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise Absent(number)
    return Round(*tuple(row))


def by_token(session: Session, token: str) -> tuple[Round, str]:
    """Find a round by the secret of its link, with the name of its team; raise Absent."""
    query = select(*COLUMNS, teams.c.name.label("team")).join(teams).where(rounds.c.token == token)
    return _with_team(session.execute(query).first(), token)


def by_id(session: Session, round_id: str, *, share: bool = False) -> tuple[Round, str]:
    """Find a round, with the name of its team; raise Absent. With `share` it stays as it is meanwhile."""
    query = select(*COLUMNS, teams.c.name.label("team")).join(teams).where(rounds.c.id == round_id)
    found = session.execute(query.with_for_update(read=True, of=rounds) if share else query).first()
    return _with_team(found, round_id)


def close(session: Session, round_id: str, today: date) -> None:
    """Let nobody join any more; which codes were left goes with it, so that no code tells its use."""
    session.execute(
        update(rounds).where(rounds.c.id == round_id, rounds.c.closed_on.is_(None)).values(closed_on=today)
    )
    session.execute(delete(codes).where(codes.c.round_id == round_id))


def count_opening(session: Session, round_id: str) -> None:
    """Count that a manager opened the round's figures."""
    session.execute(update(rounds).where(rounds.c.id == round_id).values(openings=rounds.c.openings + 1))


def _with_team(row: "Sequence[object] | None", wanted: str) -> tuple[Round, str]:
    if row is None:
        raise Absent(wanted)
    *columns, team = row
    return Round(*columns), str(team)  # type: ignore[arg-type]  # as COLUMNS has them
