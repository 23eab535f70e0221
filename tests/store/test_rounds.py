"""Test how rounds are opened, found by their link, and closed."""

import pytest

from app.quiz.bank import Absent
from app.store import rounds
from app.store.engine import Database
from tests.store.crew import found_team, open_round
from tests.store.rows import LATER, TODAY, offer


def test_a_round_is_pinned_to_a_version_and_open(database: Database) -> None:
    version = offer(database)
    team = found_team(database)
    opened = open_round(database, team, version)
    assert (opened.team_id, opened.version_id, opened.number) == (team.id, version.id, 1)
    assert opened.open
    with database.reading() as session:
        assert rounds.find(session, team.id, 1) == opened


def test_each_team_counts_its_own_rounds_and_lists_the_latest_first(database: Database) -> None:
    version = offer(database)
    team, other = found_team(database), found_team(database)
    for one in (team, other, team):
        open_round(database, one, version)
    with database.reading() as session:
        assert [round_.number for round_ in rounds.every(session, team.id)] == [2, 1]
        assert [round_.number for round_ in rounds.every(session, other.id)] == [1]


def test_a_round_is_found_by_its_link_and_its_id_with_the_name_of_its_team(database: Database) -> None:
    opened = open_round(database, found_team(database), offer(database))
    with database.writing() as session:
        assert rounds.by_token(session, opened.token) == (opened, "Permits")
        for share in (False, True):
            assert rounds.by_id(session, opened.id, share=share) == (opened, "Permits")


def test_a_link_says_nothing_of_what_it_leads_to_and_cannot_be_guessed(database: Database) -> None:
    version, team = offer(database), found_team(database)
    opened = [open_round(database, team, version) for _ in range(5)]
    assert len({round_.token for round_ in opened}) == 5
    assert all(len(round_.token) >= 16 for round_ in opened)
    assert not {round_.token for round_ in opened} & {round_.id for round_ in opened}


def test_what_is_not_there_is_absent(database: Database) -> None:
    opened = open_round(database, found_team(database), offer(database))
    with database.reading() as session:
        for look in (
            lambda: rounds.by_token(session, opened.id),
            lambda: rounds.by_id(session, opened.token),
            lambda: rounds.find(session, opened.team_id, 2),
            lambda: rounds.find(session, "made-up", 1),
        ):
            with pytest.raises(Absent):
                look()


def test_a_round_closes_once(database: Database) -> None:
    opened = open_round(database, found_team(database), offer(database))
    with database.writing() as session:
        rounds.close(session, opened.id, TODAY)
        rounds.close(session, opened.id, LATER)
        closed = rounds.find(session, opened.team_id, 1, lock=True)
    assert closed.closed_on == TODAY
    assert not closed.open


def test_openings_of_the_figures_are_counted(database: Database) -> None:
    opened = open_round(database, found_team(database), offer(database))
    with database.writing() as session:
        for _ in range(3):
            rounds.count_opening(session, opened.id)
        assert rounds.find(session, opened.team_id, 1).openings == 3
