"""Attack theme scores and the band together: the place hangs on all scores, so each tells of the others."""

from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import comb, prod
from random import Random

import pytest

from app.quiz.bank import Bank
from app.quiz.invented import invent
from app.quiz.scoring import Result, half_up, place_of, score
from tests.quiz.banks import shipped
from tests.quiz.disclosure.attack import CERTAIN, THEME_CHANCE, count_chance, possible_scores
from tests.quiz.disclosure.chances import Law
from tests.quiz.disclosure.rules import Rules
from tests.quiz.disclosure.worlds import small_bank

JOINT_CHANCE = 1 - (1 - THEME_CHANCE) * (1 - count_chance(2, 10, 10))
"""The chance that n - 1 colluders become certain of a theme score from scores and bands together, at most.

Either the theme's own sum gives it (9 in 32), or it leaves scores in two bands or more. Then the count of
the victim's band shows it (1 in 3), or that of the only other band left rules that one out (1 in 3 again):
5 in 9, as with two bands. Together 68 in 100, in the worst case: one theme, and bounds of bands that part
the very scores that are left. Banks of many themes are far from it, see below.
"""

Scores = tuple[Fraction | None, ...]


def band_of(bank: Bank, scores: Scores) -> str | None:
    place = place_of(bank, dict(zip((theme.id for theme in bank.themes), scores, strict=True)))
    return None if place is None else bank.band_at(half_up(place)).id


def chances_jointly(bank: Bank, sheets: Sequence[Result], victim: Result) -> dict[str, Fraction]:
    """Return, a theme, the chance that who knows all other sheets becomes certain of the victim's score."""
    published = Rules(bank)
    block = len(sheets) + 1
    truth: Scores = tuple(victim.themes[theme.id] for theme in bank.themes)
    hypotheses = list(product(*(possible_scores(bank, theme) for theme in bank.themes)))
    score_laws: list[dict[Fraction | None, Law[Hashable]]] = []
    for theme in bank.themes:
        known = [value for sheet in sheets if (value := sheet.themes[theme.id]) is not None]
        score_laws.append(
            {
                value: published.theme_law(
                    theme, sum(known, value or Fraction()), len(known) + (value is not None), block
                )
                for value in possible_scores(bank, theme)
            }
        )
    bands = [sheet.band for sheet in sheets]
    band_laws = {
        band: published.tally_law(
            None, {each.id: bands.count(each.id) + (each.id == band) for each in bank.bands}, block
        )
        for band in [*(each.id for each in bank.bands), None]
    }
    bands_of = {scores: band_of(bank, scores) for scores in hypotheses}
    chances = dict.fromkeys((theme.id for theme in bank.themes), Fraction())
    laws = [law[value] for law, value in zip(score_laws, truth, strict=True)]
    for seen in product(*laws, band_laws[bands_of[truth]]):
        weights: list[dict[Fraction | None, Fraction]] = [{} for _ in bank.themes]
        for scores in hypotheses:
            likely = prod(
                (
                    law[value].get(shown, Fraction())
                    for law, value, shown in zip(score_laws, scores, seen, strict=False)
                ),
                start=band_laws[bands_of[scores]].get(seen[-1], Fraction()),
            )
            for weight, value in zip(weights, scores, strict=True):
                weight[value] = weight.get(value, Fraction()) + likely
        chance = prod(
            (law[shown] for law, shown in zip([*laws, band_laws[bands_of[truth]]], seen, strict=True)),
            start=Fraction(1),
        )
        for theme, weight, value in zip(bank.themes, weights, truth, strict=True):
            if weight[value] >= CERTAIN * sum(weight.values()):
                chances[theme.id] += chance
    return chances


def invented(bank: Bank, randomness: Random, people: int) -> list[Result]:
    ease = randomness.choice((0.05, 0.5, 0.95))
    return [score(bank, invent(bank, randomness, randomness.gauss(ease, 0.15))) for _ in range(people)]


@pytest.mark.parametrize("seed", range(24))
def test_scores_and_bands_together_name_nobody_beyond_the_chance_that_is_left(seed: int) -> None:
    randomness = Random(seed)
    bank = small_bank(randomness)
    while len(bank.themes) > 2:
        bank = small_bank(randomness)
    sheets = invented(bank, randomness, randomness.randint(10, 24))
    for victim in sheets[:3]:
        others = [sheet for sheet in sheets if sheet is not victim]
        chances = chances_jointly(bank, others, victim)
        for theme in bank.themes:
            if victim.themes[theme.id] is not None:
                assert chances[theme.id] <= JOINT_CHANCE


def windows(
    bank: Bank, sheets: Sequence[Result], victim: Result, randomness: Random
) -> Iterator[list[Fraction]]:
    """Yield, a theme of the shipped bank, the scores that one drawn release leaves, all others known."""
    published = Rules(bank)
    for theme in bank.themes:
        known = sum((sheet.themes[theme.id] or Fraction() for sheet in sheets), Fraction())
        people = len(sheets) + 1
        truth = published.theme_law(theme, known + (victim.themes[theme.id] or 0), people, people)
        seen = randomness.choices(list(truth), [float(chance) for chance in truth.values()])[0]
        yield [
            value
            for value in sorted(value for value in possible_scores(bank, theme) if value is not None)
            if seen in published.theme_law(theme, known + value, people, people)
        ]


@pytest.mark.parametrize("seed", range(40))
def test_with_thirteen_themes_even_the_band_itself_tells_nothing_of_a_single_score(seed: int) -> None:
    # All scores of a window are next to each other, so that sums of them reach every step between their ends.
    randomness = Random(seed)
    sheets = [
        sheet
        for sheet in invented(shipped(), randomness, 60)
        if None not in sheet.themes.values() and sheet.place is not None
    ][: randomness.randint(6, 14)]
    victim, *others = sheets
    left = list(windows(shipped(), others, victim, randomness))
    starts = [*(band.start for band in shipped().bands), 101]
    at = [band.id for band in shipped().bands].index(victim.band or "")
    lowest, highest = (13 * (Fraction(start) - Fraction(1, 2)) for start in starts[at : at + 2])
    for theme, window in enumerate(left):
        rest = left[:theme] + left[theme + 1 :]
        low, high = sum(each[0] for each in rest), sum(each[-1] for each in rest)
        possible = [value for value in window if low + value < highest and high + value >= lowest]
        assert len(possible) > 1 or len(window) == 1


def test_thirteen_scores_give_the_band_away_once_in_fifty_at_most() -> None:
    # One who has 100 everywhere, all others known. What others have makes the sum 0, 12.5, 25 or 37.5 beyond
    # a multiple of 50; the windows' lower ends then lie as listed, and their mean has to reach the last band.
    ends = {0: (1, 62.5, 62.5), 1: (0.25, 100, 50), 2: (0.5, 87.5, 37.5), 3: (0.75, 75, 25)}
    last = shipped().bands[-1].start - 0.5
    for up, high, low in ends.values():
        chance = sum(
            comb(13, times) * up**times * (1 - up) ** (13 - times)
            for times in range(14)
            if (times * high + (13 - times) * low) / 13 >= last
        )
        assert chance < 1 / 50
