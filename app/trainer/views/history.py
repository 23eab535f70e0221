"""Show a bank's versions: give a file, begin a draft, issue one again, throw a draft away."""

from datetime import date

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.quiz.bank import Absent
from app.store import audit, drafts, versions
from app.store.versions import Version
from app.trainer.edits import place_of, told
from app.trainer.forms import SureForm
from app.trainer.history import History, history_of
from app.trainer.version import VERSION, draft_here, version_here
from app.trainer.views import trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import session


@trainer.get("/banks/<bank_id>")
@trains
def history(bank_id: str) -> ResponseReturnValue:
    """Show every version with its dates, people and notes, and what can be done with it."""
    here = history_of(bank_id)
    edits = drafts.last_edits(session())
    banks_of = {one.id: version_here(bank_id, one.number).bank for one in here.drafts if one.id in edits}
    return render_template(
        "trainer/history.html",
        history=here,
        publications=drafts.published_by(session(), bank_id),
        edits=edits,
        where={key: place_of(bank, edits[key]) for key, bank in banks_of.items()},
        told=told,
    )


@trainer.get(f"{VERSION}/export.yaml")
@trains
def export(bank_id: str, number: int) -> ResponseReturnValue:
    """Give a version's file: of one that was not edited, the bytes that came in."""
    source = versions.document(session(), _version(bank_id, number).id)
    name = f"{bank_id}-{number}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(source, mimetype="application/yaml", headers=headers)


@trainer.get(f"{VERSION}/new-draft")
@trains
def ask_draft(bank_id: str, number: int) -> ResponseReturnValue:
    """Say that a draft begins as a copy of a version, and whether somebody works on another already."""
    return _asking(history_of(bank_id), _version(bank_id, number), SureForm())


@trainer.post(f"{VERSION}/new-draft")
@trains
@access.writes
def begin_draft(bank_id: str, number: int) -> ResponseReturnValue:
    """Begin a draft from a version; beside another draft only where that was ticked."""
    versions.take_turns(session())
    here, version, form = history_of(bank_id), _version(bank_id, number), SureForm()
    if here.drafts and not form.validate():
        return _asking(here, version, form), 422
    source = versions.document(session(), version.id)
    begun = drafts.begin(session(), me(), bank_id, source, date.today(), "begun")
    session().commit()
    return redirect(url_for(".version", bank_id=bank_id, number=begun.number), 303)


@trainer.post(f"{VERSION}/issue-again")
@trains
@access.writes
def issue_again(bank_id: str, number: int) -> ResponseReturnValue:
    """Publish a version's document anew, as the newest; nothing where the newest has these bytes already."""
    versions.take_turns(session())
    here, version = history_of(bank_id), _version(bank_id, number)
    if version.published_on is None or here.newest is None:
        raise Absent(f"{bank_id} {number}")
    source = versions.document(session(), version.id)
    if source != versions.document(session(), here.newest.id):
        today = date.today()
        added = versions.add(session(), bank_id, source, "imported", today)
        note = gettext("Version %(number)s issued again", number=number)
        versions.publish(session(), added, today, me(), note)
        audit.note(session(), me(), "bank-issued-again", bank_id, str(number), str(added.number))
        session().commit()
    return redirect(url_for(".history", bank_id=bank_id), 303)


@trainer.get(f"{VERSION}/throw-away")
@trains
def ask_throw_away(bank_id: str, number: int) -> ResponseReturnValue:
    """Ask once more before a draft is thrown away."""
    if not version_here(bank_id, number).editable:
        return redirect(url_for(".version", bank_id=bank_id, number=number), 303)
    return _throwing(bank_id, number, SureForm())


@trainer.post(f"{VERSION}/throw-away")
@trains
@access.writes
def throw_away(bank_id: str, number: int) -> ResponseReturnValue:
    """Throw a draft away; a bank that has no other version goes with it."""
    draft, form = draft_here(bank_id, number), SureForm()
    if not form.validate():
        return _throwing(bank_id, number, form), 422
    drafts.throw_away(session(), draft)
    audit.note(session(), me(), "draft-thrown-away", bank_id, str(number))
    left = [one for one in versions.every(session()) if one.bank_id == bank_id]
    session().commit()
    return redirect(url_for(".history", bank_id=bank_id) if left else url_for(".banks"), 303)


def _version(bank_id: str, number: int) -> Version:
    return versions.find(session(), bank_id, number)


def _asking(here: History, version: Version, form: SureForm) -> str:
    edits = drafts.last_edits(session())
    return render_template("trainer/new_draft.html", history=here, version=version, form=form, edits=edits)


def _throwing(bank_id: str, number: int, form: SureForm) -> str:
    draft = version_here(bank_id, number)
    edits = drafts.history(session(), draft.version.id)
    return render_template("trainer/throw_away.html", draft=draft, form=form, edits=edits, told=told)
