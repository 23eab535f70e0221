"""Work out what may be shown of the releases of a round: every figure is arithmetic on what they hold."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, sqrt
from typing import Literal

from app.quiz.bank import Bank
from app.quiz.disclosure.release import COUNT_STEP, SUM_STEP, Release, Tally, TooFew
from app.quiz.scoring import half_up, place_of

COUNTED_FROM = 10
"""The fewest people in a block whose counts are shown; the means of fewer are told to the nearest COARSE."""

MEASURED_FROM = 30
"""The fewest people whose own spread is used, taken from the published counts."""

COARSE = 5
"""Points to which the means of few people are rounded, and people to which every size is told."""

PLACE_SPREAD = 15
THEME_SPREAD = 25
"""Standard deviations, in points, that stand in for the group's own until they are measured."""

Z = 1.96
"""What the standard error is multiplied by for an interval of 95 %."""

Bound = Literal["exactly", "or-less", "or-more"]
Part = Literal["few", "half", "most"]
Why = Literal["few", "small", "alike"]
"""Why something is withheld: too few people in all, too few to be counted, or answers that are too alike."""


@dataclass(frozen=True, slots=True)
class Mean:
    """Hold a published mean, 0-100, with what it may be taken for.

    Where the mean is too near an end, `value` is the limit and `bound` says on which side of it the mean is.
    `low` and `high` (0-100) are the 95 % interval; `variance` is that of the mean, in points squared.
    """

    value: int
    bound: Bound
    low: int
    high: int
    variance: float


@dataclass(frozen=True, slots=True)
class Counts:
    """Hold how many people chose what, by id, in multiples of COUNT_STEP; or why that is withheld.

    `nearly_all` names what may hold everybody; then there are no counts.
    `left_out` tells that some people, in blocks that may not be counted, are not among them.
    """

    counts: Mapping[str, int]
    why: Why | None = None
    nearly_all: str | None = None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Belief:
    """Tell how many people lean towards a myth, by the id of its theme; None where it is withheld."""

    theme: str
    part: Part | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold everything that may be shown of a group.

    `people` is told in multiples of 5 ("5 or more"); `place` is the weighted mean of the published theme
    means, None under two thirds of the weight; `themes` maps every theme's id, in the bank's order, to its
    mean, or to None where too few people have a score.
    """

    people: int
    place: Mean | None
    band: str | None
    bands: Counts
    themes: Mapping[str, Mean | None]
    beliefs: tuple[Belief, ...]

    @property
    def strongest(self) -> tuple[str, ...]:
        """Return the themes with the highest published mean, all at a tie; none where all means are alike."""
        return self._with(max)

    @property
    def weakest(self) -> tuple[str, ...]:
        """Return the themes with the lowest published mean, all at a tie; none where all means are alike."""
        return self._with(min)

    def _with(self, extreme: Callable[[Iterable[int]], int]) -> tuple[str, ...]:
        values = {key: mean.value for key, mean in self.themes.items() if mean}
        if len(set(values.values())) < 2:
            return ()
        wanted = extreme(values.values())
        return tuple(key for key, value in values.items() if value == wanted)


def figures(bank: Bank, releases: Sequence[Release]) -> Figures:
    """Work out what may be shown of the releases of one round, by their bank; raise TooFew without any."""
    if not releases:
        raise TooFew
    group = _Group(releases)
    themes = {theme.id: group.mean_of(theme.id) for theme in bank.themes}
    bands = _counts([release.bands for release in releases])
    place = _place(bank, group, themes, bands)
    return Figures(
        people=group.size,
        place=place,
        band=bank.band_at(place.value).id if place else None,
        bands=bands,
        themes=themes,
        beliefs=tuple(_belief(theme.id, releases) for theme in bank.themes if theme.asked("belief")),
    )


class _Group:
    """Know how big a group is, how finely its means may be told and how sure they are."""

    def __init__(self, releases: Sequence[Release]) -> None:
        self.releases = releases
        self.size = told(sum(release.people for release in releases))
        # A small block would show in the difference between the figures with it and without it.
        small = any(release.people < COUNTED_FROM for release in releases)
        self.step = COARSE if small else 1
        # Rounding a sum at random to a step adds a variance of step^2 / 6 on average; a figure, step^2 / 12.
        self.noise = len(releases) * SUM_STEP**2 / 6 / self.size**2
        self.grain = self.step**2 / 12

    def mean_of(self, theme_id: str) -> Mean | None:
        found = [release.themes[theme_id] for release in self.releases if theme_id in release.themes]
        if not found:
            return None
        people = sum(total.people for total in found)
        value = self.told(Fraction(sum(total.points for total in found), people))
        # Nearer to an end than one person can move the mean, it would say that all are alike.
        end = COARSE * ceil(Fraction(100, people * COARSE))
        variance = THEME_SPREAD**2 / self.size + self.noise + self.grain
        if value < end:
            return Mean(end, "or-less", 0, end, variance)
        if value > 100 - end:
            return Mean(100 - end, "or-more", 100 - end, 100, variance)
        return _mean(value, "exactly", variance)

    def told(self, value: Fraction) -> int:
        return self.step * half_up(value / self.step)


def told(people: int) -> int:
    """Return a number of people as it may be told: the multiple of 5 below, so that 9 is "5 or more"."""
    return people - people % COARSE


def _mean(value: int, bound: Bound, variance: float) -> Mean:
    half = Z * sqrt(variance)
    return Mean(value, bound, max(0, round(value - half)), min(100, round(value + half)), variance)


def _place(bank: Bank, group: _Group, themes: Mapping[str, Mean | None], bands: Counts) -> Mean | None:
    """Return the weighted mean of the published theme means: it tells nothing that they do not."""
    place = place_of(bank, {key: Fraction(mean.value) if mean else None for key, mean in themes.items()})
    if place is None:
        return None
    published = [(bank.theme(key).weight, mean.bound) for key, mean in themes.items() if mean]
    bounds = {bound for _, bound in published}
    weights = [float(weight) for weight, _ in published]
    together = sum(weight**2 for weight in weights) / sum(weights) ** 2
    variance = _spread(bank, group, bands) ** 2 / group.size + together * group.noise + group.grain
    return _mean(group.told(place), bounds.pop() if len(bounds) == 1 else "exactly", variance)


def _spread(bank: Bank, group: _Group, bands: Counts) -> float:
    """Return the standard deviation of places: the published counts' where there are many, else the fixed."""
    counted = sum(bands.counts.values())
    if group.size < MEASURED_FROM or counted < MEASURED_FROM or bands.left_out:
        return PLACE_SPREAD
    ends = [*(band.start for band in bank.bands[1:]), 100]
    middles = [(band.start + end) / 2 for band, end in zip(bank.bands, ends, strict=True)]
    found = [(middle, bands.counts[band.id]) for middle, band in zip(middles, bank.bands, strict=True)]
    mean = sum(middle * count for middle, count in found) / counted
    return sqrt(sum(count * (middle - mean) ** 2 for middle, count in found) / (counted - 1))


