"""Tell how long a version takes and on which page people stop."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from app.quiz.bank import Bank
from app.quiz.item_analysis.blocks import FEWEST
from app.quiz.item_analysis.sums import Part, Sums

NONE_KEPT = ""
"""Stands for the page last kept where none was; no page is called so."""


def minutes_taken(sums: Sums) -> tuple[int, int, int] | None:
    """Return the quartiles of the minutes, the median between them; None under FEWEST sheets.

    Each is the least number of whole minutes in which that share (1/4, 1/2, 3/4) had finished.
    """
    if sums.minutes.sheets < FEWEST:
        return None
    took = sorted((int(minutes), people) for minutes, people in sums.minutes.of("took").items())
    # Counted up, and not laid out one by one: a million sheets cost what thirty do.
    finished = list(accumulate(people for _, people in took))
    first, median, third = (
        took[bisect_left(finished, -(-finished[-1] * quarter // 4))][0] for quarter in (1, 2, 3)
    )
    return first, median, third


def stops_of(last_pages: Iterable[str | None]) -> Part:
    """Count sittings that were never finished by the page last kept (None: none was).

    The part is to be folded like others.
    """
    counts = Counter(page or NONE_KEPT for page in last_pages)
    return Part(counts.total(), {"kept": counts} if counts else {})


@dataclass(frozen=True, slots=True)
class Stop:
    """Tell of one page how many reached it, how many stopped on it, and their share (0-1).

    `page` is None for what follows the last one, the check of one's answers.
    """

    page: str | None
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

    Who kept a page, and no later one, stopped on the next. So every page was reached by FEWEST or more. Pages
    the bank does not have count for nobody.
    """
    if finished < FEWEST or stopped.sheets < FEWEST:
        return None
    kept = stopped.of("kept")
    stopped_on = [kept.get(page, 0) for page in (NONE_KEPT, *bank.pages)]
    still = began = finished + sum(stopped_on)
    pages = []
    for page, here in zip((*bank.pages, None), stopped_on, strict=True):
        pages.append(Stop(page, still, here, here / still))
        still -= here
    return Stops(began, finished, tuple(pages))
