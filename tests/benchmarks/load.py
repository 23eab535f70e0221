"""Put a server under load and say what came of it: with k6, or with a second generator of our own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from time import monotonic

from tests.benchmarks.person import Person

K6 = Path(sys.executable).parent / "k6"
SCRIPT = Path(__file__).with_name("journey.js")


class LoadFailed(Exception):
    """Say why figures would mean nothing: answers were wrong, or nobody came to a result."""


@dataclass(frozen=True, slots=True)
class Load:
    """Hold how much was asked for in what time, and how long answers took."""

    whole_journeys: int
    journeys_per_second: float
    requests: int
    p50_ms: float
    p99_ms: float


Generator = Callable[[int, int, float, int], Load]
"""Load a server at a port with so many people for so many seconds; a journey has so many pages that ask."""


def with_k6(port: int, people: int, seconds: float, pages: int) -> Load:
    """Send people with k6."""
    settings = {
        "ADDRESS": f"http://127.0.0.1:{port}",
        "PEOPLE": str(people),
        "SECONDS": str(seconds),
        "PAGES": str(pages),
    }
    options = ["--quiet", "--no-color", "--no-usage-report", "--address", ""]
    command = [str(K6), "run", *options, str(SCRIPT)]
    done = subprocess.run(
        command, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise LoadFailed(done.stderr[-2000:])
    told = json.loads(done.stdout)
    if told["failed"]:
        raise LoadFailed(f"{told['failed']} answers were wrong: {done.stderr[-2000:]}")
    # Whoever was still under way at the end counts by the part of the way they went.
    journeys = told["requests"] / _requests(pages) / told["seconds"]
    return Load(told["journeys"], journeys, told["requests"], told["p50"], told["p99"])


def with_python(port: int, people: int, seconds: float, pages: int) -> Load:
    """Send people with plain Python, a process a person; it shares nothing with k6."""
    with ProcessPoolExecutor(people, get_context("spawn")) as pool:
        runs = [pool.submit(_person, port, seed, seconds) for seed in range(people)]
        told = [run.result() for run in runs]
    milliseconds = [1000 * duration for *_, durations in told for duration in durations]
    cuts = quantiles(milliseconds, n=100)
    journeys = sum(whole for whole, _, _ in told)
    rate = sum(whole / took for whole, took, _ in told)
    return Load(journeys, rate, len(milliseconds), cuts[49], cuts[98])


def _person(port: int, seed: int, seconds: float) -> tuple[int, float, list[float]]:
    person = Person(port, seed)
    began, journeys = monotonic(), 0
    while monotonic() - began < seconds:
        person.journey()
        journeys += 1
    return journeys, monotonic() - began, person.durations


def _requests(pages: int) -> int:
    """Count the requests of a journey: start page and start, pages and answers, check, finish, result."""
    return 2 + 2 * pages + 3
