"""Answer as a bare Flask application would: ready-made pages, the same commits, nothing else.

This is what the service is compared with. It has no templates, no form tokens, no languages and no
checks; but it serves pages of the same size at the same addresses, and commits whenever the service does.
"""

import fcntl
import json
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from flask import Flask, Response, abort, redirect, request
from werkzeug.wrappers import Response as Answer

from app.config import Config

PAGES = "BENCH_PAGES"
"""The environment variable that names a JSON file: address -> HTML, in the order of the journey."""

TABLE = (
    "CREATE TABLE IF NOT EXISTS floor (token VARCHAR(64) PRIMARY KEY, answers TEXT NOT NULL, last_page TEXT)"
)


class Rows(Protocol):
    """Keep a row a sitting."""

    def create(self) -> None:
        """Make the table."""

    def begin(self, token: str) -> None:
        """Insert a row and commit."""

    def save(self, token: str, page: str, given: dict[str, str]) -> bool:
        """Read a row, change it and commit; False where there is none."""


class SqliteRows:
    """Keep rows in SQLite, as durably as the service does, with its writers in a queue too."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._own = threading.local()

    def create(self) -> None:
        with self._writing() as connection:
            connection.execute(TABLE)

    def begin(self, token: str) -> None:
        with self._writing() as connection:
            connection.execute("INSERT INTO floor (token, answers) VALUES (?, '{}')", (token,))

    def save(self, token: str, page: str, given: dict[str, str]) -> bool:
        with self._writing() as connection:
            row = connection.execute("SELECT answers FROM floor WHERE token = ?", (token,)).fetchone()
            if row is None:
                return False
            answers = json.dumps({**json.loads(row[0]), **given})
            changed = "UPDATE floor SET answers = ?, last_page = ? WHERE token = ?"
            connection.execute(changed, (answers, page, token))
            return True

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if not hasattr(self._own, "connection"):
            self._connect()
        connection: sqlite3.Connection = self._own.connection
        fcntl.flock(self._own.lock, fcntl.LOCK_EX)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except Exception:
            connection.execute("ROLLBACK")
            raise
        finally:
            fcntl.flock(self._own.lock, fcntl.LOCK_UN)

    def _connect(self) -> None:
        self._own.lock = os.open(f"{self._path}.floor", os.O_WRONLY | os.O_CREAT, 0o600)
        self._own.connection = sqlite3.connect(self._path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 5000"):
            self._own.connection.execute(f"PRAGMA {pragma}")


class PostgresRows:
    """Keep rows in PostgreSQL, with prepared statements on a connection a thread."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._own = threading.local()

    def create(self) -> None:
        self._connection().execute(TABLE)
        self._connection().commit()

    def begin(self, token: str) -> None:
        insert = "INSERT INTO floor (token, answers) VALUES (%s, '{}')"
        self._connection().execute(insert, (token,), prepare=True)
        self._connection().commit()

    def save(self, token: str, page: str, given: dict[str, str]) -> bool:
        connection = self._connection()
        select = "SELECT answers FROM floor WHERE token = %s FOR UPDATE"
        row = connection.execute(select, (token,), prepare=True).fetchone()
        if row is None:
            connection.rollback()
            return False
        answers = json.dumps({**json.loads(row[0]), **given})
        update = "UPDATE floor SET answers = %s, last_page = %s WHERE token = %s"
        connection.execute(update, (answers, page, token), prepare=True)
        connection.commit()
        return True

    def _connection(self) -> psycopg.Connection[tuple[Any, ...]]:
        if not hasattr(self._own, "connection"):
            self._own.connection = psycopg.connect(self._address)
        connection: psycopg.Connection[tuple[Any, ...]] = self._own.connection
        return connection


def rows_of(config: Config) -> Rows:
    """Return the rows of the database that the service's settings name."""
    if config.url.startswith("sqlite:///"):
        return SqliteRows(config.url.removeprefix("sqlite:///"))
    return PostgresRows(config.url.replace("+psycopg", "", 1))


def create_app() -> Flask:
    """Make the bare application."""
    rows = rows_of(Config.from_environment())
    pages: dict[str, str] = json.loads(Path(os.environ[PAGES]).read_text())
    following = dict(zip(pages, list(pages)[1:], strict=False))
    app = Flask(__name__)
    app.add_url_rule("/healthz", view_func=lambda: "ok", endpoint="alive")
    app.post("/start/<bank>")(_begin(rows, following["/"]))
    app.get("/")(_show(pages))
    app.get("/<path:_path>")(app.view_functions["show"])
    app.post("/<path:_path>")(_save(rows, following))
    return app


def _show(pages: dict[str, str]) -> Callable[..., str]:
    def show(_path: str = "") -> str:
        if request.path not in pages:
            abort(404)
        return pages[request.path]

    return show


def _begin(rows: Rows, first: str) -> Callable[[str], Answer]:
    def begin(bank: str) -> Answer:
        token = secrets.token_urlsafe(24)
        rows.begin(token)
        response = redirect(first, 303)
        if isinstance(response, Response):
            response.set_cookie("sitting", token, httponly=True, samesite="Lax")
        return response

    return begin


def _save(rows: Rows, following: dict[str, str]) -> Callable[[str], Answer]:
    def save(_path: str) -> Answer:
        given = {name: value for name, value in request.form.items() if name != "csrf_token"}
        if not rows.save(request.cookies.get("sitting", ""), request.path, given):
            abort(404)
        return redirect(following[request.path], 303)

    return save
