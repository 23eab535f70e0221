"""Say that what a form was about is published or removed meanwhile, with all that was typed still there."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.store import drafts
from app.store.drafts import Draft
from app.trainer.sheet import SEEN, TAKE
from app.trainer.version import Frozen, Gone
from app.trainer.views import trainer
from app.web.forms import legible
from app.web.ground import session

NO_TEXT = (SEEN, TAKE, "csrf_token")


@trainer.errorhandler(Frozen)
def frozen(error: Frozen) -> ResponseReturnValue:
    """Say that the version is published now."""
    return _page(error.draft, "frozen"), 409


@trainer.errorhandler(Gone)
def gone(error: Gone) -> ResponseReturnValue:
    """Say that somebody removed it."""
    return _page(error.draft, "gone"), 409


def _page(draft: Draft, why: str) -> str:
    sent = [legible(text) for name, text in request.form.items(multi=True) if not name.startswith(NO_TEXT)]
    # What was chosen is not worth copying; what was written is.
    typed = [text for text in sent if " " in text.strip()]
    edits = drafts.history(session(), draft.version.id, 1)
    return render_template("trainer/gone.html", draft=draft, why=why, typed=typed, edits=edits)
