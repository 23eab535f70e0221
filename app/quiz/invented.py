"""Invent sheets of answers, for an example, a demonstration or a measurement; never mixed with real ones."""

from collections.abc import Mapping
from random import Random

from app.quiz.bank import DOES_NOT_APPLY, Answers, Bank, Question

THEMES_APART = 0.18
QUESTIONS_APART = 0.15
"""Standard deviations (shares, 0-1) of a theme around the person, and of an answer around the theme."""

NOT_APPLICABLE = 0.04
"""How often (share, 0-1) a question that may not apply does not."""


def invent(bank: Bank, randomness: Random, ease: float, shifts: Mapping[str, float] | None = None) -> Answers:
    """Invent one complete sheet of a person at an ease of 0-1.

    The model: a theme's ease is normal around the person's, an answer's around the theme's (its belief
    questions around the opposite: who practises questions the myth); each becomes the nearest choice.
    `shifts` makes some themes easier or harder (-1 to 1) than others, by their id.
    """
    answers: dict[str, str] = {}
    shifts = shifts or {}
    for theme in bank.themes:
        theme_ease = randomness.gauss(ease + shifts.get(theme.id, 0), THEMES_APART)
        for question in theme.questions:
            answers[question.id] = _answer(bank, question, theme_ease, randomness)
    if bank.background:
        answers[bank.background.id] = randomness.choice(bank.background.choices).id
    return answers


def _answer(bank: Bank, question: Question, ease: float, randomness: Random) -> str:
    if question.may_not_apply and randomness.random() < NOT_APPLICABLE:
        return DOES_NOT_APPLY
    keyed = ease if question.role == "practice" else 1 - ease
    share = min(1.0, max(0.0, randomness.gauss(keyed, QUESTIONS_APART)))
    scale = bank.scale_of(question)
    points = (1 - share if question.reversed else share) * scale.top
    return min(scale.choices, key=lambda choice: abs(choice.points - points)).id
