"""Test the command line: what each command does, and that every trouble is told in one clear line."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from app.cli import main
from app.store.engine import Database, open_database
from tests.quiz.banks import SMALL
from tests.store.programs import postgresql_programs
from tests.store.rows import edited, everything, offer, seat

ROOT = Path(__file__).parent.parent


class Command:
    """Run commands with settings of their own."""

    def __init__(self, **settings: str) -> None:
        self.settings = settings

    def __call__(self, *arguments: object, answer: str = "", **settings: str) -> Result:
        """Run one command; whatever it was, it must not end in a traceback."""
        environment: Mapping[str, str] = {**self.settings, **settings}
        result = CliRunner().invoke(main, [str(one) for one in arguments], input=answer, env=environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def fails(self, *arguments: object, **settings: str) -> str:
        """Run a command that must fail, and return the one line it says why."""
        result = self(*arguments, **settings)
        assert result.exit_code == 1, result.output
        (line,) = result.stderr.splitlines()
        return line.removeprefix("Error: ")


@pytest.fixture
def command(database_url: str, tmp_path: Path) -> Command:
    """Return how to run commands on an empty, migrated database."""
    return Command(DATABASE_URL=database_url, QUIZ_DATA_DIR=str(tmp_path / "data"))


@pytest.fixture
def alone(tmp_path: Path) -> Command:
    """Return how to run commands in an empty folder, with nothing set but the folder."""
    return Command(QUIZ_DATA_DIR=str(tmp_path / "data"))


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Return a bank file."""
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, "utf-8")
    return file


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a bank file with two faults."""
    file = tmp_path / "broken.yaml"
    file.write_text(SMALL.replace("margin: 10", "margin: ten").replace("year: 2014", "year: soon"), "utf-8")
    return file


def test_checking_a_sound_bank_finds_no_faults(alone: Command, bank: Path) -> None:
    result = alone("bank", "check", bank)
    assert (result.exit_code, result.output) == (0, f"{bank}: no faults.\n")


def test_checking_tells_every_fault_of_every_file_with_its_place(
    alone: Command, bank: Path, broken: Path
) -> None:
    result = alone("bank", "check", bank, broken)
    first, *faults = result.output.splitlines()
    assert result.exit_code == 1
    assert first == f"{bank}: no faults."
    assert [fault.split(" ")[0] for fault in faults] == [f"{broken}:5:53:", f"{broken}:10:9:"]


def test_checking_needs_no_database(alone: Command, bank: Path) -> None:
    assert alone("bank", "check", bank, DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing").exit_code == 0


def test_checking_reads_no_more_than_a_bank_may_have(alone: Command, tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(10 * 1024**3)
    result = alone("bank", "check", huge)
    assert result.exit_code == 1
    assert result.output.startswith(f"{huge}:1:1: ")


def test_a_file_that_is_not_there_cannot_be_checked(alone: Command, tmp_path: Path) -> None:
    result = alone("bank", "check", tmp_path / "none.yaml")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_an_imported_bank_is_a_draft(command: Command, bank: Path) -> None:
    assert command("bank", "import", bank).output == "small: version 1 is here as a draft.\n"
    assert "small  version 1  draft  (imported " in command("bank", "list").output


def test_importing_the_same_file_again_changes_nothing(command: Command, bank: Path) -> None:
    command("bank", "import", bank)
    assert command("bank", "import", bank).output == "This file is known already; nothing was changed.\n"
    assert len(command("bank", "list").output.splitlines()) == 1


def test_a_broken_bank_is_not_imported(command: Command, broken: Path) -> None:
    result = command("bank", "import", broken)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert f"{broken}:5:53:" in result.stderr
    assert command("bank", "list").output == ""


def test_the_export_of_an_import_is_the_same_bytes(command: Command, bank: Path, tmp_path: Path) -> None:
    command("bank", "import", bank)
    assert command("bank", "export", "small").stdout_bytes == bank.read_bytes()
    copy = tmp_path / "copy.yaml"
    assert command("bank", "export", "small", "--to", copy).output == f"Written to {copy}.\n"
    assert copy.read_bytes() == bank.read_bytes()


def test_an_earlier_version_can_be_exported(command: Command, bank: Path) -> None:
    command("bank", "import", bank)
    bank.write_bytes(edited("later"))
    command("bank", "import", bank)
    assert command("bank", "export", "small").stdout_bytes == edited("later")
    assert command("bank", "export", "small", "--version", 1).stdout_bytes == SMALL.encode()


def test_an_export_to_where_nothing_can_be_written_is_told(
    command: Command, bank: Path, tmp_path: Path
) -> None:
    command("bank", "import", bank)
    target = tmp_path / "missing" / "copy.yaml"
    assert command.fails("bank", "export", "small", "--to", target) == f"{target}: No such file or directory."


@pytest.mark.parametrize("what", ["export", "publish"])
def test_a_bank_that_is_not_there_is_told(command: Command, bank: Path, what: str) -> None:
    command("bank", "import", bank)
    assert command.fails("bank", what, "other") == "There is no bank or version other."
    assert command.fails("bank", what, "small", "--version", 7) == "There is no bank or version small 7."


def test_a_published_draft_is_offered(command: Command, bank: Path) -> None:
    command("bank", "import", bank)
    assert command("bank", "publish", "small").output == (
        "small: version 1 is published. Results already given do not change.\n"
    )
    assert f"small  version 1  published {date.today()}  (imported " in command("bank", "list").output


def test_what_is_published_is_not_published_again(command: Command, bank: Path) -> None:
    command("bank", "import", bank)
    command("bank", "publish", "small")
    assert command.fails("bank", "publish", "small") == f"Version 1 was published on {date.today()}."


def test_an_older_draft_is_not_published_over_a_newer_version(command: Command, bank: Path) -> None:
    command("bank", "import", bank)
    bank.write_bytes(edited("newer"))
    command("bank", "import", bank)
    command("bank", "publish", "small")
    assert (
        command.fails("bank", "publish", "small", "--version", "1")
        == "Version 2 is offered already, and is newer."
    )


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (0, "0 sittings were deleted.\n"),
        (1, "1 sitting was deleted.\n"),
        (2, "2 sittings were deleted.\n"),
    ],
)
def test_purging_says_how_much_it_deleted(
    command: Command, database: Database, people: int, said: str
) -> None:
    version = offer(database)
    for number in range(people):
        seat(database, str(number), version, {}, date.today() - timedelta(days=1))
    seat(database, "kept", version, {}, date.today())
    assert command("purge").output == said
    assert len(everything(database)["sittings"]) == 1


def test_a_backup_brings_everything_back(command: Command, database: Database, tmp_path: Path) -> None:
    path = f"{postgresql_programs()}{os.pathsep}{os.environ['PATH']}"
    copy = tmp_path / "copy"
    seat(database, "token", offer(database), {"listen-1": "often"})
    before = everything(database)
    made = command("backup", copy, PATH=path)
    assert made.output == f"The database is copied to {copy}. It holds people's answers: keep it safe.\n"
    offer(database, edited("later"))
    database.engine.dispose()
    result = command("restore", copy, "--yes", PATH=path)
    assert result.output == f"The database is as it was in {copy}.\n"
    assert everything(database) == before


def test_a_restore_asks_before_it_replaces_everything(
    command: Command, database: Database, tmp_path: Path
) -> None:
    offer(database)
    result = command("restore", tmp_path / "copy", answer="n\n")
    assert result.exit_code == 1
    assert "Everything in the database now will be replaced. Go on?" in result.output
    assert len(everything(database)["versions"]) == 1


def test_a_backup_that_cannot_be_made_is_told(alone: Command, tmp_path: Path) -> None:
    database = tmp_path / "data" / "bearings.db"
    assert alone.fails("backup", tmp_path / "copy") == f"There is no database {database} yet."


def test_a_backup_that_is_not_there_is_told(alone: Command, tmp_path: Path) -> None:
    assert alone.fails("restore", tmp_path / "copy", "--yes") == f"There is no file {tmp_path / 'copy'}."


def test_a_wrong_setting_is_told_by_every_command(alone: Command, bank: Path) -> None:
    for arguments in (["bank", "list"], ["bank", "check", bank], ["serve"], ["purge"]):
        told = alone.fails(*arguments, QUIZ_WORKERS="many")
        assert told == "QUIZ_WORKERS must be a whole number, not 'many'."


def test_a_database_that_is_away_is_told_without_its_password(alone: Command) -> None:
    told = alone.fails("bank", "list", DATABASE_URL="postgresql://me:hunter2@127.0.0.1:1/nothing")
    assert told.startswith("The database cannot be used: ")
    assert "Connection refused" in told
    assert "hunter2" not in told


def test_a_file_that_is_no_database_is_told(alone: Command, tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("a letter, not a database\n" * 100)
    told = alone.fails("bank", "list", DATABASE_URL=f"sqlite:///{letter}")
    assert told.startswith("The database cannot be used: ")


def test_a_data_folder_that_cannot_be_made_is_told(alone: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    assert alone.fails("bank", "list", QUIZ_DATA_DIR=str(folder)) == f"{folder}: Not a directory."


def test_a_database_of_a_newer_release_is_told(alone: Command, own_database_url: str) -> None:
    database = open_database(own_database_url)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from-the-future'"))
    database.engine.dispose()
    told = alone.fails("bank", "list", DATABASE_URL=own_database_url)
    assert told == "The database comes from a newer release of this application (from-the-future)."


@pytest.fixture
def taken() -> Iterator[int]:
    """Return a port on which somebody listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port: int = listening.getsockname()[1]
        yield port


