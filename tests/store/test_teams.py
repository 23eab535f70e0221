"""Test how teams are kept, found by those who manage them only, and deleted."""

import pytest
from sqlalchemy import select

from app.quiz.bank import Absent
from app.store import codes, rounds, teams
from app.store.engine import Database
from app.store.sittings import every
from app.store.team_tables import team_managers
from tests.store.crew import MANAGER, OTHER, add, found_team, named, open_round, seal, shares, sit
from tests.store.rows import LATER, TODAY, everything, offer


def test_a_team_is_managed_by_who_made_it(database: Database) -> None:
    team = found_team(database)
    with database.reading() as session:
        assert teams.managed(session, team.id, MANAGER) == team
        assert teams.managers(session, team.id) == [MANAGER]
    assert (team.name, team.created_on, team.expires_on) == ("Permits", TODAY, LATER)


def test_anothers_team_is_absent_as_one_that_is_not_there(database: Database) -> None:
    team = found_team(database, manager=OTHER)
    with database.reading() as session:
        for team_id in (team.id, "made-up"):
            with pytest.raises(Absent):
                teams.managed(session, team_id, MANAGER)


def test_a_managers_teams_are_listed_by_name_and_no_others(database: Database) -> None:
    for name in ("Zoning", "Archives"):
        found_team(database, name)
    found_team(database, "Theirs", OTHER)
    with database.reading() as session:
        assert [team.name for team in teams.managed_by(session, MANAGER)] == ["Archives", "Zoning"]
        assert teams.count(session) == 3


def test_a_team_can_be_renamed_and_kept_for_longer(database: Database) -> None:
    team = found_team(database)
    with database.writing() as session:
        teams.rename(session, team.id, "Licences")
        teams.keep_until(session, team.id, TODAY)
        changed = teams.managed(session, team.id, MANAGER)
    assert (changed.name, changed.expires_on) == ("Licences", TODAY)


def test_a_co_manager_is_added_once(database: Database) -> None:
    team = found_team(database)
    with database.writing() as session:
        for _ in range(2):
            teams.add_manager(session, team.id, OTHER)
        assert teams.managers(session, team.id) == [MANAGER, OTHER]


def test_a_manager_can_be_removed_but_not_the_last_one(database: Database) -> None:
    team = found_team(database)
    with database.writing() as session:
        teams.add_manager(session, team.id, OTHER)
        assert teams.remove_manager(session, team.id, MANAGER)
        assert not teams.remove_manager(session, team.id, OTHER)
        assert teams.managers(session, team.id) == [OTHER]


def test_who_does_not_manage_a_team_cannot_be_removed_from_it(database: Database) -> None:
    team = found_team(database)
    with database.writing() as session:
        teams.add_manager(session, team.id, OTHER)
        assert not teams.remove_manager(session, team.id, 99)
        assert teams.managers(session, team.id) == [MANAGER, OTHER]


def test_deleting_a_team_leaves_nothing_of_it_and_peoples_sittings_to_them(database: Database) -> None:
    version = offer(database)
    kept, gone = found_team(database, "Kept"), found_team(database, "Gone")
    before = everything(database)
    other = open_round(database, kept, version)
    add(database, other, ["theirs"])
    for name in ("Spring", "Autumn"):
        round_ = open_round(database, gone, version, name)
        add(database, round_, [f"{name} {person}" for person in named(6)])
        with database.writing() as session:
            codes.make(session, round_.id, 3)
            sit(session, f"{name} open", round_, finished=False)
            session.commit()
    assert seal(database, round_)
    with database.writing() as session:
        teams.remove(session, gone.id)
        session.commit()
        assert len(every(session, "Autumn person 1")) == 1
    left = everything(database)
    assert left["releases"] == left["codes"] == []
    assert left["teams"] == [row for row in before["teams"] if row[0] == kept.id]
    assert [row[0] for row in left["rounds"]] == [other.id]
    assert len(left["sittings"]) == 15
    assert shares(database) == sorted(
        [(other.id, "added"), *[(None, "ended")] * 8, *[(None, "released")] * 6], key=str
    )


def test_nobody_manages_a_team_that_was_deleted(database: Database) -> None:
    team = found_team(database)
    with database.writing() as session:
        teams.remove(session, team.id)
        assert session.execute(select(team_managers)).all() == []
        with pytest.raises(Absent):
            teams.managed(session, team.id, MANAGER)
        with pytest.raises(Absent):
            rounds.begin(session, team.id, "Autumn", 1, TODAY)
