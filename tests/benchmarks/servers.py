"""Start the service and the floor by the same command, and see what they cost the machine."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60
"""How many seconds a server may take to start, and to stop."""

MANY = "100000"
TICKS = os.sysconf("SC_CLK_TCK")


class DidNotStart(Exception):
    """Say what a server wrote before it gave up."""


@dataclass(frozen=True, slots=True)
class Server:
    """Hold a running server."""

    port: int
    process: subprocess.Popen[bytes]
    output: IO[bytes]

    def cpu_seconds(self) -> float:
        """Return the processor time of all its processes so far."""
        return sum(_cpu_ticks(pid) for pid in _family(self.process.pid)) / TICKS

    def largest_mb(self) -> float:
        """Return the most memory one of its worker processes has had, in MB."""
        workers = [pid for pid in _family(self.process.pid) if pid != self.process.pid]
        return max(map(peak_kb, workers), default=0) / 1024

    def stop(self) -> None:
        """Let it end what is under way, and end it."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.output.close()


def start(folder: Path, database_url: str, target: str = "", more: Mapping[str, str] | None = None) -> Server:
    """Start the project's own command on a database, with `target` in the application's place if named."""
    folder.mkdir(exist_ok=True)
    port = _free_port()
    module = ["tests.benchmarks.stand_in", target] if target else ["app.cli"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    environment |= {
        "QUIZ_DATA_DIR": str(folder),
        "QUIZ_STARTS_PER_HOUR": MANY,
        "DATABASE_URL": database_url,
        **(more or {}),
    }
    output = (folder / "output").open("wb")
    command = [sys.executable, "-m", *module, "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    server = Server(port, process, output)
    if not _answers(server):
        server.stop()
        raise DidNotStart((folder / "output").read_text()[-2000:])
    return server


def children_cpu_seconds() -> float:
    """Return the processor time of the children that have ended: of the generators, not of the servers."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _answers(server: Server) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{server.port}/healthz", timeout=1):
                return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(found for child in children for found in _family(int(child)))]


def _cpu_ticks(pid: int) -> int:
    # The name of the program, in brackets, may hold spaces: what counts comes after it.
    after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(after[11]) + int(after[12])


def peak_kb(pid: int) -> int:
    """Return the most memory a process has had since its program began, in kB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
