"""Say what hangs on questions and themes of a draft: advice, and the trends of what is asked today."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.quiz.bank import Advice, Question, Theme
from app.store.drafts import Draft
from app.trainer.version import asked_last


@dataclass(frozen=True, slots=True)
class Hanging:
    """Hold the advice that asks for something, and whether it counts in results that people are given now."""

    advice: Sequence[Advice]
    asked: bool
    counted: bool


def hanging_on(draft: Draft, questions: Sequence[Question], theme: Theme | None = None) -> Hanging:
    """Return what hangs on some questions, and on their theme where that is to go too."""
    ids = {question.id for question in questions}
    last = asked_last(draft)
    asked = [last.questions[key] for key in ids if key in last.questions] if last else []
    advice = [
        piece
        for piece in draft.bank.advice
        if (theme and piece.theme == theme.id)
        or (piece.when.answered and piece.when.answered.question in ids)
    ]
    return Hanging(advice, bool(asked), any(question.role == "practice" for question in asked))
