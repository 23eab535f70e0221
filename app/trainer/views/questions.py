"""Move a question to another theme, or remove it: each asks first, and says what trends and advice lose."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent, Bank, Theme
from app.quiz.drafting import remove_question as without
from app.quiz.drafting import send_question as sent
from app.quiz.drafting import set_apart, theme_of
from app.store import drafts
from app.store.drafts import Draft
from app.trainer.hanging import hanging_on
from app.trainer.version import VERSION, Gone, draft_here, draft_to_see
from app.trainer.views import trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import ground, session

QUESTION = f"{VERSION}/questions/<question_id>"


@trainer.get(f"{QUESTION}/remove")
@trains
def ask_remove_question(bank_id: str, number: int, question_id: str) -> ResponseReturnValue:
    """Ask whether to remove a question, and say what hangs on it."""
    draft = draft_to_see(bank_id, number)
    bank = set_apart(draft.bank)
    question = bank.question(question_id)
    return render_template(
        "trainer/remove_question.html",
        draft=draft,
        theme=theme_of(bank, question_id),
        question=question,
        hanging=hanging_on(draft, [question]),
    )


@trainer.post(f"{QUESTION}/remove")
@trains
@access.writes
def remove_question(bank_id: str, number: int, question_id: str) -> ResponseReturnValue:
    """Remove a question; nothing of what was answered to it changes."""
    draft = draft_here(bank_id, number)
    bank = set_apart(draft.bank)
    theme = _asking(draft, bank, question_id)
    changed = without(bank, question_id)
    drafts.save(session(), ground.drafts, me(), draft, changed, "question-removed", theme.id)
    session().commit()
    return redirect(url_for(".theme", bank_id=bank_id, number=number, theme_id=theme.id), 303)


@trainer.get(f"{QUESTION}/move")
@trains
def ask_send_question(bank_id: str, number: int, question_id: str) -> ResponseReturnValue:
    """Ask to which theme a question is to be moved."""
    return _asks_where(draft_to_see(bank_id, number), question_id)


@trainer.post(f"{QUESTION}/move")
@trains
@access.writes
def send_question(bank_id: str, number: int, question_id: str) -> ResponseReturnValue:
    """Move a question to the end of another theme; it stays the same question."""
    draft = draft_here(bank_id, number)
    bank = set_apart(draft.bank)
    _asking(draft, bank, question_id)
    to = request.form.get("to", "")
    if to not in [theme.id for theme in bank.themes]:
        return _asks_where(draft, question_id, wrong=True), 422
    changed = sent(bank, question_id, to)
    drafts.save(session(), ground.drafts, me(), draft, changed, "question-moved", to)
    session().commit()
    anchor = f"at-{question_id}"
    return redirect(url_for(".theme", bank_id=bank_id, number=number, theme_id=to, _anchor=anchor), 303)


def _asks_where(draft: Draft, question_id: str, *, wrong: bool = False) -> str:
    bank = set_apart(draft.bank)
    question = bank.question(question_id)
    return render_template(
        "trainer/send_question.html",
        draft=draft,
        themes=bank.themes,
        theme=theme_of(bank, question_id),
        question=question,
        hanging=hanging_on(draft, [question]),
        wrong=wrong,
    )


def _asking(draft: Draft, bank: Bank, question_id: str) -> Theme:
    try:
        return theme_of(bank, question_id)
    except Absent as absent:
        raise Gone(draft, question_id) from absent
