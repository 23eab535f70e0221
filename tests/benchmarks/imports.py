"""Measure how long a fresh process takes to import and assemble the application."""

import os
import subprocess
import sys
import tempfile
from statistics import median

from tests.benchmarks.servers import ROOT

STEPS = {
    "import flask": "import flask",
    "import app.quiz": "import app.quiz.bank, app.quiz.scoring, app.quiz.advice",
    "import app and create_app()": "import app; app.create_app()",
}
TIMES = 5


def import_times() -> dict[str, float]:
    """Return the median time in ms of each step, each in several fresh processes."""
    times: dict[str, list[float]] = {name: [] for name in STEPS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(TIMES):
            for name, code in STEPS.items():
                times[name].append(_time(code, folder))
    return {name: median(taken) for name, taken in times.items()}


def _time(code: str, folder: str) -> float:
    timed = f"from time import perf_counter as t; began = t(); {code}; print((t() - began) * 1000)"
    environment = {**os.environ, "QUIZ_DATA_DIR": folder}
    done = subprocess.run(
        [sys.executable, "-c", timed], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return float(done.stdout)
