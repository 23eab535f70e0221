"""Say what is wrong with a bank: where, in a trainer's words and in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.quiz.text import Language, Text

Path = tuple[str | int, ...]
"""The way to a place in a bank, in the file's own keys: ("themes", 0, "title", "fr")."""

Flaw = tuple[Path, Text]
"""What is wrong at a place of a bank; the words begin in lower case, to stand after the place's name."""

EXCERPT = 40
"""At most this many characters of a file are quoted in a fault."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Name one thing to put right; `line` and `column` count from 1, in characters."""

    file: str
    line: int
    column: int
    what: Text
    path: Path = ()

    def told(self, language: Language) -> str:
        """Return `file:line:column: what` in a language."""
        return f"{self.file}:{self.line}:{self.column}: {self.what[language]}"

    def __str__(self) -> str:
        return self.told("en")


class FaultyBank(ValueError):
    """Say that a text is not a bank; `faults` holds every fault that was found, in the file's order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.column)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def words(en: str, fr: str, **values: str | int) -> Text:
    """Make a text from two templates; numbers are put in as they are, strings in quotation marks."""
    return Text(
        en.format(**{key: _english(value) for key, value in values.items()}),
        _set(fr).format(**{key: _french(value) for key, value in values.items()}),
    )


def excerpt(value: str) -> str:
    """Return a value fit to be quoted: one line, at most EXCERPT characters, nothing invisible."""
    line = " ".join(value.split())
    seen = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
    return seen if len(seen) <= EXCERPT else seen[: EXCERPT - 1] + "…"


def _set(french: str) -> str:
    """Put no-break spaces where French typography wants them, so that the templates stay readable."""
    for loose, bound in (("« ", "«\u00a0"), (" »", "\u00a0»"), (" :", "\u00a0:")):
        french = french.replace(loose, bound)
    return french


def _english(value: str | int) -> str:
    return f"“{excerpt(value)}”" if isinstance(value, str) else str(value)


def _french(value: str | int) -> str:
    return f"«\u00a0{excerpt(value)}\u00a0»" if isinstance(value, str) else str(value)
