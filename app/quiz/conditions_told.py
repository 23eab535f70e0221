"""Tell the conditions of a piece of advice in plain words, in both languages."""

from collections.abc import Iterator

from app.quiz.bank import Absent, Answered, Bank, When
from app.quiz.text import Text
from app.quiz.wording import OR, listed, named, quoted, same, say

EVERYBODY = Text("for everybody", "pour tout le monde")

APPLIES_NOT = Text("does not apply to my work", "ne s’applique pas à mon travail")


def told_when(bank: Bank, when: When, theme: str | None) -> Text:
    """Tell when a piece of advice is given: when “Listen” is below 60; `theme` is the piece's own.

    Begins in lower case. Whatever a draft names that is not there is called by its id.
    """
    clauses = tuple(_clauses(bank, when, theme))
    if not clauses:
        return EVERYBODY
    return Text(
        "when " + " and ".join(clause.en for clause in clauses),
        "quand " + " et que ".join(clause.fr for clause in clauses),
    )


def _clauses(bank: Bank, when: When, theme: str | None) -> Iterator[Text]:
    place = Text("the place", "la position")
    yield from _between(place, when.place_from, when.place_below)
    yield from _between(_score_of(bank, theme), when.theme_at_least, when.theme_below)
    if when.answered:
        yield _answered(bank, when.answered)


def _between(what: Text, least: int | None, below: int | None) -> Iterator[Text]:
    if least is not None and below is not None:
        yield say(
            "{what} is at least {least} and below {below}",
            "{what} est d’au moins {least} et de moins de {below}",
            what=what,
            least=least,
            below=below,
        )
    elif least is not None:
        yield say("{what} is at least {least}", "{what} est d’au moins {least}", what=what, least=least)
    elif below is not None:
        yield say("{what} is below {below}", "{what} est de moins de {below}", what=what, below=below)


def _score_of(bank: Bank, theme: str | None) -> Text:
    if theme is None:
        return Text("the theme’s score", "le résultat du thème")
    try:
        title = named(bank.theme(theme).title, theme)
    except Absent:
        title = quoted(same(theme))
    return say("{title}", "le résultat de {title}", title=title)


def _answered(bank: Bank, answered: Answered) -> Text:
    try:
        asked = named(bank.asks(answered.question), answered.question)
    except Absent:
        asked = quoted(same(answered.question))
    choices = tuple(quoted(_label(bank, answered.question, choice)) for choice in answered.choices)
    if not choices:
        return say("{asked} is answered", "on a répondu à {asked}", asked=asked)
    return say(
        "the answer to {asked} is {choices}",
        "la réponse à {asked} est {choices}",
        asked=asked,
        choices=listed(choices, OR),
    )


def _label(bank: Bank, question: str, choice: str) -> Text:
    """Return the words of a choice, or its id where a draft has neither the choice nor its scale."""
    try:
        label = bank.label(question, choice)
    except LookupError:
        return same(choice)
    return APPLIES_NOT if label is None else Text(label.en or choice, label.fr or choice)
