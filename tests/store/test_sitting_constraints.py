"""Test that the database itself refuses a sitting that cannot be."""

from typing import Any

import pytest
from sqlalchemy import insert, null
from sqlalchemy.exc import IntegrityError

from app.store.engine import Database
from app.store.tables import hourly_keys, sittings, starts
from tests.store.rows import LATER, TODAY, offer

SOUND = {
    "id": "one", "token_hash": b"hash", "occasion": 1, "version_id": 1, "language_start": "en",
    "answers": {}, "expires_on": LATER,
}  # fmt: skip
FINISHED = {"result": {}, "finished_on": TODAY, "language_finish": "fr"}

IMPOSSIBLE: dict[str, tuple[dict[str, Any], str]] = {
    "an occasion before the first": ({"occasion": 0}, "ck_sittings_occasion_from_one"),
    "a language at the start that we do not speak": (
        {"language_start": "de"},
        "ck_sittings_language_start_known",
    ),
    "a language at the finish that we do not speak": (
        {**FINISHED, "language_finish": "de"},
        "ck_sittings_language_finish_known",
    ),
    "no minutes at all": ({"minutes": 0}, "ck_sittings_minutes_plausible"),
    "more minutes than one sits in one go": ({"minutes": 121}, "ck_sittings_minutes_plausible"),
    "a result without a day": ({**FINISHED, "finished_on": None}, "ck_sittings_finished_has_result"),
    "a day without a result": ({**FINISHED, "result": null()}, "ck_sittings_finished_has_result"),
    "a result without a language": ({**FINISHED, "language_finish": None}, "ck_sittings_finished_has_result"),
    "a version that is not there": ({"version_id": 9}, "fk_sittings_version_id_versions|FOREIGN KEY"),
    "no answers, not even an empty sheet": ({"answers": null()}, "answers"),
    "no end to its keeping": ({"expires_on": None}, "expires_on"),
}


@pytest.mark.parametrize(("change", "constraint"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_database_refuses(database: Database, change: dict[str, Any], constraint: str) -> None:
    offer(database)
    with database.writing() as session, pytest.raises(IntegrityError, match=constraint):
        session.execute(insert(sittings).values({**SOUND, **change}))


@pytest.mark.parametrize("change", [{}, FINISHED, {"minutes": 1}, {"minutes": 120}])
def test_the_database_takes_what_can_be(database: Database, change: dict[str, Any]) -> None:
    offer(database)
    with database.writing() as session:
        session.execute(insert(sittings).values({**SOUND, **change}))


def test_a_token_has_each_occasion_once(database: Database) -> None:
    offer(database)
    with database.writing() as session:
        session.execute(insert(sittings).values(SOUND))
        with pytest.raises(IntegrityError, match=r"token_occasion|token_hash, sittings\.occasion"):
            session.execute(insert(sittings).values({**SOUND, "id": "two"}))


def test_a_count_of_starts_begins_at_one(database: Database) -> None:
    with database.writing() as session:
        session.execute(insert(hourly_keys).values(hour=1, key=b"key"))
        with pytest.raises(IntegrityError, match="ck_starts_count_from_one"):
            session.execute(insert(starts).values(bucket=b"bucket", hour=1, count=0))


def test_a_count_of_starts_lives_under_the_key_of_its_hour(database: Database) -> None:
    with database.writing() as session, pytest.raises(IntegrityError, match=r"fk_starts_hour|FOREIGN KEY"):
        session.execute(insert(starts).values(bucket=b"bucket", hour=1, count=1))
