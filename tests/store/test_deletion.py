"""Test that deletion is real: in the tables, and in SQLite's files down to the bytes."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from app.store import sittings, tables
from app.store.engine import Database, open_database
from tests.conftest import MakeDatabase
from tests.store.rows import LATER, bytes_on_disk, everything, finish, latest, offer, seat

MARKER = "an-answer-nobody-else-would-give"

Sheets = dict[str, list[dict[str, str]]]

WORDS = st.text("abcdefghij-", min_size=1, max_size=30)
MINE = st.lists(st.dictionaries(WORDS, WORDS, max_size=30), min_size=1, max_size=3)
SHEETS: st.SearchStrategy[Sheets] = st.dictionaries(WORDS, MINE, min_size=1, max_size=3)
"""People's tokens, and the answers of each of a person's sittings."""


@pytest.fixture
def on_sqlite(make_sqlite: MakeDatabase) -> Database:
    """Open an empty database whose files can be read."""
    return open_database(make_sqlite())


def take(database: Database, token: str, sheets: list[dict[str, str]]) -> None:
    """Take the questionnaire several times under a token; the last one stays unfinished."""
    (version,) = everything(database)["versions"]
    for number, answers in enumerate(sheets):
        with database.writing() as session:
            sittings.begin(session, token, version[0], "en", LATER)
            sittings.keep_answers(session, latest(session, token), answers, "listen", LATER)
            if number < len(sheets) - 1:
                finish(session, latest(session, token), result={"answers": answers})
            session.commit()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(others=SHEETS, mine=MINE)
def test_deleting_everything_of_a_person_leaves_the_database_as_if_they_had_never_come(
    database: Database, others: Sheets, mine: list[dict[str, str]]
) -> None:
    with database.writing() as session:
        session.execute(delete(tables.sittings))
        session.commit()
    if not everything(database)["versions"]:
        offer(database)
    for token, sheets in others.items():
        take(database, f"theirs {token}", sheets)
    before = everything(database)
    take(database, "mine", mine)
    with database.writing() as session:
        sittings.delete_all(session, "mine")
        session.commit()
    assert everything(database) == before


@pytest.mark.parametrize("length", [1, 40, 4000], ids=["short", "a page", "beyond a page"])
def test_after_deletion_no_file_holds_a_trace_of_an_answer(on_sqlite: Database, length: int) -> None:
    offer(on_sqlite)
    take(on_sqlite, "theirs", [{"listen-1": "often"}])
    answers = {f"question-{number}": f"{MARKER}-{number}" for number in range(length)}
    take(on_sqlite, "mine", [answers, answers])
    assert MARKER.encode() in bytes_on_disk(on_sqlite)
    with on_sqlite.writing() as session:
        sittings.delete_all(session, "mine")
        session.commit()
    on_sqlite.scrub()
    assert MARKER.encode() not in bytes_on_disk(on_sqlite)


def test_without_scrubbing_the_write_ahead_log_would_remember(on_sqlite: Database) -> None:
    seat(on_sqlite, "mine", offer(on_sqlite), {"listen-1": MARKER})
    with on_sqlite.writing() as session:
        sittings.delete_all(session, "mine")
        session.commit()
    assert MARKER.encode() in bytes_on_disk(on_sqlite)


def test_scrubbing_waits_for_who_reads(on_sqlite: Database) -> None:
    version = offer(on_sqlite)
    seat(on_sqlite, "mine", version, {"listen-1": MARKER})
    with on_sqlite.writing() as session:
        sittings.delete_all(session, "mine")
        session.commit()
    with ThreadPoolExecutor(1) as pool:
        with on_sqlite.reading() as session:
            sittings.every(session, "mine")
            scrubbing = pool.submit(on_sqlite.scrub)
            sleep(0.2)
        scrubbing.result()
    assert MARKER.encode() not in bytes_on_disk(on_sqlite)


def test_a_scrub_tells_when_somebody_reads_for_too_long(on_sqlite: Database) -> None:
    version = offer(on_sqlite)
    with on_sqlite.reading() as session:
        sittings.every(session, "mine")
        seat(on_sqlite, "mine", version, {"listen-1": MARKER})
        assert not on_sqlite.scrub()
    assert on_sqlite.scrub()


def test_a_scrub_of_a_database_that_is_away_is_left_for_later(tmp_path: Path) -> None:
    assert not open_database(f"sqlite:///{tmp_path / 'nowhere' / 'at-all.db'}").scrub()


def test_people_can_save_after_a_scrub(database: Database) -> None:
    version = offer(database)
    database.scrub()
    seat(database, "mine", version, {"listen-1": "often"})
    with database.reading() as session:
        assert latest(session, "mine").answers == {"listen-1": "often"}
