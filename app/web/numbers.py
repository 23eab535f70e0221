"""Take no number from an address that a database would not take for an id."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1
"""A larger one PostgreSQL refuses, where it should only find nothing."""


class Number(IntegerConverter):
    """Be a whole number from 0 to LARGEST."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST, **kwargs})


def init_app(app: Flask) -> None:
    """Let `int` in an address mean such a number, everywhere."""
    app.url_map.converters["int"] = Number
