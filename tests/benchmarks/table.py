"""Hold what was measured, and print it plainly."""

from dataclasses import dataclass, field
from statistics import median

import click

from tests.benchmarks.load import Load

HALF = 0.5
NOT_DONE = 0.35
SPREAD = 5
WORKER_MB = 150

HEAD = (
    f"{'':30}{'journeys/s':>10}{'ratio':>7}{'p50 ms':>9}{'p99 ms':>9}{'p99/p50':>9}"
    f"{'CPU ms/page':>13}{'generator':>11}"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Hold one run of one server."""

    load: Load
    cpu_ms: float
    generator_ms: float
    """What the generator itself took of the machine for a page; it brings the two closer together."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Hold what was measured in one setting: the service and the floor, turn by turn."""

    setting: str
    service: list[Measured] = field(default_factory=list)
    floor: list[Measured] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Return the median, over the pairs, of the service's journeys to the floor's."""
        both = zip(self.service, self.floor, strict=True)
        return median(one.load.journeys_per_second / other.load.journeys_per_second for one, other in both)

    @property
    def spread(self) -> float:
        """Return the service's p99 by its p50."""
        return median(one.load.p99_ms / one.load.p50_ms for one in self.service)


def show(pairs: Pairs) -> None:
    """Print two lines: the service and the floor."""
    _line(f"{pairs.setting}, service", pairs.service, f"{pairs.ratio:.2f}")
    _line(f"{pairs.setting}, floor", pairs.floor, "")


def _line(name: str, runs: list[Measured], ratio: str) -> None:
    rate = median(run.load.journeys_per_second for run in runs)
    p50, p99 = median(run.load.p50_ms for run in runs), median(run.load.p99_ms for run in runs)
    cpu, generator = median(run.cpu_ms for run in runs), median(run.generator_ms for run in runs)
    times = f"{p50:9.1f}{p99:9.1f}{p99 / p50:9.1f}"
    click.echo(f"{name:30}{rate:10.1f}{ratio:>7}{times}{cpu:13.2f}{generator:11.2f}")


def show_imports(times: dict[str, float]) -> None:
    """Print how long imports take, beside Flask's own."""
    flask = times["import flask"]
    for name, taken in times.items():
        click.echo(f"{name:30}{taken:7.0f} ms{taken / flask:7.2f} of import flask")


def verdict(measured: list[Pairs], worker_mb: float) -> str:
    """Say in one line whether each budget is met, by the worst setting."""
    ratio = min(pairs.ratio for pairs in measured)
    spread = max(pairs.spread for pairs in measured)
    met = (
        "met" if ratio >= HALF else "missed" if ratio >= NOT_DONE else f"missed, not done (under {NOT_DONE})"
    )
    return (
        f"Budgets: journeys {ratio:.2f} of the floor (at least {HALF}): {met}; "
        f"p99 {spread:.1f} times p50 (at most {SPREAD}): {_met(spread <= SPREAD)}; "
        f"worker {worker_mb:.0f} MB (at most {WORKER_MB}): {_met(worker_mb <= WORKER_MB)}."
    )


def _met(is_met: bool) -> str:
    return "met" if is_met else "missed"
