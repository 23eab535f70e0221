"""List the banks, retire one and bring it back."""

from datetime import date

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent
from app.store import audit, drafts, versions
from app.trainer.edits import place_of, told
from app.trainer.forms import SureForm
from app.trainer.history import History, histories, history_of
from app.trainer.version import version_here
from app.trainer.views import trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import session


@trainer.get("/banks")
@trains
def banks() -> ResponseReturnValue:
    """List the banks, each with its published version, its drafts, and who changed what when."""
    every = histories()
    edits = drafts.last_edits(session())
    worked_on = [one for history in every for one in history.drafts if one.id in edits]
    banks_of = {one.id: version_here(one.bank_id, one.number).bank for one in worked_on}
    return render_template(
        "trainer/banks.html",
        offered=[one for one in every if not one.retired_on],
        retired=[one for one in every if one.retired_on],
        publications={one.bank_id: drafts.published_by(session(), one.bank_id) for one in every},
        edits=edits,
        where={key: place_of(bank, edits[key]) for key, bank in banks_of.items()},
        told=told,
    )


@trainer.get("/banks/<bank_id>/retire")
@trains
def ask_retire(bank_id: str) -> ResponseReturnValue:
    """Say what it means to retire a bank, and ask once more."""
    return _asking(_published(bank_id), SureForm())


@trainer.post("/banks/<bank_id>/retire")
@trains
@access.writes
def retire(bank_id: str) -> ResponseReturnValue:
    """Offer a bank to nobody any more; the last one only where that was ticked."""
    versions.take_turns(session())
    here, form = _published(bank_id), SureForm()
    if here.retired_on is None:
        if _is_last(here) and not form.validate():
            return _asking(here, form), 422
        drafts.retire(session(), bank_id, date.today())
        audit.note(session(), me(), "bank-retired", bank_id)
        session().commit()
    return redirect(url_for(".history", bank_id=bank_id), 303)


@trainer.post("/banks/<bank_id>/bring-back")
@trains
@access.writes
def bring_back(bank_id: str) -> ResponseReturnValue:
    """Offer a bank again."""
    versions.take_turns(session())
    if _published(bank_id).retired_on:
        drafts.bring_back(session(), bank_id)
        audit.note(session(), me(), "bank-brought-back", bank_id)
        session().commit()
    return redirect(url_for(".history", bank_id=bank_id), 303)


def _published(bank_id: str) -> History:
    """Return a bank that was ever offered; raise Absent."""
    here = history_of(bank_id)
    if here.newest is None:
        raise Absent(bank_id)
    return here


def _is_last(here: History) -> bool:
    return {one.bank_id for one in versions.offered(session())} == {here.bank_id}


def _asking(here: History, form: SureForm) -> str:
    return render_template("trainer/retire.html", history=here, form=form, last=_is_last(here))
