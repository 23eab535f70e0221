"""Let several people do things at one moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

Outcome = TypeVar("Outcome")


def at_once(*works: Callable[[], Outcome]) -> Sequence[Outcome]:
    """Do several things at one moment and return what came of each."""
    gate = Barrier(len(works))

    def one(work: Callable[[], Outcome]) -> Outcome:
        gate.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))
