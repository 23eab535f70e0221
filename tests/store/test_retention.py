"""Test what is let go of when a team's time is over, and after a round was closed."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.store import codes, memberships, rounds, sittings, teams
from app.store.engine import Database, open_database
from app.store.housekeeping import purge
from app.store.rounds import Round
from app.store.tables import sittings as sitting_rows
from tests.conftest import MakeDatabase
from tests.store.crew import add, found_team, membership, named, open_round, seal, shares, sit
from tests.store.rows import LATER, TODAY, bytes_on_disk, everything, finish, latest, offer

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def round_(database: Database) -> Round:
    """Open a round."""
    return open_round(database, found_team(database), offer(database))


def expire(database: Database, team_id: str) -> None:
    """Let a team's time be over since yesterday."""
    with database.writing() as session:
        teams.keep_until(session, team_id, TODAY - timedelta(days=1))
        session.commit()


def test_a_team_whose_time_is_over_goes_with_all_that_is_its_own(database: Database, round_: Round) -> None:
    add(database, round_, named(6))
    assert seal(database, round_)
    with database.writing() as session:
        codes.make(session, round_.id, 3)
        sit(session, "under way", round_, finished=False)
        session.commit()
    expire(database, round_.team_id)
    assert purge(database, TODAY) == 0
    left = everything(database)
    assert [left[table] for table in ("teams", "team_managers", "rounds", "codes", "releases")] == [[]] * 5
    assert shares(database) == sorted([(None, "ended"), *[(None, "released")] * 6], key=str)
    with database.writing() as session:
        finish(session, latest(session, "under way"))


def test_what_was_a_teams_own_stands_in_no_file(make_sqlite: MakeDatabase) -> None:
    database = open_database(make_sqlite())
    team = found_team(database, "A team nobody else is called")
    round_ = open_round(database, team, offer(database))
    add(database, round_, named(5))
    assert seal(database, round_)
    traces = [team.name.encode(), team.id.encode(), round_.id.encode(), round_.token.encode()]
    assert all(trace in bytes_on_disk(database) for trace in traces)
    expire(database, team.id)
    purge(database, TODAY)
    assert not any(trace in bytes_on_disk(database) for trace in traces)


def test_a_team_is_kept_to_the_end_of_its_last_day(database: Database, round_: Round) -> None:
    purge(database, LATER)
    with database.reading() as session:
        assert rounds.by_id(session, round_.id)[0] == round_
    purge(database, LATER + timedelta(days=1))
    assert everything(database)["teams"] == []


def test_all_teams_whose_time_is_over_go_at_once(database: Database) -> None:
    for _ in range(teams.TOGETHER + 1):
        expire(database, found_team(database).id)
    kept = found_team(database)
    purge(database, TODAY)
    assert [row[0] for row in everything(database)["teams"]] == [kept.id]


def test_answers_whose_time_is_over_while_they_wait_are_in_no_block(
    database: Database, round_: Round
) -> None:
    add(database, round_, named(6))
    with database.writing() as session:
        over = update(sitting_rows).values(expires_on=TODAY - timedelta(days=1))
        session.execute(over.where(sitting_rows.c.id == latest(session, "person 2").id))
        session.commit()
    assert purge(database, TODAY) == 1
    with database.reading() as session:
        assert memberships.waiting(session, round_.id) == 5


def test_the_day_after_a_round_was_closed_nothing_names_it_any_more(
    database: Database, round_: Round
) -> None:
    add(database, round_, named(3))
    with database.writing() as session:
        codes.make(session, round_.id, 3)
        memberships.decide(session, membership(session, "person 1"), "declined")
        rounds.close(session, round_.id, TODAY)
        session.commit()
    before = everything(database)
    purge(database, TODAY)
    assert everything(database) == before
    purge(database, TOMORROW)
    assert everything(database)["codes"] == []
    assert shares(database) == [(None, "ended")] * 3
    with database.writing() as session:
        assert rounds.find(session, round_.team_id, 1).codes == 3
        assert len(sittings.every(session, "person 1")) == 1


def test_an_open_round_is_left_alone(database: Database, round_: Round) -> None:
    add(database, round_, named(3))
    with database.writing() as session:
        codes.make(session, round_.id, 3)
        session.commit()
    before = everything(database)
    purge(database, TOMORROW)
    assert everything(database) == before
