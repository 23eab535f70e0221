"""Published figures of teams that nobody is in, for the pictures to show."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from app.quiz.bank import Bank
from app.quiz.disclosure import Figures, figures, seal
from app.quiz.disclosure.figures import Belief, Bound, Counts, Mean
from app.quiz.invented import invent
from app.quiz.scoring import score
from app.quiz.yaml import parse

SHIPPED = parse((Path(__file__).parents[2] / "questions/digital-public-servant.yaml").read_bytes())

FEW = Counts({}, "few")
SMALL = Counts({}, "small")
COUNTED = Counts({"leans": 9, "two-minds": 0, "questions": 27})
ALIKE = Counts({}, "alike", nearly_all="questions")
ALIKE_IN_TWO_WAYS = Counts({}, "alike")
IN_PART = Counts({"leans": 3, "two-minds": 6, "questions": 9}, left_out=True)

BELIEFS = (
    Belief("", None, COUNTED),
    Belief("", None, IN_PART),
    Belief("", None, FEW),
    Belief("", None, ALIKE),
    Belief("", None, ALIKE_IN_TWO_WAYS),
    Belief("", "few", SMALL),
    Belief("", "half", SMALL),
    Belief("", "most", SMALL),
)


def mean(value: int, bound: Bound = "exactly", half: int = 12) -> Mean:
    """Make a mean with its interval, `half` points to either side or up to the end it is bounded by."""
    low = 0 if bound == "or-less" else max(0, value - half)
    high = 100 if bound == "or-more" else min(100, value + half)
    return Mean(value, bound, low, high, 25.0)


@cache
def team(people: int, ease: float = 0.5, seed: int = 1) -> Figures:
    """Invent a team at an ease (0-1) that takes the shipped bank, and publish its figures."""
    randomness = Random(seed)
    sheets = [score(SHIPPED, invent(SHIPPED, randomness, ease)) for _ in range(people)]
    return figures(SHIPPED, [seal(SHIPPED, sheets, randomness)])


def withheld(bank: Bank = SHIPPED) -> Figures:
    """Make figures in which all is withheld."""
    return Figures(
        people=5,
        place=None,
        band=None,
        bands=FEW,
        themes=dict.fromkeys(theme.id for theme in bank.themes),
        beliefs=tuple(Belief(theme.id, None, FEW) for theme in bank.themes if theme.asked("belief")),
    )


def with_themes(*means: Mean | None, bank: Bank = SHIPPED) -> Figures:
    """Make figures with these means, over and over, for the bank's themes in their order."""
    themes = {theme.id: means[at % len(means)] for at, theme in enumerate(bank.themes)}
    return replace(withheld(bank), themes=themes)


def with_belief(*beliefs: Belief) -> Figures:
    """Make figures with these beliefs, over and over, for the myths of the shipped bank in their order."""
    placed = withheld().beliefs
    return replace(
        withheld(),
        beliefs=tuple(
            replace(beliefs[at % len(beliefs)], theme=belief.theme) for at, belief in enumerate(placed)
        ),
    )


def with_bands(bank: Bank, place: Mean | None, *numbers: int) -> Figures:
    """Make figures with a place, and with these counts by band."""
    counts = {band.id: number for band, number in zip(bank.bands, numbers, strict=True)} if numbers else {}
    return replace(withheld(bank), place=place, bands=Counts(counts) if counts else SMALL)


bounds = st.sampled_from(("exactly", "exactly", "or-less", "or-more"))
means = st.builds(mean, st.integers(0, 100), bounds, st.integers(0, 40))
"""Any mean, also such as no group can have."""
