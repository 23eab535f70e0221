"""Prove what a bank promises: straight-liners land in the middle, and all advice can be reached."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from app.quiz.bank import Advice, Bank, When
from app.quiz.coverage import Coverage
from app.quiz.faults import Flaw, words
from app.quiz.scoring import half_up
from app.quiz.search import Undecided

MIDDLE = range(35, 66)
"""The shown places where whoever gives the same choice to every question should land."""


def proof_flaws(bank: Bank) -> Iterator[Flaw]:
    """Yield what a bank that is sound in everything else does not keep."""
    yield from _straight_lines(bank)
    try:
        yield from _coverage(bank, Coverage(bank))
    except Undecided:
        yield (
            ("themes",),
            words(
                "the weights are too finely graded to prove that all advice can be reached: round them",
                "les poids sont trop fins pour prouver que tout conseil peut être atteint : arrondissez-les",
            ),
        )


def _straight_lines(bank: Bank) -> Iterator[Flaw]:
    """Try the lowest and the highest of all sheets that give one choice per scale to every question."""
    lines = _lines(bank)
    for pick in (min, max):
        line = {scale: pick(choices, key=choices.__getitem__) for scale, choices in lines.items()}
        place = half_up(sum((lines[scale][choice] for scale, choice in line.items()), Fraction()))
        if place not in MIDDLE:
            said = ", ".join(f"{scale}: {choice}" for scale, choice in line.items())
            yield (
                ("themes",),
                words(
                    "whoever gives the same choice throughout ({said}) lands at {place}, which should be "
                    "from {least} to {most}: turn some questions round and mark them as reversed",
                    "qui donne partout la même réponse ({said}) arrive à {place}, ce qui devrait aller "
                    "de {least} à {most} : retournez des questions et marquez-les comme inversées (reversed)",
                    said=said,
                    place=place,
                    least=MIDDLE[0],
                    most=MIDDLE[-1],
                ),
            )


def _lines(bank: Bank) -> Mapping[str, Mapping[str, Fraction]]:
    """Return how many points of the place each choice adds, given to every question of its scale."""
    adds: dict[str, dict[str, Fraction]] = {}
    total = sum(Fraction(theme.weight) for theme in bank.themes)
    for theme in bank.themes:
        asked = theme.asked("practice")
        for question in asked:
            scale = bank.scale_of(question)
            per_choice = adds.setdefault(question.scale, {choice.id: Fraction() for choice in scale.choices})
            for choice in scale.choices:
                part = Fraction(choice.points, scale.top)
                keyed = 1 - part if question.reversed else part
                per_choice[choice.id] += 100 * Fraction(theme.weight) / total * keyed / len(asked)
    return adds


def _coverage(bank: Bank, coverage: Coverage) -> Iterator[Flaw]:
    for at, piece in enumerate(bank.advice):
        if coverage.witness(piece) is None:
            yield (
                ("advice", at, "when"),
                words(
                    "no sheet of answers meets these conditions together: nobody could be given this piece",
                    "aucune feuille de réponses ne remplit ces conditions ensemble : personne ne recevrait "
                    "ce conseil",
                ),
            )
    own = [piece for piece in bank.advice if _is_particular(piece)]
    for at, band in enumerate(bank.bands):
        if coverage.witness(None, band) is None:
            yield (
                ("bands", at, "from"),
                words(
                    "no sheet of answers lands in this band",
                    "aucune feuille de réponses n’arrive dans cette zone",
                ),
            )
        elif not any(coverage.witness(piece, band) for piece in own):
            yield (
                ("bands", at, "id"),
                words(
                    "no advice is for this band: all that can be said there is said to everybody",
                    "aucun conseil ne vise cette zone : tout ce qui peut y être dit l’est à tout le monde",
                ),
            )


def _is_particular(piece: Advice) -> bool:
    """Tell whether a piece is for some people only, or leads for some."""
    return piece.when != When() or piece.leads_for is not None
