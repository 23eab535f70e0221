"""Say which passwords are good enough: long, and not easy to guess. Nothing has to be mixed in."""

import re
import unicodedata
from pathlib import Path
from typing import Any

from flask_babel import LazyString, lazy_gettext
from flask_security import PasswordUtil

SHORTEST = 15
LONGEST = 128
FEWEST_CHARACTERS = 6
"""How many different characters there have to be."""
LEAST_LEFT = 6
"""How many characters have to be left once what everybody thinks of is taken out."""

# What everybody thinks of, as it is written without accents, spaces and disguise.
WORDS = frozenset((Path(__file__).parent / "common-words.txt").read_text("utf-8").split())
ROWS = "1234567890 0123456789 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm azertyuiop qsdfghjklm"
"""Neighbours on a keyboard, English or French, or in the alphabet."""
PIECES = frozenset(
    row[at : at + 4] for line in (ROWS, ROWS[::-1]) for row in line.split() for at in range(len(row) - 3)
)

DISGUISES = str.maketrans("013457@$!€", "oieastasie")

TOO_SHORT = lazy_gettext(
    "Use 15 characters or more. A few words that do not belong together are easy to keep in mind."
)
TOO_LONG = lazy_gettext("Use at most 128 characters.")
TOO_EASY = lazy_gettext(
    "This one is easy to guess: it repeats itself, follows the keyboard, or is made of your address "
    "or of words that many people choose. Take other words."
)


class Passwords(PasswordUtil):
    """Normalise and judge passwords for Flask-Security."""

    def validate(self, password: str, is_register: bool, **known: Any) -> tuple[list[Any] | None, str]:
        """Return what is wrong with a password, if anything, and the password as it is hashed."""
        written = self.normalize(password)
        wrong = fault(written, str(known.get("email", "")))
        return [wrong] if wrong else None, written


def fault(password: str, email: str = "") -> LazyString | None:
    """Return what is wrong with a password of an account, or None; `password` is normalised."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    own = {_plain(part) for part in re.split(r"[@.+_-]", email) if len(part) > 2}
    uniform = len(set(password)) < FEWEST_CHARACTERS or _repeats(password.casefold())
    return TOO_EASY if uniform or _left(_plain(password), own) < LEAST_LEFT else None


def _plain(text: str) -> str:
    """Write a text without accents and spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in letters if sign.isalnum() or ord(sign) in DISGUISES)


def _repeats(text: str) -> bool:
    """Tell whether a text is one piece again and again."""
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 2 + 1))


def _left(plain: str, own: set[str]) -> int:
    """Count what is left without the words, the rows of keys and the years that everybody thinks of."""
    # Disguised sign by sign (p4ssw0rd), so that what is found stands at the same place in both.
    undisguised = plain.translate(DISGUISES)
    found = {at for at, sign in enumerate(plain) if not sign.isalnum()}
    for text, pieces in ((undisguised, WORDS | own), (plain, PIECES)):
        for piece in pieces:
            for match in re.finditer(f"(?={re.escape(piece)})", text):
                found.update(range(match.start(), match.start() + len(piece)))
    for match in re.finditer(r"(?:19|20)\d\d|(.)\1{2,}", plain):
        found.update(range(*match.span()))
    return len(plain) - len(found)
