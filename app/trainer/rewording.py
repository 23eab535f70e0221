"""Ask of a question that people answer already whether its new wording means the same, and act on it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from flask import request

from app.quiz.bank import Bank, Question
from app.quiz.drafting import new_id, renew_question, theme_of
from app.quiz.text import LANGUAGES, Text
from app.trainer.fields import plain

SAME, NEW = "same", "new"
"""What may be chosen: the same meaning in other words, or a new question."""

MEANS = "means:"
"""Stands before a question's id, in the name of the field that asks."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """Hold the questions whose words this save changes, each as the version before asked it."""

    before: Mapping[str, Question]

    def chosen(self, question_id: str) -> str:
        """Return what was chosen for a question; "" for nothing."""
        sent = request.form.get(MEANS + question_id, "")
        return sent if sent in (SAME, NEW) else ""

    @property
    def undecided(self) -> list[str]:
        """Return the ids of the questions for which nothing was chosen yet."""
        return [key for key in self.before if not self.chosen(key)]

    def renewed(self, bank: Bank, ever: Container[str]) -> tuple[Bank, Mapping[str, str]]:
        """Return the bank with a new id for each question that is a new one, and these by the old ids."""
        given = {}
        for key in self.before:
            if self.chosen(key) == NEW:
                given[key] = new_question_id(bank, theme_of(bank, key).id, ever)
                bank = renew_question(bank, key, given[key])
        return bank, given


def reworded(last: Bank | None, draft: Bank, questions: Iterable[Question]) -> Reworded:
    """Find the questions whose words were just changed, and are not those of the version asked last."""
    asked = last.questions if last else {}
    return Reworded(
        {
            question.id: asked[question.id]
            for question in questions
            if question.id in asked
            and not _alike(question.text, asked[question.id].text)
            and (question.id not in draft.questions or question.text != draft.questions[question.id].text)
        }
    )


def new_question_id(bank: Bank, theme_id: str, ever: Container[str]) -> str:
    """Return an id for a new question of a theme; no version of the bank ever had it."""
    return new_id(theme_id, ever, bank.questions, numbered=True)


def _alike(one: Text, other: Text) -> bool:
    return all(plain(one[language]) == plain(other[language]) for language in LANGUAGES)
