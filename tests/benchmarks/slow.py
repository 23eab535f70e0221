"""Put some milliseconds of work into every view, to prove that the benchmark notices."""

import os
from time import thread_time

from flask import Flask

from app import create_app as create_service

SLOW_MS = "BENCH_SLOW_MS"
"""The environment variable that says how many milliseconds."""


def create_app() -> Flask:
    """Make the service, slowed."""
    app = create_service()
    seconds = float(os.environ[SLOW_MS]) / 1000

    # Work and not sleep: a thread that sleeps leaves its core to the others and costs them nothing.
    @app.before_request
    def work() -> None:
        until = thread_time() + seconds
        while thread_time() < until:
            pass

    return app
