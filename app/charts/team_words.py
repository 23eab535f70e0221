"""Say the few words that stand in a team's pictures, in both languages."""

from app.quiz.disclosure.figures import Part
from app.quiz.text import Text

TEAM = Text("Your team", "Votre équipe")
ALL_TEAMS = Text("All teams", "Toutes les équipes")
NO_PLACE = Text("Your team: not shown", "Votre équipe\N{NO-BREAK SPACE}: non affichée")
LIKELY = Text(
    "shaded: likely range (95%)",
    "partie ombrée\N{NO-BREAK SPACE}: plage probable (95\N{NO-BREAK SPACE}%)",
)
NUMBERS = Text("numbers: about how many people", "nombres\N{NO-BREAK SPACE}: environ combien de personnes")

THEMES_KEY = Text(
    "0 to 100: how much of it is practised. Dot: the mean. Line: likely range (95%).",
    "De 0 à 100\N{NO-BREAK SPACE}: à quel point on le pratique. Point\N{NO-BREAK SPACE}: moyenne. "
    "Trait\N{NO-BREAK SPACE}: plage probable (95\N{NO-BREAK SPACE}%).",
)
ROUNDS_KEY = Text(
    "Marker: where the team stood. Line: likely range (95%).",
    "Repère\N{NO-BREAK SPACE}: là où se trouvait l’équipe. Trait\N{NO-BREAK SPACE}: plage probable "
    "(95\N{NO-BREAK SPACE}%).",
)

APART = Text(
    "Cannot be set beside the last round: since then, {}.",
    "Sans comparaison possible avec la dernière ronde\N{NO-BREAK SPACE}: depuis, {}.",
)

PARTS: dict[Part, Text] = {
    "few": Text("few", "peu"),
    "half": Text("about half", "environ la moitié"),
    "most": Text("most", "la plupart"),
}

MOSTLY: dict[str, Text] = {
    "leans": Text(
        "Most, perhaps all, lean towards it.", "La plupart, peut-être tout le monde, y adhèrent plutôt."
    ),
    "two-minds": Text(
        "Most, perhaps all, are in two minds.", "La plupart, peut-être tout le monde, hésitent."
    ),
    "questions": Text("Most, perhaps all, question it.", "La plupart, peut-être tout le monde, en doutent."),
}
