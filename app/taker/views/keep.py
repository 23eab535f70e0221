"""Keep a sitting and come back to it, delete everything, or leave a shared computer."""

from flask import make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from app.store import sittings
from app.taker.forms import DeleteForm
from app.taker.sitting import asked_here, every, here, here_or_none, token_here
from app.taker.views import taker
from app.web import access
from app.web.cookies import LONGEST_TOKEN, forget_sitting, remember_sitting
from app.web.errors import NoSitting
from app.web.ground import ground, session
from app.web.headers import picture


@taker.get("/keep")
@access.sitting
def keep() -> ResponseReturnValue:
    """Show the private link that leads back to this sitting."""
    return render_template("taker/keep.html", sitting=here(), link=_private_link())


@taker.get("/keep/code.svg")
@access.sitting
def code() -> ResponseReturnValue:
    """Draw the private link as a QR code, for one's phone."""
    from app.reports.qr import qr_code

    here()
    return picture(qr_code(_private_link()), private=True)


@taker.get("/back/<token>")
@access.anyone
def back(token: str) -> ResponseReturnValue:
    """Show one button: mail scanners open links, so that opening alone must change nothing."""
    _sitting_of(token)
    sitting = here_or_none()
    return render_template("taker/back.html", token=token, another=sitting and token != token_here())


@taker.post("/back/<token>")
@access.anyone
def come_back(token: str) -> ResponseReturnValue:
    """Trade the token of a private link for the cookie, and go on where the sitting stopped."""
    _sitting_of(token)
    # Begun elsewhere, so nobody knows how long it took.
    cookie.pop("began", None)
    response = make_response(redirect(url_for(".go_on"), 303))
    remember_sitting(response, token)
    return response


@taker.get("/delete")
@access.sitting
def ask_delete() -> ResponseReturnValue:
    """Ask once more before everything is deleted."""
    return _asking(DeleteForm())


@taker.post("/delete")
@access.sitting
@access.writes
def delete() -> ResponseReturnValue:
    """Delete everything that is kept under this browser's token, for good."""
    asked_here()
    form = DeleteForm()
    if not form.validate():
        return _asking(form), 422
    sittings.delete_all(session(), token_here())
    session().commit()
    ground.database.scrub()
    return _forgotten("taker/deleted.html")


@taker.post("/done")
@access.anyone
def done() -> ResponseReturnValue:
    """Let this browser forget the sitting; it stays where its private link leads."""
    return _forgotten("taker/done.html")


def _asking(form: DeleteForm) -> str:
    everything = every()
    # What was rounded into a team's figures is nobody's any more, and stays.
    released = any(sitting.share == "released" for sitting in everything)
    return render_template("taker/delete.html", sitting=everything[0], form=form, released=released)


def _forgotten(template: str) -> ResponseReturnValue:
    cookie.clear()
    response = make_response(render_template(template))
    forget_sitting(response)
    # Pictures are kept by browsers for good, and the address of one tells a place.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _private_link() -> str:
    return url_for(".back", token=token_here(), _external=True)


def _sitting_of(token: str) -> None:
    if len(token) > LONGEST_TOKEN or sittings.current(session(), token) is None:
        raise NoSitting(request.endpoint)
