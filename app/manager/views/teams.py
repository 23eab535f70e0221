"""List one's teams, and make one."""

from datetime import date

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.manager.forms import TeamForm
from app.manager.team import ROLES, kept_until
from app.manager.views import manager
from app.store import audit, teams
from app.web import access
from app.web.access import me
from app.web.ground import ground, session


@manager.get("/teams")
@access.role(*ROLES)
def mine() -> ResponseReturnValue:
    """List the teams one manages."""
    return render_template("manager/teams.html", teams=teams.managed_by(session(), me().id))


@manager.get("/teams/new")
@access.role(*ROLES)
def ask_new() -> ResponseReturnValue:
    """Ask what a new team is called."""
    return render_template("manager/new_team.html", form=TeamForm())


@manager.post("/teams/new")
@access.role(*ROLES)
@access.writes
def make() -> ResponseReturnValue:
    """Make a team and manage it."""
    form = TeamForm()
    if not form.validate():
        return render_template("manager/new_team.html", form=form), 422
    today = date.today()
    made = teams.create(session(), form.called, me().id, today, kept_until(ground.config, today))
    audit.note(session(), me(), "team-made", made.name)
    session().commit()
    return redirect(url_for(".ask_round", team_id=made.id), 303)
