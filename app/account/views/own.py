"""Show one's own account, and change what is one's own."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.account.views import account
from app.web import access, navigation

navigation.add("account.home", lazy_gettext("Your account"))


@account.get("/")
@access.account
def home() -> ResponseReturnValue:
    """Show one's own account."""
    return render_template("account/home.html")
