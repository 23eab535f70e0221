"""Give each test of adversity a service that really runs, on SQLite and on PostgreSQL."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.adversity.service import Service, running
from tests.conftest import MakeDatabase


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """Return the settings for a database of one's own: none at all, or an address of PostgreSQL."""
    if request.param == "sqlite":
        return {}
    make: MakeDatabase = request.getfixturevalue("make_postgresql")
    return {"DATABASE_URL": make()}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Run one service for all tests of a module; none of them may harm it."""
    settings: Mapping[str, str] = {}
    if request.param == "postgresql":
        make: MakeDatabase = request.getfixturevalue("make_postgresql")
        settings = {"DATABASE_URL": make()}
    with running(tmp_path_factory.mktemp("service"), settings) as service:
        yield service


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for the service's data."""
    made = tmp_path / "data"
    made.mkdir()
    return made
