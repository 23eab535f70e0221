"""Test that a session is one transaction: kept whole by its commit, else undone."""

import pytest
from sqlalchemy import insert, select

from app.store.engine import Database
from app.store.tables import hourly_keys
from tests.store.rows import everything

KEY = insert(hourly_keys).values(hour=1, key=b"key")


def test_what_is_committed_is_kept(database: Database) -> None:
    with database.writing() as session:
        session.execute(KEY)
        session.commit()
    assert len(everything(database)["hourly_keys"]) == 1


def test_what_is_not_committed_is_undone(database: Database) -> None:
    with database.writing() as session:
        session.execute(KEY)
    assert everything(database)["hourly_keys"] == []


def test_what_was_begun_before_a_failure_is_undone(database: Database) -> None:
    def fail() -> None:
        with database.writing() as session:
            session.execute(KEY)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  -- it is the test's own
        fail()
    assert everything(database)["hourly_keys"] == []


def test_a_session_may_go_on_after_its_commit(database: Database) -> None:
    with database.writing() as session:
        session.execute(KEY)
        session.commit()
        assert len(session.execute(select(hourly_keys)).all()) == 1


def test_a_session_in_which_nothing_was_said_needs_no_database(database: Database) -> None:
    database.engine.dispose()
    session = database.writing()
    session.commit()
    session.close()
    session.close()
    assert database.engine.pool.status().count("Connections in pool: 0") == 1
