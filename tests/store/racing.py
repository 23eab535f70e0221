"""Work that several threads of several processes do on one database at the same moment."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from app.store.engine import Database, open_database
from app.store.limits import count as count_act
from app.store.migrations import migrate
from app.store.sittings import keep_answers
from tests.store.rows import LATER, latest

PROCESSES = 2
THREADS = 4
TIMES = 5

Outcome = TypeVar("Outcome")


class Crowd:
    """Be several threads in each of several processes."""

    def __init__(self) -> None:
        self._processes = ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn"))

    def all(self, work: Callable[[Database, int], Outcome], url: str) -> list[Outcome]:
        """Do the same at once, several times a thread, and return what came of it."""
        jobs = [self._processes.submit(_in_threads, work, url) for _ in range(PROCESSES)]
        return [outcome for job in jobs for outcome in job.result()]

    def leave(self) -> None:
        """End the processes."""
        self._processes.shutdown()


def start(database: Database, _number: int) -> int:
    """Count a start and return which one it was."""
    with database.writing() as session:
        count = count_act(session, "start", "192.0.2.1", 495_000)
        session.commit()
    return count


def start_as_hours_pass(database: Database, number: int) -> int:
    """Count a start; the clocks of those who do this differ by an hour, again and again."""
    with database.writing() as session:
        count = count_act(session, "start", "192.0.2.1", 495_000 + number // 2)
        session.commit()
    return count


def answer_one_more(database: Database, _number: int) -> None:
    """Read a sheet of answers and keep it with one answer more."""
    with database.writing() as session:
        sitting = latest(session, "token", lock=True)
        answers = {**sitting.answers, f"question-{len(sitting.answers)}": "often"}
        keep_answers(session, sitting, answers, "listen", LATER)
        session.commit()


def bring_up_to_date(database: Database, _number: int) -> None:
    """Migrate the database."""
    migrate(database)


def prove_writable(database: Database, _number: int) -> None:
    """Ask whether the database can be written to."""
    database.prove_writable()


def _in_threads(work: Callable[[Database, int], Outcome], url: str) -> list[Outcome]:
    database = open_database(url)
    with ThreadPoolExecutor(THREADS) as pool:
        jobs = [pool.submit(work, database, number) for number in range(THREADS * TIMES)]
        outcomes = [job.result() for job in jobs]
    database.engine.dispose()
    return outcomes
