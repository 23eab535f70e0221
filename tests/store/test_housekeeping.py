"""Test what is done beside serving: purging, and copying everything to a file and back."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from app.quiz.item_analysis import FEWEST
from app.store import audit, limits, sittings
from app.store.engine import Database, open_database
from app.store.housekeeping import CannotCopy, backup, purge, restore
from app.store.migrations import UnknownShape, migrate, revert
from app.store.sittings import TOGETHER
from tests.conftest import MakeDatabase
from tests.store.counting import clear, count, finish_all, people
from tests.store.crew import add, found_team, named, open_round, seal
from tests.store.programs import postgresql_programs
from tests.store.rows import TODAY, bytes_on_disk, edited, everything, offer, seat

MARKER = "an-answer-nobody-else-would-give"


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find PostgreSQL's own programs first."""
    monkeypatch.setenv("PATH", f"{postgresql_programs()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return where a backup can be."""
    return tmp_path / "kept" / "copy"


@pytest.fixture(autouse=True)
def folder(copy: Path) -> Path:
    """Make the folder of the backups."""
    copy.parent.mkdir()
    return copy.parent


@pytest.fixture
def on_postgresql(make_postgresql: MakeDatabase) -> Iterator[Database]:
    """Open a database on PostgreSQL whose shape may be changed."""
    opened = open_database(make_postgresql())
    yield opened
    opened.engine.dispose()


def plain(trouble: pytest.ExceptionInfo[CannotCopy]) -> str:
    """Return what was told, which must be one line."""
    told = str(trouble.value)
    assert "\n" not in told
    return told


def test_purging_deletes_all_that_is_over_in_as_many_goes_as_it_takes(database: Database) -> None:
    version = offer(database)
    with database.writing() as session:
        for number in range(2 * TOGETHER + 1):
            sittings.begin(session, str(number), version.id, "en", TODAY - timedelta(days=1))
        sittings.begin(session, "kept", version.id, "en", TODAY)
        session.commit()
    assert purge(database, TODAY) == 2 * TOGETHER + 1
    assert len(everything(database)["sittings"]) == 1


def test_purging_when_nothing_is_over_deletes_nothing(database: Database) -> None:
    seat(database, "token", offer(database), {}, TODAY)
    assert purge(database, TODAY) == 0


def test_purging_forgets_the_hours_that_are_over(database: Database) -> None:
    with database.writing() as session:
        limits.count(session, "start", "192.0.2.1", 495_000)
        session.commit()
    purge(database, TODAY)
    assert everything(database)["hourly_keys"] == everything(database)["starts"] == []


def test_the_trail_forgets_what_is_older_than_its_months(database: Database) -> None:
    with database.writing() as session:
        audit.note(session, None, "invited", "ada@example.org")
        session.commit()
    today = date.today()
    purge(database, today, 12)
    assert len(everything(database)["audit"]) == 1
    purge(database, today + timedelta(days=369), 12)
    assert everything(database)["audit"] == []


def test_what_was_purged_stands_in_no_file(make_sqlite: MakeDatabase) -> None:
    database = open_database(make_sqlite())
    seat(database, "token", offer(database), {"listen-1": MARKER}, TODAY - timedelta(days=1))
    purge(database, TODAY)
    assert MARKER.encode() not in bytes_on_disk(database)


def test_a_backup_brings_everything_back(database: Database, copy: Path) -> None:
    version = offer(database)
    seat(database, "token", version, {"listen-1": "often"})
    before = everything(database)
    backup(database, copy)
    with database.writing() as session:
        sittings.delete_all(session, "token")
        session.commit()
    offer(database, edited("later"))
    seat(database, "later", version, {})
    database.engine.dispose()
    restore(database, copy)
    assert everything(database) == before


def test_a_restored_database_refuses_what_the_first_one_refused(database: Database, copy: Path) -> None:
    offer(database)
    backup(database, copy)
    database.engine.dispose()
    restore(database, copy)
    with database.writing() as session, pytest.raises(Exception, match="a published version never changes"):
        session.execute(text("DELETE FROM versions"))


def test_a_backup_of_an_older_shape_brings_that_back_whole(own_database_url: str, copy: Path) -> None:
    database = open_database(own_database_url)
    seat(database, "token", offer(database), {"listen-1": "often"})
    revert(database, "0001")
    backup(database, copy)
    migrate(database)
    before = everything(database)
    round_ = open_round(database, found_team(database), offer(database, edited("later")))
    add(database, round_, named(5))
    assert seal(database, round_)
    database.engine.dispose()
    restore(database, copy)
    assert {"releases", "teams"}.isdisjoint(inspect(database.engine).get_table_names())
    migrate(database)
    assert everything(database) == before
    database.engine.dispose()


def test_a_backup_that_breaks_off_leaves_a_newer_shape_as_it_was(on_postgresql: Database, copy: Path) -> None:
    database = on_postgresql
    seat(database, "token", offer(database), {"listen-1": MARKER * 100})
    revert(database, "0001")
    backup(database, copy)
    migrate(database)
    before = everything(database)
    copy.write_bytes(copy.read_bytes()[:-600])
    with pytest.raises(CannotCopy) as trouble:
        restore(database, copy)
    assert plain(trouble)
    assert everything(database) == before


def test_a_database_of_a_newer_release_is_not_replaced(on_postgresql: Database, copy: Path) -> None:
    database = on_postgresql
    backup(database, copy)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from-the-future'"))
    with pytest.raises(UnknownShape):
        restore(database, copy)


def test_a_backup_can_be_restored_where_nothing_is_yet(make_sqlite: MakeDatabase, copy: Path) -> None:
    database = open_database(make_sqlite())
    offer(database)
    backup(database, copy)
    elsewhere = open_database(f"sqlite:///{copy.parent / 'new' / 'folder' / 'bearings.db'}")
    restore(elsewhere, copy)
    assert everything(elsewhere) == everything(database)


def test_a_backup_can_be_restored_on_a_server_that_is_empty(on_postgresql: Database, copy: Path) -> None:
    offer(on_postgresql)
    before = everything(on_postgresql)
    backup(on_postgresql, copy)
    with on_postgresql.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    restore(on_postgresql, copy)
    assert everything(on_postgresql) == before


def test_a_backup_brings_back_the_figures_for_trainers_and_nobody_is_counted_twice(
    database: Database, copy: Path
) -> None:
    version = offer(database)
    finish_all(database, version, people(FEWEST))
    count(database)
    before = everything(database)
    assert before["blocks"]
    backup(database, copy)
    clear(database)
    database.engine.dispose()
    restore(database, copy)
    count(database)
    assert everything(database) == before


def test_a_backup_is_made_while_somebody_writes(database: Database, copy: Path) -> None:
    version = offer(database)
    with database.writing() as session:
        sittings.begin(session, "token", version.id, "en", TODAY)
        backup(database, copy)
        session.commit()
    database.engine.dispose()
    restore(database, copy)
    assert everything(database)["sittings"] == []


def test_a_backup_is_one_file_that_only_its_owner_reads(database: Database, copy: Path) -> None:
    backup(database, copy)
    assert list(copy.parent.iterdir()) == [copy]
    assert copy.stat().st_mode & 0o077 == 0


def test_a_backup_holds_nothing_of_a_network_address(database: Database, copy: Path) -> None:
    with database.writing() as session:
        limits.count(session, "start", "192.0.2.7", 1)
        session.commit()
    backup(database, copy)
    restore(database, copy)
    assert not everything(database)["starts"]
    assert not everything(database)["hourly_keys"]


def test_a_backup_overwrites_nothing(database: Database, copy: Path) -> None:
    copy.write_text("precious")
    with pytest.raises(CannotCopy) as trouble:
        backup(database, copy)
    assert plain(trouble) == f"{copy} is there already: choose a new name."
    assert copy.read_text() == "precious"


def test_a_backup_goes_to_a_folder_that_is_there(database: Database, folder: Path) -> None:
    with pytest.raises(CannotCopy) as trouble:
        backup(database, folder / "missing" / "copy")
    assert plain(trouble) == f"{folder / 'missing' / 'copy'} cannot be written (No such file or directory)."


def test_a_backup_of_nothing_is_not_made(folder: Path, copy: Path) -> None:
    with pytest.raises(CannotCopy) as trouble:
        backup(open_database(f"sqlite:///{folder / 'nothing.db'}"), copy)
    assert plain(trouble) == f"There is no database {folder / 'nothing.db'} yet."
    assert list(folder.iterdir()) == []


def test_a_backup_that_fails_leaves_no_file_that_looks_like_one(folder: Path, copy: Path) -> None:
    broken = folder / "broken.db"
    broken.write_bytes(b"no database at all" * 100)
    with pytest.raises(CannotCopy) as trouble:
        backup(open_database(f"sqlite:///{broken}"), copy)
    assert "could not be copied" in plain(trouble)
    assert not copy.exists()


def test_a_database_of_another_application_is_not_backed_up(folder: Path, copy: Path) -> None:
    with closing(sqlite3.connect(folder / "other.db")) as other:
        other.execute("CREATE TABLE letters (id INTEGER)")
    with pytest.raises(CannotCopy) as trouble:
        backup(open_database(f"sqlite:///{folder / 'other.db'}"), copy)
    assert "is not a database of this application" in plain(trouble)
    assert not copy.exists()


def test_a_restore_needs_a_file(database: Database, copy: Path) -> None:
    with pytest.raises(CannotCopy) as trouble:
        restore(database, copy)
    assert plain(trouble) == f"There is no file {copy}."


def test_a_file_of_something_else_is_not_restored(database: Database, copy: Path) -> None:
    offer(database)
    before = everything(database)
    copy.write_text("a letter, not a database\n" * 100)
    with pytest.raises(CannotCopy) as trouble:
        restore(database, copy)
    assert plain(trouble)
    assert everything(database) == before


def test_a_backup_of_another_application_is_not_restored(database: Database, copy: Path) -> None:
    offer(database)
    before = everything(database)
    if database.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(copy)) as other:
            other.execute("CREATE TABLE letters (id INTEGER)")
    else:
        with database.engine.begin() as connection:
            connection.execute(text("ALTER TABLE alembic_version RENAME TO letters"))
        backup(database, copy)
        with database.engine.begin() as connection:
            connection.execute(text("ALTER TABLE letters RENAME TO alembic_version"))
    with pytest.raises(CannotCopy, match="is not a backup of this application"):
        restore(database, copy)
    assert everything(database) == before


