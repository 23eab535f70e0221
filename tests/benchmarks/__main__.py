"""Measure the service and the floor turn by turn, and end with a line on the budgets."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from app.config import Config
from tests.benchmarks import analysis, editing, floor, scale, slow, table
from tests.benchmarks.databases import databases
from tests.benchmarks.imports import import_times
from tests.benchmarks.load import Generator, LoadFailed, with_k6, with_python
from tests.benchmarks.person import Person, Unexpected
from tests.benchmarks.servers import DidNotStart, Server, children_cpu_seconds, start

DATABASES = ("sqlite", "postgresql")
PARTS = ("journeys", "scale", "analysis", "editing")
WARM_SECONDS = 2
CONNECTIONS = 4
"""How many times the pictures are fetched, each over its own connection: every worker draws them once."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold what to measure, and how."""

    seconds: float
    pairs: int
    people: tuple[int, ...]
    generator: Generator
    slow_ms: float


@click.command()
@click.option("--seconds", default=7.0, show_default=True, help="How long each server is loaded at a time.")
@click.option("--pairs", default=3, show_default=True, help="How often each of the two has its turn.")
@click.option("--people", default="8,16", show_default=True, help="How many people at once.")
@click.option("--database", default=",".join(DATABASES), show_default=True, help="On which databases.")
@click.option("--second-generator", is_flag=True, help="Load with plain Python: the ratio has to be alike.")
@click.option("--slow-ms", default=0.0, help="Put work into each view: the ratio has to fall.")
@click.option("--parts", default=",".join(PARTS), show_default=True, help="What to measure.")
@click.option(
    "--sittings", default=50_000, show_default=True, help="How many in teams; the full size: 1000000."
)
def main(
    seconds: float,
    pairs: int,
    people: str,
    database: str,
    second_generator: bool,
    slow_ms: float,
    parts: str,
    sittings: int,
) -> None:
    """Measure journeys beside a bare Flask application, pages behind very many sittings, and large banks."""
    generator = with_python if second_generator else with_k6
    plan = Plan(seconds, pairs, tuple(map(int, people.split(","))), generator, slow_ms)
    kinds, wanted = database.split(","), parts.split(",")
    try:
        if "journeys" in wanted:
            measure_journeys(kinds, plan)
        if "scale" in wanted:
            for kind in kinds:
                scale.measure(kind, sittings)
        for part, measure_on in (("analysis", analysis.measure), ("editing", editing.measure)):
            for kind in kinds if part in wanted else ():
                measure_on(kind)
    except (DidNotStart, LoadFailed, Unexpected) as trouble:
        click.echo(f"That did not run: {trouble}", err=True)
        sys.exit(1)


def measure_journeys(kinds: list[str], plan: Plan) -> None:
    """Measure the service beside the floor: a bare application with the same pages and commits."""
    measured: list[table.Pairs] = []
    worker_mb = 0.0
    for kind in kinds:
        found, memory = measure(kind, plan)
        measured += found
        worker_mb = max(worker_mb, memory)
    table.show_imports(import_times())
    click.echo(table.verdict(measured, worker_mb))


def measure(kind: str, plan: Plan) -> tuple[list[table.Pairs], float]:
    """Measure on one kind of database; return the figures and the largest worker's memory in MB."""
    click.echo(f"Starting the service and the floor on {kind} …")
    with both_servers(kind, plan) as (service, bare, pages):
        for server in (service, bare):
            plan.generator(server.port, max(plan.people), WARM_SECONDS, pages)
        click.echo(table.HEAD)
        found = []
        for people in plan.people:
            pairs = table.Pairs(f"{kind}, {people} people")
            for _ in range(plan.pairs):
                pairs.service.append(turn(service, people, pages, plan))
                pairs.floor.append(turn(bare, people, pages, plan))
            table.show(pairs)
            found.append(pairs)
        memory = service.largest_mb()
        click.echo(f"largest worker: {memory:.0f} MB, of the floor: {bare.largest_mb():.0f} MB")
        return found, memory


def turn(server: Server, people: int, pages: int, plan: Plan) -> table.Measured:
    """Load one server once."""
    before, generated = server.cpu_seconds(), children_cpu_seconds()
    load = plan.generator(server.port, people, plan.seconds, pages)
    spent, generating = server.cpu_seconds() - before, children_cpu_seconds() - generated
    if not load.whole_journeys:
        raise LoadFailed("nobody came to a result: more --seconds are needed")
    return table.Measured(load, 1000 * spent / load.requests, 1000 * generating / load.requests)


@contextmanager
def both_servers(kind: str, plan: Plan) -> Iterator[tuple[Server, Server, int]]:
    """Start the service, then the floor on the service's own pages; yield them and how many pages ask."""
    with ExitStack() as stack:
        url, floor_url = stack.enter_context(databases(kind, "service", "floor"))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        target, settings = "", {}
        if plan.slow_ms:
            target, settings = f"{slow.__name__}:create_app", {slow.SLOW_MS: str(plan.slow_ms)}
        service = start(folder / "service", url, target, settings)
        stack.callback(service.stop)
        pages = _ready_made(service.port)
        file = folder / "pages.json"
        file.write_text(json.dumps(pages))
        data = folder / "floor"
        data.mkdir()
        floor.rows_of(Config(database_url=floor_url, data_dir=data)).create()
        bare = start(data, floor_url, f"{floor.__name__}:create_app", {floor.PAGES: str(file)})
        stack.callback(bare.stop)
        yield service, bare, sum(path.startswith("/questions/") for path in pages)


def _ready_made(port: int) -> dict[str, str]:
    """Walk through the service once; return its pages, and have every worker draw the pictures."""
    pages: dict[str, str] = {}
    for _ in range(CONNECTIONS):
        person = Person(port, seed=0)
        pages = person.journey()
        person.look_at(pages["/result"])
    return pages


if __name__ == "__main__":
    main()
