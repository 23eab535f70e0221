"""Fill a database with very many finished sittings of people in teams, quickly.

The random model: STOCK sheets are invented once (app.quiz.invented, a person's ease being uniform between
0.2 and 0.8), and every sitting repeats one of them, chosen at random; every release is one of BLOCKS blocks
of TEAM such sheets, sealed as the service seals them.
"""

import json
import sqlite3
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

import psycopg
from sqlalchemy import Table, make_url

from app import create_app
from app.account.security import hashed
from app.config import Config
from app.quiz.bank import Bank
from app.quiz.disclosure import seal
from app.quiz.disclosure.organisation import Cells, add, published
from app.quiz.invented import invent
from app.quiz.scoring import Result, score
from app.store import accounts, rounds, teams
from app.store.engine import Database
from app.store.tables import sittings
from app.store.team_tables import memberships, releases, team_managers, totals
from app.store.team_tables import rounds as round_rows
from app.store.team_tables import teams as team_rows

TEAM = 50
STOCK = 3000
BLOCKS = 100
MANAGER = 1
EMAIL, PASSWORD = "manager@example.org", "sound of rain on tin roofs"
AT_ONCE = 10_000
"""How many rows are handed to SQLite at a time."""

TODAY = date.today()
LATER = TODAY + timedelta(days=395)

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Stock:
    """Hold invented sheets, as the database keeps them, and what they come to."""

    sheets: Sequence[tuple[str, str]]
    results: Sequence[Result]


def invented(bank: Bank, randomness: Random) -> Stock:
    """Invent the stock."""
    answers = [invent(bank, randomness, randomness.uniform(0.2, 0.8)) for _ in range(STOCK)]
    results = [score(bank, sheet) for sheet in answers]
    kept = zip(answers, results, strict=True)
    return Stock([(json.dumps(sheet), json.dumps(result.to_document())) for sheet, result in kept], results)


def fill(database: Database, version_id: int, bank: Bank, people: int, randomness: Random) -> list[str]:
    """Make as many teams of TEAM as people need, each with one round that was released; return their ids."""
    stock = invented(bank, randomness)
    blocks = [seal(bank, randomness.sample(stock.results, TEAM), randomness) for _ in range(BLOCKS)]
    documents = [block.to_document() for block in blocks]
    cells = [published(bank, block) for block in blocks]
    team_ids, round_ids = (_ids(people // TEAM, randomness) for _ in range(2))
    pairs = list(zip(team_ids, round_ids, strict=True))
    hire(database)
    write = Writer(database)
    write.rows(team_rows, ((team, f"Team {team}", TODAY, LATER) for team in team_ids))
    write.rows(team_managers, ((team, MANAGER) for team in team_ids))
    write.rows(round_rows, (_round(team, round_, version_id) for team, round_ in pairs))
    chosen = [randomness.randrange(BLOCKS) for _ in round_ids]
    write.rows(
        releases,
        (
            (round_, 1, json.dumps(documents[block]), TODAY)
            for round_, block in zip(round_ids, chosen, strict=True)
        ),
    )
    _seat(write, stock, version_id, people, randomness, None)
    total = Cells()
    for block in chosen:
        total = add(total, cells[block])
    write.rows(totals, [(version_id, json.dumps(total.to_document()))])
    write.done()
    return team_ids


def wait(database: Database, version_id: int, bank: Bank, people: int, randomness: Random) -> rounds.Round:
    """Make one team with one open round, in which so many people's answers wait to be sealed."""
    hire(database)
    with database.writing() as session:
        team = teams.create(session, "Everybody", MANAGER, TODAY, LATER)
        round_ = rounds.begin(session, team.id, "Now", version_id, TODAY)
        session.commit()
    write = Writer(database)
    _seat(write, invented(bank, randomness), version_id, people, randomness, round_.id)
    write.done()
    return round_


def hire(database: Database) -> None:
    """Make the account that manages all teams, looks at their sum and edits banks, unless it is there."""
    with database.reading() as session:
        if accounts.called(session, EMAIL):
            return
    app = create_app(Config(database_url=str(database.engine.url), secret_key="s" * 32))
    with app.app_context():
        password = hashed(PASSWORD)
    with database.writing() as session:
        made = accounts.make(session, EMAIL, password, ["manager", "admin", "trainer"], "en", TODAY)
        assert made.id == MANAGER
        session.commit()


def _seat(
    write: "Writer", stock: Stock, version_id: int, people: int, randomness: Random, round_id: str | None
) -> None:
    ids = _ids(people, randomness)
    share = "added" if round_id else "released"
    write.rows(sittings, (_sitting(one, version_id, stock, randomness) for one in ids))
    write.rows(memberships, ((one, round_id, share) for one in ids))


def _sitting(sitting_id: str, version_id: int, stock: Stock, randomness: Random) -> Row:
    answers, result = stock.sheets[randomness.randrange(STOCK)]
    token_hash = randomness.randbytes(32)
    return (
        sitting_id, token_hash, 1, version_id, "en", "fr", answers, "origin", 8, result, TODAY, LATER
    )  # fmt: skip


def _round(team_id: str, round_id: str, version_id: int) -> Row:
    return (round_id, team_id, 1, "Autumn", version_id, round_id[::-1], None, 0, TODAY, TODAY, 0)


def _ids(count: int, randomness: Random) -> list[str]:
    """Return random ids in their order: a tree of rows grows fastest so."""
    return sorted(urlsafe_b64encode(randomness.randbytes(16)).decode().rstrip("=") for _ in range(count))


class Writer:
    """Write rows in bulk, past everything that slows single ones down."""

    def __init__(self, database: Database) -> None:
        self._url = make_url(database.engine.url)
        # The file is taken alone.
        database.engine.dispose()

    def rows(self, table: Table, rows: Iterable[Row]) -> None:
        """Write all columns of rows, in the order of the table's."""
        if self._url.get_backend_name() == "sqlite":
            self._insert(table, rows)
        else:
            self._copy(table, rows)

    def _insert(self, table: Table, rows: Iterable[Row]) -> None:
        places = ", ".join("?" for _ in table.columns)
        statement = f"INSERT INTO {table.name} ({_columns(table)}) VALUES ({places})"
        with closing(sqlite3.connect(str(self._url.database))) as connection:
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
                connection.execute(f"PRAGMA {pragma}")
            for some in _some(_plain(row) for row in rows):
                connection.executemany(statement, some)
            connection.commit()

    def _copy(self, table: Table, rows: Iterable[Row]) -> None:
        statement = f"COPY {table.name} ({_columns(table)}) FROM STDIN"
        with self._postgresql() as connection, connection.cursor().copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    def done(self) -> None:
        """Let PostgreSQL know what there is now, as it finds out by itself in time."""
        if self._url.get_backend_name() != "sqlite":
            with self._postgresql() as connection:
                connection.autocommit = True
                connection.execute("VACUUM ANALYZE")

    def _postgresql(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(self._url.set(drivername="postgresql").render_as_string(hide_password=False))


def _columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)


def _plain(row: Row) -> Row:
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row)


def _some(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield rows in lists of AT_ONCE."""
    everything = iter(rows)
    while some := list(islice(everything, AT_ONCE)):
        yield some
