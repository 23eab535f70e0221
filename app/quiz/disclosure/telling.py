"""Say published figures in words: the same on pages, in alternative texts and in files."""

from app.quiz.disclosure.figures import Belief, Bound, Counts, Figures, Mean
from app.quiz.disclosure.words import LEANING, LEFT_OUT, WITHHELD
from app.quiz.scoring import Leaning
from app.quiz.text import Language, Text

BOUNDED: dict[Bound, Text] = {
    "exactly": Text("{}", "{}"),
    "or-less": Text("{} or less", "{} ou moins"),
    "or-more": Text("{} or more", "{} ou plus"),
}

ABOUT = Text("about {}", "environ {}")

NEARLY_ALL = Text("most, perhaps all", "la plupart, peut-être tout le monde")

NOT_SHOWN = Text("not shown", "non affiché")

COLON = Text("{}: {}", "{}\N{NO-BREAK SPACE}: {}")

RANGE = Text("{low} to {high}", "de {low} à {high}")

LEANINGS: dict[Leaning, Text] = {
    "leans": Text("lean towards it", "y adhèrent plutôt"),
    "two-minds": Text("are in two minds", "hésitent"),
    "questions": Text("question it", "en doutent"),
}


def tell_mean(mean: Mean | None, language: Language) -> str:
    """Say a mean: "48", "15 or less"; "not shown" where it is withheld."""
    return BOUNDED[mean.bound][language].format(mean.value) if mean else NOT_SHOWN[language]


def tell_range(mean: Mean, language: Language) -> str:
    """Say a mean's 95 % interval: "33 to 63"."""
    return RANGE[language].format(low=mean.low, high=mean.high)


def tell_people(published: Figures, language: Language) -> str:
    """Say how many people figures stand for: "5 or more"."""
    return BOUNDED["or-more"][language].format(published.people)


def tell_count(counts: Counts, key: str, language: Language) -> str:
    """Say how many people chose one thing: "about 9", "most, perhaps all"; or why that is withheld."""
    if key in counts.counts:
        return ABOUT[language].format(counts.counts[key])
    if counts.nearly_all == key:
        return NEARLY_ALL[language]
    return tell_why(counts, language)


def tell_why(counts: Counts, language: Language) -> str:
    """Say why counts are withheld, or that some people are not among them; nothing where all are there."""
    if counts.why:
        return WITHHELD[counts.why][language]
    return LEFT_OUT[language] if counts.left_out else ""


def tell_belief(belief: Belief, language: Language) -> str:
    """Say how many people lean towards a myth, are in two minds, or question it; or why that is withheld."""
    if belief.part:
        return LEANING[belief.part][language]
    if belief.counts.counts or belief.counts.nearly_all:
        told = [
            f"{tell_count(belief.counts, leaning, language)} {words[language]}"
            for leaning, words in LEANINGS.items()
            if leaning in belief.counts.counts or leaning == belief.counts.nearly_all
        ]
        return ", ".join(told)[:1].upper() + ", ".join(told)[1:] + "."
    return tell_why(belief.counts, language)
