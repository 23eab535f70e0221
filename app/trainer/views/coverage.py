"""Show what advice is said where, and what is not."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains


@trainer.get(f"{VERSION}/coverage")
@trains
def coverage(bank_id: str, number: int) -> ResponseReturnValue:
    """To be written."""
    return render_template("trainer/outline.html", draft=version_here(bank_id, number))
