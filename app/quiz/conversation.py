"""Turn the published figures of a team into something to talk about: three questions, and advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.quiz.advice import STEPS, advise
from app.quiz.bank import Advice, Bank, Theme
from app.quiz.disclosure.figures import Figures
from app.quiz.scoring import Result
from app.quiz.text import Text

STRENGTH = Text(
    "This is where the team stands best. What makes it work here, and who could show the others?",
    "C’est le point fort de l’équipe. Qu’est-ce qui fait que ça fonctionne, et qui pourrait le montrer "
    "aux autres?",
)
STRENGTH_AMONG_OTHERS = Text(
    "This is one of the team’s strong points. What makes it work here, and who could show the others?",
    "C’est un des points forts de l’équipe. Qu’est-ce qui fait que ça fonctionne, et qui pourrait le montrer "
    "aux autres?",
)
GAP = Text(
    "This is where there is most to gain. What would make it easier in our work, starting this month?",
    "C’est là qu’il y a le plus à gagner. Qu’est-ce qui nous faciliterait la tâche, dès ce mois-ci?",
)


@dataclass(frozen=True, slots=True)
class Talk:
    """Hold one question to talk about, with the theme that calls for it.

    `tied` are the themes with the same published mean that are not asked about.
    """

    theme: Theme
    question: Text
    strong: bool
    tied: tuple[Theme, ...]


def talk(bank: Bank, published: Figures) -> tuple[Talk, ...]:
    """Return up to three questions: the two weakest themes' and the strongest's, in that order.

    At a tie the bank's order decides, and the others are named; themes without a published mean are not
    talked about, and where all means are alike none is spoken of as the strongest.
    """
    means = {key: mean.value for key, mean in published.themes.items() if mean}
    known = [theme for theme in bank.themes if theme.id in means]
    best = [theme for theme in known if theme.id in published.strongest][:1]
    rest = [theme for theme in known if theme not in best]
    asked = [*sorted(rest, key=lambda theme: means[theme.id])[: STEPS - len(best)], *best]
    talks = []
    for theme in asked:
        tied = tuple(one for one in known if means[one.id] == means[theme.id] and one not in asked)
        strong = theme in best
        talks.append(Talk(theme, _question(theme, strong=strong, alone=not tied), strong, tied))
    return tuple(talks)


def _question(theme: Theme, *, strong: bool, alone: bool) -> Text:
    if strong:
        return STRENGTH if alone else STRENGTH_AMONG_OTHERS
    return theme.talk or GAP


def team_advice(bank: Bank, published: Figures) -> tuple[Advice, ...]:
    """Return the three pieces of the bank that help most where the published figures stand."""
    themes = {key: Fraction(mean.value) if mean else None for key, mean in published.themes.items()}
    place = published.place.value if published.place else None
    team = Result(
        themes=themes,
        place=None if place is None else Fraction(place),
        shown=place,
        band=published.band,
        margin=bank.margin,
        beliefs={},
    )
    found = [suggestion.advice for suggestion in advise(bank, {}, team)]
    # A team is spoken to about its themes, one piece each; what is for one's own origin is a person's.
    found.sort(key=lambda piece: (-_gain(bank, themes, piece), piece.leads_for is not None))
    by_theme: dict[str, Advice] = {}
    for piece in found:
        if piece.theme and themes[piece.theme] is not None:
            by_theme.setdefault(piece.theme, piece)
    first = list(by_theme.values())
    return tuple((first + [piece for piece in found if piece not in first])[:STEPS])


def _gain(bank: Bank, themes: Mapping[str, Fraction | None], piece: Advice) -> Fraction:
    """Return how much there is to gain in a piece's theme: weight times what the mean lacks to 100."""
    mean = themes[piece.theme] if piece.theme else None
    if piece.theme is None or mean is None:
        return Fraction()
    return Fraction(bank.theme(piece.theme).weight) * (100 - mean)
