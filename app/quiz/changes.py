"""Tell what differs between two versions of a bank, and whether results stay comparable."""

from app.quiz.bank import Bank, Theme


def comparable(before: Bank, after: Bank) -> bool:
    """Tell whether places scored by two versions may be set beside each other.

    They may when both ask the same scored questions, keyed, scaled and weighted alike. Wording is
    free to change: a question whose meaning changes gets a new id.
    """
    return before.id == after.id and _scored(before) == _scored(after)


def _scored(bank: Bank) -> dict[str, object]:
    return {theme.id: (theme.weight, _keys(bank, theme)) for theme in bank.themes}


def _keys(bank: Bank, theme: Theme) -> frozenset[object]:
    return frozenset(
        (
            question.id,
            question.reversed,
            tuple((choice.id, choice.points) for choice in bank.scale_of(question).choices),
        )
        for question in theme.asked("practice")
    )