def _belief(theme_id: str, releases: Sequence[Release]) -> Belief:
    tallies = [release.beliefs.get(theme_id) for release in releases]
    counts = _counts(tallies)
    if counts.why != "small":
        return Belief(theme_id, None, counts)
    held = [tally for tally in tallies if tally]
    leaning = Fraction(sum(tally.counts["leans"] for tally in held), sum(tally.people for tally in held))
    third = Fraction(1, 3)
    return Belief(theme_id, "few" if leaning < third else "most" if leaning > 2 * third else "half", counts)


def _counts(tallies: Sequence[Tally | None]) -> Counts:
    """Add up the counts of the blocks that may be counted; say in words what others tell, or why they do not.

    A block that may not be counted alone is left out: it would show in the difference made by it.
    """
    held = [tally for tally in tallies if tally]
    many = [tally for tally in held if tally.people >= COUNTED_FROM]
    countable = [tally.counts for tally in many if _nearly_all(tally) is None]
    if countable:
        total = {key: sum(counts[key] for counts in countable) for key in countable[0]}
        return Counts(total, left_out=len(countable) < len(tallies))
    if many:
        holders = {_nearly_all(tally) for tally in many}
        return Counts({}, "alike", nearly_all=holders.pop() if len(holders) == 1 else None)
    return Counts({}, "small" if held else "few")


def _nearly_all(tally: Tally) -> str | None:
    """Return what holds everybody or all but one, as far as the rounded counts can tell; it may be fewer."""
    return next((key for key, count in tally.counts.items() if count >= tally.people - COUNT_STEP), None)
