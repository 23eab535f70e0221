"""Offer a small bank with a draft beside it, and sign trainers in.

What trainers do goes through the store, which is tested on both kinds of database: SQLite is enough here.
"""

import pytest
from flask import Flask

from tests.client import Client
from tests.conftest import MakeDatabase
from tests.taker.stock import SMALL, publish
from tests.trainer.desk import begin_draft, signed_in


@pytest.fixture
def database_url(make_sqlite: MakeDatabase) -> str:
    """Return the URL of an empty, migrated database."""
    return make_sqlite()


@pytest.fixture
def small_app(bare_app: Flask) -> Flask:
    """Make an application that offers only the small bank, as version 1, and has a draft of it, version 2."""
    publish(bare_app, SMALL)
    begin_draft(bare_app)
    return bare_app


@pytest.fixture
def tara(small_app: Flask) -> Client:
    """Return a trainer who is signed in, in English."""
    return signed_in(small_app, "tara")


@pytest.fixture
def theo(small_app: Flask) -> Client:
    """Return another trainer."""
    return signed_in(small_app, "theo")
