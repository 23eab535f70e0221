"""Find the questions of a form that somebody else moved or removed while it was being filled in."""

from dataclasses import dataclass

from flask import request

from app.quiz.bank import Bank, Question, Theme
from app.quiz.drafting import UNWRITTEN, ids_of
from app.quiz.shape import unfit_id
from app.trainer.sheet import SEEN, typed
from app.trainer.theme_form import prefix, question_fields, question_of
from app.web.forms import legible

BACK, AWAY = "back", "away"
"""What may be chosen of a question that somebody removed: put it back, or leave it away."""

PUT, ASKED = "put:", "removed:"
"""Stand before the id of such a question, in the names of the field that asks and of one that says so."""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Hold what is no longer on the page but was written to: moved to another theme, or removed."""

    moved: tuple[Question, ...] = ()
    removed: tuple[Question, ...] = ()

    def chosen(self, question: Question) -> str:
        """Return what was chosen for a removed question; "" for nothing."""
        sent = request.form.get(PUT + question.id, "")
        return sent if sent in (BACK, AWAY) else ""

    @property
    def undecided(self) -> list[Question]:
        """Return the removed questions for which nothing was chosen yet."""
        return [question for question in self.removed if not self.chosen(question)]

    @property
    def back(self) -> list[Question]:
        """Return the removed questions that are to be put back."""
        return [question for question in self.removed if self.chosen(question) == BACK]


def meanwhile(bank: Bank, theme: Theme) -> Meanwhile:
    """Return what the form that was sent wrote to questions that its theme no longer asks."""
    here = {question.id for question in theme.questions}
    written = [key for key in _sent() if key not in here and _written_to(key, bank)]
    return Meanwhile(
        tuple(bank.questions[key] for key in written if key in bank.questions),
        tuple(_sent_as(key, bank) for key in written if key not in ids_of(bank)),
    )


def _sent() -> list[str]:
    begins, ends = SEEN + "q:", ":text.en"
    names = [name for name in request.form if name.startswith(begins) and name.endswith(ends)]
    ids = [name.removeprefix(begins).removesuffix(ends) for name in names]
    return [key for key in ids if unfit_id(key) is None]


def _written_to(question_id: str, bank: Bank) -> bool:
    asked_already = ASKED + question_id in request.form
    return asked_already or any(typed(asked) for asked in question_fields(question_id, bank))


def _sent_as(question_id: str, bank: Bank) -> Question:
    """Return a question as the form has it, for the draft has it no more."""
    scale = request.form.get(f"{prefix(question_id)}scale", "")
    known = scale if scale in bank.scales else next(iter(bank.scales), "")
    blank = Question(question_id, "practice", UNWRITTEN, known)
    values = {
        asked.name: asked.tidy(legible(request.form.get(asked.name, "")))
        for asked in question_fields(question_id, bank)
    }
    values[f"{prefix(question_id)}scale"] = known
    return question_of(blank, values)
