"""Find the sitting of this browser, and say how long it is kept."""

from collections.abc import Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from flask import abort, redirect, request, url_for

from app.quiz.bank import Absent
from app.quiz.scoring import Result
from app.store import sittings
from app.store.sittings import Listed, Sitting
from app.web.cookies import sitting_token
from app.web.errors import NoSitting
from app.web.ground import bank_of, ground, session

MARK = "sitting"
"""The field by which a form says which sitting it was made for."""


def here(*, lock: bool = False) -> Sitting:
    """Return this browser's sitting; raise NoSitting, with the token where it is no longer kept."""
    token = token_here()
    sitting = sittings.current(session(), token, lock=lock)
    if sitting is None:
        raise NoSitting(token)
    return sitting


def asked_here() -> Sitting:
    """Return this browser's sitting, locked, that a form was made for.

    A page of another sitting, still open in an old tab, changes nothing: it leads to this one instead.
    """
    sitting = here(lock=True)
    if request.form.get(MARK, sitting.id) != sitting.id:
        abort(redirect(url_for("taker.go_on"), 303))
    return sitting


def here_or_none() -> Sitting | None:
    """Return this browser's sitting, if it has one that is still kept."""
    token = sitting_token()
    return sittings.current(session(), token) if token else None


def regarding(bank_id: str) -> Sitting | None:
    """Return this browser's sitting that is under way, else its latest result of a bank, if there is one."""
    token = sitting_token()
    found = sittings.every(session(), token) if token else ()
    if found and not found[0].result:
        return found[0]
    return next((one for one in found if bank_of(one.version_id).id == bank_id), None)


def token_here() -> str:
    """Return this browser's token, on a page that only those come to who have one."""
    return sitting_token() or ""


def every() -> Sequence[Listed]:
    """Return all sittings under this browser's token, the latest first; raise NoSitting."""
    token = token_here()
    found = sittings.every(session(), token)
    if not found:
        raise NoSitting(token)
    return found


def finished(
    occasion: int | None = None, among: Sequence[Listed] | None = None
) -> tuple[Listed, Listed | None]:
    """Return the finished sitting at an occasion, or the latest, and the one of the same bank before it.

    Raise Absent where there is none.
    """
    done = [sitting for sitting in among or every() if sitting.result]
    for at, sitting in enumerate(done):
        if occasion in (None, sitting.occasion):
            bank = bank_of(sitting.version_id).id
            return sitting, next((one for one in done[at + 1 :] if bank_of(one.version_id).id == bank), None)
    raise Absent(occasion)


def result_of(sitting: Sitting) -> Result:
    """Return the frozen result of a finished sitting."""
    return Result.from_document(sitting.result or {})


def next_page(sitting: Sitting) -> str:
    """Return the address where a sitting that is under way goes on: its next page, or the check."""
    bank = bank_of(sitting.version_id)
    last = sitting.last_page or bank.pages[-1]
    page = bank.next_after(last, sitting.answers)
    return url_for("taker.page", page_id=page) if page else url_for("taker.check")


def unfinished_until(today: date) -> date:
    """Return the last day an unfinished sitting is kept."""
    return today + timedelta(days=ground.config.keep_unfinished_days)


def finished_until(today: date) -> date:
    """Return the last day a finished sitting is kept."""
    return today + relativedelta(months=ground.config.keep_finished_months)
