"""Close a round and release its figures, or release what is there while it goes on."""

from datetime import date
from secrets import SystemRandom

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.manager.team import kept_until, of_team, round_here, team
from app.manager.views import manager
from app.quiz.disclosure import enough
from app.store import audit, memberships, releases, rounds, teams
from app.store.rounds import Round
from app.web import access
from app.web.access import me
from app.web.ground import bank_of, ground, session
from app.web.links import NUMBER

PROMISED = "release"
"""The field that tells whether the page that asked promised a release."""


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/close")
@of_team
def ask_close(team_id: str, number: int) -> ResponseReturnValue:
    """Say what closing a round means, before it is closed."""
    return _asking("manager/close.html", round_here(number))


@manager.post(f"/teams/<team_id>/rounds/<{NUMBER}:number>/close")
@of_team
@access.writes
def close(team_id: str, number: int) -> ResponseReturnValue:
    """Close a round and release what was added to it; what is too little is never shown.

    Where a release was promised and is no longer possible, nothing is closed.
    """
    # Two managers, or two workers, who close at once take turns: the second finds it closed.
    here = round_here(number, lock=True)
    if here.open:
        released = _seal(here)
        if not released and request.form.get(PROMISED):
            return _asking("manager/close.html", here, broken=True), 409
        memberships.end(session(), here.id)
        rounds.close(session(), here.id, date.today())
        audit.note(session(), me(), "round-closed", f"{team().name}: {here.name}")
        _released(here, released)
        session().commit()
    return redirect(url_for(".round_page", team_id=team_id, number=number), 303)


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/release")
@of_team
def ask_release(team_id: str, number: int) -> ResponseReturnValue:
    """Warn of what releasing now means for those who come later."""
    return _asking("manager/release.html", round_here(number))


@manager.post(f"/teams/<team_id>/rounds/<{NUMBER}:number>/release")
@of_team
@access.writes
def release(team_id: str, number: int) -> ResponseReturnValue:
    """Release what was added so far, if that is enough; the round goes on."""
    here = round_here(number, lock=True)
    if here.open:
        released = _seal(here)
        if not released:
            return _asking("manager/release.html", here, broken=True), 409
        _released(here, released)
        session().commit()
    return redirect(url_for(".round_page", team_id=team_id, number=number), 303)


def _seal(here: Round) -> bool:
    fewest = ground.config.fewest_people
    return releases.seal(session(), bank_of(here.version_id), here, SystemRandom(), fewest, date.today())


def _released(here: Round, released: bool) -> None:
    teams.keep_until(session(), team().id, kept_until(ground.config, date.today()))
    if released:
        audit.note(session(), me(), "figures-released", f"{team().name}: {here.name}")


def _asking(template: str, here: Round, *, broken: bool = False) -> str:
    """Return a page that asks; `broken` says that what it asked for before is no longer possible."""
    fewest = ground.config.fewest_people
    return render_template(
        template,
        team=team(),
        round=here,
        fewest=fewest,
        enough=enough(memberships.waiting(session(), here.id), fewest),
        released=releases.every(session(), here.id),
        promised=PROMISED,
        broken=broken,
    )
