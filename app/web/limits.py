"""Limit how often one network address, or one account, does something in an hour."""

from time import time

from flask import request

from app.store import limits
from app.web.ground import ground, session

HOUR = 60 * 60
NOWHERE = "0.0.0.0"  # noqa: S104  -- the bucket of requests without an address, as over a Unix socket


def may_start() -> bool:
    """Count one start and tell whether it is within the limit; the view commits the count."""
    count = limits.count(session(), "start", _address(), _hour())
    return count <= ground.config.starts_per_hour


def may_look_up(who: str) -> bool:
    """Count one look-up of whether an address has an account; the view commits the count."""
    count = limits.count(session(), "look-up", who, _hour())
    return count <= ground.config.sign_ins_per_hour


def may_try_code() -> bool:
    """Count one try of a one-time code, good or not, and tell whether it is within the limit of starts.

    The view commits the count.
    """
    return limits.count(session(), "code", _address(), _hour()) <= ground.config.starts_per_hour


def may_say_unclear(sitting_id: str, question_id: str) -> bool:
    """Count that a question is unclear, and tell whether it is the first time here; the view commits it."""
    return limits.count(session(), "unclear", f"{sitting_id} {question_id}", _hour()) == 1


def may_try(name: str) -> bool:
    """Count one attempt to prove who one is, and tell whether it is within both limits.

    Counted by the name it is for, whether it has an account or not, and by the network address. The
    count is kept at once, whatever becomes of the attempt.
    """
    with ground.database.writing() as counting:
        of_name = limits.count(counting, "name", name, _hour())
        of_address = limits.count(counting, "address", _address(), _hour())
        counting.commit()
    config = ground.config
    return of_name <= config.sign_ins_per_hour and of_address <= config.sign_ins_per_address


def _address() -> str:
    return request.remote_addr or NOWHERE


def _hour() -> int:
    return int(time()) // HOUR
