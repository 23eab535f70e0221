"""Set a question's figures of several versions beside each other, where they measure the same."""

from app.quiz.bank import Bank
from app.quiz.text import Text

OTHER_ROLE = Text("it counts otherwise", "elle compte autrement")
TURNED = Text("it was turned round", "elle a été inversée")
ANSWERED_OTHERWISE = Text("its answers or their points changed", "ses réponses ou leurs points ont changé")
OTHERS_CHANGED = Text(
    "the other scored questions changed", "les autres questions comptées ont changé"
)  # fmt: skip


def apart(then: Bank, now: Bank, question_id: str) -> Text | None:
    """Say why a question's answers in two versions cannot be set side by side; None where they can.

    Both ask it. Its words are free to change: a question whose meaning changes gets a new id. Raise Absent.
    """
    one, other = then.question(question_id), now.question(question_id)
    if one.role != other.role:
        return OTHER_ROLE
    if _points(then, question_id) != _points(now, question_id):
        return ANSWERED_OTHERWISE
    return None if one.reversed == other.reversed else TURNED


def others_changed(then: Bank, now: Bank, question_id: str) -> Text | None:
    """Say that a question's correlation is with other questions than before; None where with the same."""
    return None if _others(then, question_id) == _others(now, question_id) else OTHERS_CHANGED


def _others(bank: Bank, question_id: str) -> dict[str, object]:
    return {
        key: (question.reversed, _points(bank, key))
        for key, question in bank.questions.items()
        if question.role == "practice" and key != question_id
    }


def _points(bank: Bank, question_id: str) -> object:
    # A draft may name a scale that is not there.
    scale = bank.scales.get(bank.questions[question_id].scale)
    return scale and tuple((choice.id, choice.points) for choice in scale.choices)
