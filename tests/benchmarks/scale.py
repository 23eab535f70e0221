"""Measure whether pages and sealing stay as fast behind very many sittings as behind fifty."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from multiprocessing import get_context
from pathlib import Path
from random import Random, SystemRandom
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

import click

from app.quiz.bank import Bank
from app.quiz.disclosure import FLOOR, figures
from app.quiz.disclosure.organisation import organisation_figures
from app.store import memberships, releases, rounds, totals, versions
from app.store.engine import Database, open_database
from app.store.migrations import migrate
from app.store.rounds import Round
from app.store.session import Session
from tests.benchmarks import crowd
from tests.benchmarks.databases import databases
from tests.benchmarks.person import Unexpected
from tests.benchmarks.servers import ROOT, peak_kb, start

BANK_FILE = ROOT / "questions" / "digital-public-servant.yaml"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SEED = 2014
FEW, MANY = 200, 20_000
"""The people in the two blocks that are sealed."""

TIMES = 300
"""How often each page is asked for, turn by turn: the medians are compared."""

MOST_RATIO = 1.2
MOST_SECONDS = 5
MOST_MEMORY = 1.1
"""The budgets: of a page, of sealing MANY sheets, and of its memory against sealing FEW."""


@dataclass(frozen=True, slots=True)
class Place:
    """Hold one database with its bank and the teams in it, and a server on it."""

    database: Database
    version_id: int
    bank: Bank
    teams: list[str]
    port: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Hold the median time of the same thing behind TEAM sittings and behind all of them, in ms."""

    name: str
    few: float
    all: float

    @property
    def ratio(self) -> float:
        """Return how many times as long the second takes."""
        return self.all / self.few


@dataclass(frozen=True, slots=True)
class Sealing:
    """Hold what sealing a block took: seconds, and the most memory its process ever had, in MB."""

    people: int
    seconds: float
    memory_mb: float


def team_page(session: Session, place: Place, team_id: str) -> None:
    """Ask the store for all that a team's page shows, and work the figures out."""
    for round_ in rounds.every(session, team_id):
        memberships.waiting(session, round_.id)
        figures(place.bank, [one.release for one in releases.every(session, round_.id)])


def organisation_page(session: Session, place: Place, _team_id: str) -> None:
    """Ask the store for the sum of all teams."""
    total = totals.find(session, place.version_id)
    assert total
    organisation_figures(place.bank, total)


CALLS: Mapping[str, Callable[[Session, Place, str], None]] = {
    "store: a team’s page": team_page,
    "store: the organisation’s page": organisation_page,
}

PAGES: Mapping[str, str] = {
    "page: a team’s figures": "/teams/{team}/rounds/1/figures",
    "page: the organisation’s": "/organisation",
}
"""What is asked for over HTTP; {team} is the id of a team, and the account crowd.MANAGER manages them all."""

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def sign_in(port: int) -> Mapping[str, str]:
    """Sign the manager in, and return the headers that their browser sends."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/account/sign-in")
    page = connection.getresponse()
    found = TOKEN.search(page.read().decode())
    if not found:
        raise Unexpected("the sign-in has no form")
    sent = {"csrf_token": found[1], "email": crowd.EMAIL, "password": crowd.PASSWORD}
    connection.request("POST", "/account/sign-in", urlencode(sent), {**FORM, "Cookie": _cookie(page)})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 303:
        raise Unexpected(f"signing in answered {answer.status}")
    connection.close()
    return {"Cookie": _cookie(answer)}


def _cookie(answer: HTTPResponse) -> str:
    return (answer.getheader("Set-Cookie") or "").partition(";")[0]


def measure(kind: str, people: int) -> bool:
    """Measure on one kind of database and print it; tell whether all budgets are met."""
    click.echo(f"Making {people:,} finished sittings in {people // crowd.TEAM:,} teams on {kind} …")
    began = perf_counter()
    with places(kind, people) as (few, many, block):
        click.echo(f"made in {perf_counter() - began:.0f} s")
        compared = [compare_calls(name, few, many) for name in CALLS]
        compared += [compare_pages(name, few, many) for name in PAGES]
        for one in compared:
            click.echo(f"{one.name:34}{one.few:9.2f} ms{one.all:9.2f} ms{one.ratio:7.2f} times")
        sealed = [sealing(block, size) for size in (FEW, MANY)]
    for done in sealed:
        click.echo(f"sealing {done.people:,} sheets: {done.seconds:.2f} s, {done.memory_mb:.0f} MB")
    return verdict(compared, *sealed)


def verdict(compared: list[Compared], few: Sealing, many: Sealing) -> bool:
    """Print in one line whether each budget is met."""
    worst = max(one.ratio for one in compared)
    memory = many.memory_mb / few.memory_mb
    met = (worst <= MOST_RATIO, many.seconds <= MOST_SECONDS, memory <= MOST_MEMORY)
    said = ["met" if one else "missed" for one in met]
    click.echo(
        f"Budgets: pages {worst:.2f} times those behind {crowd.TEAM} (at most {MOST_RATIO}): {said[0]}; "
        f"sealing {many.people:,} in {many.seconds:.1f} s (at most {MOST_SECONDS}): {said[1]}; "
        f"its memory {memory:.2f} times that of {few.people} (at most {MOST_MEMORY}): {said[2]}."
    )
    return all(met)


@contextmanager
def places(kind: str, people: int) -> Iterator[tuple[Place, Place, str]]:
    """Make a database with one team and one with many, both served; and the URL of one to seal in."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        urls = stack.enter_context(databases(kind, "few", "many", "block"))
        given = [url or f"sqlite:///{folder / name}.db" for url, name in zip(urls, "fmb", strict=True)]
        few, many = (
            stack.enter_context(furnished(url, number, folder / str(number)))
            for url, number in zip(given, (crowd.TEAM, people), strict=False)
        )
        yield few, many, given[2]


