"""Say what a draft changes, for trends and for people; publish it. Set any two versions beside each other."""

from datetime import date
from functools import partial
from typing import Any

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent
from app.store import audit, drafts, versions
from app.store.drafts import Draft
from app.trainer.checked import faults_of
from app.trainer.effect_picture import answer, laid_out
from app.trainer.forms import PublishForm
from app.trainer.history import history_of
from app.trainer.publishing import compared, effect_of
from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import ground, session
from app.web.links import NUMBER
from app.web.team_page import LOOKS, Look


@trainer.get(f"{VERSION}/changes")
@trains
def changes(bank_id: str, number: int) -> ResponseReturnValue:
    """Say what a version changes against the one before it; a draft can be published here."""
    return _showing(version_here(bank_id, number), PublishForm())


@trainer.get(f"{VERSION}/beside/<{NUMBER}:other>")
@trains
def beside(bank_id: str, number: int, other: int) -> ResponseReturnValue:
    """Say what differs between any two versions; of the other only what is published."""
    draft, earlier = version_here(bank_id, number), versions.find(session(), bank_id, other)
    if earlier.published_on is None or other == number:
        raise Absent(f"{bank_id} {other}")
    return render_template(
        "trainer/beside.html",
        draft=draft,
        history=history_of(bank_id),
        compared=compared(earlier, draft.bank),
    )


@trainer.get(f"{VERSION}/changes/effect/<{LOOKS}:look>.svg")
@trains
def effect_picture(bank_id: str, number: int, look: Look) -> Response:
    """Draw where people would stand under a draft."""
    draft = version_here(bank_id, number)
    before = history_of(bank_id).before(draft.version)
    if before is None or not draft.editable or faults_of(draft):
        raise Absent(number)
    told = effect_of(before, draft)
    if told is None:
        raise Absent(number)
    return answer(before, draft, told, look)


@trainer.post(f"{VERSION}/changes")
@trains
@access.writes
def publish(bank_id: str, number: int) -> ResponseReturnValue:
    """Publish a draft as it was looked at; once, whoever presses, and nothing with a fault in it."""
    versions.take_turns(session())
    form = PublishForm()
    draft = _looked_at(bank_id, number, form)
    if not draft.editable:
        return _published_already(draft)
    if form.text("seen") != draft.digest.hex():
        return _showing(draft, form, changed=True), 409
    if faults_of(draft) or not form.validate():
        return _showing(draft, form), 422
    versions.publish(session(), draft.version, date.today(), me(), form.text("note"))
    made = versions.known_as(session(), bank_id, draft.version.id)
    audit.note(session(), me(), "bank-published", bank_id, new=str(made.number))
    session().commit()
    return redirect(url_for(".changes", bank_id=bank_id, number=made.number), 303)


def _looked_at(bank_id: str, number: int, form: PublishForm) -> Draft:
    """Return what the form was about, locked, whatever number publishing gave it meanwhile."""
    written = form.text("draft")
    if written.isascii() and written.isdigit() and len(written) <= len(str(2**31 - 1)) - 1:
        number = versions.known_as(session(), bank_id, int(written)).number
    return drafts.look(session(), ground.drafts, bank_id, number, lock=True)


def _published_already(draft: Draft) -> ResponseReturnValue:
    """Say who was first; who pressed twice themselves sees what they published."""
    version = draft.version
    first = drafts.published_by(session(), version.bank_id).get(version.id)
    if first and first.email == me().email:
        return redirect(url_for(".changes", bank_id=version.bank_id, number=version.number), 303)
    return _showing(draft, PublishForm(formdata=None), second=True), 409


def _showing(draft: Draft, form: PublishForm, **more: Any) -> str:
    here = history_of(draft.version.bank_id)
    before = here.before(draft.version)
    faults = faults_of(draft) if draft.editable else ()
    told = effect_of(before, draft) if before and draft.editable and not faults else None
    return render_template(
        "trainer/changes.html",
        draft=draft,
        history=here,
        form=form,
        faults=faults,
        compared=compared(before, draft.bank) if before else None,
        publication=drafts.published_by(session(), draft.version.bank_id).get(draft.version.id),
        effect=told,
        **(laid_out(before, draft, told, partial(_picture_url, draft)) if before and told else {}),
        **more,
    )


def _picture_url(draft: Draft, _kind: str, look: Look) -> str:
    version = draft.version
    return url_for(".effect_picture", bank_id=version.bank_id, number=version.number, look=look)
