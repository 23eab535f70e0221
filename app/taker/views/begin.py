"""Begin a sitting, go on with one, or begin again."""

from collections.abc import Sequence
from datetime import date
from time import time

from flask import make_response, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent
from app.store import sittings, versions
from app.store.versions import Version
from app.taker.sitting import (
    asked_here,
    every,
    finished,
    here,
    here_or_none,
    next_page,
    regarding,
    unfinished_until,
)
from app.taker.views import taker
from app.web import access, limits
from app.web.cookies import remember_sitting, sitting_token
from app.web.errors import too_often
from app.web.ground import bank_of, ground, session
from app.web.language import language
from app.web.pages import rendered_once


@taker.get("/")
@access.anyone
def home() -> ResponseReturnValue:
    """Show the first bank's start page; the others are offered below it."""
    offered = versions.offered(session())
    if not offered:
        raise Absent
    return _start_page(offered[0], offered)


@taker.get("/start/<bank_id>")
@access.anyone
def start(bank_id: str) -> ResponseReturnValue:
    """Show the start page of one bank."""
    offered = versions.offered(session())
    return _start_page(_of(bank_id, offered), offered)


@taker.post("/start/<bank_id>")
@access.anyone
@access.writes
def begin(bank_id: str) -> ResponseReturnValue:
    """Begin a sitting of a bank's newest version, or go on with the one that is under way."""
    version = _of(bank_id, versions.offered(session()))
    sitting = here_or_none()
    if sitting and not sitting.result:
        return redirect(next_page(sitting), 303)
    if not limits.may_start():
        session().commit()
        return too_often()
    # All sittings of one person share a token, so that one private link leads to all of them.
    token = (sitting and sitting_token()) or sittings.new_token()
    sittings.begin(session(), token, version.id, language(), unfinished_until(date.today()))
    session().commit()
    response = make_response(redirect(url_for(".page", page_id=bank_of(version.id).pages[0]), 303))
    remember_sitting(response, token)
    # What an account's session holds is kept in a row: it must not tell when a sitting began.
    if access.me_or_none() is None:
        cookie["began"] = int(time())
    return response


@taker.get("/continue")
@access.sitting
def go_on() -> ResponseReturnValue:
    """Lead to where this browser's sitting stopped, or to its result."""
    sitting = here()
    return redirect(url_for(".result") if sitting.result else next_page(sitting), 303)


@taker.get("/again/<int:occasion>")
@access.sitting
def again(occasion: int) -> ResponseReturnValue:
    """Say what taking again the bank of a result means, before it begins."""
    everything = every()
    latest = everything[0]
    sitting = finished(occasion, everything)[0] if latest.result else latest
    bank = bank_of(sitting.version_id)
    return render_template("taker/again.html", bank=bank, sitting=sitting)


@taker.post("/give-up")
@access.sitting
@access.writes
def give_up() -> ResponseReturnValue:
    """Delete a sitting that is under way and repeats another, and go back to that one's result."""
    sitting = asked_here()
    if sitting.result or len(every()) == 1:
        return redirect(url_for(".go_on"), 303)
    sittings.give_up(session(), sitting)
    session().commit()
    ground.database.scrub()
    return redirect(url_for(".result"), 303)


def _start_page(version: Version, offered: Sequence[Version]) -> str:
    sitting = regarding(version.bank_id)
    theirs = bank_of(sitting.version_id) if sitting else None
    under_way = theirs if theirs and theirs.id != version.bank_id else None

    def starting() -> str:
        return render_template(
            "taker/start.html",
            bank=bank_of(version.id),
            others=[bank_of(other.id) for other in offered if other.id != version.id],
            sitting=sitting,
            under_way=under_way,
            days=ground.config.keep_unfinished_days,
            months=ground.config.keep_finished_months,
        )

    if sitting:
        return starting()
    return rendered_once((version.id, *(other.id for other in offered), language()), starting)


def _of(bank_id: str, offered: Sequence[Version]) -> Version:
    for version in offered:
        if version.bank_id == bank_id:
            return version
    raise Absent(bank_id)
