"""Open a round, and see how it stands: the count in its steps, what is needed, the link to send."""

from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.manager.forms import CodesForm, RoundForm
from app.manager.letter import letter
from app.manager.team import kept_until, of_team, round_here, team
from app.manager.views import manager
from app.quiz.disclosure import enough, told
from app.store import audit, codes, memberships, releases, rounds, teams, versions
from app.web import access
from app.web.access import me
from app.web.ground import bank_of, ground, session


@manager.get("/teams/<team_id>/rounds/new")
@of_team
def ask_round(team_id: str) -> ResponseReturnValue:
    """Ask what a new round is called, what is asked and how people join."""
    return _asking(_round_form())


@manager.post("/teams/<team_id>/rounds/new")
@of_team
@access.writes
def open_round(team_id: str) -> ResponseReturnValue:
    """Open a round, pinned to a version, with its codes if there are to be some."""
    form = _round_form()
    if not form.validate():
        return _asking(form), 422
    today = date.today()
    opened = rounds.begin(session(), team_id, form.called, int(form.version.data), today)
    if form.way.data == "codes":
        codes.make(session(), opened.id, form.people.data or 0)
    teams.keep_until(session(), team_id, kept_until(today))
    audit.note(session(), me(), "round-opened", f"{team().name}: {opened.name}")
    session().commit()
    return redirect(url_for(".round_page", team_id=team_id, number=opened.number), 303)


@manager.get("/teams/<team_id>/rounds/<int:number>")
@of_team
def round_page(team_id: str, number: int) -> ResponseReturnValue:
    """Show how a round stands; never who added their answers, never when."""
    here = round_here(number)
    waiting = memberships.waiting(session(), here.id)
    link = url_for("taker.join", token=here.token, _external=True)
    return render_template(
        "manager/round.html",
        team=team(),
        round=here,
        bank=bank_of(here.version_id),
        released=releases.every(session(), here.id),
        added=told(waiting),
        fewest=ground.config.fewest_people,
        enough=enough(waiting, ground.config.fewest_people),
        link=link,
        letter=letter(bank_of(here.version_id), link),
        form=CodesForm(),
    )


@manager.post("/teams/<team_id>/rounds/<int:number>/codes")
@of_team
@access.writes
def more_codes(team_id: str, number: int) -> ResponseReturnValue:
    """Make more codes for a round that has some."""
    here = round_here(number, lock=True)
    form = CodesForm()
    wanted = form.people.data or 0
    if here.open and here.codes and form.validate() and wanted > here.codes:
        codes.make(session(), here.id, wanted)
        audit.note(session(), me(), "codes-made", f"{team().name}: {here.name}", str(here.codes), str(wanted))
        session().commit()
    return redirect(url_for(".slips", team_id=team_id, number=number), 303)


def _round_form() -> RoundForm:
    form = RoundForm()
    form.offered = [version.id for version in versions.offered(session())]
    if "version" not in request.form and len(form.offered) == 1:
        form.version.data = str(form.offered[0])
    return form


def _asking(form: RoundForm) -> str:
    offered = {version.id: bank_of(version.id) for version in versions.offered(session())}
    return render_template("manager/new_round.html", team=team(), form=form, banks=offered)
