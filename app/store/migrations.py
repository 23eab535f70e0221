"""Bring the database to the newest shape, once, before any worker starts."""

from io import StringIO
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from app.store.engine import Database

FOLDER = Path(__file__).resolve().parent.parent.parent / "migrations"
ADVISORY_LOCK = 7_231_964
"""Any number, the same for every starting process: PostgreSQL lets one of them migrate at a time."""


class UnknownShape(Exception):
    """Say that another release of this application, a newer one, has shaped the database."""


def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade the database to a revision; several starts at once wait for each other.

    Raise UnknownShape, with nothing changed, where this release does not know what it finds.
    """
    with database.writer.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        _known_revision(connection)
        command.upgrade(_config(connection), revision)


def revert(database: Database, revision: str = "base") -> None:
    """Take the database back to an earlier revision."""
    with database.writer.begin() as connection:
        command.downgrade(_config(connection), revision)


def unmaking(database: Database) -> str:
    """Return the statements that take a database of ours back to nothing; raise UnknownShape."""
    statements = StringIO()
    with database.engine.connect() as connection:
        found = _known_revision(connection)
        if found:
            config = _config(connection)
            config.output_buffer = statements
            command.downgrade(config, f"{found}:base", sql=True)
    return f"{statements.getvalue()}\nDROP TABLE IF EXISTS alembic_version;"


def knows(revision: str) -> bool:
    """Tell whether this release knows a revision."""
    return any(script.revision == revision for script in ScriptDirectory(str(FOLDER)).walk_revisions())


def _known_revision(connection: Connection) -> str | None:
    """Return the revision of a database, None for an empty one; raise UnknownShape."""
    found = MigrationContext.configure(connection).get_current_revision()
    if found and not knows(found):
        raise UnknownShape(f"The database comes from a newer release of this application ({found}).")
    return found


def _config(connection: Connection) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config
