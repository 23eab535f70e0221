"""Open rounds of teams in an application's database, as their manager does, and look at who is in them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

from flask import Flask
from sqlalchemy import select

from app.store import accounts, codes, memberships, releases, rounds, teams
from app.store.rounds import Round
from app.store.session import Session
from app.store.team_tables import codes as code_rows
from app.store.team_tables import memberships as rows
from tests.taker.stock import bank_on, ground_of

TEAM, ROUND = "Permits & Licences", "Before the training"

MANAGER = "teams@example.org"


@contextmanager
def writing(app: Flask) -> Iterator[Session]:
    """Give a session that is committed at its end."""
    with ground_of(app).database.writing() as session:
        yield session
        session.commit()


def open_round(
    app: Flask, version_id: int = 1, *, team: str = TEAM, name: str = ROUND, slips: int = 0
) -> Round:
    """Open a round of a new team, with as many one-time codes as wanted, and return it."""
    today = date.today()
    with writing(app) as session:
        made = teams.create(session, team, manager(session), today, today + timedelta(days=400))
        round_ = rounds.begin(session, made.id, name, version_id, today)
        codes.make(session, round_.id, slips)
    return now(app, round_)


def manager(session: Session) -> int:
    """Return the account of whoever manages the teams that tests open; it is made once."""
    known = accounts.called(session, MANAGER)
    return (known or accounts.make(session, MANAGER, "a hash", ["manager"], "en", date.today())).id


def now(app: Flask, round_: Round) -> Round:
    """Return a round as it is now."""
    with ground_of(app).database.reading() as session:
        return rounds.by_id(session, round_.id)[0]


def slips_of(app: Flask, round_: Round) -> list[str]:
    """Return the codes of a round as they are printed."""
    with ground_of(app).database.reading() as session:
        return list(codes.every(session, round_.id))


def unused(app: Flask) -> int:
    """Return how many codes are left."""
    with ground_of(app).database.reading() as session:
        return len(session.execute(select(code_rows)).all())


def close(app: Flask, round_: Round, *, fewest: int = 5) -> bool:
    """Close a round and seal what was added to it; tell whether that was enough."""
    bank = bank_on(app, round_.version_id)
    with writing(app) as session:
        locked = rounds.find(session, round_.team_id, round_.number, lock=True)
        rounds.close(session, locked.id, date.today())
        done = releases.seal(session, bank, locked, Random(1), fewest, date.today())
        memberships.end(session, locked.id)
    return done


def release_early(app: Flask, round_: Round) -> bool:
    """Seal what was added to a round, and let it stay open."""
    bank = bank_on(app, round_.version_id)
    with writing(app) as session:
        locked = rounds.find(session, round_.team_id, round_.number, lock=True)
        return releases.seal(session, bank, locked, Random(1), 5, date.today())


def delete_team(app: Flask, round_: Round) -> None:
    """Delete the team of a round."""
    with writing(app) as session:
        teams.remove(session, round_.team_id)


def opened(app: Flask, round_: Round, times: int) -> None:
    """Count that a manager opened the figures of a round, several times."""
    with writing(app) as session:
        for _ in range(times):
            rounds.count_opening(session, round_.id)


def put_in(app: Flask, sitting_id: str, round_: Round, *, added: bool | None = None) -> None:
    """Let a sitting belong to a round, with a decision about its answers, if any."""
    with writing(app) as session:
        memberships.join(session, sitting_id, round_.id)
        membership = memberships.of(session, sitting_id)
        assert membership
        if added is not None:
            memberships.decide(session, membership, "added" if added else "declined")


def shares(app: Flask) -> Mapping[str, tuple[str | None, str]]:
    """Return the round and the share of every sitting that is in one."""
    with ground_of(app).database.reading() as session:
        found = session.execute(select(rows)).all()
    return {row.sitting_id: (row.round_id, row.share) for row in found}
