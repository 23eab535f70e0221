"""Offer a small bank, and sign its manager in."""

import pytest
from flask import Flask

from tests.client import Client
from tests.manager.staff import signed_in
from tests.taker.stock import SMALL, publish


@pytest.fixture
def small_app(bare_app: Flask) -> Flask:
    """Make an application that offers only the small bank, as version 1."""
    publish(bare_app, SMALL)
    return bare_app


@pytest.fixture
def maya(small_app: Flask) -> Client:
    """Return a manager who is signed in, in English."""
    return signed_in(small_app, "maya")
