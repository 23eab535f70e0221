"""Give the published figures as files: the same numbers as on the page, and nothing else."""

from flask import Response
from flask.typing import ResponseReturnValue

from app.manager.team import of_team, round_here, team
from app.manager.views import manager
from app.manager.views.figures import opened, shown_of
from app.store import releases
from app.web import access
from app.web.ground import session
from app.web.language import language
from app.web.links import NUMBER

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/figures.csv", defaults={"kind": "csv"})
@manager.get(f"/teams/<team_id>/rounds/<{NUMBER}:number>/figures.xlsx", defaults={"kind": "xlsx"})
@of_team
@access.writes
def file(team_id: str, number: int, kind: str) -> ResponseReturnValue:
    """Give a round's published figures as CSV or XLSX, and note that they were taken along."""
    from app.reports import table

    here = round_here(number)
    shown = shown_of(here)
    published_on = releases.every(session(), here.id)[-1].sealed_on
    told = table.Table(team().name, here.name, published_on, shown.bank, shown.figures)
    made = table.as_csv(told, language()) if kind == "csv" else table.as_xlsx(told, language())
    opened(here, "figures-taken", kind)
    headers = {"Content-Disposition": f'attachment; filename="figures-{here.number}.{kind}"'}
    return Response(made, mimetype=XLSX if kind == "xlsx" else "text/csv", headers=headers)
