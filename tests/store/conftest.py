"""Give the tests of the store a crowd."""

from collections.abc import Iterator

import pytest

from tests.store.racing import Crowd


@pytest.fixture(scope="session")
def crowd() -> Iterator[Crowd]:
    """Start several processes once, for every test that needs a crowd."""
    gathered = Crowd()
    yield gathered
    gathered.leave()
