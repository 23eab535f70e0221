"""Show a version's outline: its themes and parts; of a draft, who changed what, and what is still missing."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.store import drafts
from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains
from app.web.ground import session


@trainer.get(VERSION)
@trains
def version(bank_id: str, number: int) -> ResponseReturnValue:
    """Show the themes with their questions, and where each part is."""
    found = version_here(bank_id, number)
    edits = drafts.history(session(), found.version.id)
    return render_template("trainer/outline.html", draft=found, edits=edits)
