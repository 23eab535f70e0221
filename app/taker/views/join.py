"""Join a team's round, by its link or with a one-time code."""

from time import time

from flask import make_response, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.store import codes, releases, rounds, sittings
from app.store.sittings import Sitting
from app.taker import membership
from app.taker.forms import CodeForm
from app.taker.membership import Entrance, NoRound
from app.taker.sitting import next_page
from app.taker.views import taker
from app.web import access, limits
from app.web.cookies import remember_sitting, sitting_token
from app.web.errors import too_often
from app.web.ground import bank_of, ground, session

WRONG = lazy_gettext(
    "This code does not let you in: it may be mistyped, used already, for another round, or for one that is "
    "closed. Compare it with the one you were given. If you began on another device, go on there, or open "
    "your private link here."
)
OFTEN = lazy_gettext(
    "From your network, more codes than usual have been tried in the last hour. Your code is not used up. "
    "Please try again in a few minutes."
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
        if entrance.way != "take-along" and not limits.may_start():
            session().commit()
            return too_often()
        return _enter(entrance.round_.id, entrance.sitting)
    form = CodeForm()
    spent = _spend(form, round_id=entrance.round_.id)
    return _enter(spent, entrance.sitting) if spent else (_joining(entrance, form), _status(form))


@taker.errorhandler(NoRound)
def no_round(_error: NoRound) -> ResponseReturnValue:
    """Say that a link leads to no round, and lead to what this browser holds."""
    return render_template("taker/no-round.html", sitting=membership.latest()), 404


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
    if membership.before_any_code():
        return redirect(url_for(".ask_code"), 303)
    form, latest = CodeForm(), membership.latest()
    # What is under way comes along into a round on the same version: any other code is a wrong one.
    under_way = latest.version_id if latest and not latest.result else None
    spent = _spend(form, version_id=under_way)
    return _enter(spent, latest) if spent else (_asking(form), _status(form))


def _spend(form: CodeForm, *, round_id: str | None = None, version_id: int | None = None) -> str | None:
    """Spend a code and return its round's id, or say at the field why not.

    Nothing may turn the person away after the code was looked up, but that it is no good one: else
    whoever hands codes out could test them and not spend them.
    """
    if not form.validate():
        return None
    within = limits.may_try_code()
    # In a transaction of its own, before anything of the person is written: nothing links the two.
    session().commit()
    if not within:
        form.code.errors = [OFTEN]
        return None
    spent = codes.spend(session(), form.given, round_id=round_id, version_id=version_id)
    session().commit()
    if spent is None:
        form.code.errors = [WRONG]
    return spent


def _status(form: CodeForm) -> int:
    return 429 if OFTEN in form.code.errors else 422


def _enter(round_id: str, latest: Sitting | None) -> ResponseReturnValue:
    # All sittings of one person share a token, so that one private link leads to all of them.
    token = (latest and sitting_token()) or sittings.new_token()
    sitting = membership.enter(round_id, token)
    session().commit()
    if sitting is None:
        return redirect(url_for(".join", token=rounds.by_id(session(), round_id)[0].token), 303)
    response = make_response(redirect(next_page(sitting), 303))
    remember_sitting(response, token)
    # What an account's session holds is kept in a row: it must not tell when a sitting began.
    if (latest is None or latest.result) and access.me_or_none() is None:
        cookie["began"] = int(time())
    return response


def _joining(entrance: Entrance, form: CodeForm) -> str:
    elsewhere = entrance.sitting if entrance.way == "elsewhere" else None
    return render_template(
        "taker/join.html",
        entrance=entrance,
        form=form,
        bank=bank_of(entrance.round_.version_id),
        maybe_released=_maybe_released(entrance),
        busy=elsewhere and bank_of(elsewhere.version_id),
        other=elsewhere and elsewhere.round_id and rounds.by_id(session(), elsewhere.round_id),
        days=ground.config.keep_unfinished_days,
        months=ground.config.keep_finished_months,
    )


def _maybe_released(entrance: Entrance) -> bool:
    """Tell whether a person's answers may be in a release of this round; nothing tells in which they are."""
    own = entrance.sitting
    return bool(own and own.share == "released" and releases.every(session(), entrance.round_.id))


def _asking(form: CodeForm) -> str:
    # A second press at once finds the code gone: what is wrong with it stands at its field.
    hindrance = None if form.errors else membership.before_any_code()
    latest = membership.latest()
    return render_template(
        "taker/code.html",
        form=form,
        hindrance=hindrance,
        belonging=hindrance and membership.belonging_of(hindrance.membership),
        under_way=latest and not latest.result and bank_of(latest.version_id),
        days=ground.config.keep_unfinished_days,
        months=ground.config.keep_finished_months,
    )
