"""Say what is published of a world: by all the rules, as the application has them, or with one of them off.

A rule is switched off here, in the tests, never in the application: each variant overrides what it must.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil
from random import Random

from app.quiz.bank import Bank, Theme
from app.quiz.disclosure.figures import figures
from app.quiz.disclosure.release import (
    COUNT_STEP,
    COUNTED_FROM,
    Release,
    Tally,
    enough,
    rounded,
    sum_step,
    tally_of,
    told,
    total,
)
from app.quiz.scoring import half_up
from tests.quiz.disclosure.chances import Law, law_of
from tests.quiz.disclosure.worlds import Round

FEW = "too few people have an answer here"
"""What is seen of a figure below the floor. That fewer than five have a score is said aloud."""


class Rules:
    """Publish as the application does, with all rules on.

    `sees_...` is what a reader can make out of one theme or tally of one release, and may be finer than any
    page: of a theme it is what the page of that release alone says, of a tally likewise. Pages of several
    releases are arithmetic on the same numbers.
    """

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self._laws: dict[Hashable, Law[Hashable]] = {}
        self._seen: dict[Hashable, Hashable] = {}

    def blocks(self, held: Round) -> list[tuple[str, ...]]:
        """Return who is in each sealed block of a round: each person once, who was there at its sealing."""
        waiting: list[str] = []
        blocks = []
        for what, who in held.happens:
            if what == "joins":
                waiting.append(who)
            elif who in waiting:
                waiting.remove(who)
            elif what == "releases" and self.enough(len(waiting)):
                blocks.append(tuple(waiting))
                waiting = []
        return blocks

    def enough(self, people: int) -> bool:
        return enough(people)

    def theme_law(self, theme: Theme, points: Fraction, people: int, block: int) -> Law[Hashable]:
        """Return what may be seen of a theme whose scores of so many people add up to these points."""
        if not self.enough(people):
            return {FEW: Fraction(1)}
        step = sum_step(self.bank, theme)
        key = (points, people, block, step)
        if key not in self._laws:
            self._laws[key] = law_of(
                lambda coins: self._sees_total(
                    theme, self.total(points, people, block, step, coins), people, block
                )
            )
        return self._laws[key]

    def tally_law(self, theme: Theme | None, counts: Mapping[str, int], block: int) -> Law[Hashable]:
        """Return what may be seen of the counts of a myth theme's leanings, or (without a theme) of bands."""
        if not self.enough(sum(counts.values())):
            return {FEW: Fraction(1)}
        key = (theme is None, tuple(counts.items()), block)
        if key not in self._laws:
            self._laws[key] = law_of(
                lambda coins: self.sees_tally(theme, self.tally(counts, list(counts), block, coins), block)
            )
        return self._laws[key]

    def total(self, points: Fraction, people: int, block: int, step: int, coins: Random) -> int | Fraction:
        return total(points, people, block, step, coins)

    def tally(self, counts: Mapping[str, int], keys: Sequence[str], block: int, coins: Random) -> Tally:
        return tally_of(counts, keys, block, coins)

    def _sees_total(self, theme: Theme, found: int | Fraction, people: int, block: int) -> Hashable:
        key = (sum_step(self.bank, theme), found, people, block)
        if key not in self._seen:
            self._seen[key] = self.sees_total(theme, found, people, block)
        return self._seen[key]

    def sees_total(self, theme: Theme, found: int | Fraction, people: int, block: int) -> Hashable:
        release = Release(told(block), {theme.id: int(found)}, None, {})
        return figures(self.bank, [release]).themes[theme.id]

    def sees_tally(self, theme: Theme | None, tally: Tally, block: int) -> Hashable:
        if theme is None:
            counts, part = figures(self.bank, [Release(told(block), {}, tally, {})]).bands, None
        else:
            shown = figures(self.bank, [Release(told(block), {}, None, {theme.id: tally})])
            belief = next(belief for belief in shown.beliefs if belief.theme == theme.id)
            counts, part = belief.counts, belief.part
        return (tuple(counts.counts.items()), counts.why, counts.nearly_all, part)


class StoreReader(Rules):
    """Let the attacker read the stored releases themselves: more than any page, picture or file shows."""

    def sees_total(self, theme: Theme, found: int | Fraction, people: int, block: int) -> Hashable:
        return found

    def sees_tally(self, theme: Theme | None, tally: Tally, block: int) -> Hashable:
        return tally if isinstance(tally, str) else tuple(tally.items())


