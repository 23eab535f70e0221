"""Test that sealing makes one frozen release and forgets who was in the block."""

from datetime import date
from random import Random

import pytest
from sqlalchemy import Update, update
from sqlalchemy.exc import IntegrityError

from app.quiz.disclosure import TooFew, figures
from app.quiz.disclosure import seal as sealed
from app.quiz.scoring import Result
from app.store import memberships, releases, rounds, sittings
from app.store.engine import Database, open_database
from app.store.rounds import Round
from app.store.team_tables import releases as rows
from app.store.team_tables import teams
from tests.conftest import MakeDatabase
from tests.store.crew import BANK, add, found_team, membership, named, open_round, seal, shares, sit
from tests.store.rows import TODAY, bytes_on_disk, everything, latest, offer


@pytest.fixture
def round_(database: Database) -> Round:
    """Open a round."""
    return open_round(database, found_team(database), offer(database))


def released(database: Database, round_: Round) -> list[releases.Sealed]:
    """Return a round's releases."""
    with database.reading() as session:
        return list(releases.every(session, round_.id))


def test_a_release_is_what_the_added_sheets_come_to(database: Database, round_: Round) -> None:
    add(database, round_, named(11))
    with database.writing() as session:
        memberships.decide(session, membership(session, "person 10"), "declined")
        sit(session, "open", round_)
        session.commit()
        sheets = [Result.from_document(latest(session, token).result or {}) for token in named(10)]
    assert seal(database, round_, seed=3)
    (one,) = released(database, round_)
    assert (one.number, one.sealed_on, one.release.people) == (1, TODAY, 10)
    # The same chances on the same sums, in whatever order the sheets come.
    assert one.release == sealed(BANK, sheets, Random(3))
    assert figures(BANK, [one.release]).people == 10


def test_too_few_are_not_sealed_and_go_on_waiting(database: Database, round_: Round) -> None:
    add(database, round_, named(4))
    before = everything(database)
    assert not seal(database, round_)
    assert everything(database) == before


def test_a_setting_may_ask_for_more_people_and_never_for_fewer(database: Database, round_: Round) -> None:
    add(database, round_, named(4))
    assert not seal(database, round_, fewest=1)
    add(database, round_, named(3, start=4))
    assert not seal(database, round_, fewest=8)
    assert seal(database, round_, fewest=7)


def test_blocks_never_overlap(database: Database, round_: Round) -> None:
    add(database, round_, named(10))
    assert seal(database, round_)
    assert not seal(database, round_)
    add(database, round_, named(5, start=10))
    assert seal(database, round_)
    assert [(one.number, one.release.people) for one in released(database, round_)] == [(1, 10), (2, 5)]


def test_another_rounds_answers_are_left_alone(database: Database, round_: Round) -> None:
    other = open_round(database, found_team(database), round_.version_id)
    add(database, round_, named(5))
    add(database, other, named(5, start=5))
    assert seal(database, round_)
    with database.reading() as session:
        assert memberships.waiting(session, other.id) == 5
    assert released(database, other) == []


def test_after_sealing_nothing_tells_who_was_in_the_block(database: Database, round_: Round) -> None:
    other = open_round(database, found_team(database), round_.version_id)
    add(database, round_, named(6))
    add(database, other, named(6, start=6))
    for one in (round_, other):
        assert seal(database, one)
    assert shares(database) == [(None, "released")] * 12
    kept = everything(database)
    for name in ("sittings", "memberships"):
        assert not any(place in repr(row) for row in kept[name] for place in (round_.id, other.id))
    assert not any(repr(row[0]) in repr(kept["releases"]) for row in kept["sittings"])


def test_after_sealing_no_file_tells_it_either(make_sqlite: MakeDatabase) -> None:
    database = open_database(make_sqlite())
    round_ = open_round(database, found_team(database), offer(database))
    add(database, round_, named(6))
    with database.reading() as session:
        ids = [latest(session, token).id.encode() for token in named(6)]
    # A membership's row is the sitting's id, then the round's.
    rows_of_the_block = [sitting_id + round_.id.encode() for sitting_id in ids]
    assert all(row in bytes_on_disk(database) for row in rows_of_the_block)
    assert seal(database, round_)
    database.scrub()
    left = bytes_on_disk(database)
    assert not any(row in left for row in rows_of_the_block)
    assert not any(round_.id.encode() + b"added" + sitting_id in left for sitting_id in ids)


def test_days_are_the_finest_times_that_are_kept(database: Database, round_: Round) -> None:
    add(database, round_, named(6))
    assert seal(database, round_)
    rounds_close(database, round_)
    for table, kept in everything(database).items():
        for row in kept:
            for value in row:
                assert not hasattr(value, "hour"), (table, value)


def rounds_close(database: Database, round_: Round) -> None:
    """Close a round."""
    with database.writing() as session:
        rounds.close(session, round_.id, TODAY)
        session.commit()


CHANGES = {
    "its figures": update(rows).values(figures={}),
    "its day": update(rows).values(sealed_on=date(2000, 1, 1)),
    "its number": update(rows).values(number=2),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_release_never_changes(database: Database, round_: Round, change: Update) -> None:
    add(database, round_, named(5))
    assert seal(database, round_)
    before = everything(database)
    with database.writing() as session, pytest.raises(IntegrityError, match="a release never changes"):
        session.execute(change)
    assert everything(database) == before


def test_a_release_goes_with_its_team(database: Database, round_: Round) -> None:
    add(database, round_, named(5))
    assert seal(database, round_)
    with database.writing() as session:
        session.execute(teams.delete())
        session.commit()
    assert everything(database)["releases"] == []


def test_a_release_stays_when_its_people_delete_everything(database: Database, round_: Round) -> None:
    add(database, round_, named(5))
    assert seal(database, round_)
    before = released(database, round_)
    with database.writing() as session:
        for token in named(5):
            sittings.delete_all(session, token)
        session.commit()
    assert everything(database)["sittings"] == everything(database)["memberships"] == []
    assert released(database, round_) == before


def test_a_release_of_too_few_that_got_in_somehow_is_not_shown(database: Database, round_: Round) -> None:
    add(database, round_, named(5))
    assert seal(database, round_)
    (one,) = released(database, round_)
    with database.writing() as session:
        document = {**one.release.to_document(), "people": 4}
        session.execute(rows.insert().values(round_id=round_.id, number=2, figures=document, sealed_on=TODAY))
        session.commit()
    with pytest.raises(TooFew):
        released(database, round_)