def test_a_port_that_is_taken_is_told(alone: Command, taken: int, bank: Path) -> None:
    told = alone.fails("serve", "--port", taken, QUIZ_BANKS_DIR=str(bank.parent))
    assert told == (
        f"Port {taken} of 127.0.0.1 cannot be used (Address already in use). Choose another with --port."
    )


def test_a_folder_of_banks_that_is_not_there_is_told(alone: Command, tmp_path: Path) -> None:
    told = alone.fails("serve", QUIZ_BANKS_DIR=str(tmp_path / "none"))
    assert told == f"QUIZ_BANKS_DIR: there is no folder {tmp_path / 'none'}."


def test_starting_publishes_a_new_shipped_bank_and_keeps_a_changed_one_as_a_draft(
    command: Command, bank: Path
) -> None:
    # That address is another machine's: the service gets as far as that, and no further.
    refused = (
        "Error: Port 8000 of 192.0.2.1 cannot be used (Cannot assign requested address). "
        "Choose another with --port.\n"
    )
    said = []
    for source in (SMALL.encode(), SMALL.encode(), edited("changed"), edited("changed")):
        bank.write_bytes(source)
        result = command("serve", "--host", "192.0.2.1", QUIZ_BANKS_DIR=str(bank.parent))
        assert (result.exit_code, result.stderr) == (1, refused)
        said.append(result.stdout.partition("Nobody has an account yet.")[0])
    assert said == [
        "small: version 1 is published.\n",
        "",
        "small: small.yaml has changed; it is here as a draft.\n",
        "",
    ]


def test_a_broken_shipped_bank_stops_the_start(command: Command, broken: Path) -> None:
    result = command("serve", QUIZ_BANKS_DIR=str(broken.parent))
    assert result.exit_code == 1
    assert [line.split(" ")[0] for line in result.stderr.removeprefix("Error: ").splitlines()] == [
        f"{broken}:5:53:",
        f"{broken}:10:9:",
    ]


def test_help_names_every_command_by_the_name_one_types() -> None:
    command = [sys.executable, "-m", "app.cli", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: quiz.py ")
    for name in ("serve", "demo", "bank", "purge", "backup", "restore"):
        assert f"\n  {name} " in done.stdout
