"""Test how starts are counted by network address, without the address being kept."""

from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from app.store import tables
from app.store.engine import Database, open_database
from app.store.limits import count as count_act
from app.store.limits import forget_before
from tests.conftest import MakeDatabase
from tests.store.racing import PROCESSES, THREADS, TIMES, Crowd, start, start_as_hours_pass
from tests.store.rows import bytes_on_disk, everything

HOUR = 495_000
ADDRESS = "198.51.100.77"


def count(database: Database, address: str, hour: int = HOUR) -> int:
    """Count a start."""
    with database.writing() as session:
        counted = count_act(session, "start", address, hour)
        session.commit()
    return counted


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::1"]), max_size=12))
def test_each_address_is_counted_by_itself(database: Database, comers: list[str]) -> None:
    with database.writing() as session:
        session.execute(delete(tables.hourly_keys))
        counted = [count_act(session, "start", address, HOUR) for address in comers]
    met: Counter[str] = Counter()
    for address, number in zip(comers, counted, strict=True):
        met[address] += 1
        assert number == met[address]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", True),
        ("2001:db8::1", "2001:0DB8:0::0001", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1:5678", "192.0.2.1:5678", True),
        ("unknown", "192.0.2.1", False),
    ],
)
def test_one_home_or_office_counts_as_one(database: Database, one: str, other: str, same: bool) -> None:
    count(database, one)
    assert count(database, other) == (2 if same else 1)


def test_no_start_goes_uncounted_or_is_counted_twice(crowd: Crowd, database_url: str) -> None:
    counted = crowd.all(start, database_url)
    assert sorted(counted) == list(range(1, PROCESSES * THREADS * TIMES + 1))


def test_nobody_fails_to_start_because_the_hour_changes(crowd: Crowd, database_url: str) -> None:
    assert min(crowd.all(start_as_hours_pass, database_url)) == 1


def test_the_address_is_kept_nowhere_nor_what_it_can_be_guessed_from(database: Database) -> None:
    count(database, ADDRESS)
    kept = repr(everything(database))
    assert ADDRESS not in kept
    assert repr(sha256(ADDRESS.encode()).digest()) not in kept


def test_the_address_stands_in_no_file(make_sqlite: MakeDatabase) -> None:
    database = open_database(make_sqlite())
    count(database, ADDRESS)
    assert ADDRESS.encode() not in bytes_on_disk(database)
    assert Path(f"{database.engine.url.database}.lock").read_bytes() == b""


def test_two_hours_cannot_be_linked(database: Database) -> None:
    count(database, ADDRESS, HOUR)
    before = everything(database)["starts"]
    count(database, ADDRESS, HOUR + 1)
    assert before[0][0] != everything(database)["starts"][0][0]


def test_the_next_hour_forgets_the_one_before(database: Database) -> None:
    count(database, ADDRESS, HOUR)
    assert count(database, ADDRESS, HOUR + 1) == 1
    assert [row[0] for row in everything(database)["hourly_keys"]] == [HOUR + 1]
    assert [row[1:] for row in everything(database)["starts"]] == [(HOUR + 1, 1)]


def test_an_hour_is_forgotten_though_nobody_comes_after_it(database: Database) -> None:
    count(database, ADDRESS, HOUR)
    with database.writing() as session:
        forget_before(session, HOUR + 1)
        session.commit()
    assert everything(database)["hourly_keys"] == everything(database)["starts"] == []


def test_forgetting_leaves_the_hour_that_is_not_over(database: Database) -> None:
    count(database, ADDRESS, HOUR)
    with database.writing() as session:
        forget_before(session, HOUR)
        session.commit()
    assert count(database, ADDRESS, HOUR) == 2


def test_a_clock_that_steps_back_an_hour_counts_on_when_it_comes_again(database: Database) -> None:
    count(database, ADDRESS, HOUR)
    assert count(database, ADDRESS, HOUR - 1) == 1
    assert count(database, ADDRESS, HOUR) == 2
