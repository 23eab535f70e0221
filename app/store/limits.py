"""Count what a network address begins in an hour, exactly over all processes, without keeping it."""

import hmac
import secrets
from hashlib import sha256
from ipaddress import ip_address, ip_network

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

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
    wanted = select(hourly_keys.c.key).where(hourly_keys.c.hour == hour)
    found = session.execute(wanted).scalar()
    if found is None:
        forget_before(session, hour)
        fresh = _insert(session)(hourly_keys).values(hour=hour, key=secrets.token_bytes(32))
        session.execute(fresh.on_conflict_do_nothing())
        found = session.execute(wanted).scalar_one()
    return bytes(found)


def _insert(session: Session):  # type: ignore[no-untyped-def]  # the two dialects share no base with on_conflict
    return sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert


def _network(address: str) -> str:
    parsed = ip_address(address)
    if parsed.version == 6:
        return str(ip_network((parsed, IPV6_PREFIX), strict=False))
    return address
