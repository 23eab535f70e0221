"""Say of a piece of advice whether anybody can be given it, as far as that can be told of a draft."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from app.quiz.bank import Advice, Bank, When
from app.quiz.conditions_told import told_when
from app.quiz.coverage import Coverage, impossible
from app.quiz.search import Undecided
from app.quiz.soundness import measures
from app.quiz.text import Text
from app.store.drafts import Draft

KEPT = 24
"""How many findings a process remembers: each holds on to its bank."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Say whether somebody can be given a piece; None where it cannot be told (yet).

    `clash` are the conditions that exclude each other, in words, where nobody can; `too_long` tells that
    it would take too long to decide.
    """

    somebody: bool | None
    clash: tuple[Text, ...] = ()
    too_long: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """Ask of a piece as a draft has it; the draft is told by the digest of its bytes."""

    digest: bytes
    piece: Advice
    bank: Bank = field(compare=False)


def reach_in(draft: Draft, bank: Bank, piece: Advice) -> Reach:
    """Find out the same for a piece of a draft, of which `bank` is shown; once, until it is saved again."""
    return _found(_Asked(draft.digest, piece, bank))


@lru_cache(maxsize=KEPT)
def _found(asked: _Asked) -> Reach:
    return reach(asked.bank, asked.piece)


def reach(bank: Bank, piece: Advice) -> Reach:
    """Find out whether somebody can be given a piece."""
    pair = impossible(piece)
    if pair:
        return Reach(somebody=False, clash=told_apart(bank, piece, pair))
    if not measures(bank):
        return Reach(None)
    coverage = Coverage(bank)
    if not coverage.knows(piece):
        return Reach(None)
    try:
        if coverage.reaches(piece):
            return Reach(somebody=True)
    except Undecided:
        return Reach(None, too_long=True)
    return Reach(somebody=False, clash=told_apart(bank, piece, coverage.clash(piece)))


def told_apart(bank: Bank, piece: Advice, keys: Iterable[str]) -> tuple[Text, ...]:
    """Tell some conditions of a piece (their keys) one by one."""
    alone = (When(**{key: getattr(piece.when, key)}) for key in keys)
    return tuple(told_when(bank, when, piece.theme) for when in alone)
