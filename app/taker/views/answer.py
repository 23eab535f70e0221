"""Answer the questionnaire: a theme a page, then check and finish."""

from datetime import date
from time import time

from flask import make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from app.quiz.bank import Bank
from app.quiz.scoring import score
from app.store import blocks, memberships, sittings
from app.store.sittings import LONGEST_MINUTES, Sitting
from app.taker.forms import page_form
from app.taker.membership import belonging_of
from app.taker.sitting import asked_here, finished_until, here, token_here, unfinished_until
from app.taker.views import taker
from app.taker.views.unclear import just_noted
from app.web import access
from app.web.asking import PageForm
from app.web.cookies import remember_sitting
from app.web.ground import bank_of, session
from app.web.language import CHOSEN, language
from app.web.pages import rendered_once


@taker.get("/questions/<page_id>")
@access.sitting
def page(page_id: str) -> ResponseReturnValue:
    """Show a page with the answers so far."""
    sitting = here()
    bank = bank_of(sitting.version_id)
    if sitting.result:
        return redirect(url_for(".result"), 303)
    asked = bank.asked_on(page_id)
    noted = just_noted(asked)

    def asking() -> str:
        return _asking(sitting, page_id, page_form(sitting.version_id, page_id, sitting.answers), noted)

    if noted or any(question in sitting.answers for question in asked):
        return asking()
    # With nothing chosen yet it is the same page for everybody, and the one most often asked for.
    return rendered_once((sitting.version_id, page_id, language()), asking, sitting.id)


@taker.post("/questions/<page_id>")
@access.sitting
@access.writes
def answer(page_id: str) -> ResponseReturnValue:
    """Keep what is valid of a page's answers, then move on, or say what is missing."""
    sitting = asked_here()
    bank = bank_of(sitting.version_id)
    if sitting.result:
        return redirect(url_for(".result"), 303)
    form = page_form(sitting.version_id, page_id, {})
    complete = form.validate()
    answers = {**sitting.answers, **form.given()}
    sittings.keep_answers(session(), sitting, answers, page_id, unfinished_until(date.today()))
    session().commit()
    aside = _aside(bank, page_id)
    if not complete and not aside:
        return _asking(sitting, page_id, form), 422
    return redirect(aside or _onwards(bank, page_id, answers), 303)


@taker.get("/check")
@access.sitting
def check() -> ResponseReturnValue:
    """Show all answers, each with a link to change it."""
    sitting = here()
    if sitting.result:
        return redirect(url_for(".result"), 303)
    return _checking(sitting)


@taker.post("/check")
@access.sitting
@access.writes
def finish() -> ResponseReturnValue:
    """Score the sitting by its own version and freeze it, or say what is missing.

    Who came by a team's link is then asked about its figures: finishing adds nothing to them.
    """
    sitting = asked_here()
    if sitting.result:
        return redirect(url_for(".result"), 303)
    bank = bank_of(sitting.version_id)
    if bank.missing(sitting.answers):
        return _checking(sitting, tried=True), 422
    today = date.today()
    belonging = belonging_of(memberships.of(session(), sitting.id))
    sittings.finish(
        session(),
        sitting,
        result=score(bank, sitting.answers, blocks.margin(session(), sitting.version_id)).to_document(),
        language=language(),
        minutes=_minutes(),
        today=today,
        expires_on=finished_until(today),
    )
    session().commit()
    asking = belonging is not None and belonging.share == "open"
    response = make_response(redirect(url_for(".team" if asking else ".result"), 303))
    # The cookie lives as long as what it leads to, which is kept from today on.
    remember_sitting(response, token_here())
    return response


def _asking(sitting: Sitting, page_id: str, form: PageForm, noted: str | None = None) -> str:
    """Render a page that asks: a theme, or the background question, which comes last and unscored.

    `noted` is a question that was just called unclear.
    """
    bank = bank_of(sitting.version_id)
    position = bank.position(page_id)
    return render_template(
        "taker/page.html",
        bank=bank,
        sitting=sitting,
        theme=bank.theme(page_id) if position <= len(bank.themes) else None,
        form=form,
        noted=noted,
        position=position,
    )


def _checking(sitting: Sitting, *, tried: bool = False) -> str:
    bank = bank_of(sitting.version_id)
    missing = bank.missing(sitting.answers)
    return render_template("taker/check.html", bank=bank, sitting=sitting, missing=missing, tried=tried)


def _aside(bank: Bank, page_id: str) -> str | None:
    """Return where a button other than "Save and continue" leads: it asks for no complete page."""
    if CHOSEN in request.form:
        return url_for(".page", page_id=page_id)
    aim = request.form.get("then")
    if aim == "keep":
        return url_for(".keep")
    if aim == "back":
        position = bank.position(page_id)
        return url_for(".page", page_id=bank.pages[position - 2]) if position > 1 else url_for(".home")
    question = (aim or "").removeprefix("unclear:")
    if question != aim and question in bank.asked_on(page_id):
        return url_for(".ask_unclear", page_id=page_id, question_id=question)
    return None


def _onwards(bank: Bank, page_id: str, answers: dict[str, str]) -> str:
    """Return the next page that lacks an answer; after the last one, the check."""
    following = bank.next_after(page_id, answers)
    return url_for(".page", page_id=following) if following else url_for(".check")


def _minutes() -> int | None:
    """Return how long it took in whole minutes, if it was taken in one browser and in one go."""
    began = cookie.get("began")
    if not isinstance(began, int):
        return None
    minutes = max(1, round((time() - began) / 60))
    return minutes if minutes <= LONGEST_MINUTES else None
