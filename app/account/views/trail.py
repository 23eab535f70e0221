"""Show the audit trail to administrators."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.account.views import account
from app.store import audit
from app.store.accounts import ADMIN
from app.web import access, navigation
from app.web import trail as words
from app.web.ground import session

HIGHEST = 2**31 - 1
"""The highest number that PostgreSQL compares an entry's with."""

navigation.add("account.trail", lazy_gettext("Trail"), ADMIN)


@account.get("/trail")
@access.role(ADMIN)
def trail() -> ResponseReturnValue:
    """Show who did what, the newest first, a page at a time."""
    before = request.args.get("before", type=int)
    entries = audit.page(session(), before if before and 0 < before <= HIGHEST else None)
    # A full page may be the last: then the next is empty, and says so.
    earlier = entries[-1].id if len(entries) == audit.PAGE else None
    return render_template("account/trail.html", entries=entries, earlier=earlier, words=words)
