"""Say how this browser's person stands to a team's round; let them in, add their answers, take them back."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.quiz.bank import Absent
from app.store import memberships, rounds, sittings
from app.store.memberships import Membership, Share
from app.store.rounds import Round
from app.store.sittings import Listed, Sitting
from app.taker.sitting import unfinished_until
from app.web.cookies import sitting_token
from app.web.ground import session
from app.web.language import language

Way = Literal["start", "again", "take-along", "inside", "done", "elsewhere"]
"""Begin; begin again; go on and take what is under way along; be in already, under way or finished; or be
in the middle of something else."""

LINK = re.compile(r"[\w-]{1,32}", re.ASCII)
"""What the secret of a join link can look like: the database is not asked for anything else."""


class NoRound(Absent):
    """Say that a join link leads to no round, or no longer."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """Hold a round with its team's name, the way in, and the sitting that decides it."""

    round_: Round
    team: str
    way: Way
    sitting: Listed | None

    @property
    def passable(self) -> bool:
        """Tell whether this person may come in now."""
        return self.round_.open and self.way in ("start", "again", "take-along")


@dataclass(frozen=True, slots=True)
class Belonging:
    """Tell what became of a sitting's answers; the round and its team's name until that is over."""

    share: Share
    round_: Round | None = None
    team: str | None = None

    @property
    def open(self) -> bool:
        """Tell whether the person may still decide, or decide otherwise."""
        return self.round_ is not None and self.round_.open


def by_link(token: str) -> Entrance:
    """Find the round of a join link; raise NoRound."""
    if LINK.fullmatch(token):
        with suppress(Absent):
            return _entrance(*rounds.by_token(session(), token))
    raise NoRound(token)


def latest() -> Listed | None:
    """Return this browser's latest sitting, under way or finished."""
    return next(iter(_own()), None)


def before_any_code() -> Listed | None:
    """Return the sitting that keeps this browser from using a code, whichever it is.

    Whoever cannot come in must be told so without a look at the code: else they could test one.
    """
    own = _own()
    if own and own[0].share and not own[0].result:
        return own[0]
    for sitting in own:
        if sitting.round_id and rounds.by_id(session(), sitting.round_id)[0].codes:
            return sitting
    return None


def enter(round_id: str, token: str) -> Sitting | None:
    """Begin a sitting in a round, or take along the one under way; None where that can no longer be."""
    # Locked, so that nobody comes in while it is being sealed.
    round_, _ = rounds.by_id(session(), round_id, share=True)
    if not round_.open:
        return None
    sittings.begin(session(), token, round_.version_id, language(), unfinished_until(date.today()))
    sitting = sittings.current(session(), token, lock=True)
    if sitting is None or sitting.version_id != round_.version_id or memberships.of(session(), sitting.id):
        return None
    memberships.join(session(), sitting.id, round_.id)
    return sitting


def belonging_of(own: Membership | None) -> Belonging | None:
    """Tell how a sitting stands to its team now, by its membership, if it came by a team's link or code."""
    if own is None:
        return None
    if own.round_id is None:
        return Belonging(own.share)
    round_, team = rounds.by_id(session(), own.round_id)
    # What was not added when the round closed is not going to be.
    over = not round_.open and own.share != "added"
    return Belonging("ended" if over else own.share, round_, team)


def decide(sitting: Sitting, *, added: bool) -> None:
    """Add a sitting's answers, or take them back; nothing changes once they are released or it is closed."""
    membership = memberships.of(session(), sitting.id)
    if membership is None or membership.round_id is None:
        return
    with suppress(Absent):  # its team was deleted at this moment, and the round with it
        round_, _ = rounds.by_id(session(), membership.round_id, share=True)
        if round_.open:
            memberships.decide(session(), membership, "added" if added else "declined")


def _entrance(round_: Round, team: str) -> Entrance:
    return Entrance(round_, team, *_way_into(round_))


def _own() -> Sequence[Listed]:
    token = sitting_token()
    return sittings.every(session(), token) if token else ()


def _way_into(round_: Round) -> tuple[Way, Listed | None]:
    own = _own()
    for sitting in own:
        if sitting.round_id == round_.id:
            return ("done" if sitting.result else "inside"), sitting
    if not own:
        return "start", None
    latest = own[0]
    if latest.result:
        return "again", latest
    if latest.version_id != round_.version_id or latest.round_id:
        return "elsewhere", latest
    if not round_.open:
        # Nothing tells any more who was in it; it can be finished, in either case for oneself.
        return "inside", latest
    # A sitting joins one round, ever.
    return ("elsewhere" if latest.share else "take-along"), latest
