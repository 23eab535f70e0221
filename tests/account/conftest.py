"""Give the tests of accounts an application, and people who are signed in."""

import pytest
from flask import Flask

from tests.account.people import signed_in
from tests.client import Client


@pytest.fixture
def app(bare_app: Flask) -> Flask:
    """Make an application that offers no bank: accounts need none."""
    return bare_app


@pytest.fixture
def admin(app: Flask) -> Client:
    """Return a client that is signed in as an administrator."""
    return signed_in(app, "admin", email="root@example.org")
