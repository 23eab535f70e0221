"""Say of a piece of advice whether anybody can be given it, as far as that can be told of a draft."""

from dataclasses import dataclass

from app.quiz.bank import Advice, Bank
from app.quiz.coverage import Coverage, impossible
from app.quiz.search import Undecided
from app.quiz.soundness import measures


@dataclass(frozen=True, slots=True)
class Reach:
    """Say whether somebody can be given a piece; None where it cannot be told (yet).

    `keys` are the conditions that exclude each other, where nobody can.
    """

    somebody: bool | None
    keys: tuple[str, ...] = ()


def reach(bank: Bank, piece: Advice) -> Reach:
    """Find out whether somebody can be given a piece."""
    pair = impossible(piece)
    if pair:
        return Reach(somebody=False, keys=pair)
    if not measures(bank):
        return Reach(None)
    coverage = Coverage(bank)
    if not coverage.knows(piece):
        return Reach(None)
    try:
        if coverage.reaches(piece):
            return Reach(somebody=True)
    except Undecided:
        return Reach(None)
    return Reach(somebody=False, keys=coverage.clash(piece))
