"""Prove what a bank promises: straight-liners land in the middle, and all advice can be reached."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain

from app.quiz.bank import Advice, Bank, When
from app.quiz.coverage import Coverage
from app.quiz.faults import Flaw, words
from app.quiz.figures import Figures
from app.quiz.scoring import half_up
from app.quiz.search import Undecided

MIDDLE = range(35, 66)
"""The shown places where whoever gives the same choice to every question should land."""


def proof_flaws(bank: Bank) -> Iterator[Flaw]:
    """Yield what a bank that is sound in everything else does not keep."""
    coverage = Coverage(bank)
    yield from _straight(coverage.figures)
    yield from _decided(chain(_reach(coverage, range(len(bank.advice))), _bands(coverage)))


def line_flaws(bank: Bank) -> Iterator[Flaw]:
    """Yield where a bank that is sound in everything else puts those who always give the same choice."""
    yield from _straight(Figures(bank))


def reach_flaws(bank: Bank, numbers: range) -> Iterator[Flaw]:
    """Yield which pieces with these numbers (from 0) nobody could be given.

    The bank is sound in everything else. A slice costs the same however long the bank is.
    """
    yield from _decided(_reach(Coverage(bank), numbers))


def band_flaws(bank: Bank) -> Iterator[Flaw]:
    """Yield which bands of a bank that is sound in everything else nobody reaches, or no advice."""
    yield from _decided(_bands(Coverage(bank)))


def is_particular(piece: Advice) -> bool:
    """Tell whether a piece is for some people only, or leads for some."""
    return piece.when != When() or piece.leads_for is not None


def _decided(flaws: Iterator[Flaw]) -> Iterator[Flaw]:
    """Yield the flaws, and one more where the rest cannot be told."""
    try:
        yield from flaws
    except Undecided:
        yield (
            ("themes",),
            words(
                "the weights are too finely graded to prove that all advice can be reached: round them",
                "les poids sont trop fins pour prouver que tout conseil peut être atteint : arrondissez-les",
            ),
        )


def straight_lines(figures: Figures) -> Iterator[tuple[Mapping[str, str], int]]:
    """Yield the lowest and the highest of all sheets that give one choice per scale to every question.

    Each is told by the choice a scale, and by the place (0-100, rounded) where it lands.
    """
    lines = _lines(figures)
    for pick in (min, max):
        line = {scale: pick(choices, key=choices.__getitem__) for scale, choices in lines.items()}
        total = sum(lines[scale][choice] for scale, choice in line.items())
        yield line, half_up(Fraction(total, figures.weight * figures.unit))


def _straight(figures: Figures) -> Iterator[Flaw]:
    for line, place in straight_lines(figures):
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


def _lines(figures: Figures) -> Mapping[str, Mapping[str, int]]:
    """Return what each choice adds to weight times score, given to every question of its scale."""
    scales = figures.bank.scales
    adds: dict[str, dict[str, int]] = {}
    for theme in figures.bank.themes:
        slot = figures.by_theme[theme.id]
        for question in slot.practice:
            none = {choice.id: 0 for choice in scales[question.scale].choices}
            per_choice = adds.setdefault(question.scale, none)
            for part, choice_id in figures.shares[question.id]:
                per_choice[choice_id] += slot.weight * 100 * part // len(slot.practice)
    return adds


def _reach(coverage: Coverage, numbers: range) -> Iterator[Flaw]:
    for at in numbers:
        if not coverage.reaches(coverage.bank.advice[at]):
            yield (
                ("advice", at, "when"),
                words(
                    "no sheet of answers meets these conditions together: nobody could be given this piece",
                    "aucune feuille de réponses ne remplit ces conditions ensemble : personne ne recevrait "
                    "ce conseil",
                ),
            )


def _bands(coverage: Coverage) -> Iterator[Flaw]:
    own = [piece for piece in coverage.bank.advice if is_particular(piece)]
    for at, band in enumerate(coverage.bank.bands):
        if not coverage.reaches(None, band):
            yield (
                ("bands", at, "from"),
                words(
                    "no sheet of answers lands in this band",
                    "aucune feuille de réponses n’arrive dans cette zone",
                ),
            )
        elif not any(coverage.reaches(piece, band) for piece in own):
            yield (
                ("bands", at, "id"),
                words(
                    "no advice is for this band: all that can be said there is said to everybody",
                    "aucun conseil ne vise cette zone : tout ce qui peut y être dit l’est à tout le monde",
                ),
            )
