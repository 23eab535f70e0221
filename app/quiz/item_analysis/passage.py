"""Tell how long a version takes and on which page people stop."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.quiz.bank import Bank
from app.quiz.item_analysis.blocks import FEWEST
from app.quiz.item_analysis.sums import Part, Sums


def minutes_taken(sums: Sums) -> tuple[int, int, int] | None:
    """Return the quartiles of the minutes, the median between them; None under FEWEST sheets.

    Each is the least number of whole minutes in which that share (1/4, 1/2, 3/4) had finished.
    """
    if sums.minutes.sheets < FEWEST:
        return None
    took = Counter({int(minutes): people for minutes, people in sums.minutes.of("took").items()})
    in_order = sorted(took.elements())
    first, median, third = (in_order[-(-len(in_order) * quarter // 4) - 1] for quarter in (1, 2, 3))
    return first, median, third


def stops_of(last_pages: Iterable[str]) -> Part:
    """Count sittings that were never finished by the last page reached, to be folded like other parts."""
    counts = Counter(last_pages)
    return Part(counts.total(), {"stopped": counts} if counts else {})


@dataclass(frozen=True, slots=True)
class Stop:
    """Tell of one page how many reached it, how many went no further, and their share (0-1)."""

    page: str
    reached: int
    stopped: int
    share: float


@dataclass(frozen=True, slots=True)
class Stops:
    """Tell where people stop: `finished` of `began` (both as far as counted), and a stop for each page."""

    began: int
    finished: int
    pages: tuple[Stop, ...]


def stops(bank: Bank, finished: int, stopped: Part) -> Stops | None:
    """Tell where people stop, from how many finished and who did not; None where either is under FEWEST.

    A page that fewer than FEWEST reached is left out; pages the bank does not have count for nobody.
    """
    if finished < FEWEST or stopped.sheets < FEWEST:
        return None
    counts: Mapping[str, int] = stopped.of("stopped")
    still = began = finished + sum(counts.get(page, 0) for page in bank.pages)
    pages = []
    for page in bank.pages:
        here = counts.get(page, 0)
        pages.append(Stop(page, still, here, here / still))
        still -= here
    return Stops(began, finished, tuple(pages))
