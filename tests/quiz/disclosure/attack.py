"""Attack what is published of a world: find out what a person answered.

Two attackers. One knows everybody's answers but the victim's (n - 1 colluders), who is in which block, the
bank and the code; every value the victim may have is weighed by its likelihood, exactly. The other knows no
answers, but who is in a block and who has a score; they find what nobody in a block can have.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from math import prod
from random import Random
from typing import TypeVar

from app.quiz.bank import Bank, Theme
from app.quiz.disclosure.release import COUNTED_FROM, LEANINGS
from app.quiz.scoring import LEAST_WEIGHT, leaning, theme_score
from tests.quiz.disclosure.chances import Law
from tests.quiz.disclosure.rules import FEW, Rules
from tests.quiz.disclosure.worlds import Round, World

Value = TypeVar("Value", bound=Hashable)
"""A theme score, or the id of a leaning or band; None for one who has none."""

CERTAIN = Fraction(9, 10)
"""The share of the likelihood from which a value counts as certain, all values being as likely before."""

EXACT_CHANCE = Fraction(1, 4)
"""The chance that n - 1 colluders see only one possible theme score, at most.

Others' scores add up to A, the victim's to A + v; the sum is rounded to R, a multiple of the step s, and so
|A + v - R| < s. With scores a gap g apart and s >= 4 g, two or more v are left, save where R is the one
multiple above A + 100 - g, and then only v = 100 is (or 0, below). So it must be that v = 100 and that R is
above A + 100, which it then is with the chance (A + 100 - (R - s)) / s <= g / s <= 1 / 4. What is done
with R afterwards can only lose.
"""

THEME_CHANCE = EXACT_CHANCE * CERTAIN / (2 * CERTAIN - 1)
"""The chance that one theme score gets CERTAIN of the likelihood, at most: 9 in 32.

Where v = 100 and v = 100 - g are left, their likelihoods are p and p - g / s; the first has the share c of
both where p <= g / s * c / (2 c - 1).
"""

LARGEST_LISTED = 14
MOST_KINDS = 3
"""Up to so many people and kinds all ways in which a block may be made up are listed."""


def count_chance(kinds: int, block: int, counted_from: int) -> Fraction:
    """Return the chance that n - 1 colluders become certain of a leaning or band, at most.

    Without the victim a kind has a people. A count is rounded by less than 3, so a + 1 can be told from a
    only if a = 0 mod 3 and the draw is up (1 in 3), a from a + 1 only if a = 2 mod 3 and the draw is down
    (1 in 3). Either the victim's own kind shows, or all others are ruled out. Blocks under ten show the
    first kind (leans) only, in words, and no bands.
    """
    third = Fraction(1, 3)
    if block < counted_from:
        return third
    return third + (1 - third) * third ** (kinds - 1)


def listed_chance(kinds: int) -> Fraction:
    """Return the chance that one without colluders learns that nobody is of a kind, at most.

    All other counts must have been drawn up by 2 (1 in 3 each), so that they leave nobody.
    """
    return Fraction(1, 3) ** (kinds - 1)


@dataclass(frozen=True, slots=True)
class Finding:
    """Name what has become certain of a person with a chance beyond what the rounding leaves."""

    person: str
    about: str
    value: str
    chance: Fraction


def attack(world: World, rules: type[Rules], counted_from: int = COUNTED_FROM) -> list[Finding]:
    """Find whatever either attacker learns of anybody; nothing, if the rules hold."""
    published = rules(world.bank)
    findings: dict[Finding, None] = {}
    for held in world.rounds:
        blocks = published.blocks(held)
        for theme in world.bank.themes:
            findings.update(dict.fromkeys(_of_scores(published, theme, held, blocks)))
        for kinds in all_kinds(world.bank):
            findings.update(dict.fromkeys(_of_kinds(published, kinds, held, blocks, counted_from)))
    return list(findings)


def _of_scores(
    published: Rules, theme: Theme, held: Round, blocks: Sequence[Sequence[str]]
) -> Iterator[Finding]:
    """Look for theme scores."""
    scores = {who: sheet.themes[theme.id] for who, sheet in held.sheets.items()}
    for who in {who for block in blocks for who in block}:
        seen = [
            score_laws(published, theme, [scores[other] for other in block if other != who])
            for block in blocks
            if who in block
        ]
        chance = chance_of_certainty(scores[who], seen)
        if chance > THEME_CHANCE:
            yield Finding(who, theme.id, str(scores[who]), chance)
    for block in blocks:
        ruled_out = _ruled_out_alone(published, theme, block, [scores[who] for who in block])
        for value, chance in ruled_out.items():
            yield from (Finding(who, theme.id, f"not {value}", chance) for who in block)


def score_laws(
    published: Rules, theme: Theme, known: Sequence[Fraction | None]
) -> dict[Fraction | None, Law[Hashable]]:
    """Return what may be seen of a theme for each score of one more person, all others' being known."""
    scored = [score for score in known if score is not None]
    return {
        value: published.theme_law(
            theme, sum(scored, value or Fraction()), len(scored) + (value is not None), len(known) + 1
        )
        for value in possible_scores(published.bank, theme)
    }


