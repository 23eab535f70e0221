"""Seal a block of sheets into a release: summed, rounded at random once, and frozen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, log2
from random import Random
from typing import Any, get_args

from app.quiz.bank import Bank, Scale, Theme
from app.quiz.scoring import Leaning, Result

FLOOR = 5
"""The fewest people (k) a figure may stand for; a setting may raise it, nothing may lower it."""

COUNTED_FROM = 10
"""The fewest people in a block whose counts are told as numbers."""

PEOPLE_STEP = 5
"""People to which the size of a block is told, downwards. How many they were exactly is forgotten."""

SUM_STEP = 50
"""Points to which the sum of a theme's scores is rounded at random; a multiple of it for coarse themes."""

END = 100
"""Points, one person's whole range, that a theme's sum is at least kept from an end: it says "all alike"."""

COUNT_STEP = 3
"""People to which a count is rounded at random."""

MOST = 6
"""The count that is told as "most" in a block under COUNTED_FROM."""

LEANINGS: tuple[Leaning, ...] = get_args(Leaning)

Tally = Mapping[str, int] | str
"""How many chose what, by id, in multiples of COUNT_STEP; or the id that holds nearly all, and no numbers."""


class TooFew(ValueError):
    """Say that a block holds fewer people than it must; nothing of it may be kept."""


class Unrounded(ValueError):
    """Say that a figure is finer, or nearer to an end, than any that may be kept."""


@dataclass(frozen=True, slots=True)
class Release:
    """Hold the figures of one sealed block, rounded once and frozen.

    `people` is how many they were, as it is told: "5 or more". `themes` has the sum of the scores that so
    many people would have, by the id of a theme for which enough people have a score; `beliefs` the tallies
    of the myth themes on which enough people said something; `bands` is None where too few have a place.
    How many answered a single theme is not in it, nor can it be worked out.
    """

    people: int
    themes: Mapping[str, int]
    bands: Tally | None
    beliefs: Mapping[str, Tally]

    def to_document(self) -> dict[str, Any]:
        """Return the release as JSON values."""
        return {
            "people": self.people,
            "themes": dict(self.themes),
            "bands": _plain(self.bands),
            "beliefs": {key: _plain(tally) for key, tally in self.beliefs.items()},
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Release":
        """Make the release again from what `to_document` gave.

        Raise TooFew or Unrounded for one that may not be shown.
        """
        release = cls(**{key: document[key] for key in ("people", "themes", "bands", "beliefs")})
        if release.people < FLOOR:
            raise TooFew
        sums, end = release.themes.values(), end_of(release.people)
        counts = [
            count
            for tally in (release.bands, *release.beliefs.values())
            if isinstance(tally, Mapping)
            for count in tally.values()
        ]
        if (
            release.people % PEOPLE_STEP
            or any(points % SUM_STEP or not end <= points <= 100 * release.people - end for points in sums)
            or any(count % COUNT_STEP or count < 0 for count in counts)
        ):
            raise Unrounded
        return release


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


def told(people: int) -> int:
    """Return a number of people as it may be told: the multiple of 5 below, so that 9 is "5 or more"."""
    return people - people % PEOPLE_STEP


def seal(bank: Bank, sheets: Iterable[Result], randomness: Random, fewest: int = FLOOR) -> Release:
    """Add up a block of sheets, round every sum once at random, and forget the sheets; raise TooFew.

    `randomness` is the operating system's (`secrets.SystemRandom()`), but for tests and invented sheets.
    """
    sums = _Sums()
    for sheet in sheets:
        sums.add(sheet)
    if not enough(sums.people, fewest):
        raise TooFew
    # Everything in the bank's order: the order in which answers came must not show in what is kept.
    themes = {
        theme.id: total(points, people, sums.people, sum_step(bank, theme), randomness)
        for theme in bank.themes
        for points, people in [sums.themes.get(theme.id, (Fraction(), 0))]
        if enough(people, fewest)
    }
    beliefs = {
        theme.id: tally_of(sums.beliefs[theme.id], LEANINGS, sums.people, randomness)
        for theme in bank.themes
        if enough(sum(sums.beliefs.get(theme.id, {}).values()), fewest)
    }
    bands = None
    if enough(sum(sums.bands.values()), fewest):
        bands = tally_of(sums.bands, [band.id for band in bank.bands], sums.people, randomness)
    return Release(people=told(sums.people), themes=themes, bands=bands, beliefs=beliefs)


def total(points: Fraction, people: int, block: int, step: int, randomness: Random) -> int:
    """Round a theme's sum at random, as if the told number of people had these scores on average.

    Whole steps over a told number: neither how many the block holds (`block`) nor how many of them have a
    score (`people`) can be read off the mean.
    """
    size = told(block)
    # Where few of a big block have a score, steps double, so that they stay among the others' steps.
    doubled: int = 2 ** max(0, ceil(log2(size / (2 * people))))
    if people < size:
        # Blown up to more people than there are, one would weigh more than their own score: round before.
        points = Fraction(rounded(points, step, randomness))
    found = rounded(points * size / people, doubled * step, randomness)
    end = end_of(size) * doubled
    return min(max(found, end), 100 * size - end)


def end_of(size: int) -> int:
    """Return how far (points) a sum over so many people, as told, is kept from either end.

    It is one person's whole range; twice that where half as many may have a score.
    """
    return END if size < COUNTED_FROM else 2 * END


def sum_step(bank: Bank, theme: Theme) -> int:
    """Return the points to which a theme's sum is rounded: at least 4 times the widest gap of its scores.

    So the highest score is told apart from the next with a chance of 1 in 4 at most, where all others are
    known. With two questions of five points each the gap is 12.5 and the step 50; yes or no needs 400.
    """
    asked = theme.asked("practice")
    gap = min(_gap(bank.scale_of(question)) for question in asked) * 100 / len(asked)
    return SUM_STEP * ceil(4 * gap / SUM_STEP)


def rounded(value: Fraction | int, step: int, randomness: Random) -> int:
    """Round to a multiple of a step, up or down at random, with the chances that keep the mean right."""
    exact = Fraction(value)
    below = floor(exact / step) * step
    rest = exact - below
    return below + step * (randomness.randrange(rest.denominator * step) < rest.numerator)


def _gap(scale: Scale) -> Fraction:
    """Return the widest gap (share, 0-1) between neighbouring choices; a scale has 0 and its top."""
    points = sorted(choice.points for choice in scale.choices)
    return Fraction(max(after - before for before, after in pairwise(points)), scale.top)


def tally_of(counts: Mapping[str, int], keys: Sequence[str], block: int, randomness: Random) -> Tally:
    """Round counts at random; where one holds all or all but one of a block that is counted, tell only which.

    What reads as all, because the others are rounded to none, is told in the same way. In a block that is not
    counted, every count above MOST is the same: it is told in words, and all alike are not to be read off it.
    """
    tally = {key: rounded(counts.get(key, 0), COUNT_STEP, randomness) for key in keys}
    if block < COUNTED_FROM:
        return {key: min(count, MOST) for key, count in tally.items()}
    most = max(tally, key=lambda key: tally[key])
    alike = tally[most] >= block - COUNT_STEP or 0 < tally[most] == sum(tally.values())
    return most if alike else tally


def _plain(tally: Tally | None) -> dict[str, int] | str | None:
    return dict(tally) if isinstance(tally, Mapping) else tally
