"""Test how the database is opened, how writers queue, and what its errors tell."""

import fcntl
import sqlite3
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.store import sittings, tables
from app.store.engine import PRAGMAS, UNAVAILABLE, Database, open_database
from app.store.turns import CannotLock
from tests.conftest import MakeDatabase
from tests.store.racing import PROCESSES, THREADS, TIMES, Crowd, answer_one_more, prove_writable
from tests.store.rows import LATER, TODAY, everything, latest, offer, seat

SECRET = "an-answer-nobody-else-would-give"


@pytest.fixture
def file(make_sqlite: MakeDatabase) -> Path:
    """Return the file of an empty, migrated database."""
    return Path(make_sqlite().removeprefix("sqlite:///"))


def at(file: Path) -> Database:
    """Open the database in a file."""
    return open_database(f"sqlite:///{file}")


def holding(file: Path) -> set[str]:
    """Return what this process holds open of a database."""
    return {
        target.name
        for link in Path("/proc/self/fd").iterdir()
        if link.is_symlink() and (target := Path(link).resolve()).name.startswith(file.name)
    }


def test_who_writes_around_the_queue_cannot_come_between_reading_and_writing(file: Path) -> None:
    database = at(file)
    version = offer(database)
    with database.writing() as session, closing(sqlite3.connect(file, timeout=0)) as stranger:
        assert sittings.current(session, "token") is None
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            stranger.execute("INSERT INTO hourly_keys (hour, key) VALUES (1, x'00')")
        sittings.begin(session, "token", version.id, "en", LATER)
        session.commit()


def test_nothing_is_connected_before_the_first_statement() -> None:
    open_database("sqlite:////nowhere/at/all.db")
    open_database("postgresql+psycopg://nobody@nowhere.invalid/nothing")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
    ],
)
@pytest.mark.parametrize("scrubbed", [False, True], ids=["new", "scrubbed"])
def test_every_connection_has_its_pragmas(file: Path, pragma: str, value: object, scrubbed: bool) -> None:
    database = at(file)
    if scrubbed:
        database.scrub()
    with database.reading() as session:
        assert session.execute(text(f"PRAGMA {pragma}")).scalar_one() == value
    assert len(PRAGMAS) == 5


def test_a_session_that_reads_sees_one_state_throughout(file: Path) -> None:
    database = at(file)
    version = offer(database)
    with database.reading() as session:
        assert sittings.every(session, "token") == []
        seat(at(file), "token", version, {})
        assert sittings.every(session, "token") == []


@pytest.mark.parametrize("outcome", ["commit", "close"])
def test_a_session_that_may_write_lets_others_write_once_it_is_done(database: Database, outcome: str) -> None:
    version = offer(database)
    with database.writing() as first:
        sittings.begin(first, "one", version.id, "en", LATER)
        getattr(first, outcome)()
        seat(database, "other", version, {})
        assert (sittings.current(first, "one") is not None) == (outcome == "commit")


def test_a_connection_may_write_twice(database: Database) -> None:
    with database.engine.connect().execution_options(writes=True) as connection:
        for hour in (1, 2):
            connection.execute(insert(tables.hourly_keys).values(hour=hour, key=b"key"))
            connection.commit()
    assert [row[0] for row in everything(database)["hourly_keys"]] == [1, 2]


def test_writers_of_all_threads_and_processes_queue_and_lose_nothing(
    crowd: Crowd, database_url: str, database: Database
) -> None:
    seat(database, "token", offer(database), {})
    crowd.all(answer_one_more, database_url)
    with database.reading() as session:
        assert len(latest(session, "token").answers) == PROCESSES * THREADS * TIMES


def test_a_writer_waits_for_the_one_before_and_reads_what_it_wrote(file: Path) -> None:
    database = at(file)
    version = offer(database)

    def second() -> bool:
        with database.writing() as session:
            return sittings.current(session, "token") is not None

    with ThreadPoolExecutor(1) as pool, database.writing() as session:
        sittings.begin(session, "token", version.id, "en", LATER)
        waiting = pool.submit(second)
        sleep(0.1)
        assert not waiting.done()
        session.commit()
        assert waiting.result()


def test_a_writer_that_fails_to_begin_lets_the_next_one_try(file: Path) -> None:
    database = at(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as stranger:
        stranger.execute("PRAGMA journal_mode = DELETE")
        stranger.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UNAVAILABLE):
            database.prove_writable()
    database.prove_writable()
    with Path(f"{file}.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_lock_that_cannot_be_opened_is_told_and_nothing_is_written(file: Path) -> None:
    Path(f"{file}.lock").mkdir()
    with pytest.raises(CannotLock) as raised:
        at(file).prove_writable()
    assert isinstance(raised.value, UNAVAILABLE)
    Path(f"{file}.lock").rmdir()
    at(file).prove_writable()


def test_closing_a_database_leaves_nothing_open(file: Path) -> None:
    database = at(file)
    database.prove_writable()
    assert holding(file)
    database.engine.dispose()
    assert holding(file) == set()


def test_proving_that_one_can_write_leaves_nothing_behind(database: Database) -> None:
    database.prove_writable()
    assert everything(database)["hourly_keys"] == []


def test_many_who_ask_at_once_whether_one_can_write_do_not_get_in_each_others_way(
    crowd: Crowd, database_url: str
) -> None:
    crowd.all(prove_writable, database_url)


def test_a_database_that_is_not_there_is_unavailable() -> None:
    for url in ("sqlite:////nowhere/at/all.db", "postgresql+psycopg://nobody@127.0.0.1:1/nothing"):
        with pytest.raises(UNAVAILABLE):
            open_database(url).prove_writable()


def test_a_postgresql_that_only_reads_is_unavailable(make_postgresql: MakeDatabase) -> None:
    database = open_database(f"{make_postgresql()}&options=-c%20default_transaction_read_only%3Don")
    with pytest.raises(UNAVAILABLE, match="read-only"):
        database.prove_writable()
    database.engine.dispose()


@pytest.mark.parametrize("broken", [{"occasion": 0}, {"id": "one"}, {"language_start": "de"}])
def test_an_error_of_the_database_tells_no_answer_and_no_token(
    database: Database, broken: dict[str, object]
) -> None:
    row = {
        "id": "two", "token_hash": SECRET.encode(), "occasion": 2, "version_id": offer(database).id,
        "language_start": "en", "answers": {"listen-1": SECRET}, "expires_on": TODAY,
    }  # fmt: skip
    with database.writing() as session:
        session.execute(insert(tables.sittings).values({**row, "id": "one", "occasion": 1}))
        with pytest.raises(IntegrityError) as raised:
            session.execute(insert(tables.sittings).values({**row, **broken}))
    told = "".join(traceback.format_exception(raised.value))
    assert SECRET not in told
    assert SECRET.encode().hex() not in told


def test_an_error_of_the_database_still_names_what_was_violated(database: Database) -> None:
    with database.writing() as session, pytest.raises(IntegrityError, match="count_from_one"):
        session.execute(insert(tables.starts).values(bucket=b"b", hour=1, count=0))


def test_an_error_without_words_stays_an_error(database: Database) -> None:
    with database.reading() as session, pytest.raises(DBAPIError):
        session.execute(select(text("nothing that is known")))
