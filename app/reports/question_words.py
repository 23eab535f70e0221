"""Say the words of the table of which questions work, in both languages."""

from collections.abc import Mapping

from app.quiz.text import Language, Text

SHEET = Text("Questions", "Questions")

BANK, VERSION, DATE = (
    Text("Question bank", "Questionnaire"),
    Text("Version", "Version"),
    Text("Published on", "Publiée le"),
)
LANGUAGE = Text("Sheets", "Feuilles")
LANGUAGES_OF: Mapping[str, Text] = {
    "en": Text("Read in English", "Lues en anglais"),
    "fr": Text("Read in French", "Lues en français"),
    "both": Text("Both languages together", "Les deux langues ensemble"),
}
SHEETS = Text("Finished sheets counted", "Feuilles terminées comptées")
COMPLETE = Text("Complete sheets", "Feuilles complètes")
ALPHA = Text("Cronbach’s alpha", "Alpha de Cronbach")
ALPHA_LOW, ALPHA_HIGH = (
    Text("Alpha, 95% from", "Alpha, 95\N{NO-BREAK SPACE}% de"),
    Text("Alpha, 95% to", "Alpha, 95\N{NO-BREAK SPACE}% à"),
)
ERROR = Text("Standard error, in points", "Erreur type, en points")

ROLES: Mapping[str, Text] = {
    "practice": Text("practice", "pratique"),
    "belief": Text("belief", "croyance"),
}
REVERSED: Mapping[bool, Text] = {True: Text("reversed", "inversée"), False: Text("", "")}

_COLUMNS = (
    Text("Theme", "Thème"),
    Text("Question", "Question"),
    Text("Kind", "Genre"),
    Text("Reversed", "Inversée"),
    Text("n", "n"),
    Text("Mean (0 to 100)", "Moyenne (de 0 à 100)"),
    Text("Standard deviation", "Écart type"),
    Text("At the low end (%)", "À l’extrémité basse (%)"),
    Text("At the high end (%)", "À l’extrémité haute (%)"),
    Text("Does not apply (%)", "Ne s’applique pas (%)"),
    Text("Correlation with the others", "Corrélation avec les autres"),
    Text("Correlation, 95% from", "Corrélation, 95\N{NO-BREAK SPACE}% de"),
    Text("Correlation, 95% to", "Corrélation, 95\N{NO-BREAK SPACE}% à"),
    Text("Alpha without it", "Alpha sans elle"),
    Text("Times called unclear", "Fois jugée peu claire"),
    Text("Answers", "Réponses"),
    Text("To look at", "À examiner"),
    Text("Missing figures", "Chiffres manquants"),
)


def columns(language: Language) -> tuple[str, ...]:
    """Return the columns' headings."""
    return tuple(name[language] for name in _COLUMNS)
