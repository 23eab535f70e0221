"""Show administrators what all teams publish together; no team can be told from another in it."""

from functools import partial

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.manager.views import manager
from app.quiz.bank import Absent
from app.quiz.disclosure.organisation import organisation_figures
from app.store import totals
from app.web import access
from app.web.ground import bank_of, session
from app.web.links import NUMBER
from app.web.team_page import KINDS, LOOKS, Kind, Look, Shown, answer, laid_out


@manager.get("/organisation")
@access.role("admin")
def organisation() -> ResponseReturnValue:
    """Show the newest version's total, and lead to those of earlier versions."""
    known = totals.versions(session())
    if not known:
        return render_template("manager/no_organisation.html")
    return _page(known[0])


@manager.get(f"/organisation/<{NUMBER}:version_id>")
@access.role("admin")
def organisation_of(version_id: int) -> ResponseReturnValue:
    """Show the total of one version."""
    return _page(version_id)


@manager.get(f"/organisation/<{NUMBER}:version_id>/<{KINDS}:kind>/<{LOOKS}:look>.svg")
@access.role("admin")
def organisation_picture(version_id: int, kind: Kind, look: Look) -> ResponseReturnValue:
    """Draw one picture of a version's total."""
    shown = _known(version_id)
    if kind not in shown.pictures:
        raise Absent(kind)
    return answer(shown, kind, look)


def _page(version_id: int) -> str:
    shown = _known(version_id)
    return render_template(
        "manager/organisation.html",
        version_id=version_id,
        others=[other for other in totals.versions(session()) if other != version_id],
        bank_of=bank_of,
        **laid_out(shown, partial(_picture_url, version_id)),
    )


def _picture_url(version_id: int, kind: Kind, look: Look) -> str:
    return url_for(".organisation_picture", version_id=version_id, kind=kind, look=look)


def _known(version_id: int) -> Shown:
    if version_id not in totals.versions(session()):
        raise Absent(version_id)
    bank, total = bank_of(version_id), totals.find(session(), version_id)
    return Shown(bank, organisation_figures(bank, total), whole=True)
