"""Count what somebody does in an hour, exactly over all processes, without keeping who it was."""

import hmac
import secrets
from hashlib import sha256
from ipaddress import ip_address, ip_network
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.store.session import Session
from app.store.tables import hourly_keys, starts

IPV6_PREFIX = 64
"""One home or office holds a whole /64: its addresses count as one."""


def count(session: Session, purpose: str, who: str, hour: int) -> int:
    """Count one act of a purpose in an hour (hours since 1970) and return how many there are now.

    `who` is a network address, or any name. It is known only through an HMAC under a key of that
    hour, which goes with the hour.
    """
    bucket = hmac.digest(_key(session, hour), f"{purpose} {_network(who)}".encode(), sha256)
    counted = session.execute(_COUNT[session.dialect], {"bucket": bucket, "hour": hour, "count": 1})
    return int(counted.scalar_one())


def forget_before(session: Session, hour: int) -> None:
    """Throw away the keys, and so all counts, of the hours before; one in use goes the next time."""
    # Skipping what is locked, two that forget at once never wait for each other in a circle.
    over = select(hourly_keys.c.hour).where(hourly_keys.c.hour < hour).with_for_update(skip_locked=True)
    session.execute(delete(hourly_keys).where(hourly_keys.c.hour.in_(over)))


def _key(session: Session, hour: int) -> bytes:
    while (found := session.execute(_KEY, {"wanted": hour}).scalar()) is None:
        forget_before(session, hour)
        session.execute(_NEW_KEY[session.dialect], {"hour": hour, "key": secrets.token_bytes(32)})
    return bytes(found)


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address  # a proxy may name whom it serves in its own way
    if parsed.version == 4:
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, IPV6_PREFIX), strict=False))


# Made once: a statement that is built anew at each start costs more than it does.
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_COUNT = {
    name: insert(starts)
    .on_conflict_do_update(index_elements=[starts.c.bucket], set_={"count": starts.c.count + 1})
    .returning(starts.c.count)
    for name, insert in _INSERTS.items()
}
_NEW_KEY = {name: insert(hourly_keys).on_conflict_do_nothing() for name, insert in _INSERTS.items()}
# Locked, so that nobody whose clock is ahead throws the key away before the count is committed.
_KEY = (
    select(hourly_keys.c.key)
    .where(hourly_keys.c.hour == bindparam("wanted"))
    .with_for_update(read=True, key_share=True)
)
