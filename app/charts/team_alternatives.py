"""Say in words what a team's pictures show, from the published figures alone, in both languages."""

from collections.abc import Iterable, Sequence

from app.charts.team_words import MOSTLY
from app.charts.words import ENDS, QUOTED, THEN, quoted
from app.quiz.bank import Bank
from app.quiz.changes import Stood
from app.quiz.disclosure.figures import Belief, Figures, Mean
from app.quiz.disclosure.telling import LEANINGS, tell_count, tell_mean, tell_range, tell_why
from app.quiz.disclosure.words import LEANING
from app.quiz.text import Language, Text

MANY = 5
"""How many themes are named at most where they are at a tie; the table beside the picture names all."""

STANDS = Text(
    "Your team stands in {band}, stretch {number} of {count} from the left, "
    "at {place} on a line from 0 to 100.",
    "Votre équipe se trouve dans {band}, zone {number} sur {count} à partir de la gauche, "
    "à {place} sur une ligne de 0 à 100.",
)
ALL_STAND = Text(
    "All teams together stand in {band}, stretch {number} of {count} from the left, "
    "at {place} on a line from 0 to 100.",
    "Toutes les équipes ensemble se trouvent dans {band}, zone {number} sur {count} à partir de la gauche, "
    "à {place} sur une ligne de 0 à 100.",
)
NO_PLACE = Text(
    "Where your team stands is not shown: too few themes have a mean.",
    "L’endroit où se trouve votre équipe n’est pas affiché\N{NO-BREAK SPACE}: trop peu de thèmes ont une "
    "moyenne.",
)
LIKELY = Text(
    "The shaded part, its likely range (95%), runs from {low} to {high}.",
    "La partie ombrée, sa plage probable (95\N{NO-BREAK SPACE}%), va de {low} à {high}.",
)
PEOPLE = Text("People by stretch: {}.", "Personnes par zone\N{NO-BREAK SPACE}: {}.")
ONE_BAND = Text("Most, perhaps all, are in {}.", "La plupart, peut-être tout le monde, sont dans {}.")
IN_BAND = Text("{count} in {band}", "{count} dans {band}")

THEMES = Text(
    "Means by theme, the highest first, on a line from 0 to 100, each with its likely range (95%).",
    "Moyennes par thème, de la plus haute à la plus basse, sur une ligne de 0 à 100, chacune "
    "avec sa plage probable (95\N{NO-BREAK SPACE}%).",
)
NO_THEME = Text(
    "No theme is shown: too few people have an answer.",
    "Aucun thème n’est affiché\N{NO-BREAK SPACE}: trop peu de personnes ont une réponse.",
)
HIGHEST = Text("The highest: {}.", "La plus haute\N{NO-BREAK SPACE}: {}.")
LOWEST = Text("The lowest: {}.", "La plus basse\N{NO-BREAK SPACE}: {}.")
HIGHEST_TIE = Text("The highest, at a tie: {}.", "Les plus hautes, à égalité\N{NO-BREAK SPACE}: {}.")
LOWEST_TIE = Text("The lowest, at a tie: {}.", "Les plus basses, à égalité\N{NO-BREAK SPACE}: {}.")
NONE_STANDS_OUT = Text("No theme stands out: {}.", "Aucun thème ne se démarque\N{NO-BREAK SPACE}: {}.")
SEVERAL = Text("{} themes ({})", "{} thèmes ({})")
WITHHELD_THEMES = Text(
    "Not shown, because too few people have an answer there: {}.",
    "Non affichés, car trop peu de personnes y ont une réponse\N{NO-BREAK SPACE}: {}.",
)

ROUNDS = Text(
    "Where your team stood from round to round, the earliest first, on a line from 0 to 100: {}.",
    "Où se trouvait votre équipe d’une fois à l’autre, en commençant par la plus ancienne, sur une ligne "
    "de 0 à 100\N{NO-BREAK SPACE}: {}.",
)
STOOD = Text("{name} at {place} (likely {range})", "{name} à {place} (probablement {range})")
APART = Text(
    "{name}, which cannot be set beside the last round, because since then {why}",
    "{name}, sans comparaison possible avec la dernière ronde, car depuis {why}",
)
NOT_STOOD = Text("{name}, not shown", "{name}, non affiché")


