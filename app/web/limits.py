"""Limit how many sittings one network address begins in an hour."""

from time import time

from flask import request

from app.store import limits
from app.web.ground import ground, session

HOUR = 60 * 60
NOWHERE = "0.0.0.0"  # noqa: S104  -- the bucket of requests without an address, as over a Unix socket


def may_start() -> bool:
    """Count one start and tell whether it is within the limit; the view commits the count."""
    count = limits.count_start(session(), request.remote_addr or NOWHERE, int(time()) // HOUR)
    return count <= ground.config.starts_per_hour
