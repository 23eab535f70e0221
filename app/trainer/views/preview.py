"""Take a version as a taker would, in both languages, and see any result one asks for; nothing is kept.

The answers travel with the form from page to page. What a draft has still to say is marked as missing.
"""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from wtforms import StringField
from wtforms.validators import ValidationError

from app.charts.looks import Look
from app.quiz.advice import STEPS, advise, encouragement, strengths
from app.quiz.asked_for import nearest, sheet_for
from app.quiz.bank import Absent, Answers, Bank
from app.quiz.gaps import shown
from app.quiz.scoring import neighbour, score
from app.quiz.search import Undecided
from app.quiz.soundness import measures
from app.quiz.text import Language
from app.store.drafts import Draft
from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains
from app.web.asking import PageForm, filled, form_class
from app.web.forms import Form
from app.web.headers import picture
from app.web.language import CHOSEN
from app.web.team_page import LOOKS

ANSWER = "a:"
"""Stands before the id of a question that was answered on another page."""

HIGHEST = 100


class ResultForm(Form):
    """Ask which result to show: a place, and where it is weak or strong."""

    place = StringField(default="35")
    weak = StringField()
    strong = StringField()
    origin = StringField()

    def validate_place(self, field: StringField) -> None:
        """Ask for a whole number from 0 to 100."""
        if self.asked_for is None:
            raise ValidationError(lazy_gettext("Give a whole number from 0 to 100."))

    @property
    def asked_for(self) -> int | None:
        """Return the place that is asked for (0-100)."""
        written = self.text("place").strip()
        sound = written.isascii() and written.isdigit() and len(written) <= len(str(HIGHEST))
        return int(written) if sound and int(written) <= HIGHEST else None


@trainer.get(f"{VERSION}/preview")
@trains
def preview(bank_id: str, number: int) -> ResponseReturnValue:
    """Offer to take the version, or to see a result."""
    draft = version_here(bank_id, number)
    return _offering(draft, ResultForm(formdata=None))


@trainer.get(f"{VERSION}/preview/take")
@trains
def take(bank_id: str, number: int) -> ResponseReturnValue:
    """Show the first page."""
    draft = version_here(bank_id, number)
    if not measures(draft.bank):
        return _offering(draft, ResultForm(formdata=None)), 422
    page = draft.bank.pages[0]
    return _asking(draft, page, filled(form_class(shown(draft.bank), page), {}), {})


@trainer.post(f"{VERSION}/preview/take")
@trains
def go_on(bank_id: str, number: int) -> ResponseReturnValue:
    """Show the next page, or the result after the last one; somebody may have changed the draft meanwhile."""
    draft = version_here(bank_id, number)
    if not measures(draft.bank):
        return _offering(draft, ResultForm(formdata=None)), 422
    bank, page = shown(draft.bank), request.form.get("page", "")
    if page not in bank.pages:
        page = bank.pages[0]
    form = filled(form_class(bank, page), {})
    complete = form.validate()
    answers = {**_carried(bank), **form.given()}
    if CHOSEN in request.form or request.form.get("then") == "back":
        at = bank.position(page) - (CHOSEN not in request.form) - 1
        return _shown_again(draft, bank.pages[max(at, 0)], answers)
    if not complete:
        return _asking(draft, page, form, answers), 422
    following = bank.next_after(page, answers)
    if following:
        return _shown_again(draft, following, answers)
    return _result(draft, answers)


@trainer.get(f"{VERSION}/preview/result")
@trains
def made_to_order(bank_id: str, number: int) -> ResponseReturnValue:
    """Show a result that is asked for: a place, weak in one theme, strong in another."""
    draft = version_here(bank_id, number)
    if "place" not in request.args:
        return redirect(url_for(".preview", bank_id=bank_id, number=number), 303)
    form = ResultForm(formdata=request.args)
    if not measures(draft.bank) or not form.validate():
        return _offering(draft, form), 422
    bank, place = shown(draft.bank), form.asked_for or 0
    wanted: dict[str, Any] = {key: form.text(key) or None for key in ("weak", "strong", "origin")}
    try:
        answers = sheet_for(bank, place, **wanted)
    except Undecided:
        answers = None
    if answers is None:
        form.complain("place", _no_such(nearest(bank, place, **wanted)))
        return _offering(draft, form), 422
    return _result(draft, answers, form)


@trainer.get(f"{VERSION}/preview/<any(en, fr):tongue>/<{LOOKS}:look>/<int(max=100):shown>.svg")
@trains
def preview_picture(
    bank_id: str, number: int, tongue: Language, look: Look, shown: int
) -> ResponseReturnValue:
    """Draw a place on the version's spectrum."""
    from app.charts.bands import legible
    from app.charts.spectrum import spectrum

    bank = version_here(bank_id, number).bank
    if not measures(bank):
        raise Absent(bank_id)
    drawn = spectrum(legible(bank), tongue, shown=shown, margin=bank.margin, look=look)
    return picture(drawn, private=True)


def _offering(draft: Draft, form: ResultForm) -> str:
    return render_template("trainer/preview.html", draft=draft, form=form, sound=measures(draft.bank))


def _carried(bank: Bank) -> Answers:
    """Return the answers of the other pages, as far as they still are answers of this bank."""
    accepted = {key: ids for page in bank.pages for key, ids in bank.asked_on(page).items()}
    sent = {key: request.form.get(ANSWER + key, "") for key in accepted}
    return {key: choice for key, choice in sent.items() if choice in accepted[key]}


def _shown_again(draft: Draft, page: str, answers: Answers) -> str:
    kind = form_class(shown(draft.bank), page)
    return _asking(draft, page, kind(formdata=None, data=_data(answers)), answers)


def _data(answers: Answers) -> Mapping[str, str]:
    return {f"q-{question}": choice for question, choice in answers.items()}


def _asking(draft: Draft, page: str, form: PageForm, answers: Answers) -> str:
    bank = shown(draft.bank)
    position = bank.position(page)
    return render_template(
        "trainer/preview_page.html",
        draft=draft,
        bank=bank,
        page=page,
        theme=bank.theme(page) if position <= len(bank.themes) else None,
        form=form,
        position=position,
        carried={ANSWER + key: choice for key, choice in answers.items() if key not in form.asked()},
    )


def _result(draft: Draft, answers: Answers, form: ResultForm | None = None) -> str:
    bank = shown(draft.bank)
    result = score(bank, answers)
    suggestions = advise(bank, answers, result)
    return render_template(
        "trainer/preview_result.html",
        draft=draft,
        bank=bank,
        result=result,
        asked=form,
        near=neighbour(bank, result.shown, result.margin),
        strengths=strengths(bank, answers, result),
        steps=suggestions[:STEPS],
        more=suggestions[STEPS:],
        encouragement=encouragement(bank, answers, result),
        answers=answers,
    )


def _no_such(near: int | None) -> object:
    if near is None:
        return lazy_gettext("No answers lead to such a result at any place: the themes leave no room for it.")
    return lazy_gettext(
        "No answers lead to such a result there; the nearest place with one is %(near)s.", near=near
    )
