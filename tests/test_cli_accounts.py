"""Test the commands about accounts, and the link by which a service gets its first administrator."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Config
from app.store.engine import Database
from app.store.tables import audit
from tests.account.people import OTHER, account, make
from tests.client import Client
from tests.store.rows import everything
from tests.test_cli import Command
from tests.web.postbox import Postbox, free_port, open_postbox

ADA = "ada@example.org"
HERE = {"QUIZ_ADDRESS": "http://bearings.example.org"}
LINK = re.compile(r"http://[^/]+(/account/invitation/\S+)")


@pytest.fixture
def command(database_url: str, tmp_path: Path) -> Command:
    """Return how to run commands on an empty, migrated database."""
    return Command(DATABASE_URL=database_url, QUIZ_DATA_DIR=str(tmp_path), QUIZ_SECRET_KEY="s" * 32)


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """Run a mail server."""
    with open_postbox() as opened:
        yield opened


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """Make an application on the same database."""
    made = create_app(config)
    yield made
    made.extensions["ground"].database.engine.dispose()


def test_somebody_is_invited_from_the_command_line(command: Command, app: Flask, database: Database) -> None:
    result = command("account", "add", "Ada@Example.org", "--role", "trainer", "--role", "manager")
    assert result.exit_code == 0
    assert result.output.startswith("ada@example.org is invited. Hand this link over")
    (link,) = LINK.findall(result.output)
    client = Client(app)
    client.get(link)
    assert client.post(link, {"new_password": OTHER}).status == 303
    assert {role.name for role in account(app).roles} == {"trainer", "manager"}
    (noted, _) = everything(database)[audit.name]
    assert noted[2:6] == (None, None, "invited", "ada@example.org")


def test_with_a_mail_server_the_link_goes_by_e_mail(command: Command, postbox: Postbox) -> None:
    mail = {"QUIZ_MAIL_URL": postbox.url, "QUIZ_MAIL_FROM": "bearings@example.org", **HERE}
    result = command("account", "add", ADA, "--role", "admin", "--language", "fr", **mail)
    assert result.output == f"{ADA} is invited by e-mail.\n"
    assert "administration" in str(postbox.messages[0].get_content())
    assert "/account/invitation/" in postbox.link()


def test_a_mail_server_that_is_away_is_told_in_one_line(command: Command) -> None:
    away = f"smtp://127.0.0.1:{free_port()}"
    mail = {"QUIZ_MAIL_URL": away, "QUIZ_MAIL_FROM": "bearings@example.org", **HERE}
    result = command("account", "add", ADA, "--role", "admin", **mail)
    assert result.exit_code == 1
    assert "Error: The mail server takes nothing: try again later." in result.output


def test_who_has_an_account_is_not_invited(command: Command, app: Flask) -> None:
    make(app)
    told = command.fails("account", "add", ADA, "--role", "admin")
    assert told == f"{ADA} has an account already: change its roles there."


def test_what_is_no_address_is_told(command: Command) -> None:
    assert command.fails("account", "add", "ada", "--role", "admin") == "ada is not an e-mail address."


@pytest.mark.parametrize(
    "arguments", [(ADA,), (ADA, "--role", "god"), (ADA, "--role", "admin", "--language", "de")]
)
def test_a_command_that_lacks_something_says_what(command: Command, arguments: tuple[str, ...]) -> None:
    result = command("account", "add", *arguments)
    assert result.exit_code == 2
    assert "Usage" in result.output


def started(command: Command, **settings: str) -> str:
    """Start the service at another machine's address: it gets as far as that, and no further."""
    return command("serve", "--host", "192.0.2.1", "--port", "8123", **settings).stdout


def test_a_service_without_accounts_prints_a_link_for_the_first(command: Command, app: Flask) -> None:
    (before,) = LINK.findall(started(command))
    told = started(command)
    assert "This link makes the first administrator, within an hour:\n  http://192.0.2.1:8123/" in told
    (link,) = LINK.findall(told)
    client = Client(app)
    assert client.get(before).status == 410
    client.get(link)
    assert client.post(link, {"email": ADA, "new_password": OTHER}).status == 303
    assert "Nobody" not in started(command)


def test_the_link_begins_with_the_address_that_is_set(command: Command) -> None:
    told = started(command, QUIZ_ADDRESS="https://bearings.example.org")
    assert "\n  https://bearings.example.org/account/invitation/" in told


def test_the_help_says_which_roles_there_are(command: Command) -> None:
    told = " ".join(command("account", "add", "--help").output.split())
    assert "What they may do: manager, trainer, admin. Repeatable." in told
