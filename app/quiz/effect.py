"""Tell what a changed bank would do to people: where finished sheets would stand under it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm, sqrt

from app.quiz.bank import Answers, Bank, Theme
from app.quiz.scoring import LEAST_WEIGHT, half_up, share

Ground = str | None
"""The id of a band, or None for no place."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Hold how sheets that were finished under one version would stand under another.

    `moves` counts the sheets that stood in one ground (first key) and would stand in another (second key),
    for every pair of grounds: bands in their bank's order, then no place. `mean` and `spread` are
    of the move of the exact place, in points, over the sheets with a place both times; None without such
    a sheet. The spread is the standard deviation of these sheets. `left_out` has the ids of the scored
    questions that the sheets cannot have answered; the place after is of the others alone.
    """

    moves: Mapping[tuple[Ground, Ground], int]
    placed: int
    mean: Fraction | None
    spread: float | None
    left_out: tuple[str, ...]

    @property
    def sheets(self) -> int:
        """Return how many sheets there are."""
        return sum(self.moves.values())

    @property
    def staying(self) -> int:
        """Return how many would stay in the band they stand in, or without a place."""
        return sum(count for (then, now), count in self.moves.items() if then == now)


def effect(before: Bank, after: Bank, sheets: Iterable[Answers]) -> Effect:
    """Place sheets finished under one sound bank by another sound bank.

    A question that the sheets lack is left out, and with it a theme that has no other; a choice
    that is gone counts as unanswered.
    """
    left_out = tuple(
        question.id
        for theme in after.themes
        for question in theme.asked("practice")
        if question.id not in before.questions
    )
    then, now = _placing(before), _placing(_without(after, frozenset(left_out)))
    counted: Counter[tuple[Ground, Ground]] = Counter()
    steps: list[Fraction] = []
    for sheet in sheets:
        stood, stands = then(sheet), now(sheet)
        counted[_ground(before, stood), _ground(after, stands)] += 1
        if stood is not None and stands is not None:
            steps.append(stands - stood)
    mean, spread = _spread(steps)
    moves = {(one, other): counted[one, other] for one in _grounds(before) for other in _grounds(after)}
    return Effect(moves, len(steps), mean, spread, left_out)


def _without(bank: Bank, left_out: frozenset[str]) -> Bank:
    """Return a bank without some questions, and without the themes that then score nothing."""
    rest = (
        replace(theme, questions=tuple(one for one in theme.questions if one.id not in left_out))
        for theme in bank.themes
    )
    return replace(bank, themes=tuple(theme for theme in rest if theme.asked("practice")))


def _placing(bank: Bank) -> Callable[[Answers], Fraction | None]:
    """Return what gives a sheet its exact place, as `scoring.score` does, for many sheets of one bank.

    Sums are of whole numbers: of so many parts of a point that every theme's score is some of them.
    """
    worth = [_worth(bank, theme) for theme in bank.themes]
    unit = lcm(*(scale.top for scale in bank.scales.values()))
    parts = unit * lcm(*range(1, max(map(len, worth), default=1) + 1))
    fractions = [Fraction(theme.weight) for theme in bank.themes]
    finest = lcm(*(weight.denominator for weight in fractions))
    weights = [int(weight * finest) for weight in fractions]
    least = LEAST_WEIGHT * sum(weights)

    def place(sheet: Answers) -> Fraction | None:
        weight = total = 0
        for questions, own in zip(worth, weights, strict=True):
            shares = [by[answer] for key, by in questions if (answer := sheet.get(key)) in by]
            if shares:
                weight += own
                total += own * sum(shares) * (100 * parts // (unit * len(shares)))
        return None if weight == 0 or weight < least else Fraction(total, weight * parts)

    return place


def _worth(bank: Bank, theme: Theme) -> list[tuple[str, Mapping[str | None, int]]]:
    """Return a theme's scored questions, each with what its answers count, in parts of a whole share."""
    unit = lcm(*(scale.top for scale in bank.scales.values()))
    found: list[tuple[str, Mapping[str | None, int]]] = []
    for question in theme.asked("practice"):
        shares = {answer: share(bank, question, {question.id: answer}) for answer in bank.accepted(question)}
        found.append((question.id, {key: int(one * unit) for key, one in shares.items() if one is not None}))
    return found


def _ground(bank: Bank, place: Fraction | None) -> Ground:
    return None if place is None else bank.band_at(half_up(place)).id


def _grounds(bank: Bank) -> tuple[Ground, ...]:
    return (*(band.id for band in bank.bands), None)


def _spread(steps: list[Fraction]) -> tuple[Fraction | None, float | None]:
    if not steps:
        return None, None
    mean = sum(steps, Fraction()) / len(steps)
    return mean, sqrt(sum(float(step - mean) ** 2 for step in steps) / len(steps))
