"""Bring a running service into real trouble, and out of it again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

FAR_TOO_MANY = 1_000_000


@contextmanager
def crowded(database: Path) -> Iterator[None]:
    """Let it look as if a network had begun more sittings than it may."""
    _run(database, f"UPDATE starts SET count = {FAR_TOO_MANY}")
    yield
    _run(database, "UPDATE starts SET count = 1")


@contextmanager
def without_table(database: Path) -> Iterator[None]:
    """Take the sittings away from the service, so that it can neither read nor write them."""
    _run(database, "ALTER TABLE sittings RENAME TO put_away")
    yield
    _run(database, "ALTER TABLE put_away RENAME TO sittings")


@contextmanager
def before_any_release(database: Path) -> Iterator[None]:
    """Let it look as if no team had released figures yet."""
    _run(database, "CREATE TABLE totals_put_away AS SELECT * FROM totals")
    _run(database, "DELETE FROM totals")
    yield
    _run(database, "INSERT INTO totals SELECT * FROM totals_put_away")
    _run(database, "DROP TABLE totals_put_away")


def spoil_result(database: Path, token: str) -> None:
    """Leave a result that no version of the service can have written."""
    _run(database, """UPDATE sittings SET result = '{"spoilt": true}' WHERE token_hash = ?""", _hash(token))


def kept(database: Path, token: str) -> int:
    """Return how many sittings are kept under a token."""
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT count(*) FROM sittings WHERE token_hash = ?"
        (count,) = connection.execute(query, [_hash(token)]).fetchone()
    return int(count)


def sittings(database: Path) -> list[str]:
    """Return the ids of all sittings, and the hashes of their tokens."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT id, token_hash FROM sittings").fetchall()
    return [told for sitting_id, token_hash in rows for told in (str(sitting_id), token_hash.hex())]


def _run(database: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(database, timeout=20)) as connection, connection:
        connection.execute(statement, values)


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
