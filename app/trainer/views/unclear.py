"""Show which questions people called unclear, and let go of a line that was dealt with."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent, Question
from app.quiz.text import Language
from app.store import unclear as store
from app.store.unclear import Line
from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains
from app.web import access
from app.web.ground import session

AT_ONCE = 25
"""How many questions a page shows, those called unclear most often first."""

MOST_LINES = 20
"""How many lines of a question stand here; its own page has them all."""


LINE = re.compile(r"[\w-]{22}", re.ASCII)
"""What a line's id can look like: the database is not asked for anything else."""


@dataclass(frozen=True, slots=True)
class Called:
    """Hold a question called unclear: how often by language, some lines, and whether there are more."""

    question: Question
    times: Mapping[Language, int]
    said: Sequence[Line]
    more: bool


@trainer.get(f"{VERSION}/unclear")
@trains
def unclear(bank_id: str, number: int) -> ResponseReturnValue:
    """List the questions that were called unclear, with what people wrote."""
    draft = version_here(bank_id, number)
    counts = store.counts(session(), draft.version.id)
    asked = [question for key, question in draft.bank.questions.items() if key in counts]
    asked.sort(key=lambda question: -sum(counts[question.id].values()))
    pages = max(1, ceil(len(asked) / AT_ONCE))
    page = min(max(1, request.args.get("page", 1, int)), pages)
    called = []
    for question in asked[(page - 1) * AT_ONCE : page * AT_ONCE]:
        lines = store.lines(session(), draft.version.id, question.id)
        more = len(lines) > MOST_LINES
        called.append(Called(question, counts[question.id], lines[:MOST_LINES], more))
    return render_template("trainer/unclear.html", draft=draft, called=called, page=page, pages=pages)


@trainer.post(f"{VERSION}/unclear/<line_id>")
@trains
@access.writes
def dismiss(bank_id: str, number: int, line_id: str) -> ResponseReturnValue:
    """Delete what somebody wrote; that the question was called unclear still counts."""
    version = version_here(bank_id, number).version
    if not LINE.fullmatch(line_id):
        raise Absent(line_id)
    store.dismiss(session(), version.id, line_id)
    session().commit()
    return redirect(url_for(".unclear", bank_id=bank_id, number=number), 303)
