"""Serve the taker's pages, a module a journey: begin, join, answer, unclear, share, result, keep."""

from flask import Blueprint

taker = Blueprint("taker", __name__)

from app.taker.views import (  # noqa: E402  -- they add their routes
    answer,  # noqa: F401
    begin,  # noqa: F401
    join,  # noqa: F401
    keep,  # noqa: F401
    pictures,  # noqa: F401
    result,  # noqa: F401
    share,  # noqa: F401
    unclear,  # noqa: F401  -- as above
)