def _ruled_out_alone(
    published: Rules, theme: Theme, block: Sequence[str], scores: Sequence[Fraction | None]
) -> dict[Fraction, Fraction]:
    """Return which scores nobody can have as far as one sees who knows no answers, with their chances."""
    scored = [score for score in scores if score is not None]
    step = Fraction(100, full_marks(published.bank, theme))
    values = [step * number for number in range(int(100 / step) + 1)]
    possible: dict[Hashable, set[Fraction]] = {}
    for others in range((len(values) - 1) * max(0, len(scored) - 1) + 1):
        for value in values:
            for seen in published.theme_law(theme, step * others + value, len(scored), len(block)):
                possible.setdefault(seen, set()).add(value)
    chances: dict[Fraction, Fraction] = {}
    for seen, chance in published.theme_law(theme, sum(scored, Fraction()), len(scored), len(block)).items():
        for value in set(values) - possible.get(seen, set()) if seen != FEW else ():
            chances[value] = chances.get(value, Fraction()) + chance
    return chances


@dataclass(frozen=True, slots=True)
class Kinds:
    """Name what people are counted by: the leanings on a theme, or (without a theme) the bands."""

    theme: Theme | None
    ids: tuple[str, ...]
    may_lack: bool

    def of(self, held: Round, who: str) -> str | None:
        sheet = held.sheets[who]
        return sheet.beliefs[self.theme.id] if self.theme else sheet.band

    @property
    def name(self) -> str:
        return f"{self.theme.id}: belief" if self.theme else "band"


def all_kinds(bank: Bank) -> Iterator[Kinds]:
    """Yield everything that people of a bank are counted by."""
    for theme in bank.themes:
        if theme.asked("belief"):
            yield Kinds(theme, LEANINGS, None in possible_leanings(bank, theme))
    sure = sum(theme.weight for theme in bank.themes if None not in possible_scores(bank, theme))
    may_lack = Fraction(sure) < LEAST_WEIGHT * Fraction(sum(theme.weight for theme in bank.themes))
    yield Kinds(None, tuple(band.id for band in bank.bands), may_lack)


def _of_kinds(
    published: Rules, kinds: Kinds, held: Round, blocks: Sequence[Sequence[str]], counted_from: int
) -> Iterator[Finding]:
    """Look for leanings, or bands."""
    for who in {who for block in blocks for who in block}:
        mine = [block for block in blocks if who in block]
        truth = kinds.of(held, who)
        seen = [
            kind_laws(published, kinds, [kinds.of(held, other) for other in block if other != who])
            for block in mine
        ]
        chance = chance_of_certainty(truth, seen)
        most = max(count_chance(len(kinds.ids), len(block), counted_from) for block in mine)
        if chance > most:
            yield Finding(who, kinds.name, str(truth), chance)
    for block in blocks:
        if len(block) <= LARGEST_LISTED and len(kinds.ids) <= MOST_KINDS:
            yield from _kinds_alone(published, kinds, held, block)


def kind_laws(published: Rules, kinds: Kinds, known: Sequence[str | None]) -> dict[str | None, Law[Hashable]]:
    """Return what may be seen of leanings, or bands, for each of one more person, all others' being known."""
    return {
        value: published.tally_law(
            kinds.theme, {key: known.count(key) + (key == value) for key in kinds.ids}, len(known) + 1
        )
        for value in [*kinds.ids, *([None] if kinds.may_lack else [])]
    }


