"""Ask a service for pages as a trainer's browser does, and compare two that are alike, turn by turn."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

import click
from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, TestResponse

from app import create_app
from app.config import Config
from app.store.engine import open_database
from app.store.migrations import migrate
from tests.benchmarks import crowd
from tests.benchmarks.databases import databases
from tests.benchmarks.person import FOUND, SEE_OTHER, Unexpected
from tests.benchmarks.scale import FORM, Compared, sign_in
from tests.benchmarks.servers import start
from tests.client import Page
from tests.trainer.reading import sent

Act = Callable[[str], float]
"""Do something at an address, and return how many ms it took."""


class Browser:
    """Be a trainer who is signed in, on one connection: it is always the same worker that answers."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = sign_in(port)

    def look(self, path: str) -> float:
        """Open a page, and return how many ms it took."""
        return self._ask("GET", path, "", FOUND)[0]

    def fields(self, path: str) -> Mapping[str, str]:
        """Return what the page at an address sends back when nothing is changed on it."""
        body = self._ask("GET", path, "", FOUND)[1]
        headers = Headers({"Content-Type": "text/html; charset=utf-8"})
        page = Page(TestResponse([body], "200 OK", headers, EnvironBuilder(path).get_request()))
        return {**page.fields(), **sent(page)}

    def save(self, path: str, fields: Mapping[str, str]) -> float:
        """Send a form, and return how many ms it took to keep it."""
        return self._ask("POST", path, urlencode(fields), SEE_OTHER)[0]

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: str, expected: int) -> tuple[float, bytes]:
        headers = {**self._headers, **(FORM if body else {})}
        began = perf_counter()
        self._connection.request(method, path, body or None, headers)
        answer: HTTPResponse = self._connection.getresponse()
        read = answer.read()
        taken = 1000 * (perf_counter() - began)
        if answer.status != expected:
            raise Unexpected(f"{method} {path} answered {answer.status}, not {expected}")
        return taken, read


@contextmanager
def served(kind: str, fill: Callable[[Flask], None]) -> Iterator[tuple[Flask, Browser]]:
    """Fill an empty database and start the service on it; yield what filled it, and a trainer's browser."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        (given,) = stack.enter_context(databases(kind, "trainers"))
        url = given or f"sqlite:///{folder / 'trainers'}.db"
        database = open_database(url)
        stack.callback(database.engine.dispose)
        migrate(database)
        crowd.hire(database)
        app = create_app(Config(database_url=url, data_dir=folder, secret_key="s" * 32))
        stack.callback(app.extensions["ground"].database.engine.dispose)
        fill(app)
        server = start(folder / "server", url)
        stack.callback(server.stop)
        browser = Browser(server.port)
        stack.callback(browser.close)
        yield app, browser


def turn_by_turn(name: str, act: Act, few: str, many: str, times: int) -> Compared:
    """Do the same at two addresses so many times, turn by turn, and compare the medians."""
    taken = [(act(few), act(many)) for _ in range(times)]
    return Compared(name, *(median(column) for column in zip(*taken, strict=True)))


def show(compared: Compared) -> None:
    """Print one line: what was measured on a small and on a large scale, and the ratio."""
    times = f"{compared.few:9.2f} ms{compared.all:9.2f} ms{compared.ratio:7.2f} times"
    click.echo(f"{compared.name:34}{times}")
