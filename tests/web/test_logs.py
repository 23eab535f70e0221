"""Test what the logs tell, and what they never tell: no answer, no token, no address, no path."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.store.engine import open_database
from tests.conftest import SHIPPED, MakeDatabase
from tests.store.rows import offer
from tests.web.talkative import ADDRESS, ANSWER

ROOT = Path(__file__).parents[2]

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """Hold what a process logged, and the secrets it met."""

    text: str
    lines: list[Line]
    secrets: Mapping[str, str]

    def events(self, name: str) -> list[Line]:
        """Return the lines about one kind of event."""
        return [line for line in self.lines if line["event"] == name]

    def requests(self, rule: str | None) -> list[Line]:
        """Return the lines about requests of a rule."""
        return [line for line in self.events("request") if line["rule"] == rule]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Let a process of its own go through everything, and read what it logged."""
    make: MakeDatabase = request.getfixturevalue(f"make_{request.param}")
    url = make()
    database = open_database(url)
    offer(database, SHIPPED.read_bytes())
    database.engine.dispose()
    command = [sys.executable, "-m", "tests.web.talkative", url, str(tmp_path_factory.mktemp("data"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    secrets = {"answer": ANSWER, "address": ADDRESS, **json.loads(done.stdout.splitlines()[-1])}
    return Told(done.stderr, [json.loads(line) for line in done.stderr.splitlines()], secrets)


def test_every_line_is_json_with_its_time_and_its_level(told: Told) -> None:
    assert len(told.lines) > 10
    for line in told.lines:
        assert {"event", "level", "timestamp"} <= set(line)


def test_no_secret_is_told(told: Told) -> None:
    assert set(told.secrets) == {"answer", "address", "token", "form token", "link", "code", "spent"}
    for name, secret in told.secrets.items():
        assert secret, name
        assert secret not in told.text, name
        assert secret.encode().hex() not in told.text, name


def test_a_request_is_told_by_its_rule_and_never_by_its_path(told: Told) -> None:
    (answered,) = [line for line in told.requests("/questions/<page_id>") if line["status"] == 303]
    assert set(answered) == {"event", "level", "timestamp", "id", "method", "rule", "status", "ms"}
    assert answered["method"] == "POST"
    for rule in ("/back/<token>", "/join/<token>", "/code/<token>"):
        assert told.requests(rule)
    assert "listen" not in told.text


def test_an_address_that_leads_nowhere_is_told_without_its_path(told: Told) -> None:
    (lost,) = told.requests(None)
    assert lost["status"] == 404
    assert "nowhere" not in told.text


def test_what_comes_every_few_seconds_is_not_told(told: Told) -> None:
    for rule in ("/healthz", "/readyz", "/static/<path:filename>"):
        assert told.requests(rule) == []


def test_a_failure_is_told_with_its_traceback_under_the_id_of_its_request(told: Told) -> None:
    failure = told.events("failure")[0]
    (request,) = told.requests("/breaks")
    assert failure["id"] == request["id"]
    assert request["status"] == 500
    assert "RuntimeError: nobody expected this" in failure["exception"]
    assert "talkative.py" in failure["exception"]


def test_a_failure_of_the_database_names_what_was_violated_and_not_with_what(told: Told) -> None:
    failure = told.events("failure")[1]
    assert "IntegrityError" in failure["exception"]
    assert "occasion_from_one" in failure["exception"] or "expires_on" in failure["exception"]


def test_a_database_that_takes_nothing_is_told_by_its_kind(told: Told) -> None:
    (line,) = told.events("database unavailable")
    assert line["level"] == "warning"
    assert line["kind"] in ("CannotLock", "InternalError")


def test_a_warning_of_a_library_is_a_line_like_any_other_and_its_chat_is_none(told: Told) -> None:
    (line,) = told.events("it warns of something")
    assert line["level"] == "warning"
    assert told.events("it chats") == []


def test_a_log_that_cannot_be_written_keeps_nobody_from_being_served(tmp_path: Path) -> None:
    # /dev/full takes nothing: it is a disk that is always full.
    code = (
        "import sys; from app import create_app; from app.config import Config; from pathlib import Path;"
        "client = create_app(Config(data_dir=Path(sys.argv[1]))).test_client();"
        "print([client.get('/nowhere').status_code for _ in range(50)])"
    )
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-c", code, str(tmp_path)]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=full, text=True, check=False)
    assert json.loads(done.stdout) == [404] * 50
