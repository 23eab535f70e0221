"""Show administrators what all teams publish together; no team can be told from another in it."""

from functools import partial

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.manager.team import NUMBER
from app.manager.views import manager
from app.quiz.bank import Absent
from app.quiz.disclosure.organisation import organisation_figures
from app.quiz.disclosure.release import FLOOR
from app.store import totals
from app.web import access
from app.web.ground import bank_of, session
from app.web.team_page import KINDS, LOOKS, Kind, Look, Shown, answer, laid_out


@manager.get("/organisation")
@access.role("admin")
def organisation() -> ResponseReturnValue:
    """Show the newest version's total, and lead to those of earlier versions."""
    known = [version for version in totals.versions(session()) if _shown(version)]
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
        others=[other for other in totals.versions(session()) if other != version_id and _shown(other)],
        bank_of=bank_of,
        **laid_out(shown, partial(_picture_url, version_id)),
    )


def _picture_url(version_id: int, kind: Kind, look: Look) -> str:
    return url_for(".organisation_picture", version_id=version_id, kind=kind, look=look)


def _known(version_id: int) -> Shown:
    shown = _shown(version_id)
    if shown is None:
        raise Absent(version_id)
    return shown


def _shown(version_id: int) -> Shown | None:
    total = totals.find(session(), version_id)
    # What was counted in may have been taken out again, with its team.
    if total is None or total.people < FLOOR:
        return None
    bank = bank_of(version_id)
    return Shown(bank, organisation_figures(bank, total), whole=True)
