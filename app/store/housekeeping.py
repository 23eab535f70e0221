"""Delete what has had its time, and copy the whole database to a file and back."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import date
from pathlib import Path
from time import time

from sqlalchemy import URL, make_url

from app.store import account_sessions, invitations, limits, sittings
from app.store.engine import Database
from app.store.migrations import knows
from app.store.tables import account_sessions as account_sessions_table
from app.store.tables import hourly_keys, starts

HOUR = 60 * 60

FLEETING = (starts.name, hourly_keys.name, account_sessions_table.name)
"""What counts network addresses within the hour, and who is signed in, has no place in a backup."""


class CannotCopy(Exception):
    """Say in one line why a backup or a restore did not happen."""


def purge(database: Database, today: date) -> int:
    """Delete every sitting whose time is over, a few at a time, and return how many; forget past hours."""
    total = 0
    while True:
        with database.writing() as session:
            now = int(time())
            limits.forget_before(session, now // HOUR)
            account_sessions.purge(session, now)
            invitations.purge(session, now)
            gone = sittings.purge(session, today)
            session.commit()
        total += gone
        if gone == 0:
            break
    database.scrub()
    return total


def backup(database: Database, file: Path) -> None:
    """Copy the database to a new file while it is in use; raise CannotCopy.

    SQLite: a database file, by SQLite's own online backup. PostgreSQL: pg_dump's custom format.
    """
    try:
        file.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise CannotCopy(f"{file} is there already: choose a new name.") from None
    except OSError as error:
        raise CannotCopy(f"{file} cannot be written ({error.strerror}).") from error
    try:
        _copy(database, file)
    except CannotCopy:
        # What is not whole must not look like a backup.
        file.unlink()
        raise


def restore(database: Database, file: Path) -> None:
    """Replace everything in the database by what a backup holds; raise CannotCopy.

    No server may run meanwhile. A backup of an older version is brought up to date at the next start.
    """
    if not file.is_file():
        raise CannotCopy(f"There is no file {file}.")
    if database.engine.dialect.name == "sqlite":
        _prove_sound(file)
        _copy_sqlite(file, Path(str(database.engine.url.database)))
    else:
        if "TABLE DATA public alembic_version" not in _run(database, "pg_restore", "--list", str(file)):
            raise CannotCopy(f"{file} is not a backup of this application.")
        _run(
            database, "pg_restore", "--clean", "--if-exists", "--single-transaction", "--no-owner",
            "--dbname", _libpq(database), str(file),
        )  # fmt: skip


def _copy(database: Database, file: Path) -> None:
    if database.engine.dialect.name != "sqlite":
        without = [f"--exclude-table-data={table}" for table in FLEETING]
        _run(
            database,
            "pg_dump",
            "--format=custom",
            *without,
            "--file",
            str(file),
            "--dbname",
            _libpq(database),
        )
        return
    source = Path(str(database.engine.url.database))
    if not source.is_file():
        raise CannotCopy(f"There is no database {source} yet.")
    _copy_sqlite(source, file)
    try:
        with closing(sqlite3.connect(file)) as copy, copy:
            copy.execute("PRAGMA secure_delete = ON")
            copy.execute("SELECT version_num FROM alembic_version")
            # An older shape, from before a new release, lacks what came later.
            there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
            for table in there.intersection(FLEETING):
                copy.execute(f"DELETE FROM {table}")  # noqa: S608  -- names of our own
    except sqlite3.Error as error:
        raise CannotCopy(f"{source} is not a database of this application ({error}).") from error


def _prove_sound(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as found:
            sound = found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            revisions = found.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error as error:
        raise CannotCopy(f"{file} is not a backup of this application ({error}).") from error
    if not sound:
        raise CannotCopy(f"{file} is damaged.")
    if not all(knows(revision) for (revision,) in revisions):
        raise CannotCopy(f"{file} comes from a newer release of this application, or from another one.")


def _copy_sqlite(source: Path, target: Path) -> None:
    try:
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        target.touch(mode=0o600)
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
            read.backup(written)
    except (sqlite3.Error, OSError) as error:
        raise CannotCopy(f"{source} could not be copied to {target} ({error}).") from error


def _run(database: Database, program: str, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise CannotCopy(f"{program} is not installed: it comes with PostgreSQL's client programs.")
    # The password goes by the environment: arguments can be read by everybody on the machine.
    password = make_url(database.engine.url).password
    told = {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": str(password)} if password else {})}
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False, env=told)
    if done.returncode:
        errors = (line for line in done.stderr.splitlines() if "error:" in line)
        raise CannotCopy(next(errors, f"{program} failed with exit status {done.returncode}."))
    return done.stdout


def _libpq(database: Database) -> str:
    """Return the address as PostgreSQL's own programs want it, without the password."""
    url = make_url(database.engine.url)
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    return bare.render_as_string()
