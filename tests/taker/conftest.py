"""Offer a small bank, so that whole journeys are short."""

import pytest
from flask import Flask

from app.quiz.bank import Bank
from tests.client import Client
from tests.taker.stock import SMALL, bank_on, publish


@pytest.fixture
def small_app(bare_app: Flask) -> Flask:
    """Make an application that offers only the small bank, as version 1."""
    assert publish(bare_app, SMALL) == 1
    return bare_app


@pytest.fixture
def small(small_app: Flask) -> Bank:
    """Return the small bank as that application has it."""
    return bank_on(small_app)


@pytest.fixture
def taker(small_app: Flask) -> Client:
    """Return a client of that application, in English."""
    return Client(small_app)
