"""Rename a team, share its management, or delete it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.manager.forms import ManagerForm, SureForm, TeamForm
from app.manager.team import may_manage, of_team, team
from app.manager.views import manager
from app.store import accounts, audit, releases, teams
from app.store.accounts import Account
from app.web import access, limits
from app.web.access import me
from app.web.ground import ground, session
from app.web.links import NUMBER

_NOBODY = lazy_gettext("Nobody with this address may manage teams here. An administrator can invite them.")
_TOO_OFTEN = lazy_gettext("There were too many attempts. Wait an hour, then try again.")


@manager.get("/teams/<team_id>/settings")
@of_team
def settings(team_id: str) -> ResponseReturnValue:
    """Show the team's name and its managers, to be changed."""
    return _settings(TeamForm(data={"name": team().name}), ManagerForm(formdata=None))


@manager.post("/teams/<team_id>/settings")
@of_team
@access.writes
def rename(team_id: str) -> ResponseReturnValue:
    """Give the team another name."""
    form = TeamForm()
    if not form.validate():
        return _settings(form, ManagerForm(formdata=None)), 422
    audit.note(session(), me(), "team-renamed", team().name, team().name, form.called)
    teams.rename(session(), team_id, form.called)
    session().commit()
    return redirect(url_for(".settings", team_id=team_id), 303)


@manager.post("/teams/<team_id>/managers")
@of_team
@access.writes
def add_manager(team_id: str) -> ResponseReturnValue:
    """Let a colleague who may manage teams manage this one too."""
    form = ManagerForm()
    if form.validate() and not limits.may_look_up(me().email):
        session().commit()
        form.complain("email", _TOO_OFTEN)
        return _settings(TeamForm(formdata=None, data={"name": team().name}), form), 429
    found = accounts.called(session(), form.text("email")) if not form.errors else None
    if found is None or not may_manage(found):
        if not form.errors:
            form.complain("email", _NOBODY)
            session().commit()
        return _settings(TeamForm(formdata=None, data={"name": team().name}), form), 422
    if found.id not in teams.managers(session(), team_id):
        teams.add_manager(session(), team_id, found.id)
        audit.note(session(), me(), "manager-added", team().name, new=found.email)
    session().commit()
    return redirect(url_for(".settings", team_id=team_id), 303)


@manager.post(f"/teams/<team_id>/managers/<{NUMBER}:account_id>/remove")
@of_team
@access.writes
def remove_manager(team_id: str, account_id: int) -> ResponseReturnValue:
    """Let somebody manage the team no longer; the last one who still can manage it stays."""
    found = {one.id: one for one in _managers()}
    left = [one for one in found.values() if one.id != account_id and may_manage(one)]
    if account_id in found and left and teams.remove_manager(session(), team_id, account_id):
        audit.note(session(), me(), "manager-removed", team().name, old=found[account_id].email)
        session().commit()
        if account_id == me().id:
            return redirect(url_for(".mine"), 303)
    return redirect(url_for(".settings", team_id=team_id), 303)


@manager.get("/teams/<team_id>/delete")
@of_team
def ask_delete(team_id: str) -> ResponseReturnValue:
    """Ask once more before a team is deleted."""
    return render_template("manager/delete.html", team=team(), form=SureForm())


@manager.post("/teams/<team_id>/delete")
@of_team
@access.writes
def delete(team_id: str) -> ResponseReturnValue:
    """Delete the team with its rounds and figures; people's own results remain theirs."""
    form = SureForm()
    if not form.validate():
        return render_template("manager/delete.html", team=team(), form=form), 422
    audit.note(session(), me(), "team-deleted", team().name)
    releases.take_out(session(), ground.banks, team_id)
    teams.remove(session(), team_id)
    session().commit()
    ground.database.scrub()
    return redirect(url_for(".mine"), 303)


def _settings(named: TeamForm, added: ManagerForm) -> str:
    found = _managers()
    able = [one for one in found if may_manage(one)]
    removable = [one for one in found if able != [one]]
    return render_template(
        "manager/settings.html", team=team(), named=named, added=added, managers=found, removable=removable
    )


def _managers() -> list[Account]:
    return [accounts.find(session(), account_id) for account_id in teams.managers(session(), team().id)]
