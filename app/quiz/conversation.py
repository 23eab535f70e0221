"""Turn the published figures of a team into something to talk about: three questions, and advice."""

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
GAP = Text(
    "This is where there is most to gain. What would make it easier in our work, starting this month?",
    "C’est là qu’il y a le plus à gagner. Qu’est-ce qui nous faciliterait la tâche, dès ce mois-ci?",
)


@dataclass(frozen=True, slots=True)
class Talk:
    """Hold one question to talk about, with the theme that calls for it."""

    theme: Theme
    question: Text
    strong: bool


def talk(bank: Bank, published: Figures) -> tuple[Talk, ...]:
    """Return up to three questions: the weakest two themes' and the strongest's, in that order.

    At a tie the bank's order decides; themes without a published mean are not talked about, and where all
    means are alike none is spoken of as the strongest.
    """
    means = {key: mean.value for key, mean in published.themes.items() if mean}
    known = [theme for theme in bank.themes if theme.id in means]
    gaps = sorted(known, key=lambda theme: means[theme.id])[: STEPS - 1]
    rest = [theme for theme in known if theme not in gaps]
    best = sorted(rest, key=lambda theme: -means[theme.id])[:1]
    return (
        *(Talk(theme, theme.talk or GAP, strong=False) for theme in gaps),
        *(_best(theme, strong=theme.id in published.strongest) for theme in best),
    )


def _best(theme: Theme, *, strong: bool) -> Talk:
    return Talk(theme, STRENGTH if strong else theme.talk or GAP, strong=strong)


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
    # What is for one's own origin is a person's; a team is spoken to about its themes.
    themed = [piece for piece in found if piece.theme and piece.leads_for is None]
    return tuple((themed + [piece for piece in found if piece not in themed])[:STEPS])
