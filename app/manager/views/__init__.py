"""Serve the manager's pages, a module a journey: teams, rounds, invite, sealing, figures, files, settings."""

from flask import Blueprint
from flask_babel import lazy_gettext

from app.manager import words  # noqa: F401  -- it tells the trail its words
from app.manager.team import ROLES
from app.web import navigation

manager = Blueprint("manager", __name__)

navigation.add("manager.mine", lazy_gettext("My teams"), *ROLES)
navigation.add("manager.organisation", lazy_gettext("The organization"), "admin")

from app.manager.views import (  # noqa: E402  -- they add their routes
    figures,  # noqa: F401
    files,  # noqa: F401
    invite,  # noqa: F401
    organisation,  # noqa: F401
    rounds,  # noqa: F401
    sealing,  # noqa: F401
    settings,  # noqa: F401
    teams,  # noqa: F401
)
