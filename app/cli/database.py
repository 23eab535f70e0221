"""Open the database for one command."""

import click

from app.config import Config
from app.store.engine import Database, open_database
from app.store.migrations import migrate


def ready(config: Config) -> Database:
    """Open the database, made and brought up to date where needed."""
    config.data_dir.mkdir(parents=True, exist_ok=True)
    database = open_here(config)
    migrate(database)
    return database


def open_here(config: Config) -> Database:
    """Open the database until the command is done."""
    database = open_database(config.url)
    click.get_current_context().call_on_close(database.engine.dispose)
    return database
