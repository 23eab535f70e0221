"""Give the tests of addresses a world each: made once on each kind of database, then copied."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from app import create_app
from app.config import Config
from tests.addresses.world import Known, World, prepare
from tests.conftest import MakeDatabase
from tests.once import COMPILED

MakeWorld = Callable[[], World]
"""Make a world that nothing was done in yet."""

NUMBERS = count()


@dataclass(frozen=True)
class Template:
    """Hold the database that worlds are copied from, and what is known of it."""

    url: str
    known: Known

    def copied(self, folder: Path) -> str:
        """Return the URL of a copy."""
        name = f"world_{next(NUMBERS)}"
        if self.url.startswith("sqlite"):
            copy = folder / f"{name}.db"
            shutil.copyfile(self.url.removeprefix("sqlite:///"), copy)
            return f"sqlite:///{copy}"
        url = make_url(self.url)
        admin = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {url.database}"))
        admin.dispose()
        return url.set(database=name).render_as_string(hide_password=False)


def settings(url: str, folder: Path) -> Config:
    return Config(database_url=url, data_dir=folder, secret_key="s" * 32)


@pytest.fixture(scope="package", params=["make_sqlite", "make_postgresql"], ids=["sqlite", "postgresql"])
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Make the world that the others are copies of."""
    make: MakeDatabase = request.getfixturevalue(request.param)
    app = create_app(settings(make(), tmp_path_factory.mktemp("template")))
    app.jinja_env.bytecode_cache = COMPILED
    known = prepare(app)
    database = app.extensions["ground"].database
    database.scrub()
    database.engine.dispose()
    return Template(app.extensions["ground"].config.database_url, known)


@pytest.fixture
def make_world(template: Template, tmp_path: Path) -> Iterator[MakeWorld]:
    """Make worlds."""
    made: list[World] = []

    def make() -> World:
        app = create_app(settings(template.copied(tmp_path), tmp_path))
        app.jinja_env.bytecode_cache = COMPILED
        made.append(World(app, template.known))
        return made[-1]

    yield make
    for world in made:
        world.app.extensions["ground"].database.engine.dispose()


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    """Make one world."""
    return make_world()