def test_a_backup_of_a_newer_release_is_not_restored(make_sqlite: MakeDatabase, copy: Path) -> None:
    database = open_database(make_sqlite())
    offer(database)
    shutil.copyfile(str(database.engine.url.database), copy)
    with closing(sqlite3.connect(copy)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
        newer.commit()
    before = everything(database)
    with pytest.raises(CannotCopy, match="newer release"):
        restore(database, copy)
    assert everything(database) == before


def test_a_damaged_backup_is_not_restored(database: Database, copy: Path) -> None:
    version = offer(database)
    for number in range(50):
        seat(database, str(number), version, {"listen-1": MARKER * 10})
    backup(database, copy)
    before = everything(database)
    whole = copy.read_bytes()
    # On SQLite only the last page is overwritten; PostgreSQL's archive is cut short.
    sqlite = database.engine.dialect.name == "sqlite"
    copy.write_bytes(whole[:-4096] + b"\x7f" * 4096 if sqlite else whole[: len(whole) // 2])
    with pytest.raises(CannotCopy) as trouble:
        restore(database, copy)
    assert plain(trouble)
    assert everything(database) == before


def test_a_backup_that_contradicts_itself_is_not_restored(make_sqlite: MakeDatabase, copy: Path) -> None:
    database = open_database(make_sqlite())
    seat(database, "token", offer(database), {})
    backup(database, copy)
    before = everything(database)
    head, day, tail = copy.read_bytes().rpartition(b"2027-11-24")
    # The row now says another day than its index does.
    copy.write_bytes(head + day.replace(b"2027", b"2028") + tail)
    with pytest.raises(CannotCopy) as trouble:
        restore(database, copy)
    assert plain(trouble) == f"{copy} is damaged."
    assert everything(database) == before


def test_without_the_programs_of_postgresql_one_is_told_what_is_missing(
    make_postgresql: MakeDatabase, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CannotCopy) as trouble:
        backup(open_database(make_postgresql()), copy)
    assert plain(trouble) == "pg_dump is not installed: it comes with PostgreSQL's client programs."


def test_without_psql_nothing_is_restored(
    on_postgresql: Database, copy: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = on_postgresql
    backup(database, copy)
    before = everything(database)
    for program in ("pg_dump", "pg_restore"):
        (folder / program).symlink_to(postgresql_programs() / program)
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(CannotCopy) as trouble:
        restore(database, copy)
    assert plain(trouble) == "psql is not installed: it comes with PostgreSQL's client programs."
    assert everything(database) == before


def test_what_cannot_be_taken_away_is_told_and_stays(on_postgresql: Database, copy: Path) -> None:
    database = on_postgresql
    offer(database)
    backup(database, copy)
    with database.engine.begin() as connection:
        # Somebody's own view, of which our migrations know nothing.
        connection.execute(text("CREATE VIEW mine AS SELECT id FROM versions"))
    before = everything(database)
    with pytest.raises(CannotCopy, match="cannot drop table versions because other objects depend on it"):
        restore(database, copy)
    assert everything(database) == before


def test_a_server_that_is_away_is_told_in_one_line(copy: Path) -> None:
    with pytest.raises(CannotCopy) as trouble:
        backup(open_database("postgresql+psycopg://nobody@127.0.0.1:1/nothing"), copy)
    assert "Connection refused" in plain(trouble)
    assert not copy.exists()