@contextmanager
def furnished(url: str, people: int, folder: Path) -> Iterator[Place]:
    """Fill one database and start the service on it."""
    with opened(url) as (database, version_id, bank):
        teams = crowd.fill(database, version_id, bank, people, Random(SEED))
        server = start(folder, url)
        try:
            yield Place(database, version_id, bank, teams, server.port)
        finally:
            server.stop()


@contextmanager
def opened(url: str) -> Iterator[tuple[Database, int, Bank]]:
    """Open a database that offers the shipped bank."""
    database = open_database(url)
    migrate(database)
    with database.writing() as session:
        versions.take_in(session, BANK_FILE.read_bytes(), BANK_FILE.name, "shipped", date.today())
        version = versions.find(session, BANK_FILE.stem)
        versions.publish(session, version, date.today())
        bank = versions.Cache().bank(session, version.id)
        session.commit()
    yield database, version.id, bank
    database.engine.dispose()


def compare_calls(name: str, few: Place, many: Place) -> Compared:
    """Ask the store for the same behind few and behind many sittings, turn by turn."""
    times: tuple[list[float], list[float]] = [], []
    for team, (place, kept) in _turns(few, many, times):
        began = perf_counter()
        with place.database.reading() as session:
            CALLS[name](session, place, team)
        kept.append(1000 * (perf_counter() - began))
    return Compared(name, *map(median, times))


def compare_pages(name: str, few: Place, many: Place) -> Compared:
    """Ask the service for the same page behind few and behind many sittings, turn by turn."""
    times: tuple[list[float], list[float]] = [], []
    browsers = {
        place.port: (HTTPConnection("127.0.0.1", place.port), sign_in(place.port)) for place in (few, many)
    }
    for team, (place, kept) in _turns(few, many, times):
        connection, headers = browsers[place.port]
        began = perf_counter()
        connection.request("GET", PAGES[name].format(team=team), headers=headers)
        answer = connection.getresponse()
        answer.read()
        kept.append(1000 * (perf_counter() - began))
        if answer.status != 200:
            raise Unexpected(f"{name} answered {answer.status}")
    for connection, _ in browsers.values():
        connection.close()
    return Compared(name, *map(median, times))


def _turns(
    few: Place, many: Place, times: tuple[list[float], list[float]]
) -> Iterator[tuple[str, tuple[Place, list[float]]]]:
    """Yield TIMES turns of each place with a team of its own: behind many, another one each time."""
    chances = Random(SEED)
    for _ in range(TIMES):
        for place, kept in zip((few, many), times, strict=True):
            yield chances.choice(place.teams), (place, kept)


def sealing(url: str, people: int) -> Sealing:
    """Let so many answers wait in a round, and seal them in a process of its own."""
    with opened(url) as (database, version_id, bank):
        round_ = crowd.wait(database, version_id, bank, people, Random(people))
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_seal, url, round_, people).result()


def _seal(url: str, round_: Round, people: int) -> Sealing:
    with opened(url) as (database, _version, bank):
        began = perf_counter()
        with database.writing() as session:
            done = releases.seal(session, bank, round_, SystemRandom(), FLOOR, date.today())
            rounds.close(session, round_.id, date.today())
            session.commit()
        seconds = perf_counter() - began
    if not done:
        raise Unexpected("nothing was sealed")
    return Sealing(people, seconds, peak_kb(os.getpid()) / 1024)
