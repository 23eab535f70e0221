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
    figures,  # noqa: F401  -- as above
    files,  # noqa: F401  -- as above
    invite,  # noqa: F401  -- as above
    organisation,  # noqa: F401  -- as above
    rounds,  # noqa: F401  -- as above
    sealing,  # noqa: F401  -- as above
    settings,  # noqa: F401  -- as above
    teams,  # noqa: F401  -- as above
)
