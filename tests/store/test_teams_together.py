"""Test that managers and people who act at the same moment, in several processes, spoil nothing."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import update

from app.store import codes, memberships, releases, rounds, teams
from app.store.engine import Database
from app.store.rounds import Round
from app.store.tables import sittings as sitting_rows
from tests.store import team_racing
from tests.store.crew import add, found_team, named, open_round, shares, sit
from tests.store.racing import PROCESSES, THREADS, TIMES, Crowd
from tests.store.rows import TODAY, everything, offer

EACH = THREADS * TIMES
"""How often each process does it: everybody of this number is met once by each process."""


@pytest.fixture
def round_(database: Database) -> Round:
    """Open the only round of the only team."""
    return open_round(database, found_team(database), offer(database))


def url(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def blocks(database: Database, round_: Round) -> list[int]:
    """Return how many people are in each release of a round, as it is told: 9 may be told as 5."""
    with database.reading() as session:
        return [one.release.people for one in releases.every(session, round_.id)]


def test_workers_that_seal_at_once_seal_once(crowd: Crowd, database: Database, round_: Round) -> None:
    add(database, round_, named(10))
    assert sum(crowd.all(team_racing.seal, url(database))) == 1
    assert blocks(database, round_) == [10]


def test_managers_who_close_at_once_close_once(crowd: Crowd, database: Database, round_: Round) -> None:
    add(database, round_, named(5))
    with database.writing() as session:
        sit(session, "late", round_)
        session.commit()
    assert sum(crowd.all(team_racing.close_and_seal, url(database))) == 1
    assert blocks(database, round_) == [5]
    assert shares(database) == sorted([(None, "ended"), *[(None, "released")] * 5], key=str)


def test_managers_who_open_rounds_at_once_get_a_number_each(crowd: Crowd, database: Database) -> None:
    offer(database)
    found_team(database)
    numbers = crowd.all(team_racing.begin, url(database))
    assert sorted(numbers) == list(range(1, PROCESSES * EACH + 1))


def test_a_code_that_is_spent_at_once_lets_one_person_in(
    crowd: Crowd, database: Database, round_: Round
) -> None:
    with database.writing() as session:
        codes.make(session, round_.id, 7)
        session.commit()
    spent = Counter(code for code in crowd.all(team_racing.spend, url(database)) if code)
    assert sorted(spent.values()) == [1] * 7
    assert everything(database)["codes"] == []


def test_codes_that_are_made_at_once_are_all_on_the_sheet(
    crowd: Crowd, database: Database, round_: Round
) -> None:
    crowd.all(team_racing.make_codes, url(database))
    with database.writing() as session:
        printed = codes.every(session, round_.id)
        assert len(printed) == rounds.find(session, round_.team_id, 1).codes == 10 + EACH - 1
        assert all(codes.spend(session, code) for code in printed)


def test_a_co_manager_who_is_added_at_once_is_added_once(crowd: Crowd, database: Database) -> None:
    team = found_team(database)
    crowd.all(team_racing.add_manager, url(database))
    with database.reading() as session:
        assert teams.managers(session, team.id) == [0, 1, 2, 7]


def test_whoever_acts_while_a_round_is_sealed_is_in_a_block_or_not_and_nobody_waits_in_a_circle(
    crowd: Crowd, database: Database, round_: Round
) -> None:
    add(database, round_, named(EACH))
    outcomes = crowd.all(team_racing.meddle, url(database))
    with database.reading() as session:
        waiting = memberships.waiting(session, round_.id)
    counted = Counter(outcomes)
    left = Counter(share for _, share in shares(database))
    # Who withdrew in time, and did not come back, is in no block.
    assert left["declined"] <= counted["withdrew", True]
    told = sum(blocks(database, round_))
    assert told <= left["released"] + counted["deleted", True]
    assert told + 4 * len(blocks(database, round_)) >= left["released"]
    assert left["added"] == waiting
    assert len(blocks(database, round_)) == counted["sealed", True]
    assert sum(left.values()) == EACH - counted["deleted", True]


def test_who_purges_deletes_and_seals_the_same_sittings_never_waits_in_a_circle(
    crowd: Crowd, database: Database, round_: Round
) -> None:
    with database.writing() as session:
        for _ in range(60):
            sit(session, "crowded", round_)
        session.execute(update(sitting_rows).values(expires_on=TODAY - timedelta(days=1)))
        session.commit()
    crowd.all(team_racing.purge_delete_or_hold, url(database))
    assert len(shares(database)) == 60


def test_a_team_may_be_deleted_while_people_add_their_answers(
    crowd: Crowd, database: Database, round_: Round
) -> None:
    with database.writing() as session:
        for token in named(EACH):
            sit(session, token, round_)
        session.commit()
    crowd.all(team_racing.remove_team, url(database))
    assert shares(database) == [(None, "ended")] * EACH
