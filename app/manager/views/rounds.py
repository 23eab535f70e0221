"""Open a round, and see how it stands: the count in its steps, what is needed, the link to send."""

from datetime import date

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.manager.forms import CodesForm, RoundForm
from app.manager.letter import letter
from app.manager.team import kept_until, of_team, round_here, team
from app.manager.views import manager
from app.quiz.bank import Absent
from app.quiz.disclosure import enough, told
from app.reports.slips import LINK
from app.store import audit, codes, memberships, releases, rounds, teams, versions
from app.store.rounds import Round
from app.web import access
from app.web.access import me
from app.web.ground import bank_of, ground, session
from app.web.links import NUMBER, absolute


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
    version_id = _offered()[form.text("bank")]
    opened = rounds.begin(session(), team_id, form.called, version_id, today)
    codes.make(session(), opened.id, form.codes)
    teams.keep_until(session(), team_id, kept_until(ground.config, today))
    audit.note(session(), me(), "round-opened", f"{team().name}: {opened.name}")
    session().commit()
    return redirect(url_for(".round_page", team_id=team_id, number=opened.number), 303)


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>")
@of_team
def round_page(team_id: str, number: int) -> ResponseReturnValue:
    """Show how a round stands; never who added their answers, never when."""
    return _round_page(round_here(number), CodesForm())


@manager.post(f"/teams/<team_id>/rounds/<{NUMBER}:number>/codes")
@of_team
@access.writes
def more_codes(team_id: str, number: int) -> ResponseReturnValue:
    """Make more codes for a round that has some."""
    here = round_here(number, lock=True)
    if not here.codes:
        raise Absent(number)
    if not here.open:
        return redirect(url_for(".round_page", team_id=team_id, number=number), 303)
    form = CodesForm()
    form.already = here.codes
    if not form.validate():
        return _round_page(here, form), 422
    codes.make(session(), here.id, form.count)
    noted = str(here.codes), str(form.count)
    audit.note(session(), me(), "codes-made", f"{team().name}: {here.name}", *noted)
    session().commit()
    return redirect(url_for(".slips", team_id=team_id, number=number), 303)


def _offered() -> dict[str, int]:
    """Return the newest published version of every bank, by the bank's id."""
    return {version.bank_id: version.id for version in versions.offered(session())}


def _round_form() -> RoundForm:
    form = RoundForm()
    form.offered = _offered()
    # Where there is no choice, none is asked for.
    if len(form.offered) == 1:
        (form.bank.data,) = form.offered
    return form


def _asking(form: RoundForm) -> str:
    offered = [bank_of(version_id) for version_id in _offered().values()]
    return render_template("manager/new_round.html", team=team(), form=form, banks=offered)


def _round_page(here: Round, form: CodesForm) -> str:
    waiting, fewest = memberships.waiting(session(), here.id), ground.config.fewest_people
    bank, link = bank_of(here.version_id), absolute("taker.join", token=here.token)
    # In a mail merge, the name of the column stands for each person's own link.
    merged = f"[{LINK}]"
    return render_template(
        "manager/round.html",
        team=team(),
        round=here,
        released=releases.every(session(), here.id),
        added=told(waiting),
        fewest=fewest,
        enough=enough(waiting, fewest),
        link=link,
        letter=letter(bank, merged if here.codes else link),
        mark=merged,
        form=form,
    )
