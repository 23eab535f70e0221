"""Test how sittings are kept: begun, found by their token, answered, finished, repeated and purged."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.store import sittings
from app.store.engine import Database
from app.store.sittings import TOGETHER
from app.store.tables import sittings as table
from tests.store.rows import LATER, TODAY, finish, latest, offer, seat

ANSWERS = {"listen-1": "often", "listen-2": "does-not-apply"}


def test_a_token_is_random_and_holds_at_least_128_bits() -> None:
    tokens = {sittings.new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    # Each sign of URL-safe base 64 holds 6 bits.
    assert min(map(len, tokens)) * 6 >= 128


def test_a_begun_sitting_is_found_by_its_token(database: Database) -> None:
    version = offer(database)
    with database.writing() as session:
        sittings.begin(session, "token", version.id, "fr", LATER)
        found = latest(session, "token")
    assert (found.version_id, found.occasion, found.language_start) == (version.id, 1, "fr")
    assert (found.answers, found.last_page, found.result, found.finished_on) == ({}, None, None, None)
    assert found.expires_on == LATER


def test_an_unknown_token_finds_nothing(database: Database) -> None:
    seat(database, "token", offer(database), ANSWERS)
    with database.reading() as session:
        assert sittings.current(session, "Token") is None
        assert sittings.every(session, "Token") == []


def test_the_token_itself_is_not_stored(database: Database) -> None:
    token = sittings.new_token()
    seat(database, token, offer(database), ANSWERS)
    with database.reading() as session:
        (row,) = session.execute(select(table)).mappings()
    assert token not in repr(dict(row))


def test_answers_are_kept_with_the_page_last_reached_and_for_longer(database: Database) -> None:
    version = offer(database)
    with database.writing() as session:
        sittings.begin(session, "token", version.id, "en", TODAY)
        sittings.keep_answers(session, latest(session, "token"), ANSWERS, "listen", LATER)
        session.commit()
    with database.reading() as session:
        found = latest(session, "token")
    assert (found.answers, found.last_page, found.expires_on) == (ANSWERS, "listen", LATER)


def test_keeping_answers_changes_no_other_sitting(database: Database) -> None:
    version = offer(database)
    seat(database, "mine", version, ANSWERS)
    seat(database, "yours", version, {"listen-1": "never"})
    with database.reading() as session:
        assert latest(session, "mine").answers == ANSWERS


def test_a_finished_sitting_keeps_its_result_for_longer(database: Database) -> None:
    seat(database, "token", offer(database), ANSWERS, TODAY)
    with database.writing() as session:
        finish(session, latest(session, "token"), result={"place": "125/2"})
        session.commit()
    with database.reading() as session:
        found = latest(session, "token")
        more = session.execute(select(table.c.minutes, table.c.language_finish)).one()
    assert (found.result, found.finished_on, found.expires_on) == ({"place": "125/2"}, TODAY, LATER)
    assert (found.answers, tuple(more)) == (ANSWERS, (7, "fr"))


def test_beginning_again_repeats_the_last_under_the_same_token(database: Database) -> None:
    version = offer(database)
    seat(database, "token", version, ANSWERS)
    with database.writing() as session:
        finish(session, latest(session, "token"))
        sittings.begin(session, "token", version.id, "en", LATER)
        assert [sitting.occasion for sitting in sittings.every(session, "token")] == [2, 1]
        assert latest(session, "token").answers == {}


def test_beginning_while_one_is_under_way_begins_no_other(database: Database) -> None:
    version = offer(database)
    seat(database, "token", version, ANSWERS)
    with database.writing() as session:
        sittings.begin(session, "token", version.id, "en", LATER)
        (only,) = sittings.every(session, "token")
    assert only.answers == ANSWERS


def test_giving_up_leaves_what_it_repeats(database: Database) -> None:
    version = offer(database)
    seat(database, "token", version, ANSWERS)
    with database.writing() as session:
        finish(session, latest(session, "token"))
        sittings.begin(session, "token", version.id, "en", LATER)
        sittings.give_up(session, latest(session, "token"))
        (left,) = sittings.every(session, "token")
    assert left.answers == ANSWERS


def test_purging_deletes_what_expired_before_today_and_nothing_else(database: Database) -> None:
    version = offer(database)
    for days in (-2, -1, 0, 1):
        seat(database, f"token {days}", version, {}, TODAY + timedelta(days=days))
    with database.writing() as session:
        assert sittings.purge(session, TODAY) == 2
        left = session.execute(select(table.c.expires_on).order_by(table.c.expires_on)).scalars().all()
    assert left == [TODAY, TODAY + timedelta(days=1)]


def test_purging_deletes_only_so_many_at_once(database: Database) -> None:
    version = offer(database)
    with database.writing() as session:
        for number in range(TOGETHER + 1):
            sittings.begin(session, str(number), version.id, "en", date(2026, 1, 1))
        assert [sittings.purge(session, TODAY) for _ in range(3)] == [TOGETHER, 1, 0]


@pytest.mark.parametrize("lock", [False, True])
def test_a_sitting_reads_the_same_with_and_without_the_lock(database: Database, lock: bool) -> None:
    seat(database, "token", offer(database), ANSWERS)
    with database.writing() as session:
        assert latest(session, "token", lock=lock).answers == ANSWERS
