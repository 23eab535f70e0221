"""Test the demonstration as it is run: a command, a folder that goes, and pages that say what they are."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from app.cli import main
from app.demo.command import Account, line, settings_of_its_own
from tests.adversity.service import PATIENCE, ROOT, free_port, plain_environment

SAYS_SO = {
    "en": "A demonstration: nobody here is real, and nothing is kept.",
    "fr": "Une démonstration\N{NO-BREAK SPACE}: personne ici n’est réel, et rien n’est conservé.",
}


@dataclass(frozen=True)
class Shown:
    """Hold what a demonstration said, what its pages held, and what was left of it."""

    said: str
    pages: dict[str, str]
    folders: list[str]
    left: list[str]
    elsewhere: list[str]
    status: int


@pytest.fixture
def taken() -> Iterator[int]:
    """Return a port on which somebody listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port: int = listening.getsockname()[1]
        yield port


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Run the demonstration beside the settings of a real service, look at it, and stop it."""
    temporary, real = tmp_path_factory.mktemp("temporary"), tmp_path_factory.mktemp("real")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "demo", "--port", str(port)],
        cwd=ROOT,
        env={
            **plain_environment(),
            "TMPDIR": str(temporary),
            "QUIZ_DATA_DIR": str(real),
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
            "QUIZ_NAME_EN": "The real one",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    said, pages, folders = [], {}, []
    assert process.stdout
    for said_line in process.stdout:
        said.append(said_line)
        if "http://" in said_line:
            folders = sorted(path.name for path in temporary.glob("demo-*/*"))
            for language in SAYS_SO:
                asked = Request(f"http://127.0.0.1:{port}/", headers={"Accept-Language": language})
                with urlopen(asked, timeout=PATIENCE) as answer:
                    pages[language] = answer.read().decode()
            process.terminate()
    status = process.wait(PATIENCE)
    process.stdout.close()
    return Shown("".join(said), pages, folders, os.listdir(temporary), os.listdir(real), status)


def test_it_says_that_all_is_made_up_and_where_it_is(shown: Shown) -> None:
    assert "Everything in it is made up, and goes when you stop it.\n" in shown.said
    assert "Bearings is at http://127.0.0.1:" in shown.said
    assert shown.status == 0


@pytest.mark.parametrize("language", SAYS_SO)
def test_every_page_says_that_the_data_are_made_up(shown: Shown, language: str) -> None:
    assert SAYS_SO[language] in shown.pages[language]


def test_nothing_of_it_is_left(shown: Shown) -> None:
    assert {"bearings.db", "secret.key"} <= set(shown.folders)
    assert shown.left == []


def test_a_real_services_settings_and_data_are_not_touched(shown: Shown) -> None:
    assert shown.elsewhere == []
    assert "The real one" not in shown.pages["en"]


def test_a_port_that_cannot_be_used_is_told_and_nothing_is_left(
    taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = dict(os.environ)
    result = CliRunner().invoke(main, ["demo", "--port", str(taken)])
    assert result.exit_code == 1
    assert f"Port {taken} of 127.0.0.1 cannot be used" in result.stderr
    assert list(tmp_path.iterdir()) == []
    assert dict(os.environ) == before


def test_the_settings_of_a_real_service_are_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://real")
    monkeypatch.setenv("QUIZ_WORKERS", "3")
    monkeypatch.delenv("QUIZ_DEMO", raising=False)
    with settings_of_its_own(QUIZ_DEMO="yes"):
        assert {name for name in os.environ if name.startswith("QUIZ_")} == {"QUIZ_DEMO"}
        assert "DATABASE_URL" not in os.environ
    assert (os.environ["DATABASE_URL"], os.environ["QUIZ_WORKERS"]) == ("postgresql://real", "3")
    assert "QUIZ_DEMO" not in os.environ


def test_an_account_is_a_line_of_three_columns() -> None:
    told = line(Account(1, "manager", "manager-of-everything@example.org", "a long pass phrase"))
    assert [part.strip() for part in told.split("  ") if part] == [
        "manager",
        "manager-of-everything@example.org",
        "a long pass phrase",
    ]
