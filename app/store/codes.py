"""Keep one-time codes: each lets one person join a round, and is gone once it was used."""

import hmac
import secrets
from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import delete, insert, select, update

from app.store.session import Session
from app.store.team_tables import codes, rounds

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code can be read aloud and typed."""

ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})

LENGTH = 10
"""How many characters a code has: 50 bits of chance."""

MOST = 2000
"""How many codes one round may have."""


def make(session: Session, round_id: str, count: int) -> None:
    """Make a round's codes, or as many more as are wanted; `count` is how many there are to be in all."""
    # Two managers who make codes at once take turns at the round's row: it has one secret.
    own = select(rounds.c.code_secret).where(rounds.c.id == round_id).with_for_update()
    secret = session.execute(own).scalar()
    before = len(every(session, round_id)) if secret else 0
    secret = secret or secrets.token_bytes(32)
    # All at once and in the order of their hashes: nothing tells which slip came first.
    fresh = sorted(_hash(_code(secret, number)) for number in range(before, count))
    if fresh:
        session.execute(
            insert(codes), [{"code_hash": code_hash, "round_id": round_id} for code_hash in fresh]
        )
        session.execute(update(rounds).where(rounds.c.id == round_id).values(code_secret=secret, codes=count))


def every(session: Session, round_id: str) -> Sequence[str]:
    """List all codes of a round, used or not, as they are printed: 7K2MQ-X91TB."""
    row = session.execute(select(rounds.c.code_secret, rounds.c.codes).where(rounds.c.id == round_id)).first()
    if row is None or row.code_secret is None:
        return ()
    return [_code(bytes(row.code_secret), number) for number in range(row.codes)]


def spend(
    session: Session, code: str, *, round_id: str | None = None, version_id: int | None = None
) -> str | None:
    """Use up a code and return its round's id; None for a wrong or used one, or where the round is closed.

    With `round_id` or `version_id` it has to be a code of that round, or of a round on that version.
    The caller commits before anything of the person is written, so that nothing links the two.
    """
    this = codes.c.code_hash == _hash(code)
    # The round first, as whoever closes or deletes it does; it is not closed meanwhile.
    found = select(rounds.c.id).join(codes).where(this, rounds.c.closed_on.is_(None))
    if round_id is not None:
        found = found.where(rounds.c.id == round_id)
    if version_id is not None:
        found = found.where(rounds.c.version_id == version_id)
    round_id = session.execute(found.with_for_update(read=True, of=rounds)).scalar()
    # Of two who spend it at once, the second finds it gone.
    if round_id is None or session.execute(delete(codes).where(this)).rowcount == 0:
        return None
    return str(round_id)


def plain(code: str) -> str:
    """Return a code as it is printed, whatever way it was typed: small letters, spaces, O for 0."""
    letters = "".join(letter for letter in code.upper().translate(ALIKE) if letter in ALPHABET)
    half = LENGTH // 2
    return f"{letters[:half]}-{letters[half:]}" if len(letters) == LENGTH else letters


def _code(secret: bytes, number: int) -> str:
    digest = int.from_bytes(hmac.digest(secret, str(number).encode(), sha256))
    letters = "".join(ALPHABET[digest >> (5 * place) & 31] for place in range(LENGTH))
    return plain(letters)


def _hash(code: str) -> bytes:
    return sha256(plain(code).encode()).digest()
