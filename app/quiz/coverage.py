"""Decide exactly whether some sheet of answers calls a piece of advice, and give such a sheet.

Only a condition on the place makes this hard, because every answer moves the place. The themes are
taken one after the other, the constrained ones first and then the coarsest: a state is what the
themes taken so far come to, and a state is dropped when the rest could not bring it into the
wanted window. As soon as one answer of the rest moves the place by no more than the window is
wide, nothing more needs trying: a walk from "all lowest" to "all highest", one answer at a time,
cannot step over the window. All numbers are whole, over a common denominator.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import ceil, lcm

from app.quiz.advice import holds
from app.quiz.bank import DOES_NOT_APPLY, Advice, Answers, Band, Bank, Theme, When
from app.quiz.scoring import LEAST_WEIGHT, half_up, score

STATES = 100_000
"""More states than these would take minutes; only weights of many odd decimals can need them."""

Picks = tuple[str, ...]
"""A choice for each practice question of a theme, in order."""

Options = Mapping[int | None, Picks]
"""The scores a theme can have, None for no score, each with answers that give it."""


class Undecided(Exception):
    """Say that the weights are too finely graded for the question to be decided."""


def witness(bank: Bank, piece: Advice, band: Band | None = None) -> Answers | None:
    """Return a complete sheet of a sound bank that calls a piece (in a band), or None: no sheet does.

    Raise Undecided when it would take too long to tell.
    """
    return Coverage(bank).witness(piece, band)


def impossible(piece: Advice) -> tuple[str, str] | None:
    """Return the keys of two conditions of a piece that exclude each other, whatever the bank."""
    when = piece.when
    for least, below in (("place_from", "place_below"), ("theme_at_least", "theme_below")):
        low, high = getattr(when, least), getattr(when, below)
        if low is not None and high is not None and low >= high:
            return least, below
    return None


class Coverage:
    """Answer, for one sound bank, which pieces of advice can be reached, and in which bands.

    Scores are whole numbers of `unit`ths of a point, weights of the finest weight's unit.
    """

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        tops = [bank.scale_of(question).top for question in bank.questions.values()]
        counts = range(1, 1 + max(len(theme.questions) for theme in bank.themes))
        self.unit = 2 * lcm(*tops) * lcm(*counts)  # 2: windows begin at half points

    def witness(self, piece: Advice | None, band: Band | None = None) -> Answers | None:
        """Return a complete sheet that calls a piece (any) and lands in a band (any), or None.

        Raise Undecided when it would take too long to tell.
        """
        allowed = self._allowed(piece)
        picked = self._picked(piece, band, allowed)
        if picked is None:
            return None
        sheet = {question: choices[0] for question, choices in allowed.items()}
        for theme_id, picks in picked.items():
            asked = self.bank.theme(theme_id).asked("practice")
            sheet.update((question.id, pick) for question, pick in zip(asked, picks, strict=True))
        result = score(self.bank, sheet)
        assert piece is None or holds(piece, sheet, result)
        assert band is None or result.band == band.id
        return sheet

    def _allowed(self, piece: Advice | None) -> dict[str, Picks]:
        """Return what each question may be answered with, so that a piece's `answered` holds."""
        allowed = {
            question: accepted
            for page in self.bank.pages
            for question, accepted in self.bank.asked_on(page).items()
        }
        asked = piece.when.answered if piece else None
        if asked:
            kept = tuple(choice for choice in allowed[asked.question] if choice in asked.choices)
            allowed[asked.question] = kept
        return allowed

    def _picked(
        self, piece: Advice | None, band: Band | None, allowed: Mapping[str, Picks]
    ) -> dict[str, Picks] | None:
        """Pick answers to the practice questions of the themes that matter, by theme id."""
        slots = [
            replace(slot, options=self._options(slot.theme, allowed, piece))
            for slot in self._slots
            if piece and _speaks_of(piece, slot.theme)
        ]
        if not all(slot.options for slot in slots):
            return None
        window = self._window(piece.when if piece else When(), band)
        if window is None:
            return {slot.theme.id: next(iter((slot.options or {}).values())) for slot in slots}
        themes = [slot.theme.id for slot in slots]
        free = [slot for slot in self._slots if slot.theme.id not in themes]
        return _Search(self, slots + free, len(slots), window).picks()

    def _window(self, when: When, band: Band | None) -> tuple[int, int] | None:
        """Return the wanted places, least (included) and below (not); None when any, or none, will do."""
        if band is None and when.place_from is None and when.place_below is None:
            return None
        least, below = when.place_from or 0, 101 if when.place_below is None else when.place_below
        if band:
            above = [other.start for other in self.bank.bands if other.start > band.start]
            least, below = max(least, band.start), min([below, *above])
        half = self.unit // 2  # a place is shown rounded half up
        return max(0, least * self.unit - half), below * self.unit - half

    @cached_property
    def _slots(self) -> list["_Slot"]:
        """Return the themes as free slots, the coarsest first."""
        unit = lcm(*(Fraction(theme.weight).denominator for theme in self.bank.themes))
        slots = []
        for theme in self.bank.themes:
            asked = [self.shares[question.id] for question in theme.asked("practice")]
            gap = max(more - less for shares in asked for (less, _), (more, _) in pairwise(shares))
            weight = int(theme.weight * unit)
            slots.append(_Slot(theme, weight, weight * gap * 100 // len(asked)))
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

    def _options(self, theme: Theme, allowed: Mapping[str, Picks], piece: Advice | None) -> Options:
        """Return the scores a theme can have, under a piece's conditions on it."""
        found = self.options(theme, allowed)
        if not (piece and piece.theme == theme.id and _has_theme_figure(piece.when)):
            return found
        least = piece.when.theme_at_least or 0
        below = 101 if piece.when.theme_below is None else piece.when.theme_below
        return {
            value: picks
            for value, picks in found.items()
            if value is not None and least <= half_up(Fraction(value, self.unit)) < below
        }

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


@dataclass(frozen=True, slots=True)
class _Slot:
    """Hold one theme of a search; `step` is the most by which one answer moves weight times score.

    `options` is None when the theme is free, so that they are worked out only if need be.
    """

    theme: Theme
    weight: int
    step: int
    options: Options | None = None


_State = tuple[int, int]
"""The sum of weight times (score - least), and the sum of the weights, over the themes taken."""


class _Search:
    """Search answers that bring the place into a window; the first `fixed` slots are constrained."""

    def __init__(self, coverage: Coverage, slots: list[_Slot], fixed: int, window: tuple[int, int]) -> None:
        self.coverage, self.slots, self.fixed = coverage, slots, fixed
        self.least, self.below = window
        self.all = 100 * coverage.unit
        self.rest = [sum(slot.weight for slot in slots[at:]) for at in range(len(slots) + 1)]
        self.step = [max((slot.step for slot in slots[at:]), default=0) for at in range(len(slots) + 1)]
        self.needed = ceil(LEAST_WEIGHT * self.rest[0])
        self.levels: list[dict[_State, tuple[_State, Picks]]] = []

    def picks(self) -> dict[str, Picks] | None:
        """Return answers by theme id, or None: there are none."""
        states: list[_State] = [(0, 0)]
        for at, slot in enumerate(self.slots):
            for state in states:
                if self._is_sure(at, state):
                    return {**self._back(at, state), **self._walk(at, state)}
            self.levels.append(self._take(at, slot, states))
            states = list(self.levels[-1])
        last = len(self.slots)
        return next((self._back(last, state) for state in states if self._is_sure(last, state)), None)

    def _is_sure(self, at: int, state: _State) -> bool:
        """Tell whether the themes from `at` on bring a state into the window for certain."""
        total, weight = state
        lowest = total - self.least * self.rest[at]
        full = weight + self.rest[at]
        width = full * (self.below - self.least)
        crosses = lowest < width and lowest + self.all * self.rest[at] >= 0
        return at >= self.fixed and full >= self.needed and crosses and self.step[at] <= width

    def _take(self, at: int, slot: _Slot, states: list[_State]) -> dict[_State, tuple[_State, Picks]]:
        """Return the states after one more theme, each with the state before and the theme's answers."""
        options = self.coverage.options(slot.theme) if slot.options is None else slot.options
        taken: dict[_State, tuple[_State, Picks]] = {}
        for total, weight in states:
            for value, picks in options.items():
                after = (total, weight)
                if value is not None:
                    after = (total + slot.weight * (value - self.least), weight + slot.weight)
                if self._is_open(at + 1, after):
                    taken.setdefault(after, ((total, weight), picks))
            if len(taken) > STATES:
                raise Undecided
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
        return [self.coverage.shares[question.id][0][1] for question in theme.asked("practice")]

    def _steps(self, at: int) -> Iterator[tuple[_Slot, int, str, int]]:
        """Yield each raise of one answer: its theme, the question's number, the choice, by how much."""
        for slot in self.slots[at:]:
            asked = slot.theme.asked("practice")
            for number, question in enumerate(asked):
                for (less, _), (more, choice) in pairwise(self.coverage.shares[question.id]):
                    yield slot, number, choice, slot.weight * 100 * (more - less) // len(asked)


def _speaks_of(piece: Advice, theme: Theme) -> bool:
    """Tell whether a piece's conditions constrain a theme's scored answers."""
    asked = piece.when.answered
    named = piece.theme == theme.id and _has_theme_figure(piece.when)
    return named or any(asked and question.id == asked.question for question in theme.asked("practice"))


def _has_theme_figure(when: When) -> bool:
    return when.theme_at_least is not None or when.theme_below is not None
