"""Make worlds to attack: teams, what their people's sheets come to, and what happens in their rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Literal

from app.quiz.bank import Bank
from app.quiz.invented import invent
from app.quiz.scoring import Leaning, Result, score
from tests.quiz.banks import bank, question, scale, shipped, theme

Happening = Literal["joins", "withdraws", "deletes", "releases", "looks"]
"""A person adds their answers, takes them back, or deletes all; a manager releases, or opens the page."""


@dataclass(frozen=True, slots=True)
class Round:
    """Hold what happens in a round, in order: (what, who); and what each person's sheet comes to."""

    happens: tuple[tuple[Happening, str], ...]
    sheets: Mapping[str, Result]


@dataclass(frozen=True, slots=True)
class World:
    """Hold a team's rounds, all asked by one bank. The same people may be in several rounds, changed."""

    bank: Bank
    rounds: tuple[Round, ...]


def result(
    bank: Bank,
    scores: Mapping[str, int | Fraction | None] | int,
    leaning: Leaning | None = "two-minds",
    band: str | None = None,
) -> Result:
    """Return a result with these theme scores (or this one everywhere) and beliefs."""
    themes = {
        each.id: None if value is None else Fraction(value)
        for each in bank.themes
        for value in [scores if isinstance(scores, int) else scores.get(each.id, 50)]
    }
    beliefs = {each.id: leaning for each in bank.themes if each.asked("belief")}
    return Result(themes, Fraction(50), 50, band or bank.bands[0].id, 10, beliefs)


def joined(people: Sequence[str], *, released: bool = True) -> tuple[tuple[Happening, str], ...]:
    """Let people join one after the other; then a release."""
    joins: list[tuple[Happening, str]] = [("joins", who) for who in people]
    return (*joins, ("releases", "")) if released else tuple(joins)


def one_round(bank: Bank, sheets: Mapping[str, Result]) -> World:
    """Return the world in which all of these join one round, which is then released."""
    return World(bank, (Round(joined(tuple(sheets)), sheets),))


def small_bank(randomness: Random) -> Bank:
    """Make up a bank with two practice questions or more, of five points, in every theme."""
    themes = []
    for at in range(randomness.randint(1, 3)):
        name = "abc"[at]
        asked = [
            question(
                f"{name}-{number}", turned=randomness.random() < 0.5, may_not_apply=randomness.random() < 0.7
            )
            for number in range(randomness.choice((2, 2, 2, 3)))
        ]
        if at:
            asked.append(question(f"{name}-b", role="belief", may_not_apply=randomness.random() < 0.3))
        themes.append(theme(name, asked, Decimal(randomness.choice(("1", "0.5", "2")))))
    starts = sorted(randomness.sample(range(10, 90), randomness.randint(1, 4)))
    return bank(themes, scales={"five": scale(0, 1, 2, 3, 4)}, starts=(0, *starts))


def random_world(seed: int) -> World:
    """Make up a team of 3 to 40 people and its rounds: what is asked, said and done is the seed's."""
    randomness = Random(seed)
    asked = shipped() if seed % 4 == 0 else small_bank(randomness)
    # The shipped bank has many themes: keep its teams small enough for the clock.
    people = [
        f"person {number}" for number in range(1, randomness.randint(3, 12 if seed % 4 == 0 else 40) + 1)
    ]
    ease = randomness.choice((0.05, 0.3, 0.5, 0.7, 0.95))
    rounds = tuple(_round(asked, randomness, people, ease) for _ in range(randomness.choice((1, 1, 2, 3))))
    return World(asked, rounds)


def _round(bank: Bank, randomness: Random, people: Sequence[str], ease: float) -> Round:
    """Let people join in any order, and some withdraw, delete, or come while a release is being made."""
    sheets = {who: score(bank, invent(bank, randomness, randomness.gauss(ease, 0.15))) for who in people}
    happens: list[tuple[Happening, str]] = []
    early = randomness.choice((0, 0.05, 0.2))
    for who in randomness.sample(people, len(people)):
        happens.append(("joins", who))
        if randomness.random() < 0.15:
            happens.append((randomness.choice(("withdraws", "deletes")), randomness.choice(people)))
        if randomness.random() < early:
            happens.append(("releases", ""))
    return Round((*happens, ("releases", ""), ("deletes", randomness.choice(people))), sheets)
