"""Test that of what was never finished only the page where it stopped is counted, in steps of thirty."""

from datetime import timedelta

from app.quiz.item_analysis import FEWEST, Part
from app.quiz.text import Language
from app.store import blocks, sittings, tables
from app.store.engine import Database
from app.store.housekeeping import purge
from app.store.versions import Version
from tests.store.counting import leave, people, rows
from tests.store.rows import TODAY, finish, latest, offer

AFTER = TODAY + timedelta(days=1)


def stop(
    database: Database, version: Version, page: str | None, number: int, language: Language = "en"
) -> None:
    """Let a person begin and come as far as a page, or not even over the first one."""
    with database.writing() as session:
        token = f"{language} {number}"
        sittings.begin(session, token, version.id, language, TODAY)
        if page:
            sittings.keep_answers(session, latest(session, token), {}, page, TODAY)
        session.commit()


def stopped(database: Database, version: Version, language: Language = "en") -> Part:
    with database.reading() as session:
        return blocks.stopped(session, version.id).get(language, Part())


def test_twenty_nine_stops_are_not_told_and_the_thirtieth_tells_all(database: Database) -> None:
    version = offer(database)
    for number in range(FEWEST - 1):
        stop(database, version, ("listen", "busy", None)[number % 3], number)
    purge(database, AFTER)
    assert stopped(database, version) == Part()
    assert rows(database, tables.sittings) == []
    stop(database, version, "busy", FEWEST)
    purge(database, AFTER)
    told = stopped(database, version)
    assert told.sheets == FEWEST
    assert sum(sum(counts.values()) for counts in told.sums.values()) == FEWEST


def test_the_language_one_began_in_is_told_apart(database: Database) -> None:
    version = offer(database)
    for number in range(FEWEST):
        stop(database, version, "busy", number)
        if number:
            stop(database, version, "busy", number, "fr")
    purge(database, AFTER)
    assert stopped(database, version).sheets == FEWEST
    assert stopped(database, version, "fr") == Part()


def test_a_finished_sitting_did_not_stop_anywhere(database: Database) -> None:
    version = offer(database)
    (sheet,) = people(1)
    for number in range(FEWEST):
        stop(database, version, "busy", number)
    with database.writing() as session:
        sittings.keep_answers(session, latest(session, "en 0"), sheet.answers, "busy", TODAY)
        finish(session, latest(session, "en 0"), expires_on=TODAY)
        session.commit()
    purge(database, AFTER)
    assert stopped(database, version) == Part()


def test_who_repeats_it_and_stops_is_not_counted(database: Database) -> None:
    version = offer(database)
    (sheet,) = people(1)
    for number in range(FEWEST):
        stop(database, version, "busy", number)
    with database.writing() as session:
        sittings.keep_answers(session, latest(session, "en 0"), sheet.answers, "busy", TODAY)
        finish(session, latest(session, "en 0"), expires_on=TODAY)
        sittings.begin(session, "en 0", version.id, "en", TODAY)
        session.commit()
    purge(database, AFTER)
    assert stopped(database, version) == Part()


def test_who_deletes_everything_stopped_nowhere(database: Database) -> None:
    version = offer(database)
    for number in range(FEWEST):
        stop(database, version, "busy", number)
    leave(database, "en 0")
    purge(database, AFTER)
    assert stopped(database, version) == Part()
    assert [row["language"] for row in rows(database, tables.stops)] == ["en"]


def test_giving_up_counts_nowhere(database: Database) -> None:
    version = offer(database)
    stop(database, version, "busy", 0)
    with database.writing() as session:
        sittings.give_up(session, latest(session, "en 0"))
        session.commit()
    purge(database, AFTER)
    assert rows(database, tables.stops) == []
