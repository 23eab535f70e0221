"""Enumerate what random code may come to, with exact chances instead of samples."""

from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from random import Random
from typing import Any, TypeVar

Value = TypeVar("Value", bound=Hashable)
Law = dict[Value, Fraction]
"""What may come out, with its chance; the chances add up to 1."""


class _Draw(int):
    """Be a draw below `high` that is decided only when it is compared."""

    coins: "_Coins"
    high: int

    def __lt__(self, limit: int) -> bool:
        return self.coins.decide(Fraction(limit, self.high))


class _Coins(Random):
    """Decide comparisons as scripted, and know how likely that was."""

    def __init__(self, script: tuple[bool, ...]) -> None:
        super().__init__(0)
        self.script = script
        self.decided: list[bool] = []
        self.chance = Fraction(1)

    def randrange(self, start: int, *_: Any) -> int:
        draw = _Draw(0)
        draw.coins, draw.high = self, start
        return draw

    def decide(self, chance: Fraction) -> bool:
        if chance in (0, 1):
            return chance == 1
        at = len(self.decided)
        self.decided.append(self.script[at] if at < len(self.script) else False)
        self.chance *= chance if self.decided[at] else 1 - chance
        return self.decided[at]


def law_of(run: Callable[[Random], Value]) -> Law[Value]:
    """Run code with every course that its draws (`randrange(high) < limit`) can take."""
    law: Law[Value] = {}
    for value, chance in _courses(run):
        law[value] = law.get(value, Fraction()) + chance
    return law


def _courses(run: Callable[[Random], Value]) -> Iterator[tuple[Value, Fraction]]:
    scripts: list[tuple[bool, ...]] = [()]
    while scripts:
        script = scripts.pop()
        coins = _Coins(script)
        yield run(coins), coins.chance
        # Every decision that was taken without being scripted (downwards) has another course.
        scripts += [(*coins.decided[:at], True) for at in range(len(script), len(coins.decided))]
