"""Open the database: one engine, sessions that read and sessions that write."""

import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    delete,
    event,
    insert,
    make_url,
)
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.store.session import Session
from app.store.tables import hourly_keys
from app.store.turns import CannotLock, Turns

BUSY_SECONDS = 5

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    # What is deleted is overwritten with zeros, so that deletion is real.
    "secure_delete = ON",
    f"busy_timeout = {BUSY_SECONDS * 1000}",
)


@dataclass(frozen=True, slots=True)
class Database:
    """Give sessions on one database."""

    engine: Engine
    writer: Engine = field(init=False)
    """The same engine, whose transactions take the write lock first."""

    def __post_init__(self) -> None:
        """Derive the writer once: it is asked for at every page that is saved."""
        object.__setattr__(self, "writer", self.engine.execution_options(writes=True))

    def reading(self) -> Session:
        """Begin a session that only reads."""
        return Session(self.engine)

    def writing(self) -> Session:
        """Begin a session that may write; on SQLite it waits its turn before it reads."""
        return Session(self.writer)

    def scrub(self) -> bool:
        """Empty SQLite's write-ahead log, where deleted rows would else remain; tell whether that was done.

        It is not while somebody reads for long, or while the database is away: the next purge does it.
        """
        if self.engine.dialect.name != "sqlite":
            return True
        try:
            with closing(self.engine.raw_connection()) as raw:
                ((busy, *_),) = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except UNAVAILABLE:
            return False
        return not busy

    def prove_writable(self) -> None:
        """Write something that matters to nobody; raise one of UNAVAILABLE when that fails."""
        # The key of an hour before 1970 seals nothing. It is any hour: who asks at once must not meet.
        hour = -1 - secrets.randbelow(2**31 - 1)
        with self.writing() as session:
            session.execute(insert(hourly_keys).values(hour=hour, key=secrets.token_bytes(32)))
            session.execute(delete(hourly_keys).where(hourly_keys.c.hour == hour))
            session.commit()


UNAVAILABLE = (
    OperationalError,
    InterfaceError,
    InternalError,
    PoolTimeout,
    CannotLock,
    sqlite3.OperationalError,  # of BEGIN, which is said to the driver itself
)
"""What a database raises that is full, read-only, locked or gone."""


def open_database(url: str, pool_size: int = 8) -> Database:
    """Open the database at a SQLAlchemy URL; nothing is connected before the first statement."""
    address = make_url(url)
    # Errors must not carry answers into the logs.
    pool: dict[str, Any] = {"pool_size": pool_size, "max_overflow": pool_size, "hide_parameters": True}
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, **pool)
        _prepare_sqlite(engine, Turns(f"{address.database}.lock"))
    else:
        engine = create_engine(address, **pool)
    event.listen(engine, "handle_error", _be_discreet)
    return Database(engine)


def _be_discreet(failed: ExceptionContext) -> None:
    """Leave only the first line of an error's words: in the next one PostgreSQL shows the whole row."""
    for error in filter(None, (failed.original_exception, failed.sqlalchemy_exception)):
        error.args = tuple(str(part).partition("\n")[0] for part in error.args)


def _prepare_sqlite(engine: Engine, turns: Turns) -> None:
    """Set the pragmas on each connection, and let each writing transaction wait for its turn."""

    @event.listens_for(engine, "connect")
    def connected(dbapi: Any, record: Any) -> None:
        # The driver's own transactions are off: BEGIN is ours, below.
        dbapi.isolation_level = None
        cursor = dbapi.cursor()
        try:
            for pragma in PRAGMAS:
                cursor.execute(f"PRAGMA {pragma}")
        except sqlite3.DatabaseError as error:
            # A file that is no database is as unusable as one that is away.
            raise sqlite3.OperationalError(str(error)) from error
        finally:
            cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        if not connection.get_execution_options().get("writes"):
            _begin(connection, "BEGIN")
            return
        if "turn" not in connection.info:
            connection.info["turn"] = turns.take()
        _begin(connection, "BEGIN IMMEDIATE")

    # Checked in is the first moment that is surely after COMMIT or ROLLBACK.
    @event.listens_for(engine, "checkin")
    def returned(dbapi: Any, record: Any) -> None:
        turn = record.info.pop("turn", None)
        if turn is not None:
            turns.give_back(turn)


def _begin(connection: Connection, statement: str) -> None:
    # Said to the driver itself: it needs nothing of what SQLAlchemy does for a statement.
    connection.connection.cursor().execute(statement)