def _kinds_alone(published: Rules, kinds: Kinds, held: Round, block: Sequence[str]) -> Iterator[Finding]:
    """Look for what one can tell of everybody in a block who knows no answers."""
    chosen = [kinds.of(held, who) for who in block]
    truth = tuple(chosen.count(key) for key in kinds.ids)
    possible: dict[Hashable, set[str]] = {}
    for counts in made_up(sum(truth), len(kinds.ids)):
        there = {key for key, count in zip(kinds.ids, counts, strict=True) if count}
        for seen in _law_of_counts(published, kinds, counts, block):
            possible.setdefault(seen, set()).update(there)
    law = _law_of_counts(published, kinds, truth, block)
    sure = sum(
        (chance for seen, chance in law.items() if len(possible[seen]) == 1 and seen != FEW), Fraction()
    )
    if sure:
        yield from (Finding(who, kinds.name, str(kinds.of(held, who)), sure) for who in block)
    for key in kinds.ids:
        none = sum((chance for seen, chance in law.items() if key not in possible[seen]), Fraction())
        if none > listed_chance(len(kinds.ids)):
            yield from (Finding(who, kinds.name, f"not {key}", none) for who in block)


def _law_of_counts(
    published: Rules, kinds: Kinds, counts: Sequence[int], block: Sequence[str]
) -> Law[Hashable]:
    return published.tally_law(kinds.theme, dict(zip(kinds.ids, counts, strict=True)), len(block))


def chance_of_certainty(truth: Value, seen: Sequence[Mapping[Value, Law[Hashable]]]) -> Fraction:
    """Return the chance that the truth gets CERTAIN of the likelihood, over everything the rounding may do.

    `seen` has, for each publication that the victim is part of, what may be seen for each value they may
    have. That too few have an answer is said aloud; to learn so that somebody has none does not count.
    More than three publications (none, with the rules on) are drawn 25 times instead of enumerated.
    """
    found = Fraction()
    for outcomes, chance in _outcomes([laws[truth] for laws in seen]):
        known = certain_of(list(zip(seen, outcomes, strict=True)))
        if truth in known and not (truth is None and FEW in outcomes):
            found += chance
    return found


def certain_of(seen: Sequence[tuple[Mapping[Value, Law[Hashable]], Hashable]]) -> list[Value]:
    """Return the value that has CERTAIN of the likelihood, if one has, given what was seen of each law."""
    weights = {
        value: prod((laws[value].get(outcome, Fraction()) for laws, outcome in seen), start=Fraction(1))
        for value in seen[0][0]
    }
    enough = CERTAIN * sum(weights.values())
    return [value for value, weight in weights.items() if weight and weight >= enough]


def _outcomes(laws: Sequence[Law[Hashable]]) -> Iterator[tuple[Sequence[Hashable], Fraction]]:
    if len(laws) <= 3:
        for outcomes in product(*(law.items() for law in laws)):
            yield [seen for seen, _ in outcomes], prod((chance for _, chance in outcomes), start=Fraction(1))
    else:
        draws, randomness = 25, Random(1)
        for _ in range(draws):
            yield [_drawn(law, randomness) for law in laws], Fraction(1, draws)


def _drawn(law: Law[Hashable], randomness: Random) -> Hashable:
    return randomness.choices(list(law), [float(chance) for chance in law.values()])[0]


def possible_scores(bank: Bank, theme: Theme) -> list[Fraction | None]:
    """Return every score a complete sheet can give a theme; None where nothing need apply."""
    asked = theme.asked("practice")
    chosen = product(*(bank.accepted(question) for question in asked))
    keys = [question.id for question in asked]
    return list({theme_score(bank, theme, dict(zip(keys, ids, strict=True))): None for ids in chosen})


def possible_leanings(bank: Bank, theme: Theme) -> list[str | None]:
    """Return every way a complete sheet can lean on a myth; None where nothing need apply."""
    asked = theme.asked("belief")
    chosen = product(*(bank.accepted(question) for question in asked))
    keys = [question.id for question in asked]
    return list({leaning(bank, theme, dict(zip(keys, ids, strict=True))): None for ids in chosen})


def full_marks(bank: Bank, theme: Theme) -> int:
    """Return how many steps from 0 to 100 a theme has for one who answers all of it; one scale a theme."""
    asked = theme.asked("practice")
    return len(asked) * bank.scale_of(asked[0]).top


@cache
def made_up(people: int, kinds: int) -> tuple[tuple[int, ...], ...]:
    """Return every way in which so many people can be of so many kinds."""
    if kinds == 1:
        return ((people,),)
    return tuple((first, *rest) for first in range(people + 1) for rest in made_up(people - first, kinds - 1))
