"""Serve the manager's pages, a module a journey: teams, rounds, invite, sealing, figures, files, settings."""

from flask import Blueprint

manager = Blueprint("manager", __name__)

from app.manager.views import figures, files, invite, rounds, sealing, settings, teams  # noqa: E402, F401  -- routes
