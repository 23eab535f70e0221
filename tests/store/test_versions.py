"""Test how versions come in, are published, found and given back."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.quiz.bank import Absent
from app.quiz.faults import FaultyBank
from app.store import versions
from app.store.engine import Database
from tests.conftest import SHIPPED
from tests.quiz.banks import SMALL
from tests.store.rows import TODAY, edited, everything, offer, take_in

TOMORROW = date(2026, 11, 25)


def test_a_new_bank_comes_in_as_its_first_draft(database: Database) -> None:
    with database.writing() as session:
        version = take_in(session)
        session.commit()
    assert (version.bank_id, version.number, version.origin) == ("small", 1, "shipped")
    assert (version.created_on, version.published_on) == (TODAY, None)


def test_the_same_bytes_come_in_once(database: Database) -> None:
    offer(database)
    with database.writing() as session:
        for origin in ("shipped", "imported"):
            assert versions.take_in(session, SMALL.encode(), "small.yaml", origin, TODAY) is None
        assert len(versions.every(session)) == 1


def test_a_changed_shipped_file_waits_as_a_draft_beside_what_is_published(database: Database) -> None:
    first = offer(database)
    with database.writing() as session:
        second = take_in(session, edited("changed"))
        assert (second.number, second.published_on) == (2, None)
        assert versions.document(session, first.id) == SMALL.encode()
        assert [version.number for version in versions.offered(session)] == [1]


def test_a_changed_shipped_file_replaces_an_earlier_shipped_draft(database: Database) -> None:
    with database.writing() as session:
        take_in(session, edited("one"))
        take_in(session, edited("two"))
        (only,) = versions.every(session)
        assert versions.document(session, only.id) == edited("two")


def test_a_changed_shipped_file_leaves_an_imported_draft_alone(database: Database) -> None:
    with database.writing() as session:
        theirs = take_in(session, edited("by a trainer"), "imported")
        ours = take_in(session, edited("shipped"))
        assert versions.document(session, theirs.id) == edited("by a trainer")
        assert ours.number == 2


def test_a_shipped_draft_of_another_bank_is_left_alone(database: Database) -> None:
    with database.writing() as session:
        take_in(session, SMALL.replace("id: small", "id: other").encode())
        take_in(session, edited("shipped"))
        assert {version.bank_id for version in versions.every(session)} == {"small", "other"}


def test_an_imported_file_replaces_no_draft(database: Database) -> None:
    with database.writing() as session:
        take_in(session, edited("shipped"))
        take_in(session, edited("one"), "imported")
        take_in(session, edited("two"), "imported")
        assert [version.number for version in versions.every(session)] == [3, 2, 1]


def test_a_faulty_file_does_not_come_in(database: Database) -> None:
    with database.writing() as session, pytest.raises(FaultyBank, match=r"^mine\.yaml:\d+:\d+: "):
        versions.take_in(session, b"id: small\n", "mine.yaml", "imported", TODAY)
    assert everything(database)["versions"] == []


def test_publishing_a_draft_dates_it(database: Database) -> None:
    offer(database)
    with database.reading() as session:
        assert versions.find(session, "small").published_on == TODAY


def test_publishing_again_keeps_the_first_date(database: Database) -> None:
    version = offer(database)
    with database.writing() as session:
        versions.publish(session, version, TOMORROW)
        assert versions.find(session, "small").published_on == TODAY


def test_the_newest_published_version_of_each_bank_is_offered(database: Database) -> None:
    offer(database, SMALL.replace("id: small", "id: zebra").encode())
    for note in ("one", "two"):
        offer(database, edited(note))
    with database.writing() as session:
        take_in(session, edited("a draft"))
        session.commit()
    with database.reading() as session:
        assert [(v.bank_id, v.number) for v in versions.offered(session)] == [("zebra", 1), ("small", 2)]


def test_every_version_is_listed_by_bank_the_newest_first(database: Database) -> None:
    offer(database)
    offer(database, SMALL.replace("id: small", "id: alpha").encode())
    with database.writing() as session:
        take_in(session, edited("a draft"))
        listed = [(version.bank_id, version.number) for version in versions.every(session)]
    assert listed == [("alpha", 1), ("small", 2), ("small", 1)]


def test_a_version_is_found_by_its_number_and_else_the_newest(database: Database) -> None:
    offer(database)
    with database.writing() as session:
        draft = take_in(session, edited("a draft"))
        assert versions.find(session, "small") == draft
        assert versions.find(session, "small", 1).number == 1


@pytest.mark.parametrize(("number", "named"), [(None, "^small$"), (7, "^small 7$")])
def test_a_version_that_is_not_there_is_absent(database: Database, number: int | None, named: str) -> None:
    with database.reading() as session, pytest.raises(Absent, match=named):
        versions.find(session, "small", number)


def test_the_document_of_a_version_that_is_not_there_is_absent(database: Database) -> None:
    with database.reading() as session, pytest.raises(Absent):
        versions.document(session, 7)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=st.text(st.characters(categories=("L", "N", "P", "Zs"), codec="utf-8")))
def test_the_export_of_an_import_is_the_same_bytes(database: Database, note: str) -> None:
    # What is not committed is gone with its session: the database is empty for each example.
    with database.writing() as session:
        assert versions.document(session, take_in(session, edited(note)).id) == edited(note)


@pytest.mark.parametrize("source", [SHIPPED.read_bytes(), SMALL.replace("\n", "\r\n").encode()])
def test_the_shipped_bank_and_foreign_line_ends_come_back_as_they_came(
    database: Database, source: bytes
) -> None:
    with database.writing() as session:
        assert versions.document(session, take_in(session, source).id) == source


def test_a_cache_reads_a_version_once(database: Database) -> None:
    version = offer(database)
    cache = versions.Cache()
    with database.reading() as session:
        assert cache.bank(session, version.id) is cache.bank(session, version.id)


def test_a_cache_gives_no_draft(database: Database) -> None:
    with database.writing() as session:
        draft = take_in(session)
        with pytest.raises(Absent):
            versions.Cache().bank(session, draft.id)


def test_a_cache_knows_no_version_that_is_not_there(database: Database) -> None:
    with database.reading() as session, pytest.raises(Absent):
        versions.Cache().bank(session, 7)
