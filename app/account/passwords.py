"""Say which passwords are good enough: long, and not easy to guess. Nothing has to be mixed in."""

import re
import unicodedata
from itertools import pairwise
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
RUNS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop")
"""Neighbours on a keyboard or in the alphabet."""
LONGEST_RUN = 3

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
    own = [_plain(part) for part in re.split(r"[@.+_-]", email) if len(part) > 2]
    left = _without_words(_without_runs(_plain(password)), own)
    if len(set(password)) < FEWEST_CHARACTERS or _repeats(password.casefold()) or len(left) < LEAST_LEFT:
        return TOO_EASY
    return None


def _plain(text: str) -> str:
    """Write a text without accents, spaces and signs."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in letters if sign.isalnum() or ord(sign) in DISGUISES)


def _repeats(text: str) -> bool:
    """Tell whether a text is one piece again and again."""
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 2 + 1))


def _without_runs(text: str) -> str:
    """Leave out what stands side by side on the keyboard or in the alphabet, or is the same sign."""
    kept = ""
    run = 1
    for before, here in pairwise(f"\n{text}"):
        run = run + 1 if _side_by_side(before, here) else 1
        kept = kept[: 1 - LONGEST_RUN] if run == LONGEST_RUN else kept + here * (run < LONGEST_RUN)
    return kept


def _side_by_side(one: str, other: str) -> bool:
    return one == other or any(one + other in row or other + one in row for row in RUNS)


def _without_words(text: str, own: list[str]) -> str:
    """Leave out the words that everybody thinks of, disguised ones too (p4ssw0rd)."""
    text = text.translate(DISGUISES)
    for word in sorted({*WORDS, *own}, key=len, reverse=True):
        text = text.replace(word, "\n")
    return text.replace("\n", "")
