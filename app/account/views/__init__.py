"""Serve the pages of accounts, a module a journey: sign in, one's own account, and who may come."""

from flask import Blueprint

account = Blueprint("account", __name__, url_prefix="/account")

from app.account.views import own, people, second_factor, sign_in, trail, welcome  # noqa: E402, F401  -- they add their routes
