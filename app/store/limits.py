"""Count what a network address begins in an hour, exactly over all processes, without keeping it."""

import hmac
import secrets
from hashlib import sha256
from ipaddress import ip_address, ip_network

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.store.session import Session
from app.store.tables import hourly_keys, starts

IPV6_PREFIX = 64
"""One home or office holds a whole /64: its addresses count as one."""


def count_start(session: Session, address: str, hour: int) -> int:
    """Count one start from an address in an hour (hours since 1970) and return how many there are now.

    The address is known only through an HMAC under a key of that hour, which goes with the hour.
    """
    bucket = hmac.digest(_key(session, hour), _network(address).encode(), sha256)
    upsert = _insert(session)(starts).values(bucket=bucket, hour=hour, count=1)
    counted = upsert.on_conflict_do_update(
        index_elements=[starts.c.bucket], set_={"count": starts.c.count + 1}
    ).returning(starts.c.count)
    return int(session.execute(counted).scalar_one())


def forget_before(session: Session, hour: int) -> None:
    """Throw away the keys, and so all counts, of the hours before."""
    session.execute(delete(hourly_keys).where(hourly_keys.c.hour < hour))


def _key(session: Session, hour: int) -> bytes:
    # Locked, so that nobody whose clock is ahead throws the key away before the count is committed.
    wanted = select(hourly_keys.c.key).where(hourly_keys.c.hour == hour)
    while (found := session.execute(wanted.with_for_update(read=True, key_share=True)).scalar()) is None:
        forget_before(session, hour)
        fresh = _insert(session)(hourly_keys).values(hour=hour, key=secrets.token_bytes(32))
        session.execute(fresh.on_conflict_do_nothing())
    return bytes(found)


def _insert(session: Session):  # type: ignore[no-untyped-def]  # the two dialects share no base with on_conflict
    return sqlite.insert if session.dialect == "sqlite" else postgresql.insert


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
