"""Work out what may be shown of the releases of a round: every figure is arithmetic on what they hold."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Literal

from app.quiz.bank import Bank
from app.quiz.disclosure.release import COUNTED_FROM, Release, Tally, TooFew, end_of, sum_step
from app.quiz.scoring import half_up, place_of

MEASURED_FROM = 30
"""The fewest people whose own spread is used, taken from the published counts."""

COARSE = 5
"""Points to which means are told where fewer than COUNTED_FROM people are known of."""

LIKELY_OVER = 2
"""How many more people than told are in a block under COUNTED_FROM, in the middle: 5 to 9 are told as 5."""

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

    Where a part of it was too near an end to be kept, `bound` says on which side of `value` the mean is.
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


@dataclass(frozen=True, slots=True)
class Total:
    """Hold a sum of points over so many people (as told) and blocks, and what its mean may be taken for."""

    points: int
    people: int
    blocks: int
    bound: Bound = "exactly"


def figures(bank: Bank, releases: Sequence[Release]) -> Figures:
    """Work out what may be shown of the releases of one round, by their bank; raise TooFew without any."""
    if not releases:
        raise TooFew
    return work_out(
        bank,
        people=sum(release.people for release in releases),
        totals={theme.id: _total(theme.id, releases) for theme in bank.themes},
        bands=_counts(releases, [release.bands for release in releases]),
        beliefs=tuple(_belief(theme.id, releases) for theme in bank.themes if theme.asked("belief")),
    )


def work_out(
    bank: Bank,
    people: int,
    totals: Mapping[str, Total | None],
    bands: Counts,
    beliefs: tuple[Belief, ...],
) -> Figures:
    """Work out means, place and band from the totals of themes and from what may be counted."""
    step = 1 if people >= COUNTED_FROM else COARSE
    themes = {theme.id: _mean_of(totals[theme.id], sum_step(bank, theme), step) for theme in bank.themes}
    place = _place(bank, people, totals, themes, bands)
    band = bank.band_at(place.value).id if place else None
    return Figures(people, place, band, bands, themes, beliefs)


def _total(theme_id: str, releases: Sequence[Release]) -> Total | None:
    """Add up a theme over the blocks that hold it. One at its limit is counted as at the limit: top-coded."""
    held = [(release.themes[theme_id], release.people) for release in releases if theme_id in release.themes]
    if not held:
        return None
    low = any(points == end_of(people) for points, people in held)
    high = any(points == 100 * people - end_of(people) for points, people in held)
    bound: Bound = "exactly" if low == high else "or-less" if low else "or-more"
    return Total(sum(points for points, _ in held), sum(people for _, people in held), len(held), bound)


def _mean_of(total: Total | None, sum_step: int, step: int) -> Mean | None:
    if total is None:
        return None
    # A figure rounded to a step has a variance of step^2 / 12 from that.
    variance = THEME_SPREAD**2 / total.people + _noise(total, sum_step) + step**2 / 12
    return _mean(_told(Fraction(total.points, total.people), step), total.bound, variance)


def _noise(total: Total, sum_step: int) -> float:
    """Return what rounding sums at random adds to the variance of a mean: step^2 / 6 on average, a block."""
    return total.blocks * sum_step**2 / 6 / total.people**2


def _told(value: Fraction, step: int) -> int:
    return step * half_up(value / step)


def _mean(value: int, bound: Bound, variance: float) -> Mean:
    half = Z * sqrt(variance)
    low = value if bound == "or-more" else 0 if bound == "or-less" else max(0, round(value - half))
    high = value if bound == "or-less" else 100 if bound == "or-more" else min(100, round(value + half))
    return Mean(value, bound, low, high, variance)


def _place(
    bank: Bank,
    people: int,
    totals: Mapping[str, Total | None],
    themes: Mapping[str, Mean | None],
    bands: Counts,
) -> Mean | None:
    """Return the weighted mean of the published theme means: it tells nothing that they do not."""
    place = place_of(bank, {key: Fraction(mean.value) if mean else None for key, mean in themes.items()})
    if place is None:
        return None
    step = 1 if people >= COUNTED_FROM else COARSE
    held = [(theme, found) for theme in bank.themes if (found := totals[theme.id])]
    weight = sum(float(theme.weight) for theme, _ in held)
    noise = sum(
        (float(theme.weight) / weight) ** 2 * _noise(found, sum_step(bank, theme)) for theme, found in held
    )
    bounds = {found.bound for _, found in held}
    variance = _spread(bank, people, bands) ** 2 / people + noise + step**2 / 12
    return _mean(_told(place, step), bounds.pop() if len(bounds) == 1 else "exactly", variance)


def _spread(bank: Bank, people: int, bands: Counts) -> float:
    """Return the standard deviation of places: the published counts' where there are many, else the fixed."""
    counted = sum(bands.counts.values())
    if people < MEASURED_FROM or counted < MEASURED_FROM or bands.left_out:
        return PLACE_SPREAD
    ends = [*(band.start for band in bank.bands[1:]), 100]
    middles = [(band.start + end) / 2 for band, end in zip(bank.bands, ends, strict=True)]
    found = [(middle, bands.counts[band.id]) for middle, band in zip(middles, bank.bands, strict=True)]
    mean = sum(middle * count for middle, count in found) / counted
    return sqrt(sum(count * (middle - mean) ** 2 for middle, count in found) / (counted - 1))


def _belief(theme_id: str, releases: Sequence[Release]) -> Belief:
    tallies = [release.beliefs.get(theme_id) for release in releases]
    counts = _counts(releases, tallies)
    if counts.why != "small":
        return Belief(theme_id, None, counts)
    held = [(tally, release.people) for tally, release in zip(tallies, releases, strict=True) if tally]
    leaning = sum(tally["leans"] for tally, _ in held if isinstance(tally, Mapping))
    share = Fraction(leaning, sum(people + LIKELY_OVER for _, people in held))
    third = Fraction(1, 3)
    return Belief(theme_id, "few" if share < third else "most" if share > 2 * third else "half", counts)


def _counts(releases: Sequence[Release], tallies: Sequence[Tally | None]) -> Counts:
    """Add up the counts of the blocks that may be counted; say in words what others tell, or why they do not.

    A block that may not be counted alone is left out: it would show in the difference made by it.
    """
    many = [
        tally
        for release, tally in zip(releases, tallies, strict=True)
        if tally and release.people >= COUNTED_FROM
    ]
    countable = [tally for tally in many if isinstance(tally, Mapping)]
    if countable:
        total = {key: sum(counts[key] for counts in countable) for key in countable[0]}
        return Counts(total, left_out=len(countable) < len(tallies))
    if many:
        holders = {tally for tally in many if isinstance(tally, str)}
        return Counts({}, "alike", nearly_all=holders.pop() if len(holders) == 1 else None)
    return Counts({}, "small" if any(tallies) else "few")
