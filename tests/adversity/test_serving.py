"""Test the service as it is run: started on an empty folder, stopped, started again."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.adversity.person import BANK, Person
from tests.adversity.service import PATIENCE, ROOT, Service, free_port, plain_environment, running


def test_an_empty_folder_becomes_a_service_that_says_where_it_is_and_that_it_has_stopped(
    folder: Path, settings: Mapping[str, str]
) -> None:
    with running(folder, settings) as service:
        assert Person(service.address).get("/").status == 200
        assert service.said == [
            f"{BANK}: version 1 is published.",
            f"Bearings is at {service.address}  (Ctrl+C stops it)",
        ]
    assert service.said[-1] == "Bearings has stopped."


def test_a_second_start_finds_everything_as_it_was(folder: Path, settings: Mapping[str, str]) -> None:
    with running(folder, settings) as service:
        person = Person(service.address)
        path = person.begin()
        fields, answers = person.fill_in(path)
        assert person.post(path, fields).status == 303
    with running(folder, settings) as again:
        assert again.said == [f"Bearings is at {again.address}  (Ctrl+C stops it)"]
        same = Person(again.address, person.cookies)
        assert same.get(path).chosen() == answers
        # A form that was open all the while is still good: the key is the same.
        assert same.post(path, fields).status == 303


def test_its_folder_holds_the_database_and_a_key_that_only_its_owner_reads(folder: Path) -> None:
    with running(folder):
        key = folder / "secret.key"
        assert key.stat().st_mode & 0o777 == 0o600
        assert (folder / "bearings.db").is_file()


def test_it_is_called_as_its_settings_say(folder: Path) -> None:
    with running(folder, {"QUIZ_NAME_EN": "Compass", "QUIZ_WORKERS": "1"}) as service:
        assert "Compass</title>" in Person(service.address).get("/").body
    assert service.said[-2:] == [
        f"Compass is at {service.address}  (Ctrl+C stops it)",
        "Compass has stopped.",
    ]


def test_the_proxy_of_a_network_keeps_it_from_nothing(folder: Path) -> None:
    with running(folder, {"http_proxy": "http://127.0.0.1:1", "QUIZ_WORKERS": "1"}) as service:
        assert service.said[-1].startswith("Bearings is at ")


def test_ctrl_c_stops_it_as_well(folder: Path) -> None:
    service = Service(folder, {"QUIZ_WORKERS": "1"})
    service.await_announcement()
    service.process.send_signal(signal.SIGINT)
    assert service.wait() == 0
    assert service.said[-1] == "Bearings has stopped."
    assert "Traceback" not in service.log.read_text()


def test_what_is_under_way_when_it_is_told_to_stop_is_answered(
    folder: Path, settings: Mapping[str, str]
) -> None:
    with running(folder, settings) as service:
        person = Person(service.address)
        path = person.begin()
        fields, answers = person.fill_in(path)
        body = "&".join(f"{name}={value}" for name, value in fields.items()).encode()
        cookie = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\nCookie: {cookie}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode()
        with socket.create_connection(("127.0.0.1", service.port), timeout=PATIENCE) as slow:
            slow.sendall(head + body[:20])
            # The server knows of the request, and waits for the rest of it.
            assert Person(service.address).get("/healthz").status == 200
            service.terminate()
            _await_deafness(service.port)
            slow.sendall(body[20:])
            answer = b"".join(iter(lambda: slow.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 303 ")
    assert service.said[-1] == "Bearings has stopped."
    with running(folder, settings) as again:
        assert Person(again.address, person.cookies).get(path).chosen() == answers


def test_a_worker_that_dies_is_replaced(folder: Path) -> None:
    with running(folder, {"QUIZ_WORKERS": "1"}) as service:
        before = set(service.processes())
        (worker,) = [pid for pid in before if _is_worker(pid)]
        os.kill(worker, signal.SIGKILL)
        person = Person(service.address)
        while True:
            try:
                assert person.get("/").status == 200
                break
            except OSError:
                continue
        assert set(service.processes()) - before


def test_every_line_of_the_log_is_json_and_none_tells_an_answer_or_a_token(shared: Service) -> None:
    person = Person(shared.address)
    person.answer_all()
    person.get(f"/back/{person.cookies['sitting']}")
    text = shared.log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert {"request", "purged"} <= {line["event"] for line in lines}
    assert person.cookies["sitting"] not in text
    assert "almost-always" not in text
    assert "127.0.0.1" not in text


def test_what_is_too_large_is_answered_with_a_page(shared: Service) -> None:
    person = Person(shared.address)
    answer = person.post(person.begin(), {"q-listen-1": "x" * 500_000})
    assert answer.status == 413
    assert "That was too much" in answer.body


def test_what_is_no_request_at_all_hurts_nobody(shared: Service) -> None:
    for nonsense in (
        b"\x16\x03\x01\x02\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", shared.port), timeout=PATIENCE) as connection:
            connection.sendall(nonsense)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(65536)
    assert Person(shared.address).get("/").status == 200


def test_a_supervisor_is_told_that_it_is_ready(shared: Service) -> None:
    assert [Person(shared.address).get(path).status for path in ("/healthz", "/readyz")] == [200, 200]


def test_a_purge_that_fails_is_logged_and_stops_nothing(folder: Path) -> None:
    # Nobody has migrated this database: there is nothing that could be purged.
    port = free_port()
    code = (
        "import sys; from pathlib import Path; from app.config import Config;"
        "from app.server import serve_forever; from app.web import logs; logs.configure();"
        "serve_forever(Config(data_dir=Path(sys.argv[1]), workers=1), '127.0.0.1', int(sys.argv[2]))"
    )
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


@pytest.mark.parametrize("host", ["::1", "localhost"])
def test_it_can_be_served_under_other_names(folder: Path, host: str) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve", "--host", host, "--port", str(port)],
        cwd=ROOT,
        env={**plain_environment(), "QUIZ_DATA_DIR": str(folder), "QUIZ_WORKERS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    process.stdout.readline()
    announced = process.stdout.readline()
    process.terminate()
    process.communicate(timeout=PATIENCE)
    assert (
        announced == f"Bearings is at http://{'[::1]' if host == '::1' else host}:{port}  (Ctrl+C stops it)\n"
    )


def _await_deafness(port: int) -> None:
    """Wait until nobody listens on a port any more."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except OSError:
            return


def _is_worker(pid: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
