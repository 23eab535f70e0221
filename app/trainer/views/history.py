"""Show a bank's versions; begin a draft from one, issue one again, give its file, take one in."""

from flask import Response
from flask.typing import ResponseReturnValue

from app.store import versions
from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains
from app.web.ground import session


@trainer.get(f"{VERSION}/export.yaml")
@trains
def export(bank_id: str, number: int) -> ResponseReturnValue:
    """Give a version's file: of one that was not edited, the bytes that came in."""
    found = version_here(bank_id, number)
    source = versions.document(session(), found.version.id)
    name = f"{bank_id}-{number}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(source, mimetype="application/yaml", headers=headers)
