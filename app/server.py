"""Run the server: several worker processes, an hourly purge, and a plain line when it can be reached."""

import errno
import multiprocessing
import socket
import sys
import threading
from datetime import date
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from app.config import Config
from app.store.engine import open_database
from app.store.housekeeping import purge
from app.web.logs import log

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8000
HOUR = 60 * 60
PATIENCE = 30
"""How many seconds a worker gets to end what is under way when the server is told to stop."""
GRACE = 3
"""How many seconds a start waits for a port that is taken."""


def serve_forever(config: Config, host: str, port: int) -> None:
    """Serve until a signal stops it; what is under way is answered first.

    Raise ClickException for a port that cannot be used.
    """
    _prove_free(host, port)
    # A forked worker would share the parent's database connections and locks.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "app.worker:worker",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=config.workers,
        blocking_threads=config.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.warning,
    )
    for work in (_announce, _purge_hourly):
        threading.Thread(target=work, args=(config, host, port), daemon=True).start()
    server.serve()
    click.echo(f"{config.name_en} has stopped.")


def address_of(host: str, port: int) -> str:
    """Return the address of a service that listens at a host and port."""
    return f"http://{'[' + host + ']' if ':' in host else host}:{port}"


def _announce(config: Config, host: str, port: int) -> None:
    """Print the address once the first worker answers."""
    address = address_of(host, port)
    # Asked directly: a network's proxy, which the environment may name, does not know this machine.
    opener = build_opener(ProxyHandler({}))
    while True:
        try:
            with opener.open(f"{address}/healthz", timeout=1):
                break
        except (URLError, OSError):
            sleep(0.05)
    click.echo(f"{config.name_en} is at {address}  (Ctrl+C stops it)")
    sys.stdout.flush()


def _purge_hourly(config: Config, _host: str, _port: int) -> None:
    """Delete what has had its time, now and every hour; a failure is logged and tried again then."""
    database = open_database(config.url, pool_size=1)
    while True:
        try:
            log.info(
                "purged",
                sittings=purge(database, date.today(), config.keep_trail_months, config.keep_finished_months),
            )
        except Exception:
            log.exception("purge failed")
        sleep(HOUR)


def _prove_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    until = monotonic() + GRACE
    while True:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                # The workers of a service that was killed end by themselves, a moment later.
                if error.errno != errno.EADDRINUSE or monotonic() > until:
                    told = f"Port {port} of {host} cannot be used ({error.strerror})."
                    raise click.ClickException(f"{told} Choose another with --port.") from error
            else:
                return
        sleep(0.1)
