"""Invent crowds of sheets: whole columns of answers, from a seed."""

from collections.abc import Mapping, Sequence
from random import Random

import numpy as np
import numpy.typing as npt

from app.quiz.bank import DOES_NOT_APPLY, Bank, Question
from app.quiz.invented import invent
from app.quiz.item_analysis import Sheet
from app.quiz.scoring import share

Column = npt.NDArray[np.float64]


def crowd(bank: Bank, seed: int, people: int, absent: float = 0.0) -> list[Sheet]:
    """Return sheets of people more and less at ease, to whom what may not apply does not, at a rate."""
    randomness = Random(seed)
    return [_sheet(bank, randomness, absent) for _ in range(people)]


def _sheet(bank: Bank, randomness: Random, absent: float) -> Sheet:
    answers = dict(invent(bank, randomness, min(1.0, max(0.0, randomness.gauss(0.5, 0.25)))))
    for question in bank.questions.values():
        if answers[question.id] == DOES_NOT_APPLY:
            answers[question.id] = randomness.choice(bank.scale_of(question).choices).id
        if question.may_not_apply and randomness.random() < absent:
            answers[question.id] = DOES_NOT_APPLY
    minutes = randomness.choice([None, *range(1, 121)])
    return Sheet(answers, minutes)


def scored(bank: Bank) -> list[Question]:
    return [question for question in bank.questions.values() if question.role == "practice"]


def columns(bank: Bank, sheets: Sequence[Sheet]) -> Mapping[str, Column]:
    """Return the keyed shares of each practice question over complete sheets, as plain floats."""
    asked = scored(bank)
    whole = [
        sheet.answers for sheet in sheets if all(sheet.answers[each.id] != DOES_NOT_APPLY for each in asked)
    ]
    return {
        each.id: np.array([float(share(bank, each, answers) or 0) for answers in whole]) for each in asked
    }


def alpha_by_definition(held: Sequence[Column]) -> float:
    """Return Cronbach's alpha from the matrix of covariances: k / (k - 1) (1 - trace / sum)."""
    matrix = np.cov(np.array(held))
    k = len(held)
    return float(k / (k - 1) * (1 - np.trace(matrix) / matrix.sum()))
