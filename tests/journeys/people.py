"""Keep a few people at hand, each at another point of the way; nothing a page shows changes them."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from app.quiz.bank import Answers, Bank
from tests.journeys.visitor import Visitor
from tests.taker.sheets import choice_at, outside

EARLIER = (1, 2, 0, 1, 0, 2, 1, 0, 1, 2, 0, 3, 1)
LATELY = (3, 2, 1, 4, 2, 1, 0, 3, 2, 3, 1, 3, 2)
"""How far somebody practises each theme, in quarters; of the last three they believe as much."""


class People:
    """Bring people to where they are the first time somebody asks for them."""

    def __init__(self, address: str, bank: Bank) -> None:
        self.bank = bank
        self._address = address

    def newcomer(self) -> Visitor:
        """Return somebody who has not begun."""
        return Visitor(self._address, self.bank)

    @cached_property
    def starter(self) -> Visitor:
        """Somebody who has begun and answered nothing."""
        return self.newcomer().begin()

    @cached_property
    def beginner(self) -> Visitor:
        """Somebody who has answered four topics."""
        return self.newcomer().begin().answer(sheet(self.bank, LATELY), pages=4)

    @cached_property
    def answerer(self) -> Visitor:
        """Somebody who has answered everything and not finished."""
        return self.newcomer().begin().answer(sheet(self.bank, LATELY))

    @cached_property
    def finisher(self) -> Visitor:
        """Somebody who has finished."""
        return self.newcomer().begin().answer(sheet(self.bank, LATELY)).finish()

    @cached_property
    def outsider(self) -> Visitor:
        """Somebody who has finished and to whose work most did not apply."""
        return self.newcomer().begin().answer(outside(self.bank)).finish()

    @cached_property
    def returner(self) -> Visitor:
        """Somebody who has finished twice, with a month's practice in between."""
        once = self.newcomer().begin().answer(sheet(self.bank, EARLIER)).finish()
        return once.begin().answer(sheet(self.bank, LATELY)).finish()

    @cached_property
    def repeater(self) -> Visitor:
        """Somebody who has finished and begun again."""
        return self.newcomer().begin().answer(sheet(self.bank, LATELY)).finish().begin()


def sheet(bank: Bank, quarters: Sequence[int]) -> Answers:
    """Answer each theme as far as it is practised; the background question gets its first choice."""
    answers = {
        question.id: choice_at(bank, question, Fraction(quarter, 4))
        for theme, quarter in zip(bank.themes, quarters, strict=True)
        for question in theme.questions
    }
    return {**answers, **{last.id: last.choices[0].id for last in [bank.background] if last}}
