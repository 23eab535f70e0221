"""Say in words what a question's figures tell: what to look at and what to do, why a figure is missing."""

from app.quiz.bank import Bank, Question
from app.quiz.item_analysis.analysis import Flag, Spread
from app.quiz.item_analysis.estimates import Why
from app.quiz.text import Language, Text

FLAGS: dict[Flag, Text] = {
    "reversed": Text("Is this reversed?", "Est-elle inversée?"),
    "review": Text("Review", "À revoir"),
    "alike": Text("Does not tell people apart", "Ne distingue pas les gens"),
}
"""What a question is to be looked at for."""

TO_DO: dict[Flag, Text] = {
    "reversed": Text(
        "Who does more of everything else answers lower here. See whether its answers are counted the right "
        "way round: “reversed” may be ticked, or not ticked, by mistake.",
        "Plus on pratique tout le reste, plus on répond bas ici. Voyez si ses réponses sont comptées dans le "
        "bon sens\N{NO-BREAK SPACE}: la case «\N{NO-BREAK SPACE}inversée\N{NO-BREAK SPACE}» est peut-être "
        "cochée, ou décochée, par erreur.",
    ),
    "review": Text(
        "How people answer this hardly goes with how they answer the other questions. See whether it asks "
        "one thing only, whether everybody reads it alike, and whether it belongs here.",
        "Les réponses à cette question ne vont guère avec les réponses aux autres. Voyez si elle ne demande "
        "qu’une chose, si tout le monde la lit de la même façon et si elle a sa place ici.",
    ),
    "alike": Text(
        "More than 60% gave the answer at one end. To tell people apart, ask for something that fewer people "
        "do, or more; if everybody should be asked this, leave it.",
        "Plus de 60\N{NO-BREAK SPACE}% ont donné la réponse située à une extrémité. Pour distinguer les "
        "gens, demandez une chose que moins de personnes font, ou davantage; s’il faut la demander à tout le "
        "monde, laissez-la.",
    ),
}
"""What to do about it."""

MISSING: dict[Why, Text] = {
    "too-few": Text("not yet: under 30 sheets", "pas encore\N{NO-BREAK SPACE}: moins de 30 feuilles"),
    "no-variance": Text(
        "none: everybody answered alike", "aucun\N{NO-BREAK SPACE}: réponses toutes pareilles"
    ),
    "one-question": Text(
        "none: too few scored questions", "aucun\N{NO-BREAK SPACE}: trop peu de questions comptées"
    ),
}
"""Why there is no figure."""


def percents(spread: Spread) -> tuple[int, ...]:
    """Return how many of a hundred gave each answer, in the scale's order, each rounded by itself."""
    return tuple(round(100 * people / spread.n) for _, people in spread.chose)


def tell_choices(bank: Bank, question: Question, spread: Spread, language: Language) -> str:
    """Say how many of a hundred gave each answer: what the picture of them shows."""
    sign = "%" if language == "en" else "\N{NO-BREAK SPACE}%"
    colon = ":" if language == "en" else "\N{NO-BREAK SPACE}:"
    scale = bank.scale_of(question)
    told = (
        f"{scale.choice(key).label[language]}{colon} {share}{sign}"
        for (key, _), share in zip(spread.chose, percents(spread), strict=True)
    )
    return ", ".join(told)
