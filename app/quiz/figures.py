"""Work out for a sound bank, in whole numbers, what answers count as and how they move the place."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise
from math import ceil, lcm
from typing import Any

from app.quiz.bank import DOES_NOT_APPLY, Bank, Question, Theme
from app.quiz.scoring import LEAST_WEIGHT

Picks = tuple[str, ...]
"""A choice for each practice question of a theme, in order."""

Options = Mapping[int | None, Picks]
"""The scores a theme can have, None for no score, each with answers that give it."""

Asked = Mapping[str, tuple[str, ...]]
"""The choices that some questions have to be answered with, by question id."""

Shares = list[tuple[int, str]]
"""What each choice of a question counts as (0 to `unit`), least first."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Hold one theme of a search; `step` is the most by which one answer moves weight times score."""

    theme: Theme
    practice: tuple[Question, ...]
    weight: int
    step: int


_Chain = tuple[Any, str] | None
"""Picks from the last to the first, so that many can share their beginnings."""


def _picks(chain: _Chain) -> Picks:
    picks = []
    while chain:
        chain, pick = chain
        picks.append(pick)
    return tuple(reversed(picks))


class Figures:
    """Work out for a sound bank what answers count as, in whole numbers.

    Shares and scores are in `unit`ths, weights in units of the finest weight.
    """

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        tops = [bank.scales[name].top for name in {asked.scale for asked in bank.questions.values()}]
        counts = range(1, 1 + max(len(theme.questions) for theme in bank.themes))
        self.unit = 2 * lcm(*tops) * lcm(*counts)  # 2: windows begin at half points
        self.slots = self._slots()
        self.by_theme = {slot.theme.id: slot for slot in self.slots}
        self.home = {asked.id: slot.theme.id for slot in self.slots for asked in slot.practice}
        self.weight = sum(slot.weight for slot in self.slots)
        self.needed = ceil(LEAST_WEIGHT * self.weight)
        self._options: dict[object, Options] = {}

    @cached_property
    def shares(self) -> Mapping[str, Shares]:
        """Return what each choice of each question counts as, by question id."""
        known: dict[tuple[str, bool], Shares] = {}
        for name, reverse in {(asked.scale, asked.reversed) for asked in self.bank.questions.values()}:
            scale = self.bank.scales[name]
            parts = ((choice.points * self.unit // scale.top, choice.id) for choice in scale.choices)
            known[name, reverse] = sorted((self.unit - part if reverse else part, id_) for part, id_ in parts)
        return {asked.id: known[asked.scale, asked.reversed] for asked in self.bank.questions.values()}

    @cached_property
    def ladder(self) -> "Ladder":
        """Return the way from the lowest sheet to the highest, one answer at a time."""
        return Ladder(self)

    def _slots(self) -> list[Slot]:
        """Return the themes, the coarsest first."""
        unit = lcm(*(Fraction(theme.weight).denominator for theme in self.bank.themes))
        slots = []
        for theme in self.bank.themes:
            asked = theme.asked("practice")
            gap = max(more - less for one in asked for (less, _), (more, _) in pairwise(self.shares[one.id]))
            weight = int(theme.weight * unit)
            slots.append(Slot(theme, asked, weight, weight * gap * 100 // len(asked)))
        return sorted(slots, key=lambda slot: -slot.step)

    def options(self, slot: Slot, asked: Asked) -> Options:
        """Return the scores a theme can have where some questions have to be answered as `asked`.

        Of the answers that give one score, the most even ones stand for it, as few of them as can be
        "does not apply".
        """
        key = tuple(  # themes that ask alike have the same scores
            (question.scale, question.reversed, question.may_not_apply, asked.get(question.id))
            for question in slot.practice
        )
        if key not in self._options:
            self._options[key] = self._worked_out(slot, asked)
        return self._options[key]

    def _worked_out(self, slot: Slot, asked: Asked) -> Options:
        reached: dict[tuple[int, int], tuple[int, _Chain]] = {(0, 0): (0, None)}
        for question in slot.practice:
            counted = [(1, part, choice) for part, choice in self.shares[question.id]]
            if question.may_not_apply:
                counted.append((0, 0, DOES_NOT_APPLY))
            if question.id in asked:
                counted = [one for one in counted if one[2] in asked[question.id]]
            after: dict[tuple[int, int], tuple[int, _Chain]] = {}
            for (count, total), (squares, chain) in reached.items():
                for one, part, choice in counted:
                    key, uneven = (count + one, total + part), squares + part * part
                    if key not in after or uneven < after[key][0]:
                        after[key] = uneven, (chain, choice)
            reached = after
        return {
            100 * total // count if count else None: _picks(reached[count, total][1])
            for count, total in sorted(reached)
        }

    def score(self, theme_id: str, picks: Picks) -> int | None:
        """Return the score that answers give a theme; None where none of them counts."""
        asked = self.by_theme[theme_id].practice
        parts = {
            question.id: {choice: part for part, choice in self.shares[question.id]} for question in asked
        }
        counted = [
            parts[question.id][pick]
            for question, pick in zip(asked, picks, strict=True)
            if pick != DOES_NOT_APPLY
        ]
        return 100 * sum(counted) // len(counted) if counted else None


@dataclass(frozen=True, slots=True)
class _Own:
    """Hold the rungs that are one theme's, and what its answers come to after each of them."""

    rungs: list[int]
    totals: list[int]


class Ladder:
    """Hold one way from the lowest sheet to the highest that raises one answer at each rung.

    All answers rise about together and none goes along with its neighbours, so that the sheets on the
    way look like people's. Totals are sums of weight times score, over all themes but some.
    """

    def __init__(self, figures: Figures) -> None:
        every = [(slot, question) for slot in figures.slots for question in slot.practice]
        self.lowest = {question.id: figures.shares[question.id][0][1] for _, question in every}
        raises = []
        for at, (slot, question) in enumerate(every):
            early = at * 377 % 610 * figures.unit  # neighbours far apart, all spread over half the scale
            for (less, _), (more, choice) in pairwise(figures.shares[question.id]):
                adds = slot.weight * 100 * (more - less) // len(slot.practice)
                raises.append((1220 * more - early, slot.theme.id, question.id, choice, adds))
        raises.sort(key=lambda one: one[0])
        self.rungs = [(question, choice) for _, _, question, choice, _ in raises]
        self.totals = [0, *accumulate(adds for *_, adds in raises)]
        self._own = {slot.theme.id: _Own([], [0]) for slot in figures.slots}
        for at, (_, theme, _, _, adds) in enumerate(raises):
            own = self._own[theme]
            own.rungs.append(at)
            own.totals.append(own.totals[-1] + adds)

    def total(self, rung: int, without: Iterable[str]) -> int:
        """Return what a rung's sheet comes to, without some themes (ids)."""
        left_out = (self._own[theme] for theme in without)
        return self.totals[rung] - sum(own.totals[bisect_left(own.rungs, rung)] for own in left_out)

    def reach(self, total: int, without: Iterable[str]) -> int:
        """Return the first rung whose sheet comes to a total or more, without some themes (ids)."""
        left_out = tuple(without)
        return bisect_left(range(len(self.totals)), total, key=lambda rung: self.total(rung, left_out))

    def sheet(self, rung: int) -> dict[str, str]:
        """Return the answers to all practice questions at a rung; rung 0 is the lowest sheet."""
        return {**self.lowest, **dict(self.rungs[:rung])}
