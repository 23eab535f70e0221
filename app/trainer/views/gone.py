"""Say that what a form was about is published or removed meanwhile, with all that was typed still there."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.quiz.text import LANGUAGES
from app.store import drafts
from app.store.drafts import Draft
from app.trainer.fields import one_line, plain
from app.trainer.sheet import SEEN, TAKE, digest
from app.trainer.version import Frozen, Gone
from app.trainer.views import trainer
from app.web.forms import legible
from app.web.ground import session

ENDS = tuple(f".{language}" for language in LANGUAGES)
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
    edits = drafts.history(session(), draft.version.id, 1)
    return render_template("trainer/gone.html", draft=draft, why=why, typed=_typed(), edits=edits)


def _typed() -> list[tuple[str, str]]:
    """Return each text that was written and not only sent back as it was shown, with its language."""
    sent = request.form.items(multi=True)
    written = [(name, legible(text)) for name, text in sent if not name.startswith(NO_TEXT)]
    return [
        (text, name.rpartition(".")[2] if name.endswith(ENDS) else "")
        for name, text in written
        # What was chosen is not worth copying; what was written is.
        if (" " in text.strip() or name.endswith(ENDS)) and text.strip() and _is_new(name, text)
    ]


def _is_new(name: str, text: str) -> bool:
    return request.form.get(SEEN + name) not in (digest(plain(text)), digest(one_line(text)))
