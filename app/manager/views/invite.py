"""Invite a team: a code to project or print, texts to send, slips with one-time codes."""

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.manager import letter
from app.manager.team import of_team, round_here, team
from app.manager.views import manager
from app.quiz.bank import Absent
from app.store import codes
from app.store.rounds import Round
from app.web.ground import session
from app.web.headers import picture
from app.web.language import language
from app.web.links import NUMBER, absolute


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/poster")
@of_team
def poster(team_id: str, number: int) -> ResponseReturnValue:
    """Show the join link as a large code, to project or to print."""
    here = round_here(number)
    if not here.open:
        return redirect(url_for(".round_page", team_id=team_id, number=number), 303)
    link = _link(here.token)
    return render_template("manager/poster.html", team=team(), round=here, link=link, letter=letter)


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/poster.svg")
@of_team
def poster_code(team_id: str, number: int) -> ResponseReturnValue:
    """Draw the join link as a QR code."""
    from app.reports.qr import qr_code

    return picture(qr_code(_link(round_here(number).token)), private=True)


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/slips")
@of_team
def slips(team_id: str, number: int) -> ResponseReturnValue:
    """Show all codes of a round, used or not, as slips to print and cut."""
    here = _round_of_codes(number)
    if not here.open:
        return redirect(url_for(".round_page", team_id=team_id, number=number), 303)
    every = codes.every(session(), here.id)
    return render_template(
        "manager/slips.html",
        team=team(),
        round=here,
        codes=every,
        enter=_typed(absolute("taker.ask_code")),
        about=_typed(_link(here.token)),
        letter=letter,
    )


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/slips/<{NUMBER}:slip>.svg")
@of_team
def slip_code(team_id: str, number: int, slip: int) -> ResponseReturnValue:
    """Draw the link of one slip as a QR code."""
    from app.reports.qr import qr_code

    here = _round_of_codes(number)
    if not here.open or not 1 <= slip <= here.codes:
        raise Absent(slip)
    every = codes.every(session(), here.id)
    return picture(qr_code(_code_link(every[slip - 1])), private=True)


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/codes.csv")
@of_team
def codes_file(team_id: str, number: int) -> ResponseReturnValue:
    """Give all codes of a round with their links, for a mail merge."""
    from app.reports.slips import slips as slips_file

    here = _round_of_codes(number)
    if not here.open:
        return redirect(url_for(".round_page", team_id=team_id, number=number), 303)
    every = codes.every(session(), here.id)
    file = slips_file([(code, _code_link(code)) for code in every], language())
    headers = {"Content-Disposition": 'attachment; filename="codes.csv"'}
    return Response(file, mimetype="text/csv", headers=headers)


def _round_of_codes(number: int) -> Round:
    here = round_here(number)
    if not here.codes:
        raise Absent(number)
    return here


def _link(token: str) -> str:
    return absolute("taker.join", token=token)


def _code_link(code: str) -> str:
    return absolute("taker.slip", token=code)


def _typed(address: str) -> str:
    """Return an address as people type it."""
    return address.partition("://")[2]
