"""Search answers to the scored questions that bring the place into a window, exactly.

The themes are taken one after the other, the constrained ones first and then the coarsest: a state
is what the themes taken so far come to, and a state is dropped when the rest could not bring it
into the window. As soon as one answer of the rest moves the place by no more than the window is
wide, nothing more needs trying: a ladder from "all lowest" to "all highest", one answer at a time,
cannot step over the window. All numbers are whole, over a common denominator. What a search costs
depends on how many themes are coarser than the window, not on how many there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from app.quiz.figures import Figures, Options, Picks, Slot

TRIES = ((1, 1), (400, 100), (20_000, 2_000))
"""With more states than the first number only some are followed: about the second number, spread evenly.

A sheet that these lead to is a sheet all the same; when they lead to none, it is tried with more.
Only many coarse themes with weights of odd decimals come to the most.
"""


class Undecided(Exception):
    """Say that no sheet was found, and that the weights are too finely graded to try them all."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hold answers: those picked for some themes, by theme id; the other themes stand at a rung."""

    picked: Mapping[str, Picks]
    rung: int


_State = tuple[int, int]
"""The sum of weight times (score - least), and the sum of the weights, over the themes taken."""


class Search:
    """Search answers that bring the place into a window, where some themes have certain scores only.

    The window holds its lower bound and not its upper one, in the figures' units.
    """

    def __init__(
        self, figures: Figures, fixed: Sequence[tuple[Slot, Options]], window: tuple[int, int]
    ) -> None:
        self.figures, self.fixed = figures, fixed
        self.least, self.below = window
        self.all = 100 * figures.unit
        self.rest = figures.weight
        self.levels: list[tuple[str, dict[_State, tuple[_State, Picks]]]] = []
        self.thinned = False

    def found(self) -> Found | None:
        """Return answers, or None: there are none. Raise Undecided."""
        if self.least >= self.below:  # a piece for some places, and a band of others
            return None
        for most, followed in TRIES:
            found = self._tried(most, followed)
            if found or not self.thinned:
                return found
        raise Undecided

    def _tried(self, most: int, followed: int) -> Found | None:
        """Return answers, or None: none are found by following so many states."""
        self.rest, self.thinned = self.figures.weight, False
        self.levels.clear()
        states = [start for start in [(0, 0)] if self._is_open(start)]
        for slot, options in self._order():
            sure = next((state for state in states if self._is_sure(slot, state)), None)
            if sure:
                return self._found(sure)
            self.rest -= slot.weight
            self.levels.append((slot.theme.id, self._take(slot, options, states)))
            states = list(self.levels[-1][1])
            if len(states) > most:
                # By itself only the first is worth following: it is the nearest to the window.
                states = states[:1] if followed == 1 else sorted(states)[:: len(states) // followed]
                self.thinned = True
            if not states:
                return None
        return self._found(states[0])

    def _order(self) -> Iterator[tuple[Slot, Options | None]]:
        """Yield the constrained themes with the scores they may have, then the others."""
        taken = {slot.theme.id for slot, _ in self.fixed}
        others = (slot for slot in self.figures.slots if slot.theme.id not in taken)
        return chain(self.fixed, ((slot, None) for slot in others))

    def _is_sure(self, slot: Slot, state: _State) -> bool:
        """Tell whether the themes from this one on bring an open state into the window for certain."""
        full = state[1] + self.rest
        return len(self.levels) >= len(self.fixed) and slot.step <= full * (self.below - self.least)

    def _take(
        self, slot: Slot, options: Options | None, states: list[_State]
    ) -> dict[_State, tuple[_State, Picks]]:
        """Return the states after one more theme, each with the state before and the theme's answers."""
        nearest = self._nearest(self.figures.options(slot, {}) if options is None else options)
        taken: dict[_State, tuple[_State, Picks]] = {}
        for total, weight in states:
            for value, picks in nearest:
                after = (total, weight)
                if value is not None:
                    after = (total + slot.weight * (value - self.least), weight + slot.weight)
                if after not in taken and self._is_open(after):
                    taken[after] = (total, weight), picks
        return taken

    def _nearest(self, options: Options) -> list[tuple[int | None, Picks]]:
        """Return the scores nearest to the window first, so that no theme stands out without need."""
        middle = (self.least + self.below) // 2
        far = self.all + abs(self.below)
        return sorted(options.items(), key=lambda pair: far if pair[0] is None else abs(pair[0] - middle))

    def _is_open(self, state: _State) -> bool:
        """Tell whether the themes not taken yet could bring a state into the window at all."""
        total, weight = state
        return (
            weight + self.rest >= self.figures.needed
            and total + (self.all - self.least) * self.rest >= 0
            and total - weight * (self.below - self.least) - self.below * self.rest < 0
        )

    def _found(self, state: _State) -> Found:
        """Return the answers that led to a state, and the rung at which the others reach the window."""
        short = self.least * self.rest - state[0]
        picked = {}
        for theme, level in reversed(self.levels):
            state, picked[theme] = level[state]
        return Found(picked, self.figures.ladder.reach(short, picked))
