"""Give the table of which questions work as a file: the same figures as on the page, and nothing else."""

from flask import Response
from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent
from app.store import unclear
from app.trainer import figures
from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains
from app.trainer.views.analysis import times, tongue_asked
from app.web.ground import session
from app.web.language import language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@trainer.get(f"{VERSION}/analysis.csv", defaults={"kind": "csv"})
@trainer.get(f"{VERSION}/analysis.xlsx", defaults={"kind": "xlsx"})
@trains
def questions_file(bank_id: str, number: int, kind: str) -> ResponseReturnValue:
    """Give a published version's table as CSV or XLSX, in the reader's language."""
    from app.reports import questions

    here = version_here(bank_id, number)
    version, bank, tongue = here.version, here.bank, tongue_asked()
    if version.published_on is None:
        raise Absent(version.id)
    counts = unclear.counts(session(), version.id)
    shown = figures.shown(session(), version, bank, tongue)
    called = {key: times(by, tongue) for key, by in counts.items()}
    table = questions.Table(bank, number, version.published_on, tongue, shown.analysis, called)
    made = questions.as_csv(table, language()) if kind == "csv" else questions.as_xlsx(table, language())
    headers = {"Content-Disposition": f'attachment; filename="questions-{bank_id}-{number}-{tongue}.{kind}"'}
    return Response(made, mimetype=XLSX if kind == "xlsx" else "text/csv", headers=headers)
