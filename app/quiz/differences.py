"""Tell everything that differs between two versions of a bank, in a trainer's words and both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import get_args

from app.quiz.altered import Altered, Kind, Place
from app.quiz.bank import Bank
from app.quiz.differences_asked import background_altered, themes_altered
from app.quiz.differences_said import advice_altered, bands_altered, scales_altered
from app.quiz.text import Text
from app.quiz.wording import quoted, same, say

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Differences:
    """Hold what differs, kind by kind as in KINDS.

    Of themes, questions and the like first comes what is new, then what is gone, then what changed.
    """

    every: tuple[Altered, ...]

    def of(self, kind: Kind) -> tuple[Altered, ...]:
        """Return what differs of one kind."""
        return tuple(one for one in self.every if one.kind == kind)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Return the kinds of which something differs, in order."""
        return tuple(kind for kind in KINDS if self.of(kind))


def differences(before: Bank, after: Bank) -> Differences:
    """Tell what differs between two versions: nothing only where they are equal.

    Either may be a draft with faults in it.
    """
    found = chain(
        _whole(before, after),
        themes_altered(before, after),
        background_altered(before.background, after.background),
        scales_altered(before, after),
        bands_altered(before, after),
        advice_altered(before, after),
        _parts(before, after),
    )
    return Differences(tuple(sorted(found, key=lambda one: KINDS.index(one.kind))))


def _whole(before: Bank, after: Bank) -> Iterator[Altered]:
    if before.id != after.id:
        here = Place("questions", ("id",), Text("questionnaire", "questionnaire"))
        yield here.altered(ANOTHER, same(before.id), same(after.id))
    for key, name in _TEXTS.items():
        yield from Place("texts", (key,), name).reworded(getattr(before, key), getattr(after, key))
    for key, name in _ENDS.items():
        here = Place("texts", ("ends", key), name)
        yield from here.reworded(getattr(before.ends, key), getattr(after.ends, key))
    for key, name in _SOURCE.items():
        then, now = (str(getattr(bank.source, key, "—")) for bank in (before, after))
        if then != now:
            yield Place("texts", ("source", key), name).altered(CHANGED, same(then), same(now))
    if before.margin != after.margin:
        yield Place("weights", ("margin",), Text("margin", "marge")).altered(
            say(
                "now {now} points, before {then}",
                "maintenant {now} points, avant {then}",
                now=after.margin,
                then=before.margin,
            )
        )


def _parts(before: Bank, after: Bank) -> Iterator[Altered]:
    """Tell what differs in how the parts of the source are called."""
    for key in dict.fromkeys((*after.parts, *before.parts)):
        name = say("part of the source {key}", "partie de la source {key}", key=quoted(same(key)))
        yield from Place("texts", ("parts", key), name).reworded(before.parts.get(key), after.parts.get(key))


CHANGED = Text("changed", "modification")
ANOTHER = Text("another questionnaire", "un autre questionnaire")

_TEXTS = {"title": Text("title", "titre"), "about": Text("introduction", "présentation")}
_ENDS = {
    "low": Text("low end of the spectrum", "extrémité basse du spectre"),
    "high": Text("high end of the spectrum", "extrémité haute du spectre"),
    "note": Text("note on the ends of the spectrum", "note sur les extrémités du spectre"),
}
_SOURCE = {
    "author": Text("author of the source", "auteur de la source"),
    "title": Text("title of the source", "titre de la source"),
    "year": Text("year of the source", "année de la source"),
}
