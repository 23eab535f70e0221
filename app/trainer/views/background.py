"""Edit the background question."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains


@trainer.get(f"{VERSION}/background")
@trains
def background(bank_id: str, number: int) -> ResponseReturnValue:
    """To be written."""
    return render_template("trainer/outline.html", draft=version_here(bank_id, number))
