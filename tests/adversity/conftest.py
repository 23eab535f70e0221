"""Give each test of adversity a service that really runs, on SQLite and on PostgreSQL."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import MakeDatabase


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """Return the settings for a database of a module's own: none at all, or an address of PostgreSQL."""
    if request.param == "sqlite":
        return {}
    make: MakeDatabase = request.getfixturevalue("make_postgresql")
    return {"DATABASE_URL": make()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for the service's data."""
    made = tmp_path / "data"
    made.mkdir()
    return made
