"""Put teams, rounds and people who take part into a database."""

from collections.abc import Sequence
from random import Random

from sqlalchemy import insert, select

from app.quiz.bank import Bank
from app.quiz.invented import invent
from app.quiz.scoring import score
from app.quiz.yaml import read
from app.store import memberships, releases, rounds, sittings, teams
from app.store.account_tables import accounts
from app.store.engine import Database
from app.store.memberships import Membership, Share
from app.store.rounds import Round
from app.store.session import Session
from app.store.team_tables import memberships as members
from app.store.teams import Team
from app.store.versions import Version
from tests.quiz.banks import SMALL
from tests.store.rows import LATER, TODAY, finish, latest

BANK: Bank = read(SMALL.encode())
MANAGER, OTHER = 7, 8
RACERS = range(3)
"""The accounts of those who add themselves at once."""


def found_team(database: Database, name: str = "Permits", manager: int = MANAGER) -> Team:
    """Make a team, and the accounts that tests let manage it."""
    with database.writing() as session:
        hire(session)
        team = teams.create(session, name, manager, TODAY, LATER)
        session.commit()
    return team


def hire(session: Session) -> None:
    """Make the accounts of those who manage teams here, once."""
    if session.execute(select(accounts.c.id)).first() is None:
        session.execute(insert(accounts), [_account(number) for number in (*RACERS, MANAGER, OTHER)])


def _account(number: int) -> dict[str, object]:
    return {
        "id": number,
        "email": f"manager-{number}@example.org",
        "password": "a hash",
        "active": True,
        "fs_uniquifier": str(number),
        "language": "en",
        "created_on": TODAY,
    }


def open_round(database: Database, team: Team, version: Version | int, name: str = "Autumn") -> Round:
    """Open a round of a team on a version, or on the one with an id."""
    version_id = version if isinstance(version, int) else version.id
    with database.writing() as session:
        opened = rounds.begin(session, team.id, name, version_id, TODAY)
        session.commit()
    return opened


def sit(session: Session, token: str, round_: Round, *, finished: bool = True) -> Membership:
    """Let a person join a round, and finish with an invented sheet."""
    sittings.begin(session, token, round_.version_id, "en", LATER)
    sitting = latest(session, token)
    memberships.join(session, sitting.id, round_.id)
    if finished:
        answers = invent(BANK, Random(token), 0.5)
        finish(session, sitting, result=score(BANK, answers).to_document())
    found = memberships.of(session, sitting.id)
    assert found
    return found


def add(database: Database, round_: Round, people: Sequence[str]) -> None:
    """Let people join a round, finish and add their answers."""
    with database.writing() as session:
        for token in people:
            assert memberships.decide(session, sit(session, token, round_), "added")
        session.commit()


def membership(session: Session, token: str) -> Membership:
    """Return what a person belongs to."""
    found = memberships.of(session, latest(session, token).id)
    assert found
    return found


def seal(database: Database, round_: Round, fewest: int = 5, seed: int = 1) -> bool:
    """Seal what was added to a round."""
    with database.writing() as session:
        done = releases.seal(session, BANK, round_, Random(seed), fewest, TODAY)
        session.commit()
    return done


def shares(database: Database) -> list[tuple[str | None, Share]]:
    """Return the round and the share of every membership."""
    with database.reading() as session:
        rows = session.execute(select(members.c.round_id, members.c.share))
        return sorted((tuple(row) for row in rows), key=str)


def named(people: int, start: int = 0) -> list[str]:
    """Return tokens for so many people."""
    return [f"person {number}" for number in range(start, start + people)]
