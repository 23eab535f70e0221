"""Check that a bank means something: that its ids, numbers and conditions fit each other.

What each check reads is named beside it, so that whatever is not broken in a faulty file is
checked too, and a trainer reads every fault at once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from app.quiz.bank import DOES_NOT_APPLY, Bank, Identified, Scale
from app.quiz.conditions import advice_flaws
from app.quiz.faults import Flaw, Path, words
from app.quiz.kinds import kind_flaws
from app.quiz.proof import proof_flaws
from app.quiz.text import Text

MOST_THEMES = 100
MOST_CHOICES = 20
MOST_POINTS = 100
MOST_WEIGHT = 1_000
MOST_MARGIN = 50
BANDS = range(2, 10)


def flaws(bank: Bank, broken: frozenset[str] = frozenset()) -> Iterator[Flaw]:
    """Yield what is wrong with a bank, each with its path; nothing under a `broken` top key is read.

    Whether all advice can be reached is only asked of a bank that is sound in everything else.
    """
    sound = not broken
    for flaw in plain_flaws(bank, broken):
        sound = False
        yield flaw
    if sound:
        yield from proof_flaws(bank)


def plain_flaws(bank: Bank, broken: frozenset[str] = frozenset()) -> Iterator[Flaw]:
    """Yield what `flaws` yields before anything is proven: what can be told by looking at each thing."""
    for reads, check in (*_FIRST, _LAST):
        if broken.isdisjoint(reads.split()):
            yield from check(bank)


def measures(bank: Bank) -> bool:
    """Tell whether a bank can place anybody: whether all is sound but its advice.

    Such a bank is what Coverage asks for, be its advice as it may.
    """
    return not any(flaw for _, check in _FIRST for flaw in check(bank))


def _source(bank: Bank) -> Iterator[Flaw]:
    if bank.source and not 1 <= bank.source.year <= 9999:
        yield ("source", "year"), words("the year should be from 1 to 9999", "l’année doit aller de 1 à 9999")


def _margin(bank: Bank) -> Iterator[Flaw]:
    yield from _outside(("margin",), bank.margin, 0, MOST_MARGIN)


def _scales(bank: Bank) -> Iterator[Flaw]:
    for name, scale in bank.scales.items():
        path = ("scales", name, "choices")
        yield from _choice_ids(path, scale.choices)
        if not 2 <= len(scale.choices) <= MOST_CHOICES:
            yield (
                path,
                words(
                    "a scale should have from 2 to {most} choices",
                    "une échelle doit compter de 2 à {most} choix",
                    most=MOST_CHOICES,
                ),
            )
        yield from _points(path, scale)


def _points(path: Path, scale: Scale) -> Iterator[Flaw]:
    before = Counter(choice.points for choice in scale.choices)
    for at, choice in enumerate(scale.choices):
        yield from _outside((*path, at, "points"), choice.points, 0, MOST_POINTS)
    if scale.choices and (0 not in before or max(before) <= 0):
        yield (
            path,
            words(
                "one choice should be worth 0 points, and one more than 0",
                "un choix doit valoir 0 point, et un autre plus de 0",
            ),
        )


def _themes(bank: Bank) -> Iterator[Flaw]:
    yield from _unique(("themes",), bank.themes)
    if not 1 <= len(bank.themes) <= MOST_THEMES:
        yield (
            ("themes",),
            words(
                "a bank should have from 1 to {most} themes",
                "un questionnaire doit compter de 1 à {most} thèmes",
                most=MOST_THEMES,
            ),
        )
    for at, theme in enumerate(bank.themes):
        yield from _outside(("themes", at, "weight"), theme.weight, 0, MOST_WEIGHT)
        yield from kind_flaws(("themes", at), theme)
    if bank.themes and all(theme.weight == 0 for theme in bank.themes):
        yield (
            ("themes",),
            words("one weight at least should be above 0", "au moins un poids doit dépasser 0"),
        )


def _questions(bank: Bank) -> Iterator[Flaw]:
    """Check that each id is given once over themes, questions and background: answers hang on it."""
    taken: dict[str, Text] = {theme.id: words("a theme", "un thème") for theme in bank.themes}
    for at, theme in enumerate(bank.themes):
        for number, question in enumerate(theme.questions):
            path = ("themes", at, "questions", number)
            if question.id in taken:
                yield (*path, "id"), _taken(question.id, taken[question.id])
            taken[question.id] = words("a question", "une question")
            if question.scale not in bank.scales:
                yield (
                    (*path, "scale"),
                    words(
                        "there is no scale {name} in this bank",
                        "il n’y a pas d’échelle {name} dans ce questionnaire",
                        name=question.scale,
                    ),
                )
    if bank.background and bank.background.id in taken:
        yield ("background", "id"), _taken(bank.background.id, taken[bank.background.id])


def _background(bank: Bank) -> Iterator[Flaw]:
    if not bank.background:
        return
    path = ("background", "choices")
    yield from _choice_ids(path, bank.background.choices)
    if not 2 <= len(bank.background.choices) <= MOST_CHOICES:
        yield (
            path,
            words(
                "the background question should have from 2 to {most} choices",
                "la question sur le parcours doit compter de 2 à {most} choix",
                most=MOST_CHOICES,
            ),
        )
    for at, choice in enumerate(bank.background.choices):
        if choice.encouragement:
            here = (*path, at, "encouragement", "place_from")
            yield from _outside(here, choice.encouragement.place_from, 0, 100)


def _bands(bank: Bank) -> Iterator[Flaw]:
    yield from _unique(("bands",), bank.bands)
    if len(bank.bands) not in BANDS:
        yield (
            ("bands",),
            words(
                "a bank should have from {least} to {most} bands",
                "un questionnaire doit compter de {least} à {most} zones",
                least=BANDS[0],
                most=BANDS[-1],
            ),
        )
    if bank.bands and bank.bands[0].start != 0:
        yield (
            ("bands", 0, "from"),
            words(
                "the first band should begin at 0, or the places below have none",
                "la première zone doit commencer à 0, sinon les positions plus basses n’en ont pas",
            ),
        )
    for at, band in enumerate(bank.bands):
        yield from _outside(("bands", at, "from"), band.start, 0, 100)
        if at and band.start <= bank.bands[at - 1].start:
            yield (
                ("bands", at, "from"),
                words(
                    "each band should begin above the one before it",
                    "chaque zone doit commencer plus haut que la précédente",
                ),
            )


def _choice_ids(path: Path, choices: Iterable[Identified]) -> Iterator[Flaw]:
    yield from _unique(path, choices)
    for at, choice in enumerate(choices):
        if choice.id == DOES_NOT_APPLY:
            yield (
                (*path, at, "id"),
                words(
                    "{id} is kept for “does not apply to my work”: choose another id",
                    (
                        "{id} est réservé à « ne s’applique pas à mon travail » : choisissez un autre "
                        "identifiant"
                    ),
                    id=choice.id,
                ),
            )


def _unique(path: Path, things: Iterable[Identified]) -> Iterator[Flaw]:
    seen = set()
    for at, thing in enumerate(things):
        if thing.id in seen:
            yield (*path, at, "id"), _taken(thing.id, words("another one here", "un autre ici"))
        seen.add(thing.id)


def _taken(name: str, other: Text) -> Text:
    return words(
        f"{{id}} is already the id of {other.en}", f"{{id}} est déjà l’identifiant d’{other.fr}", id=name
    )


def _outside(path: Path, value: int | Decimal, least: int, most: int) -> Iterator[Flaw]:
    if not least <= value <= most:
        yield (
            path,
            words(
                "the number should be from {least} to {most}",
                "le nombre doit aller de {least} à {most}",
                least=least,
                most=most,
            ),
        )


_Check = tuple[str, Callable[[Bank], Iterator[Flaw]]]

_FIRST: tuple[_Check, ...] = (
    ("source", _source),
    ("margin", _margin),
    ("scales", _scales),
    ("themes", _themes),
    ("themes scales background", _questions),
    ("background", _background),
    ("bands", _bands),
)
_LAST: _Check = ("advice themes scales background parts", advice_flaws)
