"""Delete what has had its time, and copy the whole database to a file and back."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from time import time

from dateutil.relativedelta import relativedelta
from sqlalchemy import URL, make_url

from app.store import (
    account_sessions,
    audit,
    blocks,
    drafts,
    invitations,
    limits,
    retention,
    sittings,
    unclear,
)
from app.store.engine import Database
from app.store.migrations import knows, unmaking
from app.store.tables import account_sessions as account_sessions_table
from app.store.tables import hourly_keys, starts
from app.store.versions import Cache

HOUR = 60 * 60

FLEETING = (starts.name, hourly_keys.name, account_sessions_table.name)
"""What counts network addresses within the hour, and who is signed in, has no place in a backup."""


class CannotCopy(Exception):
    """Say in one line why a backup or a restore did not happen."""


def purge(
    database: Database, today: date, keep_trail_months: int = 24, keep_finished_months: int = 13
) -> int:
    """Delete every sitting whose time is over, a few at a time; return how many. Let go of teams too.

    What is finished is counted first, where there is enough of it to make a block.
    """
    try:
        count(database, today + relativedelta(months=keep_finished_months))
    finally:
        # Whatever became of that: what has had its time goes.
        total = _delete(database, today, today - relativedelta(months=keep_trail_months))
    return total


def _delete(database: Database, today: date, oldest: date) -> int:
    """Delete what has had its time, and entries of the trail from before a day; return how many sittings."""
    retention.forget(database, today)
    before = int(datetime.combine(oldest, datetime.min.time()).timestamp())
    total = 0
    while True:
        with database.writing() as session:
            now = int(time())
            limits.forget_before(session, now // HOUR)
            account_sessions.purge(session, now)
            invitations.purge(session, now)
            audit.purge(session, before)
            drafts.forget(session, before)
            blocks.purge(session, today)
            unclear.purge(session, today)
            gone = sittings.purge(session, today)
            session.commit()
        total += gone
        if gone == 0:
            break
    database.scrub()
    return total


def count(database: Database, keep_until: date) -> None:
    """Seal finished sheets into blocks for trainers' figures; their bare answers are kept until then."""
    banks = Cache()
    with database.reading() as session:
        ready = blocks.ready(session)
    for counted in ready:
        more = True
        while more:
            # A few at a time, so that nobody waits long.
            with database.writing() as session:
                more = blocks.seal(session, banks, counted, keep_until)
                session.commit()


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
        _restore_postgresql(database, file)


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


def _restore_postgresql(database: Database, file: Path) -> None:
    """Take away all that is ours and bring back what the backup holds, both or neither."""
    # pg_restore itself would stumble over tables that are newer than the backup, and leave them.
    options = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname", _libpq(database))
    then = ("--command", "BEGIN", "--command", unmaking(database), "--file", "-")
    env, pipe = _environment(database), subprocess.PIPE
    psql = subprocess.Popen(
        [_found("psql"), *options, *then],
        stdin=pipe,
        stdout=subprocess.DEVNULL,
        stderr=pipe,
        text=True,
        env=env,
    )
    archive = subprocess.run(
        [_found("pg_restore"), "--no-owner", "--file=-", str(file)],
        stdout=psql.stdin, stderr=pipe, text=True, check=False, env=env,
    )  # fmt: skip
    # Of a backup that broke off nothing is kept.
    _, errors = psql.communicate("" if archive.returncode else "COMMIT;\n")
    _check("psql", psql.returncode, errors)
    _check("pg_restore", archive.returncode, archive.stderr)


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
    done = subprocess.run(
        [_found(program), *arguments], capture_output=True, text=True, check=False, env=_environment(database)
    )
    _check(program, done.returncode, done.stderr)
    return done.stdout


def _found(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise CannotCopy(f"{program} is not installed: it comes with PostgreSQL's client programs.")
    return found


def _environment(database: Database) -> dict[str, str]:
    # The password goes by the environment: arguments can be read by everybody on the machine.
    password = make_url(database.engine.url).password
    return {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": str(password)} if password else {})}


def _check(program: str, status: int, said: str) -> None:
    """Raise CannotCopy with the first error that a program told, if it failed."""
    if status:
        errors = (line for line in said.splitlines() if "error:" in line.lower())
        raise CannotCopy(next(errors, f"{program} failed with exit status {status}."))


def _libpq(database: Database) -> str:
    """Return the address as PostgreSQL's own programs want it, without the password."""
    url = make_url(database.engine.url)
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    return bare.render_as_string()
