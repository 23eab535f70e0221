"""Say that a question is unclear, with a line or without."""

from collections.abc import Collection
from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent
from app.store import unclear
from app.store.sittings import Sitting
from app.taker.forms import UnclearForm
from app.taker.sitting import asked_here, finished_until, here
from app.taker.views import taker
from app.web import access, limits
from app.web.ground import bank_of, ground, session
from app.web.language import CHOSEN, language

NOTED = "noted"
"""The parameter of a page's address that names the question for which one is thanked."""


@taker.get("/questions/<page_id>/unclear/<question_id>")
@access.sitting
def ask_unclear(page_id: str, question_id: str) -> ResponseReturnValue:
    """Show a question and one field, which may stay empty."""
    sitting = here()
    _prove_asked(sitting, page_id, question_id)
    if sitting.result:
        return redirect(url_for(".result"), 303)
    return _asking(sitting, page_id, question_id, UnclearForm())


@taker.post("/questions/<page_id>/unclear/<question_id>")
@access.sitting
@access.writes
def say_unclear(page_id: str, question_id: str) -> ResponseReturnValue:
    """Keep that a question is unclear, once a person; said again, the thanks are the same.

    The language switch is a button of this form too: the line stays, and is not sent yet.
    """
    sitting = asked_here()
    _prove_asked(sitting, page_id, question_id)
    if sitting.result:
        return redirect(url_for(".result"), 303)
    form = UnclearForm()
    if CHOSEN in request.form:
        return _asking(sitting, page_id, question_id, form)
    if not form.validate():
        return _asking(sitting, page_id, question_id, form), 422
    if limits.may_say_unclear(sitting.id, question_id):
        # To the month: a day would tell when it was said, and so perhaps by whom.
        until = finished_until(date.today()).replace(day=1)
        unclear.say(session(), sitting.version_id, question_id, language(), form.text("line"), until)
    session().commit()
    return redirect(_question(page_id, question_id, noted=True), 303)


def just_noted(asked: Collection[str]) -> str | None:
    """Return the question, of those asked on a page, for which its address says thanks are due."""
    return next((question for question in asked if question == request.args.get(NOTED)), None)


def _asking(sitting: Sitting, page_id: str, question_id: str, form: UnclearForm) -> str:
    bank = bank_of(sitting.version_id)
    return render_template(
        "taker/unclear.html",
        bank=bank,
        sitting=sitting,
        question=bank.asks(question_id),
        form=form,
        back=_question(page_id, question_id),
        months=ground.config.keep_finished_months,
    )


def _question(page_id: str, question_id: str, *, noted: bool = False) -> str:
    """Return the address of a question on its page: its first answer, as the check leads there too."""
    named = {NOTED: question_id} if noted else {}
    return url_for(".page", page_id=page_id, _anchor=f"q-{question_id}-1", **named)


def _prove_asked(sitting: Sitting, page_id: str, question_id: str) -> None:
    """Raise Absent for a question that the page does not ask."""
    if question_id not in bank_of(sitting.version_id).asked_on(page_id):
        raise Absent(question_id)
