"""Test that the database itself refuses a team, a round, a code, a release or a membership that cannot be."""

from typing import Any

import pytest
from sqlalchemy import Table, insert
from sqlalchemy.exc import IntegrityError

from app.store.engine import Database
from app.store.sittings import begin
from app.store.tables import sittings
from app.store.team_tables import codes, memberships, releases, rounds, team_managers, teams, totals
from tests.store.crew import hire
from tests.store.rows import LATER, TODAY, latest, offer

Row = dict[str, Any]

TEAM: Row = {"id": "team", "name": "Permits", "created_on": TODAY, "expires_on": LATER}
ROUND: Row = {
    "id": "round", "team_id": "team", "number": 1, "name": "Autumn", "version_id": 1, "token": "token",
    "code_secret": None, "codes": 0, "opened_on": TODAY, "closed_on": None, "openings": 0,
}  # fmt: skip
OTHER: Row = {**ROUND, "id": "other", "number": 2, "token": "another"}
SECRET: Row = {"code_secret": b"s" * 32, "codes": 3}
CODE: Row = {"code_hash": b"hash", "round_id": "round"}
RELEASE: Row = {"round_id": "round", "number": 1, "figures": {}, "sealed_on": TODAY}
TOTAL: Row = {"version_id": 1, "figures": {}}
MANAGER: Row = {"team_id": "team", "account_id": 7}
MEMBER: Row = {"sitting_id": "sitting", "round_id": "round", "share": "open"}

IMPOSSIBLE: dict[str, tuple[Table, Row, str]] = {
    "a team without a name": (teams, {**TEAM, "id": "2", "name": ""}, "ck_teams_name_given"),
    "a team without an end": (teams, {**TEAM, "id": "2", "expires_on": None}, "expires_on"),
    "a team twice": (teams, TEAM, r"pk_teams|teams\.id"),
    "a manager of no team": (
        team_managers,
        {**MANAGER, "team_id": "none"},
        "fk_team_managers_team_id_teams|FOREIGN KEY",
    ),
    "a manager without an account": (
        team_managers,
        {**MANAGER, "account_id": 99},
        "fk_team_managers_account_id_accounts|FOREIGN KEY",
    ),
    "a round before the first": (rounds, {**OTHER, "number": 0}, "ck_rounds_number_from_one"),
    "a round without a name": (rounds, {**OTHER, "name": ""}, "ck_rounds_name_given"),
    "a number twice in a team": (rounds, {**OTHER, "number": 1}, r"team_number|rounds\.team_id"),
    "a link twice": (rounds, {**OTHER, "token": "token"}, r"round_token|rounds\.token"),
    "a round of no team": (rounds, {**OTHER, "team_id": "none"}, "fk_rounds_team_id_teams|FOREIGN KEY"),
    "a round of no version": (rounds, {**OTHER, "version_id": 9}, "fk_rounds_version_id_versions|FOREIGN"),
    "fewer openings than none": (rounds, {**OTHER, "openings": -1}, "ck_rounds_openings_from_zero"),
    "codes without a secret": (rounds, {**OTHER, "codes": 3}, "ck_rounds_codes_have_secret"),
    "a secret without codes": (rounds, {**OTHER, **SECRET, "codes": 0}, "ck_rounds_codes_have_secret"),
    "a code of no round": (codes, {**CODE, "round_id": "none"}, "fk_codes_round_id_rounds|FOREIGN KEY"),
    "a release before the first": (releases, {**RELEASE, "number": 0}, "ck_releases_number_from_one"),
    "a release of no round": (
        releases,
        {**RELEASE, "round_id": "none"},
        "fk_releases_round_id_rounds|FOREIGN KEY",
    ),
    "a release without figures": (releases, {**RELEASE, "figures": None}, "figures"),
    "totals of no version": (totals, {**TOTAL, "version_id": 9}, "fk_totals_version_id_versions|FOREIGN KEY"),
    "an unknown share": (memberships, {**MEMBER, "share": "maybe"}, "ck_memberships_share_known"),
    "a release that names its round": (
        memberships,
        {**MEMBER, "share": "released"},
        "ck_memberships_ended_has_no_round",
    ),
    "an end that names its round": (
        memberships,
        {**MEMBER, "share": "ended"},
        "ck_memberships_ended_has_no_round",
    ),
    "answers added to no round": (
        memberships,
        {**MEMBER, "round_id": None, "share": "added"},
        "ck_memberships_ended_has_no_round",
    ),
    "a member without a sitting": (
        memberships,
        {**MEMBER, "sitting_id": "none"},
        "fk_memberships_sitting_id_sittings|FOREIGN KEY",
    ),
    "a member of a round that is not there": (
        memberships,
        {**MEMBER, "round_id": "none"},
        "fk_memberships_round_id_rounds|FOREIGN KEY",
    ),
}

POSSIBLE: dict[str, tuple[Table, Row]] = {
    "a round with codes": (rounds, {**OTHER, **SECRET}),
    "a code": (codes, CODE),
    "a release": (releases, RELEASE),
    "totals": (totals, TOTAL),
    "a manager": (team_managers, MANAGER),
    "a member": (memberships, MEMBER),
    "answers that were released": (memberships, {**MEMBER, "round_id": None, "share": "released"}),
}


@pytest.fixture
def furnished(database: Database) -> Database:
    """Return a database with one team, one round and one sitting."""
    version = offer(database)
    with database.writing() as session:
        hire(session)
        session.execute(insert(teams).values(TEAM))
        session.execute(insert(rounds).values(ROUND))
        begin(session, "token", version.id, "en", LATER)
        found = latest(session, "token")
        session.execute(sittings.update().where(sittings.c.id == found.id).values(id="sitting"))
        session.commit()
    return database


@pytest.mark.parametrize(("table", "row", "constraint"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_database_refuses(furnished: Database, table: Table, row: Row, constraint: str) -> None:
    with furnished.writing() as session, pytest.raises(IntegrityError, match=constraint):
        session.execute(insert(table).values(row))


@pytest.mark.parametrize(("table", "row"), POSSIBLE.values(), ids=POSSIBLE)
def test_the_database_takes_what_can_be(furnished: Database, table: Table, row: Row) -> None:
    with furnished.writing() as session:
        session.execute(insert(table).values(row))


def test_a_round_that_somebody_is_in_is_not_deleted_over_their_heads(furnished: Database) -> None:
    with furnished.writing() as session:
        session.execute(insert(memberships).values(MEMBER))
        with pytest.raises(IntegrityError, match=r"fk_memberships_round_id_rounds|FOREIGN KEY"):
            session.execute(teams.delete())


def test_a_version_has_its_totals_once(furnished: Database) -> None:
    with furnished.writing() as session:
        session.execute(insert(totals).values(TOTAL))
        with pytest.raises(IntegrityError, match=r"pk_totals|totals\.version_id"):
            session.execute(insert(totals).values(TOTAL))
