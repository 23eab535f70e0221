"""Decide whether one's answers are added to the team's figures, with a preview of those before."""

from functools import partial

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent
from app.store.sittings import Listed, Sitting
from app.taker import membership
from app.taker.example import colleagues, example
from app.taker.sitting import MARK, every
from app.taker.views import taker
from app.web import access
from app.web.ground import session
from app.web.team_page import KINDS, LOOKS, Kind, Look, answer, laid_out

DECISIONS = {"added": True, "declined": False}
"""What the buttons send; the third one puts it off."""


@taker.get("/team")
@taker.get("/team/<int:occasion>")
@access.sitting
def team(occasion: int | None = None) -> ResponseReturnValue:
    """Ask whether to add one's answers, or say what became of them and what can still be done."""
    sitting = _in_a_team(occasion)
    belonging = membership.belonging_of(sitting.membership)
    return render_template("taker/team.html", sitting=sitting, belonging=belonging)


@taker.post("/team")
@access.sitting
@access.writes
def decide() -> ResponseReturnValue:
    """Keep what the person decides; what was released or closed meanwhile stays as it is, and says so."""
    sitting = _asked_about()
    added = DECISIONS.get(request.form.get("share", ""))
    if added is None:
        return redirect(url_for(".result", occasion=sitting.occasion), 303)
    membership.decide(sitting, added=added)
    session().commit()
    return redirect(url_for(".team", occasion=sitting.occasion), 303)


@taker.get("/team/example")
@taker.get("/team/<int:occasion>/example")
@access.sitting
def preview(occasion: int | None = None) -> ResponseReturnValue:
    """Show what the manager would see, made of this result and invented colleagues."""
    sitting = _in_a_team(occasion)
    return render_template(
        "taker/preview.html",
        sitting=sitting,
        colleagues=colleagues(),
        **laid_out(example(sitting), partial(_picture_url, sitting)),
    )


@taker.get(f"/team/<int:occasion>/example/<{KINDS}:kind>/<{LOOKS}:look>.svg")
@access.sitting
def preview_picture(occasion: int, kind: Kind, look: Look) -> ResponseReturnValue:
    """Draw one picture of the example, for this browser alone."""
    shown = example(_in_a_team(occasion))
    if kind not in shown.pictures:
        raise Absent(kind)
    return answer(shown, kind, look)


def _picture_url(sitting: Sitting, kind: Kind, look: Look) -> str:
    return url_for(".preview_picture", occasion=sitting.occasion, kind=kind, look=look)


def _in_a_team(occasion: int | None) -> Listed:
    """Return the finished sitting at an occasion, or the latest, that came by a team's link or code."""
    for sitting in every():
        if sitting.result and sitting.share and occasion in (None, sitting.occasion):
            return sitting
    raise Absent(occasion)


def _asked_about() -> Sitting:
    """Return the finished sitting a form was made for; one of another browser leads to this one's own."""
    mark = request.form.get(MARK)
    sitting = next((one for one in every() if one.result and one.id == mark), None)
    if sitting is None:
        abort(redirect(url_for(".go_on"), 303))
    return sitting
