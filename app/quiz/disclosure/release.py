"""Seal a block of sheets into a release: summed, rounded at random once, and frozen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from random import Random
from typing import Any, get_args

from app.quiz.bank import Bank
from app.quiz.scoring import Leaning, Result

FLOOR = 5
"""The fewest people (k) a figure may stand for; a setting may raise it, nothing may lower it."""

SUM_STEP = 50
"""Points to which the sum of a theme's scores is rounded at random."""

COUNT_STEP = 3
"""People to which a count is rounded at random."""

LEANINGS: tuple[Leaning, ...] = get_args(Leaning)


class TooFew(ValueError):
    """Say that a block holds fewer people than it must; nothing of it may be kept."""


@dataclass(frozen=True, slots=True)
class Total:
    """Hold a theme's sum of scores, rounded to a multiple of SUM_STEP, and how many people it stands for."""

    points: int
    people: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Hold how many of `people` chose what, by id, each count rounded to a multiple of COUNT_STEP."""

    counts: Mapping[str, int]
    people: int


@dataclass(frozen=True, slots=True)
class Release:
    """Hold the figures of one sealed block of `people` sheets, rounded once and frozen.

    `themes` has the themes for which enough people have a score, `beliefs` the myth themes on which enough
    people said something; `bands` is None where too few people have a place.
    """

    people: int
    themes: Mapping[str, Total]
    bands: Tally | None
    beliefs: Mapping[str, Tally]

    def to_document(self) -> dict[str, Any]:
        """Return the release as JSON values."""
        return {
            "people": self.people,
            "themes": {key: [total.points, total.people] for key, total in self.themes.items()},
            "bands": self.bands and [dict(self.bands.counts), self.bands.people],
            "beliefs": {key: [dict(tally.counts), tally.people] for key, tally in self.beliefs.items()},
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Release":
        """Make the release again from what `to_document` gave; raise TooFew for one that may not be shown."""
        release = cls(
            people=document["people"],
            themes={key: Total(*pair) for key, pair in document["themes"].items()},
            bands=document["bands"] and Tally(*document["bands"]),
            beliefs={key: Tally(*pair) for key, pair in document["beliefs"].items()},
        )
        if min(release.people, *(part.people for part in release.parts())) < FLOOR:
            raise TooFew
        return release

    def parts(self) -> Iterator["Total | Tally"]:
        """Yield everything that stands for some of the people."""
        yield from self.themes.values()
        yield from self.beliefs.values()
        if self.bands:
            yield self.bands


@dataclass(slots=True)
class _Sums:
    """Add up a block's sheets one at a time, exactly, so that a block of any size fits in memory."""

    people: int = 0
    themes: dict[str, tuple[Fraction, int]] = field(default_factory=dict)
    bands: dict[str, int] = field(default_factory=dict)
    beliefs: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, sheet: Result) -> None:
        self.people += 1
        for theme, score in sheet.themes.items():
            if score is not None:
                points, people = self.themes.get(theme, (Fraction(), 0))
                self.themes[theme] = points + score, people + 1
        if sheet.band is not None:
            self.bands[sheet.band] = self.bands.get(sheet.band, 0) + 1
        for theme, leaning in sheet.beliefs.items():
            if leaning is not None:
                counts = self.beliefs.setdefault(theme, {})
                counts[leaning] = counts.get(leaning, 0) + 1


def enough(people: int, fewest: int = FLOOR) -> bool:
    """Tell whether a block of so many people may be sealed; `fewest` may raise the floor, never lower it."""
    return people >= max(fewest, FLOOR)


def seal(bank: Bank, sheets: Iterable[Result], randomness: Random, fewest: int = FLOOR) -> Release:
    """Add up a block of sheets, round every sum once at random, and forget the sheets; raise TooFew.

    `randomness` is the operating system's (`secrets.SystemRandom()`), but for tests and invented sheets.
    """
    fewest = max(fewest, FLOOR)
    sums = _Sums()
    for sheet in sheets:
        sums.add(sheet)
    if not enough(sums.people, fewest):
        raise TooFew
    themes = {
        theme.id: Total(rounded(points, SUM_STEP, randomness), people)
        for theme in bank.themes
        for points, people in [sums.themes.get(theme.id, (Fraction(), 0))]
        if people >= fewest
    }
    beliefs = {
        theme: tally
        for theme, counts in sums.beliefs.items()
        if (tally := _tally(counts, LEANINGS, randomness, fewest))
    }
    bands = _tally(sums.bands, [band.id for band in bank.bands], randomness, fewest)
    return Release(people=sums.people, themes=themes, bands=bands, beliefs=beliefs)


def rounded(value: Fraction | int, step: int, randomness: Random) -> int:
    """Round to a multiple of a step, up or down at random, with the chances that keep the mean right."""
    exact = Fraction(value)
    below = floor(exact / step) * step
    rest = exact - below
    return below + step * (randomness.randrange(rest.denominator * step) < rest.numerator)


def _tally(counts: Mapping[str, int], keys: Sequence[str], randomness: Random, fewest: int) -> Tally | None:
    people = sum(counts.values())
    if people < fewest:
        return None
    return Tally({key: rounded(counts.get(key, 0), COUNT_STEP, randomness) for key in keys}, people)
