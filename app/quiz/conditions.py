"""Check each piece of advice: what it refers to, and that its conditions can be met and understood."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from app.quiz.bank import Advice, Answered, Bank, When
from app.quiz.coverage import impossible
from app.quiz.faults import Flaw, Path, words
from app.quiz.text import Text

FOR_EVERYBODY = 3
"""So many pieces without a condition give every person, whatever the answers, that many to read."""

MOST_ADVICE = 500

LIKELY = 200
"""A misspelt name is compared with so many names at most, because comparing is slow."""

NUMBER = "{n}"
"""Where the number of a numbered part stands in its text."""


def advice_flaws(bank: Bank) -> Iterator[Flaw]:
    """Yield what is wrong with the advice of a bank whose ids are in order."""
    for name, part in bank.parts.items():
        if part.en and part.fr and (NUMBER in part.en) != (NUMBER in part.fr):
            yield (
                ("parts", name),
                words(
                    "the number stands in one language only: write {{n}} in both",
                    "le numéro figure dans une seule langue : écrivez {{n}} dans les deux",
                ),
            )
    seen: set[str] = set()
    choices = choices_of(bank)
    themes = {theme.id: at for at, theme in enumerate(bank.themes)}
    for at, piece in enumerate(bank.advice):
        path = ("advice", at)
        if piece.id in seen:
            yield (*path, "id"), words("{id} is the id of another piece too", _TWICE_FR, id=piece.id)
        seen.add(piece.id)
        if piece.source is not None:
            yield from _from((*path, "source"), piece.source, bank)
        if piece.theme is not None and piece.theme not in themes:
            yield (*path, "theme"), _absent(_NO_THEME, piece.theme, themes)
        yield from _figures((*path, "when"), piece)
        if piece.when.answered:
            yield from _answered((*path, "when", "answered"), piece.when.answered, choices)
    yield from _enough(bank)


def choices_of(bank: Bank) -> Mapping[str, tuple[str, ...]]:
    """Return every question's id, the background question's too, with the choice ids it accepts."""
    known = {
        question.id: bank.accepted(question)
        for question in bank.questions.values()
        if question.scale in bank.scales
    }
    if bank.background:
        known[bank.background.id] = tuple(choice.id for choice in bank.background.choices)
    return known


def _from(path: Path, source: str, bank: Bank) -> Iterator[Flaw]:
    """Check that a piece names a part of the bank's source, and its number where it has some."""
    name, _, number = source.partition(" ")
    part = bank.parts.get(name)
    if part is None:
        yield path, _absent(_NO_PART, name, bank.parts)
    elif number and NUMBER not in part.en + part.fr:
        yield path, words("the part {name} has no numbers", "la partie {name} n’a pas de numéros", name=name)
    elif not number and NUMBER in part.en + part.fr:
        yield path, words("a number is missing after {name}", "il manque un numéro après {name}", name=name)


def _figures(path: Path, piece: Advice) -> Iterator[Flaw]:
    """Check the numbers of the conditions, and that none excludes another."""
    for key in FIGURES:
        figure = getattr(piece.when, key)
        least = 1 if key.endswith("below") else 0
        if figure is not None and not least <= figure <= 100:
            yield (
                (*path, key),
                words(
                    "the number should be from {least} to 100",
                    "le nombre doit aller de {least} à 100",
                    least=least,
                ),
            )
        if figure is not None and key.startswith("theme") and piece.theme is None:
            yield (
                (*path, key),
                words(
                    "this speaks of a theme’s score, but the piece names no theme",
                    "ceci porte sur le résultat d’un thème, mais le conseil n’en nomme aucun",
                ),
            )
    pair = impossible(piece)
    if pair:
        yield (
            (*path, pair[1]),
            words(
                "{one} and {other} exclude each other: nobody could be given this piece",
                "{one} et {other} s’excluent : personne ne recevrait ce conseil",
                one=pair[0],
                other=pair[1],
            ),
        )


def _answered(path: Path, answered: Answered, choices: Mapping[str, tuple[str, ...]]) -> Iterator[Flaw]:
    known = choices.get(answered.question)
    if known is None:
        yield (*path, "question"), _absent(_NO_QUESTION, answered.question, choices)
        return
    if not answered.choices:
        yield (
            (*path, "choices"),
            words("at least one choice should be named", "au moins un choix doit être nommé"),
        )
    for at, choice in enumerate(answered.choices):
        if choice not in known:
            yield (*path, "choices", at), _absent(_NO_CHOICE, choice, known)


def _enough(bank: Bank) -> Iterator[Flaw]:
    """Check that there is advice for everybody and for every theme."""
    if len(bank.advice) > MOST_ADVICE:
        yield (
            ("advice",),
            words(
                "at most {most} pieces are allowed", "au plus {most} conseils sont permis", most=MOST_ADVICE
            ),
        )
    if sum(piece.when == When() for piece in bank.advice) < FOR_EVERYBODY:
        yield (
            ("advice",),
            words(
                "at least {count} pieces should have no conditions, so that everybody gets {count}",
                "au moins {count} conseils doivent être sans condition, pour que chacun en reçoive {count}",
                count=FOR_EVERYBODY,
            ),
        )
    advised = {piece.theme for piece in bank.advice}
    for at, theme in enumerate(bank.themes):
        if theme.id not in advised:
            yield (
                ("themes", at, "id"),
                words("no piece of advice is for this theme", "aucun conseil ne porte sur ce thème"),
            )


def _absent(template: tuple[str, str], name: str, known: Iterable[str]) -> Text:
    """Say that a name is not there, with the nearest that is."""
    close = get_close_matches(name, list(known)[:LIKELY], n=1)
    said = words(*template, name=name)
    if not close:
        return said
    hint = words("; did you mean {close}?", "; vouliez-vous dire {close}?", close=close[0])
    return Text(said.en + hint.en, said.fr + hint.fr)


FIGURES = ("place_from", "place_below", "theme_at_least", "theme_below")

_TWICE_FR = "{id} est aussi l’identifiant d’un autre conseil"
_NO_PART = (
    "there is no part {name} among the parts of the source",
    "il n’y a pas de partie {name} parmi les parties de la source",
)
_NO_THEME = (
    "there is no theme {name} in this bank",
    "il n’y a pas de thème {name} dans ce questionnaire",
)
_NO_QUESTION = (
    "there is no question {name} in this bank",
    "il n’y a pas de question {name} dans ce questionnaire",
)
_NO_CHOICE = (
    "{name} is not a choice of this question",
    "{name} n’est pas un choix de cette question",
)
