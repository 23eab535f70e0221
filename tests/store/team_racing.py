"""Work on a team that several threads of several processes do at the same moment."""

from random import SystemRandom
from typing import Literal

from sqlalchemy import select

from app.store import codes, memberships, releases, rounds, sittings, teams
from app.store.engine import Database
from app.store.session import Session
from app.store.team_tables import rounds as round_rows
from app.store.team_tables import teams as team_rows
from tests.store.crew import BANK, membership
from tests.store.rows import TODAY


def only_round(session: Session, *, lock: bool = False) -> rounds.Round:
    """Find the one round there is."""
    found = session.execute(select(round_rows.c.team_id, round_rows.c.number)).one()
    return rounds.find(session, found.team_id, found.number, lock=lock)


def seal(database: Database, _number: int) -> bool:
    """Seal what waits in the one round there is."""
    with database.writing() as session:
        done = releases.seal(session, BANK, only_round(session), SystemRandom(), 5, TODAY)
        session.commit()
    return done


def close_and_seal(database: Database, _number: int) -> bool:
    """Seal and close the one round there is, as a manager's button does; tell whether it was this press."""
    with database.writing() as session:
        round_ = only_round(session, lock=True)
        if not round_.open:
            return False
        releases.seal(session, BANK, round_, SystemRandom(), 5, TODAY)
        rounds.close(session, round_.id, TODAY)
        memberships.end(session, round_.id)
        session.commit()
    return True


def begin(database: Database, number: int) -> int:
    """Open a round of the one team there is and return its number."""
    with database.writing() as session:
        (team_id,) = session.execute(select(team_rows.c.id)).scalars()
        opened = rounds.begin(session, team_id, f"Round {number}", 1, TODAY)
        session.commit()
    return opened.number


def spend(database: Database, number: int) -> str | None:
    """Spend a code of the one round there is; return it if that was done."""
    with database.writing() as session:
        # Each asks for the codes from another end.
        printed = sorted(codes.every(session, session.execute(select(round_rows.c.id)).scalar_one()))
        code = printed[number % len(printed)]
        spent = codes.spend(session, code)
        session.commit()
    return code if spent else None


def make_codes(database: Database, number: int) -> None:
    """Make codes for one person more."""
    with database.writing() as session:
        codes.make(session, session.execute(select(round_rows.c.id)).scalar_one(), 10 + number)
        session.commit()


def add_manager(database: Database, number: int) -> None:
    """Let somebody manage the one team there is, which others do at the same time."""
    with database.writing() as session:
        teams.add_manager(session, session.execute(select(team_rows.c.id)).scalar_one(), number % 3)
        session.commit()


def meddle(database: Database, number: int) -> tuple[str, bool]:
    """Do one of the things that happen in a round: seal, add, withdraw, delete one's sittings, purge.

    Return what it was, and whether it was done.
    """
    token = f"person {number}"
    if number % 4 == 3:
        return "sealed", seal(database, number)
    with database.writing() as session:
        sitting = sittings.current(session, token, lock=True)
        if sitting is None:
            return "gone", True
        if number % 4 == 0:
            sittings.delete_all(session, token)
            done = True
        else:
            share: Literal["added", "declined"] = "added" if number % 4 == 1 else "declined"
            done = memberships.decide(session, membership(session, token), share)
        session.commit()
    return ("deleted", "added", "withdrew")[number % 4], done


def purge_delete_or_hold(database: Database, number: int) -> None:
    """Purge, delete or hold all that hangs on one round, by turns; undo it, so that the next one can too."""
    with database.writing() as session:
        if number % 3 == 0:
            sittings.purge(session, TODAY)
        elif number % 3 == 1:
            sittings.delete_all(session, "crowded")
        else:
            memberships.hold(session, [only_round(session, lock=True).id])


def remove_team(database: Database, number: int) -> None:
    """Delete the one team there is, while others add their answers."""
    with database.writing() as session:
        if number == 10:
            for team_id in session.execute(select(team_rows.c.id)).scalars().all():
                teams.remove(session, team_id)
        else:
            memberships.decide(session, membership(session, f"person {number}"), "added")
        session.commit()
