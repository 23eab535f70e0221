"""Serve the taker's pages, a module a journey: begin, answer, result, keep, pictures."""

from flask import Blueprint

taker = Blueprint("taker", __name__)

from app.taker.views import answer, begin, keep, pictures, result  # noqa: E402, F401  -- they add their routes
