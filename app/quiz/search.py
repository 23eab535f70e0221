"""Search answers to the scored questions that bring the place into a window, exactly.

The themes are taken one after the other, the constrained ones first and then the coarsest: a state
is what the themes taken so far come to, and a state is dropped when the rest could not bring it
into the window. As soon as one answer of the rest moves the place by no more than the window is
wide, nothing more needs trying: a walk from "all lowest" to "all highest", one answer at a time,
cannot step over the window. All numbers are whole, over a common denominator.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import ceil, lcm

from app.quiz.bank import DOES_NOT_APPLY, Bank, Theme
from app.quiz.scoring import LEAST_WEIGHT

STATES = 20_000
"""With more states than these, only some are followed: a sheet they lead to is a sheet all the same.

Only many coarse themes with weights of odd decimals come to so many.
"""

FOLLOWED = 2_000
"""So many states, spread evenly, are followed then."""

Picks = tuple[str, ...]
"""A choice for each practice question of a theme, in order."""

Options = Mapping[int | None, Picks]
"""The scores a theme can have, None for no score, each with answers that give it."""


class Undecided(Exception):
    """Say that no sheet was found, and that the weights are too finely graded to try them all."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Hold one theme of a search; `step` is the most by which one answer moves weight times score.

    `options` is None when the theme is free, so that they are worked out only if need be.
    """

    theme: Theme
    weight: int
    step: int
    options: Options | None = None


class Figures:
    """Work out for a sound bank what answers count as, in whole numbers.

    Shares and scores are in `unit`ths, weights in units of the finest weight.
    """

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        tops = [bank.scale_of(question).top for question in bank.questions.values()]
        counts = range(1, 1 + max(len(theme.questions) for theme in bank.themes))
        self.unit = 2 * lcm(*tops) * lcm(*counts)  # 2: windows begin at half points

    @cached_property
    def slots(self) -> list[Slot]:
        """Return the themes as free slots, the coarsest first."""
        unit = lcm(*(Fraction(theme.weight).denominator for theme in self.bank.themes))
        slots = []
        for theme in self.bank.themes:
            asked = [self.shares[question.id] for question in theme.asked("practice")]
            gap = max(more - less for shares in asked for (less, _), (more, _) in pairwise(shares))
            weight = int(theme.weight * unit)
            slots.append(Slot(theme, weight, weight * gap * 100 // len(asked)))
        return sorted(slots, key=lambda slot: -slot.step)

    @cached_property
    def shares(self) -> Mapping[str, list[tuple[int, str]]]:
        """Return what each choice of each question counts as (0 to `unit`), least first."""
        shares = {}
        for question in self.bank.questions.values():
            scale = self.bank.scale_of(question)
            parts = [(choice.points * self.unit // scale.top, choice.id) for choice in scale.choices]
            turned = [(self.unit - part, choice) for part, choice in parts]
            shares[question.id] = sorted(turned if question.reversed else parts)
        return shares

    def options(self, theme: Theme, allowed: Mapping[str, Picks] | None = None) -> Options:
        """Return the scores a theme can have, with what its questions may be answered with (anything)."""
        reached: dict[tuple[int, int], Picks] = {(0, 0): ()}
        for question in theme.asked("practice"):
            accepted = allowed[question.id] if allowed else self.bank.accepted(question)
            counted = [(1, part, choice) for part, choice in self.shares[question.id] if choice in accepted]
            if DOES_NOT_APPLY in accepted:
                counted.append((0, 0, DOES_NOT_APPLY))
            reached = {
                (count + one, total + part): (*picks, choice)
                for (count, total), picks in reached.items()
                for one, part, choice in counted
            }
        return {100 * total // count if count else None: picks for (count, total), picks in reached.items()}


_State = tuple[int, int]
"""The sum of weight times (score - least), and the sum of the weights, over the themes taken."""


class Search:
    """Search answers that bring the place into a window; the first `fixed` slots are constrained."""

    def __init__(self, figures: Figures, slots: list[Slot], fixed: int, window: tuple[int, int]) -> None:
        self.figures, self.slots, self.fixed = figures, slots, fixed
        self.least, self.below = window
        self.all = 100 * figures.unit
        self.rest = [sum(slot.weight for slot in slots[at:]) for at in range(len(slots) + 1)]
        self.step = [max((slot.step for slot in slots[at:]), default=0) for at in range(len(slots) + 1)]
        self.needed = ceil(LEAST_WEIGHT * self.rest[0])
        self.levels: list[dict[_State, tuple[_State, Picks]]] = []
        self.thinned = False

    def picks(self) -> dict[str, Picks] | None:
        """Return answers by theme id, or None: there are none. Raise Undecided."""
        if self.least >= self.below:  # a piece for some places, and a band of others
            return None
        states = [start for start in [(0, 0)] if self._is_open(0, start)]
        for at, slot in enumerate(self.slots):
            for state in states:
                if self._is_sure(at, state):
                    return {**self._back(at, state), **self._walk(at, state)}
            self.levels.append(self._take(at, slot, states))
            states = self._followed(list(self.levels[-1]))
        last = len(self.slots)
        found = next((self._back(last, state) for state in states if self._is_sure(last, state)), None)
        if found is None and self.thinned:
            raise Undecided
        return found

    def _followed(self, states: list[_State]) -> list[_State]:
        if len(states) <= STATES:
            return states
        self.thinned = True
        return sorted(states)[:: len(states) // FOLLOWED]

    def _is_sure(self, at: int, state: _State) -> bool:
        """Tell whether the themes from `at` on bring an open state into the window for certain."""
        full = state[1] + self.rest[at]
        return at >= self.fixed and self.step[at] <= full * (self.below - self.least)

    def _take(self, at: int, slot: Slot, states: list[_State]) -> dict[_State, tuple[_State, Picks]]:
        """Return the states after one more theme, each with the state before and the theme's answers."""
        options = self.figures.options(slot.theme) if slot.options is None else slot.options
        taken: dict[_State, tuple[_State, Picks]] = {}
        for total, weight in states:
            for value, picks in options.items():
                after = (total, weight)
                if value is not None:
                    after = (total + slot.weight * (value - self.least), weight + slot.weight)
                if self._is_open(at + 1, after):
                    taken.setdefault(after, ((total, weight), picks))
        return taken

    def _is_open(self, at: int, state: _State) -> bool:
        """Tell whether the themes from `at` on could bring a state into the window at all."""
        total, weight = state
        rest = self.rest[at]
        return (
            weight + rest >= self.needed
            and total + (self.all - self.least) * rest >= 0
            and total - weight * (self.below - self.least) - self.below * rest < 0
        )

    def _back(self, at: int, state: _State) -> dict[str, Picks]:
        """Return the answers that led to a state, by theme id."""
        picked = {}
        for slot, level in zip(reversed(self.slots[:at]), reversed(self.levels), strict=True):
            state, picked[slot.theme.id] = level[state]
        return picked

    def _walk(self, at: int, state: _State) -> dict[str, Picks]:
        """Raise the answers of the themes from `at` on, one by one, until the place is in the window."""
        total = state[0] - self.least * self.rest[at]
        picked = {slot.theme.id: self._lowest(slot.theme) for slot in self.slots[at:]}
        for slot, number, choice, more in self._steps(at):
            if total >= 0:
                break
            total += more
            picked[slot.theme.id][number] = choice
        return {theme: tuple(picks) for theme, picks in picked.items()}

    def _lowest(self, theme: Theme) -> list[str]:
        return [self.figures.shares[question.id][0][1] for question in theme.asked("practice")]

    def _steps(self, at: int) -> Iterator[tuple[Slot, int, str, int]]:
        """Yield each raise of one answer: its theme, the question's number, the choice, by how much."""
        for slot in self.slots[at:]:
            asked = slot.theme.asked("practice")
            for number, question in enumerate(asked):
                for (less, _), (more, choice) in pairwise(self.figures.shares[question.id]):
                    yield slot, number, choice, slot.weight * 100 * (more - less) // len(asked)
