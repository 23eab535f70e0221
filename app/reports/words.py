"""Say the words of the tables of figures, in both languages."""

from typing import Literal

from app.quiz.text import Text

Part = Literal["people", "place", "bands", "themes", "beliefs"]

TEAM, ROUND, DATE = Text("Team", "Équipe"), Text("Round", "Ronde"), Text("Date", "Date")
BANK = Text("Questions", "Questions")
SHEET = Text("Figures", "Chiffres")

PART, WHAT, CHOICE = Text("Part", "Partie"), Text("What", "Élément"), Text("Choice", "Choix")
VALUE = Text("Value", "Valeur")
LOW, HIGH = (
    Text("Likely from (95%)", "Probablement de (95\N{NO-BREAK SPACE}%)"),
    Text("Likely to (95%)", "Probablement à (95\N{NO-BREAK SPACE}%)"),
)
TOLD = Text("In words", "En mots")

PARTS: dict[Part, Text] = {
    "people": Text("People", "Personnes"),
    "place": Text("Place", "Place"),
    "bands": Text("People by stretch", "Personnes par zone"),
    "themes": Text("Themes", "Thèmes"),
    "beliefs": Text("Common beliefs", "Idées répandues"),
}

ADDED = Text("Added their answers", "Ont ajouté leurs réponses")
SPECTRUM = Text("On the spectrum, 0 to 100", "Sur le spectre, de 0 à 100")
NO_PLACE = Text(
    "Not shown: too few themes have a mean.",
    "Non affiché\N{NO-BREAK SPACE}: trop peu de thèmes ont une moyenne.",
)
NOTE = Text(
    "Figures of a group, rounded at random so that nobody can be recognized in them. Not for appraisal, "
    "staffing or discipline.",
    "Chiffres d’un groupe, arrondis au hasard afin que personne ne puisse y être reconnu. À ne pas "
    "utiliser pour l’évaluation, la dotation ou la discipline.",
)
