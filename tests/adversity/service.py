"""Run the service as whoever runs it does: a real command, real workers, a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""How many seconds a service may take to start, and to stop; nothing is measured by it."""


class Service:
    """Hold a running service; its processes are a group of their own."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.host = host
        self.port = port or free_port()
        self.folder = folder
        self.environment = environment
        self.log = folder / "log"
        self.said: list[str] = []
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app.cli", "serve", "--host", host, "--port", str(self.port)],
                cwd=ROOT,
                env={**plain_environment(), "QUIZ_DATA_DIR": str(folder), **environment},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        self._announced = threading.Event()
        self._reader = threading.Thread(target=self._listen)
        self._reader.start()

    @property
    def address(self) -> str:
        """Return where it is."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def await_announcement(self) -> None:
        """Wait for the line with the address, which comes once a worker answers."""
        announced = self._announced.wait(PATIENCE)
        assert announced, self.log.read_text()
        assert self.process.poll() is None, self.log.read_text()

    def terminate(self) -> None:
        """Ask it to stop."""
        self.process.send_signal(signal.SIGTERM)

    def stop(self) -> int:
        """Ask it to stop, wait, and return its exit status."""
        self.terminate()
        return self.wait()

    def wait(self) -> int:
        """Wait until it has ended and return its exit status."""
        status = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status

    def kill(self) -> None:
        """Kill every one of its processes at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)

    def processes(self) -> list[int]:
        """Return the ids of its processes."""
        return [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and _group(entry) == self.process.pid
        ]

    def _listen(self) -> None:
        assert self.process.stdout
        with self.process.stdout as lines:
            for line in lines:
                self.said.append(line.rstrip())
                if " is at http://" in line:
                    self._announced.set()
        self._announced.set()


@contextmanager
def running(folder: Path, environment: Mapping[str, str] | None = None, port: int = 0) -> Iterator[Service]:
    """Start the service and wait for its announcement; in the end it stops by SIGTERM, without complaint."""
    service = Service(folder, environment or {}, port=port)
    try:
        service.await_announcement()
        yield service
    finally:
        status = service.stop()
    assert status == 0, service.log.read_text()


def plain_environment() -> dict[str, str]:
    """Return this process's environment without any setting of the application's."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("QUIZ_") and name != "DATABASE_URL"
    }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _group(entry: Path) -> int:
    try:
        # After the name, in brackets, which may hold spaces: the state, the parent, the group.
        return int((entry / "stat").read_text().rpartition(")")[2].split()[2])
    except (FileNotFoundError, ProcessLookupError):
        return 0
