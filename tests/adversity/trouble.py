"""Bring real trouble over a running service: a full disk, a disk that only reads, a database that is away."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import create_engine, text

from tests.adversity.service import Service

MEGABYTES = 8

Trouble = Callable[[Service], AbstractContextManager[None]]
"""Keep a running service in trouble for a while."""


@cache
def may_mount() -> bool:
    """Tell whether this machine lets us mount, as a container of its own often does not."""
    return _mounted(Path(mkdtemp()), "-t", "tmpfs", "tmpfs")


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Make a folder a disk of a few megabytes, where that is possible."""
    if may_mount():
        _mount(folder, "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs")
    yield folder
    if may_mount():
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full_disk(service: Service) -> Iterator[None]:
    """Fill the service's small disk to the last byte."""
    filler = service.folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    yield
    filler.unlink()


@contextmanager
def disk_that_only_reads(service: Service) -> Iterator[None]:
    """Lay a view over the service's folder through which nothing can be written."""
    _mount(service.folder, "--bind", "-o", "ro", str(service.folder))
    yield
    subprocess.run(["umount", str(service.folder)], check=True)


@contextmanager
def no_file_may_grow(service: Service) -> Iterator[None]:
    """Let the kernel refuse every write of the service to a file, its log's too."""
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in service.processes()}
    for pid, (_, most) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    yield
    for pid, limits in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@contextmanager
def postgresql_that_only_reads(service: Service) -> Iterator[None]:
    """Let the database take no more writes."""
    _say(service, "ALTER DATABASE {name} SET default_transaction_read_only = on")
    yield
    _say(service, "ALTER DATABASE {name} RESET default_transaction_read_only")


@contextmanager
def postgresql_that_is_away(service: Service) -> Iterator[None]:
    """Let nobody connect to the database."""
    _say(service, "ALTER DATABASE {name} ALLOW_CONNECTIONS off")
    yield
    _say(service, "ALTER DATABASE {name} ALLOW_CONNECTIONS on")


def _say(service: Service, statement: str) -> None:
    """Say something to PostgreSQL about the service's database, and end every connection to it."""
    engine = create_engine(service.environment["DATABASE_URL"], isolation_level="AUTOCOMMIT")
    name = engine.url.database
    admin = create_engine(engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement.format(name=name)))
        ended = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
        connection.execute(ended, {"name": name})
    admin.dispose()
    engine.dispose()


def _mount(folder: Path, *how: str) -> None:
    subprocess.run(["mount", *how, str(folder)], check=True, capture_output=True)


def _mounted(folder: Path, *how: str) -> bool:
    """Try to mount, and undo it."""
    if os.geteuid() != 0:
        return False
    done = subprocess.run(["mount", *how, str(folder)], check=False, capture_output=True)
    if done.returncode == 0:
        subprocess.run(["umount", str(folder)], check=True)
    return done.returncode == 0


ON_SQLITE: dict[str, Trouble] = {"no file may grow": no_file_may_grow}
if may_mount():
    ON_SQLITE |= {"the disk is full": full_disk, "the disk only reads": disk_that_only_reads}

ON_POSTGRESQL: dict[str, Trouble] = {
    "PostgreSQL only reads": postgresql_that_only_reads,
    "PostgreSQL is away": postgresql_that_is_away,
}
