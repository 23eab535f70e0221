"""Run the service as whoever runs it does: its own command, its own workers, a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30


@dataclass(frozen=True)
class Service:
    """Hold where a running service is reached and where it keeps its rows."""

    address: str
    database: Path


@contextmanager
def running(folder: Path) -> Iterator[Service]:
    """Start the service on a free port with a folder for its data; end it by SIGTERM."""
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    kept.pop("DATABASE_URL", None)
    log = folder / "log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "serve", "--port", str(port)],
            cwd=ROOT,
            env={**kept, "QUIZ_DATA_DIR": str(folder)},
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
    try:
        _await_announcement(process, log)
        yield Service(f"http://127.0.0.1:{port}", folder / "bearings.db")
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, log.read_text()


def _await_announcement(process: subprocess.Popen[str], log: Path) -> None:
    """Wait for the line that tells the address; it comes once the first worker answers."""
    assert process.stdout
    for line in process.stdout:
        if " is at http://" in line:
            return
    raise AssertionError(f"The service did not start:\n{log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
