"""Begin a bank: empty, as a copy of another, or from a file."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.quiz.drafting import empty, new_id, slug
from app.quiz.faults import Fault, FaultyBank
from app.quiz.marks import BANK_BYTES
from app.quiz.text import Text
from app.quiz.yaml import parse, write
from app.store import audit, drafts, versions
from app.store.versions import Version
from app.trainer.forms import CopyForm, TitleForm, file_name, file_sent
from app.trainer.history import History, histories
from app.trainer.version import version_here
from app.trainer.views import MOST_BYTES, trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import session

STEM = "bank"
"""What the id of a bank begins with whose title has no letter that an id may have."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Say why a file became no draft: none was chosen, a version has its bytes already, or its faults."""

    name: str = ""
    holding: Version | None = None
    faults: Sequence[Fault] = ()


@trainer.get("/new-bank")
@trains
def new_bank() -> ResponseReturnValue:
    """Ask what a new bank is called."""
    return render_template("trainer/new_bank.html", form=TitleForm())


@trainer.post("/new-bank")
@trains
@access.writes
def make_bank() -> ResponseReturnValue:
    """Begin a bank with nothing asked yet."""
    form = TitleForm()
    if not form.validate():
        return render_template("trainer/new_bank.html", form=form), 422
    versions.take_turns(session())
    bank = empty(_new_id(form.title), form.title)
    begun = drafts.begin(session(), me(), bank.id, write(bank), date.today(), "begun")
    session().commit()
    return _to(begun)


@trainer.get("/new-bank/copy")
@trains
def new_copy() -> ResponseReturnValue:
    """Ask what to copy, and what the copy is called."""
    return _copying(CopyForm(), histories())


@trainer.post("/new-bank/copy")
@trains
@access.writes
def make_copy() -> ResponseReturnValue:
    """Begin a bank as a copy of a version: under another id, with all ids within it as they are."""
    versions.take_turns(session())
    every, form = histories(), CopyForm()
    form.there = _to_copy(every)
    if not form.validate():
        return _copying(form, every), 422
    bank_id, _, number = form.text("of").partition(" ")
    bank = replace(version_here(bank_id, int(number)).bank, id=_new_id(form.title), title=form.title)
    begun = drafts.begin(session(), me(), bank.id, write(bank), date.today(), "copied")
    session().commit()
    return _to(begun)


@trainer.get("/new-bank/file")
@trains
def new_file() -> ResponseReturnValue:
    """Ask for a bank file."""
    return render_template("trainer/new_file.html", refused=None)


@trainer.post("/new-bank/file")
@trains
@access.writes
@access.takes(MOST_BYTES)
def take_file() -> ResponseReturnValue:
    """Take in a bank file as a draft of the bank it names; say every fault of one that has some."""
    sent = file_sent(request.files.get("file"))
    if sent is None:
        return _refusing(Refused())
    # One byte more than a bank may have tells that it is too long.
    name, source = file_name(sent), sent.stream.read(BANK_BYTES + 1)
    try:
        bank = parse(source, name)
    except FaultyBank as faulty:
        return _refusing(Refused(name, faults=faulty.faults))
    versions.take_turns(session())
    holding = versions.holding(session(), bank.id, source)
    if holding:
        return _refusing(Refused(name, holding))
    begun = drafts.begin(session(), me(), bank.id, source, date.today(), "imported")
    audit.note(session(), me(), "bank-imported", bank.id, new=name)
    session().commit()
    return _to(begun)


def _new_id(title: Text) -> str:
    taken = {one.bank_id for one in versions.every(session())}
    return new_id(slug(title.en) or slug(title.fr) or STEM, taken)


def _to(begun: Version) -> ResponseReturnValue:
    return redirect(url_for(".version", bank_id=begun.bank_id, number=begun.number), 303)


def _to_copy(every: Sequence[History]) -> Collection[str]:
    """Return what may be copied: any version."""
    return {f"{one.bank_id} {one.number}" for history in every for one in history.versions}


def _copying(form: CopyForm, every: Sequence[History]) -> str:
    asked = request.args.get("of", "")
    chosen = form.text("of") or (asked if asked in _to_copy(every) else "")
    return render_template("trainer/new_copy.html", form=form, histories=every, chosen=chosen)


def _refusing(refused: Refused) -> ResponseReturnValue:
    return render_template("trainer/new_file.html", refused=refused), 422
