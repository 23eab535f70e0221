"""Describe the fields by which a bank is edited, and say what is wrong in the words of the bank check."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from flask_babel import lazy_gettext
from wtforms import Field, StringField
from wtforms.validators import AnyOf, ValidationError

from app.quiz.bank import Bank
from app.quiz.places import begun
from app.quiz.shape import unfit, unread
from app.quiz.text import LANGUAGES, Text
from app.web.language import language

Kind = Literal["text", "line", "whole", "number", "choice", "tick"]
"""Several lines; one line; a whole number; a number with decimals; one of some choices; yes or nothing."""

TICKED = "yes"


@dataclass(frozen=True, slots=True)
class Asked:
    """Describe one field; a `choice` names what it accepts.

    Only what cannot be kept at all is refused here: a draft may be unfinished, and the check says the rest.
    """

    name: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    optional: bool = False

    def field(self) -> Field:
        """Return the field of a form."""
        checks = [AnyOf(self.choices, _ONE_OF)] if self.kind == "choice" else [self._check]
        return StringField(filters=[self.tidy], validators=checks)

    def tidy(self, text: str | None) -> str:
        """Return what was written as it is kept."""
        return _TIDY.get(self.kind, plain)(text)

    def _check(self, _form: Any, field: Field) -> None:
        written = str(field.data or "")
        found = unfit(written) if self.kind in ("text", "line") else self._misread(written)
        if found:
            raise ValidationError(begun(found[0])[language()])

    def _misread(self, written: str) -> list[Text]:
        if self.kind == "tick" or (self.optional and not written):
            return []
        what = unread(int if self.kind == "whole" else Decimal, written)
        return [what] if what else []


def both(name: str, kind: Kind = "text") -> tuple[Asked, ...]:
    """Describe a text in both languages."""
    return tuple(Asked(f"{name}.{tongue}", kind) for tongue in LANGUAGES)


def flat(name: str, text: Text | None) -> dict[str, str]:
    """Return a text in both languages as the values of its fields."""
    return {f"{name}.{tongue}": text[tongue] if text else "" for tongue in LANGUAGES}


def text_of(values: Mapping[str, str], name: str) -> Text:
    """Return a text in both languages from the values of its fields."""
    return Text(*(values[f"{name}.{tongue}"] for tongue in LANGUAGES))


def text_or_none(values: Mapping[str, str], name: str) -> Text | None:
    """Return a text that may be left out: None where nothing is written in either language."""
    text = text_of(values, name)
    return text if text.en or text.fr else None


def plain(text: str | None) -> str:
    """Return a text as it is kept: lines end in one way, and nothing blank stands around it."""
    return "\n".join((text or "").split("\r\n")).replace("\r", "\n").strip()


def one_line(text: str | None) -> str:
    """Return a text that stands on one line."""
    return " ".join(plain(text).split())


def as_number(text: str | None) -> str:
    """Return a number as a bank file has it: the French decimal comma is a point there."""
    return one_line(text).replace(",", ".")


def named(things: Iterable[tuple[str, Text]]) -> list[tuple[str, str]]:
    """Return ids with their words in the reader's language; what has none yet is called by its id."""
    return [(key, text[language()].strip() or key) for key, text in things]


def scales_of(bank: Bank) -> list[tuple[str, str]]:
    """Return the scales of a bank, each with the words of its first and last choice."""
    found = []
    for name, scale in bank.scales.items():
        ends = [choice.label[language()] for choice in (scale.choices[:1] + scale.choices[-1:])]
        found.append((name, " … ".join(ends) or name))
    return found


_TIDY = {"line": one_line, "whole": one_line, "number": as_number}
_ONE_OF = lazy_gettext("Choose one of the answers on this page.")
