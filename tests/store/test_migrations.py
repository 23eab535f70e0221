"""Test how the database gets its shape, and loses it again."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from app.quiz.item_analysis import FEWEST
from app.store import sittings, tables
from app.store.engine import Database, open_database
from app.store.migrations import UnknownShape, knows, migrate, revert
from app.store.tables import metadata
from tests.store.counting import count, finish_all, people, rows
from tests.store.racing import Crowd, bring_up_to_date
from tests.store.rows import LATER, TODAY, everything, offer, take_in


@pytest.fixture
def database(own_database_url: str) -> Iterator[Database]:
    """Return a migrated database whose shape may be changed."""
    opened = open_database(own_database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def empty(database: Database) -> Iterator[Database]:
    """Return a database without any table."""
    if database.engine.dialect.name == "sqlite":
        empty = open_database(f"{database.engine.url}.empty")
    else:
        empty = database
        with database.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    yield empty
    empty.engine.dispose()


def shape(database: Database) -> dict[str, list[str]]:
    """Return the names of all constraints and indexes by table."""
    seen = inspect(database.engine)
    return {
        table: sorted(
            [
                *(str(one["name"]) for one in seen.get_check_constraints(table)),
                *(str(one["name"]) for one in seen.get_unique_constraints(table)),
                *(str(one["name"]) for one in seen.get_foreign_keys(table)),
                *(str(one["name"]) for one in seen.get_indexes(table)),
                str(seen.get_pk_constraint(table)["name"]),
            ]
        )
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


def test_from_nothing_to_the_newest_shape_is_what_the_tables_say(empty: Database) -> None:
    migrate(empty)
    with empty.engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(found, metadata) == []


def test_the_migrated_constraints_are_called_as_the_tables_call_them(empty: Database) -> None:
    metadata.create_all(empty.engine)
    described = shape(empty)
    metadata.drop_all(empty.engine)
    migrate(empty)
    assert shape(empty) == described
    assert set(described) == set(metadata.tables)


def test_going_back_to_nothing_leaves_nothing(database: Database) -> None:
    revert(database)
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    with database.engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() is None


def test_one_can_go_back_and_forth(database: Database) -> None:
    revert(database)
    migrate(database)
    offer(database)


def test_migrating_what_is_up_to_date_changes_nothing(database: Database) -> None:
    offer(database)
    before = everything(database)
    migrate(database)
    assert everything(database) == before


def test_a_published_version_is_frozen_from_the_first_shape_on(empty: Database) -> None:
    migrate(empty, "0001")
    with empty.writing() as session:
        take_in(session)
        session.execute(text("UPDATE versions SET published_on = :today"), {"today": TODAY})
        with pytest.raises(Exception, match="a published version never changes"):
            session.execute(text("DELETE FROM versions"))


def test_services_that_start_at_once_on_an_empty_database_all_come_up(crowd: Crowd, empty: Database) -> None:
    crowd.all(bring_up_to_date, empty.engine.url.render_as_string(hide_password=False))
    offer(empty)


def test_a_database_of_a_newer_release_is_left_as_it_is(database: Database) -> None:
    offer(database)
    before = everything(database)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from-the-future'"))
    with pytest.raises(UnknownShape, match=r"^The database comes from a newer release.*from-the-future"):
        migrate(database)
    assert everything(database) == before


def test_a_release_knows_its_own_revisions_and_no_others() -> None:
    assert knows("0001")
    assert not knows("from-the-future")


def test_who_finished_before_answers_were_counted_is_not_counted(database: Database) -> None:
    version = offer(database)
    finish_all(database, version, people(FEWEST))
    with database.writing() as session:
        sittings.begin(session, "under way", version.id, "en", LATER)
        session.commit()
    revert(database, "0003")
    migrate(database)
    counted = {bool(row["finished_on"]): row["counted"] for row in rows(database, tables.sittings)}
    assert counted == {True: True, False: False}
    count(database)
    assert rows(database, tables.blocks) == []
