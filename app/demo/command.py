"""Run the demonstration: a database of its own, which goes with it, and accounts to look around with."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from secrets import token_hex
from tempfile import TemporaryDirectory

import click

from app import create_app
from app.account.security import hashed
from app.config import MADE_UP, ROLES, Config
from app.demo.crowd import begin_draft, gather
from app.demo.made_up import furnish
from app.server import serve_forever
from app.store import accounts, versions
from app.store.engine import Database, open_database
from app.store.migrations import migrate

HOST = "127.0.0.1"
"""Only this machine: the passwords stand on the screen."""

SEED = 240
"""Every demonstration shows the same teams."""


@dataclass(frozen=True, slots=True)
class Account:
    """Hold what somebody needs to sign in to the demonstration."""

    id: int
    role: str
    email: str
    password: str


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
def demo(port: int) -> None:
    """Show the service with made-up teams, on a database that is thrown away at the end."""
    with TemporaryDirectory(prefix="demo-", ignore_cleanup_errors=True) as folder:
        (Path(folder) / MADE_UP).touch()
        with settings_of_its_own(QUIZ_DATA_DIR=folder, QUIZ_DEMO="yes"):
            config = Config.from_environment()
            config.secret()
            accounts = [line(account) for account in prepare(config)]
            click.echo("\n".join([*accounts, "Everything in it is made up, and goes when you stop it."]))
            serve_forever(config, HOST, port)


@contextmanager
def settings_of_its_own(**settings: str) -> Iterator[None]:
    """Let nothing of a real service reach the demonstration: its workers read the environment too."""
    before = dict(os.environ)
    for name in before:
        if name == "DATABASE_URL" or name.startswith("QUIZ_"):
            del os.environ[name]
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def prepare(config: Config) -> Sequence[Account]:
    """Make the database, with the shipped banks, an account of each role, made-up teams and a crowd."""
    database = open_database(config.url)
    try:
        migrate(database)
        _offer_shipped(database, config.banks_dir)
        people = _hire(config, database)
        managers = [account.id for account in people if account.role == "manager"]
        chances = Random(SEED)  # noqa: S311  -- it protects nobody: nothing here is anybody's
        furnish(database, date.today(), chances, *managers)
        gather(database, date.today(), chances)
        for account in people:
            if account.role == "trainer":
                begin_draft(database, date.today(), account)
    finally:
        database.engine.dispose()
    return people


def _hire(config: Config, database: Database) -> Sequence[Account]:
    """Make an account of each role, each with a password of its own that is good for this once."""
    app = create_app(config)
    people = []
    with app.app_context(), database.writing() as session:
        for role in ROLES:
            email, password = f"{role}@example.org", "-".join(token_hex(3) for _ in range(3))
            made = accounts.make(session, email, hashed(password), [role], "en", date.today())
            people.append(Account(made.id, role, email, password))
        session.commit()
    app.extensions["ground"].database.engine.dispose()
    return people


def _offer_shipped(database: Database, folder: Path) -> None:
    with database.writing() as session:
        for file in sorted(folder.glob("*.yaml")):
            versions.take_in(session, file.read_bytes(), str(file), "shipped", date.today())
        for version in versions.every(session):
            versions.publish(session, version, date.today())
        session.commit()


def line(account: Account) -> str:
    """Write what one needs to sign in, in columns with two spaces or more between."""
    return f"{account.role:<9}  {account.email:<24}  {account.password}"
