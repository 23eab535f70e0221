"""Say what the picture of an effect shows, in both languages."""

from fractions import Fraction

from app.quiz.text import Language, Text

STAY = Text("{count} stay", "{count} y restent")
STAY_AS = Text("{count} stay, now {title}", "{count} y restent, maintenant {title}")
TO = Text("{count} to {title}", "{count} vers {title}")
TO_NOWHERE = Text("{count} without a place", "{count} sans position")
NOWHERE = Text("No place", "Sans position")

KEY = Text(
    "A bar: the sheets in a band today. Its parts: where they would stand. Underlined: those that "
    "would move.",
    "Une barre\N{NO-BREAK SPACE}: les feuilles d’une zone aujourd’hui. Ses parties\N{NO-BREAK SPACE}: où "
    "elles se trouveraient. Soulignées\N{NO-BREAK SPACE}: celles qui changeraient de zone.",
)
STAYING = Text(
    "Of {sheets} sheets of answers, {staying} would stay in their band.",
    "Sur {sheets} feuilles de réponses, {staying} resteraient dans leur zone.",
)
FROM = Text("{title}: {moves}.", "{title}\N{NO-BREAK SPACE}: {moves}.")
MEAN = Text(
    "On average the place would move by {mean} points, with a standard deviation of {spread}.",
    "En moyenne, la position changerait de {mean} points, avec un écart-type de {spread}.",
)

MINUS = "\N{MINUS SIGN}"


def counted(count: int, language: Language) -> str:
    """Write a count as each language does: 2,000 and 2 000."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}") if language == "fr" else f"{count:,}"


def points(value: Fraction | float, language: Language, *, signed: bool = False) -> str:
    """Write points to one decimal, with a sign where asked for: +0.2, −1,5."""
    written = f"{float(value):+.1f}" if signed else f"{float(value):.1f}"
    if float(written) == 0:
        written = "0.0"
    written = written.replace("-", MINUS)
    return written.replace(".", ",") if language == "fr" else written
