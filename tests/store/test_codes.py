"""Test one-time codes: each lets one person in, and nothing tells which were used."""

import re

import pytest
from sqlalchemy import func, select

from app.store import codes, rounds
from app.store.engine import Database, open_database
from app.store.rounds import Round
from app.store.team_tables import codes as rows
from tests.conftest import MakeDatabase
from tests.store.crew import found_team, open_round
from tests.store.rows import TODAY, bytes_on_disk, everything, offer


@pytest.fixture
def round_(database: Database) -> Round:
    """Open a round."""
    return open_round(database, found_team(database), offer(database))


def make(database: Database, round_: Round, count: int) -> list[str]:
    """Make codes for so many people and return them all."""
    with database.writing() as session:
        codes.make(session, round_.id, count)
        session.commit()
        return list(codes.every(session, round_.id))


def test_a_round_gets_as_many_codes_as_there_are_people(database: Database, round_: Round) -> None:
    made = make(database, round_, 30)
    assert len(set(made)) == 30
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", code) for code in made)
    with database.reading() as session:
        assert rounds.find(session, round_.team_id, 1).codes == 30


def test_a_round_without_codes_lists_none(database: Database, round_: Round) -> None:
    with database.reading() as session:
        assert list(codes.every(session, round_.id)) == []
        assert list(codes.every(session, "made-up")) == []


def test_more_codes_can_be_made_and_the_first_ones_stay(database: Database, round_: Round) -> None:
    first = make(database, round_, 5)
    more = make(database, round_, 8)
    assert more[:5] == first
    assert len(everything(database)["codes"]) == 8


@pytest.mark.parametrize("count", [0, 2, 3])
def test_asking_for_no_more_than_there_are_changes_nothing(
    database: Database, round_: Round, count: int
) -> None:
    made = make(database, round_, 3)
    before = everything(database)
    assert make(database, round_, count) == made
    assert everything(database) == before


def test_a_code_leads_to_its_round_and_is_spent_once(database: Database, round_: Round) -> None:
    code, other = make(database, round_, 2)
    with database.writing() as session:
        assert codes.spend(session, code) == round_.id
        assert codes.spend(session, code) is None
        assert codes.spend(session, other) == round_.id


def test_a_wrong_code_leads_nowhere(database: Database, round_: Round) -> None:
    make(database, round_, 2)
    with database.writing() as session:
        for code in ("", "00000-00000", "not a code"):
            assert codes.spend(session, code) is None


def test_codes_go_as_their_round_closes_so_that_nothing_tells_which_were_used(
    database: Database, round_: Round
) -> None:
    code, used = make(database, round_, 2)
    with database.writing() as session:
        codes.spend(session, used)
        rounds.close(session, round_.id, TODAY)
        assert session.execute(select(func.count()).select_from(rows)).scalar() == 0
        assert codes.spend(session, code) is None


def test_a_code_of_another_round_or_version_than_the_wanted_is_not_spent(
    database: Database, round_: Round
) -> None:
    (code,) = make(database, round_, 1)
    with database.writing() as session:
        assert codes.spend(session, code, round_id="another") is None
        assert codes.spend(session, code, version_id=round_.version_id + 1) is None
        assert codes.spend(session, code, round_id=round_.id, version_id=round_.version_id) == round_.id


@pytest.mark.parametrize(
    "typed", ["7k2mq-x91ob", " 7K2MQX91OB ", "7k2mq x910b", "7K2MQ–X9IOB", "7K2MQ-X9L0B"]
)
def test_a_code_may_be_typed_as_people_do(typed: str) -> None:
    assert codes.plain(typed) == "7K2MQ-X910B"


def test_the_printed_sheet_is_the_same_whoever_came(database: Database, round_: Round) -> None:
    made = make(database, round_, 6)
    with database.writing() as session:
        for code in made[1:4]:
            codes.spend(session, code)
        assert list(codes.every(session, round_.id)) == made


def test_no_code_stands_in_the_database_and_none_has_a_time_or_an_order(
    database: Database, round_: Round
) -> None:
    made = make(database, round_, 20)
    kept = repr(everything(database))
    assert not any(code in kept or code.replace("-", "") in kept for code in made)
    assert {column.name for column in rows.columns} == {"code_hash", "round_id"}
    with database.reading() as session:
        written = session.execute(select(rows.c.code_hash)).scalars().all()
        assert session.execute(select(func.count()).select_from(rows)).scalar() == 20
    # As they lie there, they lie in the order of their hashes.
    assert list(map(bytes, written)) == sorted(map(bytes, written))


def test_a_spent_code_leaves_no_trace_in_any_file(make_sqlite: MakeDatabase) -> None:
    database = open_database(make_sqlite())
    round_ = open_round(database, found_team(database), offer(database))
    make(database, round_, 3)
    (spent, *_) = [bytes(row[0]) for row in everything(database)["codes"]]
    (code,) = [code for code in make(database, round_, 3) if codes._hash(code) == spent]
    assert spent in bytes_on_disk(database)
    with database.writing() as session:
        codes.spend(session, code)
        session.commit()
    database.scrub()
    assert spent not in bytes_on_disk(database)