class NoFloor(Rules):
    """Release from one person upwards; the size is then told exactly, as there is none in fives."""

    def enough(self, people: int) -> bool:
        return people >= 1

    def total(self, points: Fraction, people: int, block: int, step: int, coins: Random) -> int | Fraction:
        return rounded(points, step, coins)

    def sees_total(self, theme: Theme, found: int | Fraction, people: int, block: int) -> Hashable:
        return half_up(Fraction(found) / people)

    def sees_tally(self, theme: Theme | None, tally: Tally, block: int) -> Hashable:
        return super().sees_tally(theme, tally, max(block, 5))


class NoFloorPerFigure(Rules):
    """Hold the floor for the block only: a theme shows the mean of whoever has a score, were it one."""

    def theme_law(self, theme: Theme, points: Fraction, people: int, block: int) -> Law[Hashable]:
        if self.enough(people):
            return super().theme_law(theme, points, people, block)
        if not people:
            return {FEW: Fraction(1)}
        # The same rounding over the block, and the mean over the few.
        return law_of(lambda coins: rounded(points * told(block) / people, sum_step(self.bank, theme), coins))


class NoRounding(Rules):
    """Publish exact sums and counts; what is too near an end is still told in words."""

    def total(self, points: Fraction, people: int, block: int, step: int, coins: Random) -> int | Fraction:
        return points

    def sees_total(self, theme: Theme, found: int | Fraction, people: int, block: int) -> Hashable:
        step = 1 if block >= COUNTED_FROM else 5
        end = step * ceil(Fraction(100, people * step))
        return min(max(step * half_up(Fraction(found) / people / step), end), 100 - end)

    def tally(self, counts: Mapping[str, int], keys: Sequence[str], block: int, coins: Random) -> Tally:
        holder = next((key for key in keys if counts[key] >= block - 1), None)
        return holder or dict(counts)


class Live(Rules):
    """Round anew at every opening of the page, instead of once for each sealed block."""

    def blocks(self, held: Round) -> list[tuple[str, ...]]:
        return list(self._openings(held))

    def _openings(self, held: Round) -> Iterator[tuple[str, ...]]:
        there: list[str] = []
        for what, who in held.happens:
            if what == "joins":
                there.append(who)
            elif who in there:
                there.remove(who)
            elif self.enough(len(there)):
                yield tuple(there)


class Recombined(Live):
    """Seal everybody who is there at every release: S, then S + 5, then S + 6."""

    def blocks(self, held: Round) -> list[tuple[str, ...]]:
        return list(
            self._openings(Round(tuple(each for each in held.happens if each[0] != "looks"), held.sheets))
        )


class RecombinedUnrounded(NoRounding, Recombined):
    """Publish exact means of overlapping blocks: what most tools do, with a threshold of five."""


class EndsShown(Rules):
    """Tell every mean as a number, were it 100."""

    def total(self, points: Fraction, people: int, block: int, step: int, coins: Random) -> int | Fraction:
        return rounded(points * told(block) / people, step, coins)

    def sees_total(self, theme: Theme, found: int | Fraction, people: int, block: int) -> Hashable:
        return half_up(Fraction(found, told(block)))


class UnanimityShown(Rules):
    """Tell counts as numbers where one choice holds everybody, too."""

    def tally(self, counts: Mapping[str, int], keys: Sequence[str], block: int, coins: Random) -> Tally:
        return {key: rounded(counts[key], COUNT_STEP, coins) for key in keys}


class NoTiers(Rules):
    """Show counts of blocks under ten, too, like those of bigger ones."""

    def sees_tally(self, theme: Theme | None, tally: Tally, block: int) -> Hashable:
        return tally if isinstance(tally, str) else tuple(tally.items())


class CountsOfSevenShown(NoTiers, UnanimityShown):
    """Show counts of blocks under ten where all are alike, too: two rules off, each covers for the other."""


class AppliesShown(Rules):
    """Show beside each mean how many have a score."""

    def sees_total(self, theme: Theme, found: int | Fraction, people: int, block: int) -> Hashable:
        return super().sees_total(theme, found, people, block), people


class DividedByAnswers(Rules):
    """Divide a theme's rounded sum by how many have a score, as the plain reading of a mean would."""

    def total(self, points: Fraction, people: int, block: int, step: int, coins: Random) -> int | Fraction:
        return rounded(points, step, coins)

    def sees_total(self, theme: Theme, found: int | Fraction, people: int, block: int) -> Hashable:
        step = 1 if block >= COUNTED_FROM else 5
        return step * half_up(Fraction(found, people) / step)
