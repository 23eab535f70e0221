"""Test that what is published never changes and never goes, whoever tries and however."""

from datetime import date

import pytest
from sqlalchemy import Delete, Update, delete, select, update
from sqlalchemy.exc import IntegrityError

from app.store.engine import Database
from app.store.tables import versions
from tests.store.rows import TODAY, everything, offer, seat, take_in

CHANGES = {
    "its text": update(versions).values(document=b"other"),
    "its date": update(versions).values(published_on=None, created_on=date(2000, 1, 1)),
    "its number": update(versions).values(number=2),
    "its being there": delete(versions),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_published_version_never_changes(database: Database, change: Update | Delete) -> None:
    offer(database)
    before = everything(database)
    with (
        database.writing() as session,
        pytest.raises(IntegrityError, match="a published version never changes"),
    ):
        session.execute(change)
    assert everything(database) == before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_draft_may_change(database: Database, change: Update | Delete) -> None:
    with database.writing() as session:
        take_in(session)
        before = session.execute(select(versions)).all()
        session.execute(change)
        assert session.execute(select(versions)).all() != before


def test_a_draft_that_somebody_sits_cannot_go(database: Database) -> None:
    with database.writing() as session:
        draft = take_in(session)
        session.commit()
    seat(database, "token", draft, {})
    with database.writing() as session, pytest.raises(IntegrityError):
        session.execute(delete(versions))


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"number": 1}, "bank_number|versions.bank_id, versions.number"),
        ({"number": 0}, "number_from_one"),
        ({"origin": "found"}, "origin_known"),
    ],
)
def test_a_version_keeps_its_constraints(
    database: Database, change: dict[str, object], constraint: str
) -> None:
    row = {"bank_id": "small", "number": 2, "document": b"", "digest": b"", "origin": "shipped"}
    offer(database)
    with database.writing() as session, pytest.raises(IntegrityError, match=constraint):
        session.execute(versions.insert().values({**row, "created_on": TODAY, **change}))
