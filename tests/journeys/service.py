"""Run the service as whoever runs it does: its own command, its own workers, a folder of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30


LINK = re.compile(r"http://\S+/account/\S+")


@dataclass(frozen=True)
class Service:
    """Hold where a running service is reached, where it keeps its rows, and what it has said."""

    address: str
    database: Path
    log: Path
    first_link: str
    """Makes the first administrator, once."""

    def link_for(self, email: str) -> str:
        """Return the link in the last message to somebody: without a mail server it stands in the log."""
        said = [json.loads(line) for line in self.log.read_text().splitlines() if '"mail"' in line]
        return next(
            found[0] for one in reversed(said) if one["to"] == email and (found := LINK.search(one["words"]))
        )


@contextmanager
def running(folder: Path, **settings: int) -> Iterator[Service]:
    """Start the service on a free port with a folder for its data, and settings; end it by SIGTERM."""
    given = {f"QUIZ_{name.upper()}": str(value) for name, value in settings.items()}
    with _started("serve", folder, {**given, "QUIZ_DATA_DIR": str(folder)}) as (address, said):
        found = LINK.search(said)
        assert found, said
        yield Service(address, folder / "bearings.db", folder / "log", found[0])


@contextmanager
def demonstrating(folder: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Start the demonstration; return its address, and the password of each account by its address."""
    with _started("demo", folder, {}) as (address, said):
        columns = [line.split() for line in said.splitlines()]
        yield address, {words[1]: words[2] for words in columns if len(words) == 3 and "@" in words[1]}


@contextmanager
def _started(command: str, folder: Path, settings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    kept.pop("DATABASE_URL", None)
    log = folder / "log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "app.cli", command, "--port", str(port)],
            cwd=ROOT,
            env={**kept, **settings},
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
    try:
        yield f"http://127.0.0.1:{port}", _await_announcement(process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, log.read_text()


def _await_announcement(process: subprocess.Popen[str], log: Path) -> str:
    """Wait for the line that tells the address, once the first worker answers; return all that was said."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if " is at http://" in line:
            return said
    raise AssertionError(f"The service did not start:\n{log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
