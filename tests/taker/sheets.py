"""Make sheets of answers from a bank, by what they are to count and never by the bank's words."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from fractions import Fraction

from app.quiz.bank import DOES_NOT_APPLY, Answers, Bank, Question
from app.quiz.scoring import score


def keyed(bank: Bank, share: Fraction | int, origin: str | None = None) -> dict[str, str]:
    """Answer every question with the choice that counts nearest to a share (0-1, in the keyed direction).

    A belief question is answered so that 0 questions the myth. The background question gets `origin`,
    or the last choice there is.
    """
    answers = {question.id: choice_at(bank, question, share) for question in bank.questions.values()}
    if bank.background:
        answers[bank.background.id] = origin or bank.background.choices[-1].id
    return answers


def choice_at(bank: Bank, question: Question, share: Fraction | int) -> str:
    """Return the choice of a question that counts nearest to a share (0-1, in the keyed direction)."""
    scale = bank.scale_of(question)
    wanted = Fraction(1 - share if question.reversed else share) * scale.top
    return min(scale.choices, key=lambda choice: abs(choice.points - wanted)).id


def outside(bank: Bank, kept: Collection[str] = (), share: Fraction | int = 1) -> dict[str, str]:
    """Answer "does not apply" wherever it is offered, save in the themes to be kept."""
    answers = keyed(bank, share)
    for theme in bank.themes:
        for question in theme.questions:
            if question.may_not_apply and theme.id not in kept:
                answers[question.id] = DOES_NOT_APPLY
    return answers


def rising(bank: Bank, origin: str | None = None) -> Iterator[Answers]:
    """Yield sheets from the lowest place to the highest, one question a step more."""
    answers = keyed(bank, 0, origin)
    yield dict(answers)
    for theme in bank.themes:
        for question in theme.asked("practice"):
            top = bank.scale_of(question).top
            for points in range(1, top + 1):
                answers[question.id] = choice_at(bank, question, Fraction(points, top))
                yield dict(answers)


def placed(bank: Bank, shown: int, origin: str | None = None) -> Answers:
    """Return a sheet that is shown at a place (0-100)."""
    sheets = list(rising(bank, origin))
    answers = sheets[bisect_left(sheets, shown, key=lambda sheet: score(bank, sheet).shown or 0)]
    assert score(bank, answers).shown == shown
    return answers
