"""Test that people and tabs who do things at the same moment lose nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

from app.quiz.bank import Bank
from app.store import sittings, versions
from app.store.engine import Database
from app.store.session import Session
from tests.store.rows import LATER, edited, everything, finish, latest, offer, seat, take_in

AT_ONCE = 4


def at_once(database: Database, work: Callable[[Session, int], None], people: int = AT_ONCE) -> None:
    """Do the same in several threads, each with its own transaction, let loose at one moment."""
    gate = Barrier(people)

    def one(number: int) -> None:
        gate.wait()
        with database.writing() as session:
            work(session, number)
            session.commit()

    with ThreadPoolExecutor(people) as pool:
        list(pool.map(one, range(people)))


def test_tabs_that_save_different_pages_at_once_lose_nothing(database: Database) -> None:
    seat(database, "token", offer(database), {})

    def save(session: Session, number: int) -> None:
        sitting = latest(session, "token", lock=True)
        answers = {**sitting.answers, f"question-{len(sitting.answers)}-{number}": "often"}
        sittings.keep_answers(session, sitting, answers, "listen", LATER)

    for _ in range(5):
        at_once(database, save)
    with database.reading() as session:
        assert len(latest(session, "token").answers) == 5 * AT_ONCE


def test_a_double_click_that_begins_again_begins_once(database: Database) -> None:
    version = offer(database)
    seat(database, "token", version, {})

    def begin(session: Session, _number: int) -> None:
        sittings.begin(session, "token", version.id, "en", LATER)

    for already in range(1, 6):
        with database.writing() as session:
            finish(session, latest(session, "token"))
            session.commit()
        at_once(database, begin)
        with database.reading() as session:
            assert len(sittings.every(session, "token")) == already + 1


def test_services_that_start_at_once_take_a_shipped_bank_in_once(database: Database) -> None:
    def start(session: Session, _number: int) -> None:
        version = versions.take_in(session, edited("one"), "small.yaml", "shipped", LATER)
        if version:
            versions.publish(session, version, LATER)

    at_once(database, start)
    assert len(everything(database)["versions"]) == 1


def test_trainers_who_import_at_once_get_a_number_each(database: Database) -> None:
    def bring(session: Session, number: int) -> None:
        take_in(session, edited(str(number)), "imported")

    at_once(database, bring)
    with database.reading() as session:
        assert sorted(version.number for version in versions.every(session)) == [1, 2, 3, 4]


def test_who_writes_and_who_waits_to_write_both_get_a_bank_that_nobody_has_read_yet(
    database: Database,
) -> None:
    version, cache = offer(database), versions.Cache()

    def second() -> Bank:
        with database.writing() as session:
            return cache.bank(session, version.id)

    with ThreadPoolExecutor(1) as pool, database.writing() as session:
        versions.every(session)
        waiting = pool.submit(second)
        # Long enough for the other to stand in the queue of writers, if it has to.
        sleep(0.3)
        mine = cache.bank(session, version.id)
        session.commit()
        assert waiting.result() is mine
