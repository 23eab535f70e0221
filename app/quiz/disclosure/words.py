"""Say in words what is withheld and why, and what is told in words instead of numbers."""

from app.quiz.disclosure.figures import Part, Why
from app.quiz.text import Text

WITHHELD: dict[Why, Text] = {
    "few": Text(
        "Not shown: too few people have an answer here.",
        "Non affiché\N{NO-BREAK SPACE}: trop peu de personnes ont une réponse ici.",
    ),
    "small": Text(
        "Counts are shown only where ten people or more were released together.",
        "Les nombres ne s’affichent que si dix personnes ou plus ont été publiées ensemble.",
    ),
    "alike": Text(
        "No counts: the answers are so alike that numbers would speak of single people.",
        "Aucun nombre\N{NO-BREAK SPACE}: les réponses se ressemblent tant que des chiffres parleraient de "
        "personnes précises.",
    ),
}

LEFT_OUT = Text(
    "People released in smaller parts are not in these counts.",
    "Les personnes publiées en petits groupes ne sont pas dans ces nombres.",
)

LEANING: dict[Part, Text] = {
    "few": Text("Few lean towards it.", "Peu de personnes y adhèrent."),
    "half": Text("About half lean towards it.", "Environ la moitié y adhère."),
    "most": Text("Most lean towards it.", "La plupart y adhèrent."),
}
