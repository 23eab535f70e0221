"""Show a person what their manager would see: their own sheet among invented colleagues."""

from random import Random

from app.quiz.disclosure import figures, seal
from app.quiz.invented import invent
from app.quiz.scoring import score
from app.store.sittings import Sitting
from app.taker.sitting import result_of
from app.web.ground import bank_of, ground
from app.web.team_page import Shown

FEWEST_COLLEAGUES = 8

EASE = (0.25, 0.85)
"""Between which shares (0-1) the invented colleagues are at ease."""


def colleagues() -> int:
    """Return how many colleagues are invented: enough for figures, with the person's own sheet."""
    return max(FEWEST_COLLEAGUES, ground.config.fewest_people - 1)


def example(sitting: Sitting) -> Shown:
    """Return the team page of a finished sitting among invented ones, the same at every call.

    It reads no other sitting: else the preview itself would tell of others.
    """
    bank = bank_of(sitting.version_id)
    # Nothing is hidden by this randomness: the sheets are invented, and the one that is not is the reader's.
    randomness = Random(sitting.id)  # noqa: S311
    invented = [invent(bank, randomness, randomness.uniform(*EASE)) for _ in range(colleagues())]
    sheets = [result_of(sitting), *(score(bank, answers) for answers in invented)]
    return Shown(bank, figures(bank, [seal(bank, sheets, randomness, ground.config.fewest_people)]))
