"""Test the service as it is run: started on an empty folder, stopped amid a request, started again."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.adversity.person import Person
from tests.adversity.service import PATIENCE, ROOT, Service, free_port, plain_environment, running

NONSENSE = (
    b"\x16\x03\x01\x02\x00",
    b"GET / HTTP/9.9\r\n\r\n",
    b"\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\n\r\n",
)


@dataclass(frozen=True)
class Story:
    """Hold what became of a service that was told to stop while a page was being sent to it."""

    first: Service
    second: Service
    person: Person
    path: str
    form: Mapping[str, str]
    answers: Mapping[str, str]
    under_way: bytes


@pytest.fixture(scope="module")
def story(settings: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Start on an empty folder, stop amid a request, and start again; the second service goes on."""
    folder = tmp_path_factory.mktemp("service")
    with running(folder, settings) as first:
        person = Person(first.address)
        path = person.begin()
        form, answers = person.fill_in(path)
        under_way = _stop_amid(first, person, path, form)
    with running(folder, settings) as second:
        yield Story(first, second, Person(second.address, person.cookies), path, form, answers, under_way)


FOR_THE_FIRST = (
    "Nobody has an account yet. This link makes the first administrator, within an hour:",
    "  ADDRESS/account/invitation/TOKEN",
)


def said(service: Service) -> list[str]:
    """Return what a service said, without the secret of its link, which is another at each start."""
    shown = re.compile(rf"{re.escape(service.address)}(/account/invitation/)\S{{32}}$")
    return [shown.sub(r"ADDRESS\1TOKEN", line) for line in service.said]


def test_an_empty_folder_becomes_a_service_that_says_where_it_is_and_in_the_end_that_it_has_stopped(
    story: Story,
) -> None:
    assert said(story.first) == [
        *(f"{bank.stem}: version 1 is published." for bank in sorted((ROOT / "questions").glob("*.yaml"))),
        *FOR_THE_FIRST,
        f"Bearings is at {story.first.address}  (Ctrl+C stops it)",
        "Bearings has stopped.",
    ]


def test_what_is_under_way_when_it_is_told_to_stop_is_answered(story: Story) -> None:
    assert story.under_way.startswith(b"HTTP/1.1 303 ")


def test_what_was_under_way_when_it_was_told_to_stop_is_kept(story: Story) -> None:
    assert story.person.get(story.path).chosen() == story.answers


def test_a_second_start_finds_everything_there(story: Story) -> None:
    at_once = f"Bearings is at {story.second.address}  (Ctrl+C stops it)"
    assert said(story.second) == [*FOR_THE_FIRST, at_once]


def test_a_form_that_was_open_all_the_while_is_still_good(story: Story) -> None:
    assert story.person.post(story.path, story.form).status == 303


def test_its_key_is_readable_by_its_owner_only(story: Story) -> None:
    assert (story.first.folder / "secret.key").stat().st_mode & 0o777 == 0o600


def test_every_line_of_the_log_is_json_and_none_tells_an_answer_a_token_or_an_address(story: Story) -> None:
    person = Person(story.second.address)
    person.answer_all()
    person.get(f"/back/{person.cookies['sitting']}")
    text = story.second.log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert {"request", "purged"} <= {line["event"] for line in lines}
    assert person.cookies["sitting"] not in text
    assert "almost-always" not in text
    assert "127.0.0.1" not in text


def test_what_is_too_large_is_answered_with_a_page(story: Story) -> None:
    answer = story.person.post(story.path, {"q-listen-1": "x" * 500_000})
    assert answer.status == 413
    assert "That was too much" in answer.body


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_what_is_no_request_at_all_hurts_nobody(story: Story, nonsense: bytes) -> None:
    with socket.create_connection(("127.0.0.1", story.second.port), timeout=PATIENCE) as connection:
        connection.sendall(nonsense)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(65536)
    assert story.person.get("/").status == 200


def test_a_supervisor_is_told_that_it_is_ready(story: Story) -> None:
    assert [story.person.get(path).status for path in ("/healthz", "/readyz")] == [200, 200]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Run a service under another name, by IPv6, with one worker, in a network that has a proxy."""
    settings = {"QUIZ_NAME_EN": "Compass", "QUIZ_WORKERS": "1", "http_proxy": "http://127.0.0.1:1"}
    service = Service(tmp_path_factory.mktemp("named"), settings, host="::1")
    service.await_announcement()
    yield service
    # What Ctrl+C sends.
    service.process.send_signal(signal.SIGINT)
    assert service.wait() == 0
    assert service.said[-1] == "Compass has stopped."


def test_it_is_called_as_its_settings_say(named: Service) -> None:
    assert named.said[-1] == f"Compass is at {named.address}  (Ctrl+C stops it)"
    assert "Compass</title>" in Person(named.address).get("/").body


def test_it_can_be_served_by_ipv6(named: Service) -> None:
    assert named.address == f"http://[::1]:{named.port}"


def test_a_worker_that_dies_is_replaced(named: Service) -> None:
    (worker,) = [pid for pid in named.processes() if _is_worker(pid)]
    os.kill(worker, signal.SIGKILL)
    _until_answered(Person(named.address))
    assert [pid for pid in named.processes() if _is_worker(pid)] != [worker]


def test_a_purge_that_fails_is_logged_and_stops_nothing(folder: Path) -> None:
    # Nobody has migrated this database: there is nothing that could be purged.
    code = (
        "import sys; from pathlib import Path; from app.config import Config;"
        "from app.server import serve_forever; from app.web import logs; logs.configure();"
        "serve_forever(Config(data_dir=Path(sys.argv[1]), workers=1), '127.0.0.1', int(sys.argv[2]))"
    )
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(port)],
        cwd=ROOT,
        env={**plain_environment(), "QUIZ_DATA_DIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert "Bearings is at" in process.stdout.readline()
    assert Person(f"http://127.0.0.1:{port}").get("/healthz").status == 200
    process.terminate()
    _, log = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "purge failed" in {json.loads(line)["event"] for line in log.splitlines()}


def _stop_amid(service: Service, person: Person, path: str, form: Mapping[str, str]) -> bytes:
    """Send half of a page, tell the service to stop, send the other half, and return the answer."""
    body = "&".join(f"{name}={value}" for name, value in form.items()).encode()
    cookie = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\nCookie: {cookie}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    with socket.create_connection(("127.0.0.1", service.port), timeout=PATIENCE) as slow:
        slow.sendall(head + body[:20])
        # What came after this was answered: so the server knows of this too.
        assert person.get("/healthz").status == 200
        service.terminate()
        _until_deaf(service.port)
        slow.sendall(body[20:])
        return b"".join(iter(lambda: slow.recv(65536), b""))


def _until_deaf(port: int) -> None:
    """Wait until nobody listens on a port any more."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except OSError:
            return


def _until_answered(person: Person) -> None:
    """Ask again and again until somebody answers."""
    while True:
        try:
            assert person.get("/healthz").status == 200
        except OSError:
            continue
        return


def _is_worker(pid: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
