"""Join a team's round, by its link or with a one-time code."""

from time import time

from flask import make_response, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.store import codes, rounds, sittings
from app.taker import membership
from app.taker.forms import CodeForm
from app.taker.membership import Entrance
from app.taker.sitting import next_page
from app.taker.views import taker
from app.web import access, limits
from app.web.cookies import remember_sitting, sitting_token
from app.web.errors import too_often
from app.web.ground import bank_of, ground, session

WRONG = lazy_gettext(
    "This code does not let you in: it may be mistyped, used already, or for another round. "
    "Compare it with the one you were given."
)
CLOSED = lazy_gettext(
    "The round of this code is closed, and nobody can join it any more. "
    "You can still take it for yourself, from the start page."
)


@taker.get("/join/<token>")
@access.anyone
def join(token: str) -> ResponseReturnValue:
    """Show one button: mail scanners open links, so that opening alone must change nothing."""
    return _joining(membership.by_link(token), CodeForm())


@taker.post("/join/<token>")
@access.anyone
@access.writes
def enter(token: str) -> ResponseReturnValue:
    """Begin a sitting in the round, or say why that cannot be; a round of codes asks for one."""
    entrance = membership.by_link(token)
    if not entrance.passable:
        return redirect(url_for(".join", token=token), 303)
    if not entrance.round_.codes:
        return _enter(entrance)
    form = CodeForm()
    found = membership.by_code(form.given) if form.validate() else None
    if found is None or found.round_.id != entrance.round_.id:
        return _refused(form, entrance)
    return _enter(entrance, form)


@taker.get("/code")
@access.anyone
def ask_code() -> ResponseReturnValue:
    """Ask for a one-time code."""
    return _asking(CodeForm())


@taker.get("/code/<token>")
@access.anyone
def slip(token: str) -> ResponseReturnValue:
    """Show a slip's code and one button; whether it is a good one is told only to who presses it."""
    form = CodeForm()
    form.code.data = codes.plain(token)[: codes.LENGTH + 1]
    return _asking(form)


@taker.post("/code")
@access.anyone
@access.writes
def use_code() -> ResponseReturnValue:
    """Spend a code and begin a sitting in its round, or say why that cannot be."""
    form = CodeForm()
    entrance = membership.by_code(form.given) if form.validate() else None
    if entrance is None or not entrance.round_.open:
        return _refused(form, closed=entrance is not None)
    if not entrance.passable:
        return redirect(url_for(".join", token=entrance.round_.token), 303)
    return _enter(entrance, form)


def _enter(entrance: Entrance, form: CodeForm | None = None) -> ResponseReturnValue:
    if entrance.way != "take-along" and not limits.may_start():
        session().commit()
        return too_often()
    if form:
        # In a transaction of its own, before anything of the person is written: nothing links the two.
        session().commit()
        spent = codes.spend(session(), form.given)
        session().commit()
        if spent is None:
            return _refused(form)
    # All sittings of one person share a token, so that one private link leads to all of them.
    token = (entrance.sitting and sitting_token()) or sittings.new_token()
    sitting = membership.enter(entrance.round_.id, token)
    session().commit()
    if sitting is None:
        return redirect(url_for(".join", token=entrance.round_.token), 303)
    response = make_response(redirect(next_page(sitting), 303))
    remember_sitting(response, token)
    # What an account's session holds is kept in a row: it must not tell when a sitting began.
    if entrance.way != "take-along" and access.me_or_none() is None:
        cookie["began"] = int(time())
    return response


def _refused(
    form: CodeForm, entrance: Entrance | None = None, *, closed: bool = False
) -> ResponseReturnValue:
    """Say at the field what is wrong with a code; whoever guesses too often is told to wait."""
    if not form.errors:
        within = limits.may_start()
        session().commit()
        if not within:
            return too_often()
        form.code.errors = [CLOSED if closed else WRONG]
    return (_joining(entrance, form) if entrance else _asking(form)), 422


def _joining(entrance: Entrance, form: CodeForm) -> str:
    elsewhere = entrance.sitting if entrance.way == "elsewhere" else None
    return render_template(
        "taker/join.html",
        entrance=entrance,
        form=form,
        bank=bank_of(entrance.round_.version_id),
        busy=elsewhere and bank_of(elsewhere.version_id),
        other=elsewhere and elsewhere.round_id and rounds.by_id(session(), elsewhere.round_id),
        days=ground.config.keep_unfinished_days,
        months=ground.config.keep_finished_months,
    )


def _asking(form: CodeForm) -> str:
    return render_template(
        "taker/code.html",
        form=form,
        days=ground.config.keep_unfinished_days,
        months=ground.config.keep_finished_months,
    )
