"""Test what becomes of a person's answers in a round: added, taken back, released, or theirs alone."""

from typing import Literal

import pytest
from sqlalchemy.exc import IntegrityError

from app.store import memberships, rounds, sittings
from app.store.engine import Database
from app.store.rounds import Round
from tests.store.crew import add, found_team, membership, named, open_round, seal, shares, sit
from tests.store.rows import LATER, TODAY, finish, latest, offer, seat


@pytest.fixture
def round_(database: Database) -> Round:
    """Open a round."""
    return open_round(database, found_team(database), offer(database))


def test_who_came_by_no_teams_link_belongs_to_none(database: Database) -> None:
    seat(database, "token", offer(database), {})
    with database.reading() as session:
        assert memberships.of(session, latest(session, "token").id) is None


def test_who_joins_has_not_decided_yet(database: Database, round_: Round) -> None:
    with database.writing() as session:
        joined = sit(session, "token", round_)
        assert (joined.round_id, joined.share) == (round_.id, "open")
        assert memberships.waiting(session, round_.id) == 0


def test_answers_are_added_and_taken_back_as_often_as_one_likes(database: Database, round_: Round) -> None:
    with database.writing() as session:
        joined = sit(session, "token", round_)
        steps: list[tuple[Literal["added", "declined"], int]] = [
            ("added", 1),
            ("added", 1),
            ("declined", 0),
            ("added", 1),
        ]
        for share, waiting in steps:
            assert memberships.decide(session, joined, share)
            assert membership(session, "token").share == share
            assert memberships.waiting(session, round_.id) == waiting


def test_nothing_is_added_before_there_is_a_result(database: Database, round_: Round) -> None:
    with database.writing() as session:
        joined = sit(session, "token", round_, finished=False)
        assert not memberships.decide(session, joined, "added")
        assert membership(session, "token").share == "open"
        assert memberships.decide(session, joined, "declined")
        finish(session, latest(session, "token"))
        assert memberships.decide(session, joined, "added")


def test_nothing_is_added_or_taken_back_once_the_round_is_closed(database: Database, round_: Round) -> None:
    with database.writing() as session:
        early, late = sit(session, "early", round_), sit(session, "late", round_)
        memberships.decide(session, early, "added")
        rounds.close(session, round_.id, TODAY)
        assert not memberships.decide(session, early, "declined")
        assert not memberships.decide(session, late, "added")
        assert memberships.waiting(session, round_.id) == 1


def test_nothing_is_taken_back_once_it_is_released(database: Database, round_: Round) -> None:
    add(database, round_, named(5))
    with database.reading() as session:
        stale = membership(session, "person 1")
    assert seal(database, round_)
    with database.writing() as session:
        assert not memberships.decide(session, stale, "declined")
        now = membership(session, "person 1")
        assert (now.round_id, now.share) == (None, "released")
        assert not memberships.decide(session, now, "declined")


def test_a_sitting_joins_one_round_ever(database: Database, round_: Round) -> None:
    add(database, round_, named(5))
    assert seal(database, round_)
    with database.writing() as session, pytest.raises(IntegrityError, match=r"memberships"):
        memberships.join(session, latest(session, "person 1").id, round_.id)


def test_ending_a_round_leaves_every_sitting_to_its_person(database: Database, round_: Round) -> None:
    other = open_round(database, found_team(database), round_.version_id)
    add(database, other, ["theirs"])
    with database.writing() as session:
        sit(session, "open", round_)
        sit(session, "under way", round_, finished=False)
        memberships.decide(session, sit(session, "no", round_), "declined")
        memberships.end(session, round_.id)
        session.commit()
    assert shares(database) == sorted([(other.id, "added"), *[(None, "ended")] * 3], key=str)
    with database.writing() as session:
        finish(session, latest(session, "under way"))


def test_deleting_ones_sittings_deletes_what_they_belonged_to(database: Database, round_: Round) -> None:
    add(database, round_, named(2))
    with database.writing() as session:
        sittings.begin(session, "person 1", round_.version_id, "en", LATER)
        sittings.delete_all(session, "person 1")
        assert memberships.waiting(session, round_.id) == 1
        session.commit()
    assert shares(database) == [(round_.id, "added")]
