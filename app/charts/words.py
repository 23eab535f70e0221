"""Say in words what the pictures show, in both languages."""

from app.quiz.bank import Bank
from app.quiz.scoring import neighbour
from app.quiz.text import Language, Text

YOU = Text("You, today", "Vous, aujourd’hui")
LAST_TIME = Text("Last time", "La dernière fois")
SHADED = Text("shaded: give or take", "partie ombrée\u00a0: marge")

QUOTED = Text("“{}”", "«\u00a0{}\u00a0»")

STANDS = Text(
    "Your marker stands in {band}, stretch {number} of {count} from the left, "
    "at {shown} on a line from 0 to 100.",
    "Votre repère se trouve dans {band}, zone {number} sur {count} à partir de la gauche, "
    "à {shown} sur une ligne de 0 à 100.",
)
NEAR = Text("{band} is close by.", "La zone {band} est tout près.")
REACH = Text(
    "The shaded part, give or take {margin}, runs from {low} to {high}.",
    "La partie ombrée, à {margin} près, va de {low} à {high}.",
)
ENDS = Text(
    "The land does not rise; it runs from {low} to {high}, in the author’s terms.",
    "Le terrain ne monte pas; il va de {low} à {high}, selon les termes de l’auteur.",
)
THEN = Text(
    "A hollow marker shows last time: {band}, at {then}.",
    "Un repère creux montre la dernière fois\u00a0: {band}, à {then}.",
)
POINTS = Text("{} points", "{} points")
POINT = Text("{} point", "{} point")


def quoted(text: Text, language: Language) -> str:
    """Put a text into its language's quotation marks."""
    return QUOTED[language].format(text[language])


def reach(shown: int, margin: int) -> tuple[int, int]:
    """Return how far the margin reaches from a place to either side, kept within 0-100."""
    return max(0, shown - margin), min(100, shown + margin)


def describe(bank: Bank, language: Language, shown: int, margin: int, then: int | None = None) -> str:
    """Say what the spectrum shows: places `shown` and `then` are 0-100, `margin` is in points.

    A neighbouring band is named by the same rule as in the result.
    """
    here = bank.band_at(shown)
    sentences = [
        STANDS[language].format(
            band=quoted(here.title, language),
            number=bank.bands.index(here) + 1,
            count=len(bank.bands),
            shown=shown,
        )
    ]
    if beside := neighbour(bank, shown, margin):
        sentences.append(NEAR[language].format(band=quoted(beside.title, language)))
    if margin:
        low, high = reach(shown, margin)
        points = (POINT if margin == 1 else POINTS)[language].format(margin)
        sentences.append(REACH[language].format(margin=points, low=low, high=high))
    if then is not None:
        band = quoted(bank.band_at(then).title, language)
        sentences.append(THEN[language].format(band=band, then=then))
    low_end, high_end = quoted(bank.ends.low, language), quoted(bank.ends.high, language)
    sentences.append(ENDS[language].format(low=low_end, high=high_end))
    return " ".join(sentences)
