"""Log one JSON line a request: the route's rule and never the path, no answer, no token, no address."""

import logging
import secrets
import sys
from contextlib import suppress
from time import perf_counter
from typing import TextIO

import structlog
from flask import Flask, Response, g, request

SILENT = ("health.alive", "health.ready", "static")
"""What is asked for every few seconds, or comes with every page, would drown the rest."""

log = structlog.get_logger()


class Forgiving:
    """Write to a file, or do without: where the log's disk is full, people are served all the same."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write a text, if that can be."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Write what was held back, if that can be."""
        with suppress(OSError):
            self._file.flush()


def configure() -> None:
    """Write JSON lines to standard error, warnings of libraries among them."""
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        # It asks for a whole file, and uses write and flush.
        logger_factory=structlog.WriteLoggerFactory(file=Forgiving(sys.stderr)),  # type: ignore[arg-type]
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def init_app(app: Flask) -> None:
    """Give each request an id and log what became of it."""
    configure()

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()
        g.request_id = secrets.token_hex(8)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.request_id
        if request.endpoint not in SILENT:
            log.info(
                "request",
                id=g.request_id,
                method=request.method,
                rule=request.url_rule.rule if request.url_rule else None,
                status=response.status_code,
                ms=round((perf_counter() - g.began) * 1000, 1),
            )
        return response


def log_failure(error: Exception) -> None:
    """Log an unexpected error with its traceback, under the request's id."""
    log.error("failure", id=g.get("request_id"), exc_info=error)
