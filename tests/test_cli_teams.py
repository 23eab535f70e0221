"""Test the command that makes a team."""

from pathlib import Path

import pytest
from flask import Flask

from app.store import accounts
from tests.account import people
from tests.account.people import make
from tests.client import Client
from tests.manager.staff import noted
from tests.taker.teams import writing
from tests.test_cli import Command

ADA = "ada@example.org"


@pytest.fixture
def command(bare_app: Flask, database_url: str, tmp_path: Path) -> Command:
    """Return how to run commands on the application's database."""
    return Command(DATABASE_URL=database_url, QUIZ_DATA_DIR=str(tmp_path))


def test_a_team_is_made_for_its_manager(command: Command, bare_app: Flask) -> None:
    make(bare_app, ADA, "manager")
    result = command("team", "add", " Permits &\tLicences ", "--manager", "Ada@Example.org")
    assert (result.exit_code, result.output) == (
        0,
        "Permits & Licences is made; ada@example.org manages it.\n",
    )
    assert "Permits & Licences" in people.sign_in(Client(bare_app), ADA).get("/teams").text
    assert noted(bare_app) == [("team-made", "Permits & Licences", None, ADA)]


@pytest.mark.parametrize("name", ["", "  ", "\u202e", "é" * 121])
def test_a_name_that_is_none_is_refused(command: Command, bare_app: Flask, name: str) -> None:
    make(bare_app, ADA, "trainer")
    told = command.fails("team", "add", name, "--manager", ADA)
    assert told == "A team's name has 1 to 120 characters."
    assert noted(bare_app) == []


def test_who_may_not_manage_teams_gets_none(command: Command, bare_app: Flask) -> None:
    make(bare_app, ADA, "admin")
    make(bare_app, "gone@example.org", "manager")
    with writing(bare_app) as session:
        gone = accounts.called(session, "gone@example.org")
        assert gone
        accounts.set_active(session, gone, active=False)
    for email in (ADA, "gone@example.org", "nobody@example.org"):
        told = command.fails("team", "add", "Permits", "--manager", email)
        assert told == f"{email} may not manage teams: `account add` invites a manager."
    assert noted(bare_app) == []