def describe_place(
    bank: Bank, published: Figures, language: Language, then: Mean | None = None, *, whole: bool = False
) -> str:
    """Say where a team, or all of them as a whole, stand, as `team_place.draw` shows it."""
    sentences = [NO_PLACE[language]]
    if place := published.place:
        band = bank.band_at(place.value)
        stands = (ALL_STAND if whole else STANDS)[language].format(
            band=quoted(band.title, language),
            number=bank.bands.index(band) + 1,
            count=len(bank.bands),
            place=tell_mean(place, language),
        )
        sentences = [stands, LIKELY[language].format(low=place.low, high=place.high)]
    if then:
        band_then = quoted(bank.band_at(then.value).title, language)
        sentences.append(THEN[language].format(band=band_then, then=tell_mean(then, language)))
    low_end, high_end = quoted(bank.ends.low, language), quoted(bank.ends.high, language)
    return _joined(
        *sentences, *_people(bank, published, language), ENDS[language].format(low=low_end, high=high_end)
    )


def _people(bank: Bank, published: Figures, language: Language) -> Iterable[str]:
    counts = published.bands
    if counts.counts:
        told = (
            IN_BAND[language].format(
                count=tell_count(counts, band.id, language), band=quoted(band.title, language)
            )
            for band in bank.bands
        )
        yield PEOPLE[language].format(", ".join(told))
    for band in bank.bands:
        if band.id == counts.nearly_all:
            yield ONE_BAND[language].format(quoted(band.title, language))
    yield tell_why(counts, language)


def describe_themes(bank: Bank, published: Figures, language: Language) -> str:
    """Say which themes are highest and lowest, ties as ties, and which are not shown."""
    shown = [key for key, mean in published.themes.items() if mean]
    if not shown:
        return NO_THEME[language]
    sentences = [THEMES[language], *_extremes(bank, published, language, shown)]
    if withheld := [key for key in published.themes if key not in shown]:
        titles = ", ".join(quoted(bank.theme(key).title, language) for key in withheld)
        sentences.append(WITHHELD_THEMES[language].format(titles))
    return _joined(*sentences)


def _extremes(bank: Bank, published: Figures, language: Language, shown: Sequence[str]) -> Iterable[str]:
    def named(keys: Sequence[str]) -> str:
        told = {key: tell_mean(published.themes[key], language) for key in keys}
        if len(keys) > MANY:
            return SEVERAL[language].format(len(keys), ", ".join(dict.fromkeys(told.values())))
        return ", ".join(f"{quoted(bank.theme(key).title, language)} ({mean})" for key, mean in told.items())

    if not published.strongest:
        yield NONE_STANDS_OUT[language].format(named(shown))
        return
    for keys, one, tie in (
        (published.strongest, HIGHEST, HIGHEST_TIE),
        (published.weakest, LOWEST, LOWEST_TIE),
    ):
        yield (one if len(keys) == 1 else tie)[language].format(named(keys))


def describe_beliefs(bank: Bank, published: Figures, language: Language) -> str:
    """Say what a team holds of each myth, in numbers or in words."""
    return _joined(*(_belief(bank, belief, language) for belief in published.beliefs))


def _belief(bank: Bank, belief: Belief, language: Language) -> str:
    theme, counts = bank.theme(belief.theme), belief.counts
    myth = quoted(theme.myth or theme.title, language)
    if belief.part:
        return f"{myth} {LEANING[belief.part][language]}"
    mostly = MOSTLY[counts.nearly_all][language] if counts.nearly_all else ""
    return _joined(myth, _counted(belief, language), mostly, tell_why(counts, language))


def _counted(belief: Belief, language: Language) -> str:
    if not belief.counts.counts:
        return ""
    told = ", ".join(
        f"{tell_count(belief.counts, key, language)} {text[language]}" for key, text in LEANINGS.items()
    )
    return f"{told[0].upper()}{told[1:]}."


def describe_rounds(rounds: Sequence[Stood], language: Language) -> str:
    """Say where a team stood in each round, the earliest first, as `rounds.draw` shows it."""
    return ROUNDS[language].format("; ".join(_stood(one, language) for one in rounds))


def _stood(one: Stood, language: Language) -> str:
    name, place = QUOTED[language].format(one.name), one.place
    if one.why:
        return APART[language].format(name=name, why=one.why[language])
    if not place:
        return NOT_STOOD[language].format(name=name)
    return STOOD[language].format(
        name=name, place=tell_mean(place, language), range=tell_range(place, language)
    )


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
