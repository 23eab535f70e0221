"""Check drafts, each once for what it holds: a page that shows the faults costs no more for a long bank."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from app.quiz.check import faults
from app.quiz.faults import Fault, FaultyBank
from app.quiz.parts import apart
from app.quiz.progress import Keying, keying, unwritten
from app.quiz.soundness import plain_flaws
from app.quiz.text import Language
from app.quiz.yaml import parse
from app.store import drafts, versions
from app.store.drafts import Draft
from app.web.ground import session

KEPT = 24

WRITTEN_HERE = ("theme", "question", "scale", "bands", "advice", "background", "about")
"""What a change is called that writes the whole draft anew."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold what was found of a draft: its faults, its keying, and how many texts it lacks by language.

    `unproven` tells that there are faults for which nothing could be proven yet.
    """

    faults: Sequence[Fault]
    keying: Keying
    missing: Mapping[Language, int]
    unproven: bool


_found: OrderedDict[bytes, Checked] = OrderedDict()
_lock = Lock()


def faults_of(draft: Draft) -> Sequence[Fault]:
    """Return every fault of a draft, or of a version as it was published, in its file's order."""
    return checked(draft).faults


def checked(draft: Draft) -> Checked:
    """Return what is found of a draft, or of a version as it was published."""
    with _lock:
        known = _found.get(draft.digest)
    if known is not None:
        return known
    missing = unwritten(draft.bank)
    unproven = sum(missing.values()) > 0 or any(plain_flaws(draft.bank))
    found = Checked(_faults(draft), keying(apart(draft.bank)), missing, unproven)
    with _lock:
        _found[draft.digest] = found
        while len(_found) > KEPT:
            _found.popitem(last=False)
    return found


def _faults(draft: Draft) -> Sequence[Fault]:
    latest = drafts.history(session(), draft.version.id, 1)
    if latest and latest[0].what.startswith(WRITTEN_HERE):
        return faults(draft.bank)
    # A file that nobody edited here may hold what no bank does, such as a key that is not known.
    try:
        parse(versions.document(session(), draft.version.id))
    except FaultyBank as faulty:
        return faulty.faults
    return ()
