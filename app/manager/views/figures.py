"""Show a team what was released: the page to talk about, its pictures, and the same as PNG for slides."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import partial
from typing import Any

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from app.manager.team import of_team, round_here, team
from app.manager.views import manager
from app.quiz.bank import Absent
from app.quiz.changes import Stood, change
from app.quiz.comparability import comparability
from app.quiz.disclosure import Figures, figures
from app.store import audit, releases, rounds
from app.store.rounds import Round
from app.web import access
from app.web.access import me
from app.web.ground import bank_of, ground, session
from app.web.links import NUMBER
from app.web.team_page import KINDS, LOOKS, Kind, Look, Shown, answer, laid_out, slide

OPENING = {"figures-opened", "figures-taken"}
"""What counts as opening a round's figures."""


@manager.get("/teams/<team_id>")
@of_team
def team_page(team_id: str) -> ResponseReturnValue:
    """List the team's rounds, and lead to the figures of those that have some."""
    return render_template("manager/team.html", team=team(), **_rounds_of(team_id))


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/figures")
@of_team
@access.writes
def released(team_id: str, number: int) -> ResponseReturnValue:
    """Show the figures of a round, and note that they were opened."""
    here = round_here(number)
    shown = shown_of(here)
    opened(here, "figures-opened")
    return render_template(
        "manager/figures.html",
        team=team(),
        round=here,
        **_rounds_of(team_id),
        **laid_out(shown, partial(_picture_url, here)),
    )


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/figures/<{KINDS}:kind>/<{LOOKS}:look>.svg")
@of_team
def picture(team_id: str, number: int, kind: Kind, look: Look) -> ResponseReturnValue:
    """Draw one picture of a round's figures."""
    return answer(_with_picture(number, kind), kind, look)


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/figures/<{KINDS}:kind>.png")
@of_team
@access.writes
def picture_for_slides(team_id: str, number: int, kind: Kind) -> ResponseReturnValue:
    """Give one picture of a round's figures as PNG, and note that it was taken along."""
    drawn = slide(_with_picture(number, kind), kind)
    opened(round_here(number), "figures-taken", f"{kind}.png")
    headers = {"Content-Disposition": f'attachment; filename="{kind}-{number}.png"'}
    return Response(drawn, mimetype="image/png", headers=headers)


def opened(here: Round, what: str, taken: str | None = None) -> None:
    """Count that a round's figures were opened, which its people are told, and note who did it.

    Each is done once a day for each manager, however often they look.
    """
    subject, midnight = f"{team().name}: {here.name}", datetime.combine(date.today(), time.min)
    # What was read for the page stays open meanwhile: these are a transaction of their own.
    with ground.database.writing() as writing:
        # Two tabs that open them at once take turns at the round's row.
        rounds.find(writing, here.team_id, here.number, lock=True)
        before = audit.acts_on(writing, me(), subject, int(midnight.timestamp()))
        if OPENING.isdisjoint(act for act, _ in before):
            rounds.count_opening(writing, here.id)
        if (what, taken) not in before:
            audit.note(writing, me(), what, subject, new=taken)
        writing.commit()


def shown_of(here: Round) -> Shown:
    """Return what may be shown of a round, beside the rounds before it; raise Absent without a release."""
    bank, published = bank_of(here.version_id), _figures_of(here)
    if published is None:
        raise Absent(here.number)
    earlier = [
        (one, bank_of(one.version_id), found)
        for one in reversed(rounds.every(session(), here.team_id))
        if one.number < here.number and bank_of(one.version_id).id == bank.id and (found := _figures_of(one))
    ]
    if not earlier:
        return Shown(bank, published)
    whys = {one.id: comparability(then, bank).place for one, then, _ in earlier}
    places = (
        *(Stood(one.name, None if whys[one.id] else found.place, whys[one.id]) for one, _, found in earlier),
        Stood(here.name, published.place),
    )
    beside = [one for one in earlier if not whys[one[0].id]]
    if not beside:
        return Shown(bank, published, rounds=places)
    before, bank_then, then = beside[-1]
    return Shown(
        bank,
        published,
        rounds=places,
        before=before.name,
        then=then.place,
        change=change(bank_then, then, bank, published),
    )


def _rounds_of(team_id: str) -> Mapping[str, Any]:
    return {
        "rounds": rounds.every(session(), team_id),
        "with_figures": releases.released(session(), team_id),
    }


def _figures_of(one: Round) -> Figures | None:
    sealed = [sealed.release for sealed in releases.every(session(), one.id)]
    return figures(bank_of(one.version_id), sealed) if sealed else None


def _picture_url(here: Round, kind: Kind, look: Look) -> str:
    return url_for(".picture", team_id=here.team_id, number=here.number, kind=kind, look=look)


def _with_picture(number: int, kind: Kind) -> Shown:
    shown = shown_of(round_here(number))
    if kind not in shown.pictures:
        raise Absent(kind)
    return shown
