"""Test what a file may be that a trainer sends, over a real connection; and publishing at one moment."""

import json
import socket
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from app import create_app
from app.config import Config
from app.store import versions
from app.store.engine import Database
from tests.account.people import PASSWORD, make
from tests.adversity.at_once import at_once
from tests.adversity.person import BANK, PATIENCE, Person
from tests.adversity.service import ROOT, Service, running

SOURCE = (ROOT / "questions" / f"{BANK}.yaml").read_bytes()
HUGE = 50 * 1024 * 1024
CHUNK = b"#" * (64 * 1024)


class Desk:
    """Hold a running service with two trainers, and its database."""

    def __init__(self, service: Service, database: Database, trainers: tuple[Person, Person]) -> None:
        self.service, self.database, self.trainers = service, database, trainers

    @property
    def tara(self) -> Person:
        """Return the first trainer."""
        return self.trainers[0]

    def every(self) -> list[tuple[int, bool]]:
        """Return the versions of the shipped bank: their numbers, and whether they are published."""
        with self.database.reading() as session:
            found = [one for one in versions.every(session) if one.bank_id == BANK]
        return [(one.number, one.published_on is not None) for one in found]

    def failures(self) -> list[str]:
        """Return what the service says went wrong on its side."""
        lines = [json.loads(line) for line in self.service.log.read_text().splitlines()]
        return [str(line) for line in lines if line["event"] == "failure"]


@pytest.fixture(scope="module")
def desk(settings: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Run a service and sign two trainers in."""
    folder = tmp_path_factory.mktemp("uploads")
    with running(folder, settings) as service:
        people = _hire(folder, settings, "tara@example.org", "theo@example.org")
        trainers = tuple(
            _signed_in(service.address, email) for email in ("tara@example.org", "theo@example.org")
        )
        yield Desk(service, people, (trainers[0], trainers[1]))
        people.engine.dispose()


def _hire(folder: Path, settings: Mapping[str, str], *emails: str) -> Database:
    app = create_app(Config(database_url=settings.get("DATABASE_URL", ""), data_dir=folder))
    for email in emails:
        make(app, email, "trainer")
    database: Database = app.extensions["ground"].database
    return database


def _signed_in(address: str, email: str) -> Person:
    person = Person(address)
    form = person.get("/account/sign-in").hidden()
    answer = person.post("/account/sign-in", {**form, "email": email, "password": PASSWORD})
    assert answer.status == 303, answer.body
    return person


def parts(person: Person, source: bytes, *, ended: bool = True) -> bytes:
    """Return the body of a form with a file."""
    token = person.get("/new-bank/file").hidden()["csrf_token"]
    head = (
        f'--limit\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
        '--limit\r\nContent-Disposition: form-data; name="file"; filename="bank.yaml"\r\n\r\n'
    )
    return head.encode() + source + (b"\r\n--limit--\r\n" if ended else b"")


def head(desk: Desk, *lines: str) -> bytes:
    """Return the head of a request that sends a file."""
    cookie = "; ".join(f"{name}={value}" for name, value in desk.tara.cookies.items())
    return "\r\n".join(
        (
            "POST /new-bank/file HTTP/1.1",
            f"Host: 127.0.0.1:{desk.service.port}",
            f"Cookie: {cookie}",
            "Content-Type: multipart/form-data; boundary=limit",
            "Connection: close",
            *lines,
            "\r\n",
        )
    ).encode()


def answered(desk: Desk, sent: Iterator[bytes], *, broken: bool = False) -> bytes:
    """Send something piece by piece, as long as the other side takes it, and return what it answers.

    A broken connection ends there, as a network that is lost does.
    """
    with socket.create_connection(("127.0.0.1", desk.service.port), timeout=PATIENCE) as connection:
        try:
            for piece in sent:
                connection.sendall(piece)
            if broken:
                connection.shutdown(socket.SHUT_WR)
        except OSError:
            # It has heard enough.
            pass
        try:
            return b"".join(iter(lambda: connection.recv(65536), b""))
        except OSError:
            return b""


def memory(desk: Desk) -> int:
    """Return how many bytes the service's processes hold at most."""
    return max(
        int(line.split()[1]) * 1024
        for pid in desk.service.processes()
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    )


def test_fifty_megabytes_are_refused_without_being_held(desk: Desk) -> None:
    before, versions_before = memory(desk), desk.every()

    def sent() -> Iterator[bytes]:
        yield head(desk, f"Content-Length: {HUGE}")
        for _ in range(HUGE // len(CHUNK)):
            yield CHUNK

    answer = answered(desk, sent())
    # Who still sends when the answer comes may not hear it.
    assert answer == b"" or answer.startswith(b"HTTP/1.1 413 ")
    assert memory(desk) - before < HUGE / 2
    assert desk.tara.get("/banks").status == 200
    assert desk.every() == versions_before


def test_who_asks_first_hears_that_it_is_too_much(desk: Desk) -> None:
    def sent() -> Iterator[bytes]:
        yield head(desk, f"Content-Length: {HUGE}")

    answer = answered(desk, sent())
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"That was too much" in answer


def test_fifty_megabytes_of_unknown_length_are_refused_too(desk: Desk) -> None:
    def sent() -> Iterator[bytes]:
        yield head(desk, "Transfer-Encoding: chunked")
        for _ in range(HUGE // len(CHUNK)):
            yield f"{len(CHUNK):x}\r\n".encode() + CHUNK + b"\r\n"
        yield b"0\r\n\r\n"

    before = memory(desk)
    answer = answered(desk, sent())
    assert answer == b"" or answer[9:12] in (b"400", b"411", b"413"), answer[:200]
    assert memory(desk) - before < HUGE / 2
    assert desk.tara.get("/banks").status == 200


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_an_upload_that_breaks_off_changes_nothing_and_hurts_nobody(desk: Desk, share: float) -> None:
    before, body = desk.every(), parts(desk.tara, SOURCE + b"# broken off\n")

    def sent() -> Iterator[bytes]:
        yield head(desk, f"Content-Length: {len(body)}")
        yield body[: int(len(body) * share)]

    answered(desk, sent(), broken=True)
    assert desk.tara.get("/banks").status == 200
    assert desk.every() == before
    assert desk.failures() == []


def test_a_form_without_its_end_is_refused_and_changes_nothing(desk: Desk) -> None:
    before, body = desk.every(), parts(desk.tara, SOURCE + b"# without end\n", ended=False)

    def sent() -> Iterator[bytes]:
        yield head(desk, f"Content-Length: {len(body)}") + body

    assert answered(desk, sent())[9:12] in (b"400", b"422")
    assert desk.every() == before
    assert desk.failures() == []


def test_a_file_that_comes_whole_is_taken_in_and_published_once_by_two_at_one_moment(desk: Desk) -> None:
    body = parts(desk.tara, SOURCE + b"# whole\n")

    def sent() -> Iterator[bytes]:
        yield head(desk, f"Content-Length: {len(body)}") + body

    answer = answered(desk, sent())
    assert answer.startswith(b"HTTP/1.1 303 "), answer[:500]
    path = f"/banks/{BANK}/{desk.every()[0][0]}/changes"
    forms = [{**one.get(path).hidden(), "note": "At once."} for one in desk.trainers]
    pressed = [
        partial(one.another_tab().post, path, form)
        for one, form in zip(desk.trainers, forms, strict=True)
        for _ in range(2)
    ]
    statuses = Counter(answer.status for answer in at_once(*pressed))
    assert statuses == {303: 2, 409: 2}
    assert sum(published for _, published in desk.every()) == 2
    assert desk.failures() == []
