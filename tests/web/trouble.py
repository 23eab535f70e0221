"""Bring real trouble over an application: views that fail, a database that takes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, abort, redirect
from sqlalchemy import text

from app.store.engine import Database
from app.web import access


def fail_on_purpose(app: Flask) -> Flask:
    """Add a view that fails with any status, and one that fails as nobody expected."""

    @app.get("/fails/<int:code>")
    @access.anyone
    def fails(code: int) -> str:
        abort(code)

    @app.get("/stops")
    @access.anyone
    def stops() -> str:
        abort(redirect("/", 303))

    @app.get("/breaks")
    @access.anyone
    def breaks() -> str:
        raise RuntimeError("nobody expected this")

    return app


@contextmanager
def unwritable(app: Flask) -> Iterator[None]:
    """Let the database take nothing for a while: on SQLite by its lock, on PostgreSQL by its own means."""
    database: Database = app.extensions["ground"].database
    lock = Path(f"{database.engine.url.database}.lock")
    if database.engine.dialect.name == "sqlite":
        lock.unlink(missing_ok=True)
        lock.mkdir()
    else:
        _set_read_only(database, "on")
    try:
        yield
    finally:
        if database.engine.dialect.name == "sqlite":
            lock.rmdir()
        else:
            _set_read_only(database, "off")


def _set_read_only(database: Database, state: str) -> None:
    name = database.engine.url.database
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = {state}"))
    # It holds for connections that are made from now on.
    database.engine.dispose()
