"""Tell whether what two versions of a bank score may be set side by side, and if not, why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.quiz.bank import Bank
from app.quiz.text import Text
from app.quiz.wording import AND, listed, named, say, some_of

Keys = Mapping[str, tuple[bool, tuple[tuple[str, int], ...]]]
"""Scored question id -> whether it is turned round, and the choices with their points."""


@dataclass(frozen=True, slots=True)
class Comparability:
    """Say what of two versions cannot be set side by side, and why; None where it can.

    `themes` has the themes of both versions by id, those of the version after first. A reason begins in
    lower case, has no full stop, and fits after “since then: ”. `bands` is no reason against comparing: it
    says for which places the band has another name.
    """

    themes: Mapping[str, Text | None]
    place: Text | None
    bands: Text | None


def comparable(before: Bank, after: Bank) -> bool:
    """Tell whether places scored by two versions may be set beside each other.

    They may when both ask the same scored questions, keyed, scaled and weighted alike. Wording is
    free to change: a question whose meaning changes gets a new id.
    """
    return before is after or comparability(before, after).place is None


def comparability(before: Bank, after: Bank) -> Comparability:
    """Tell what of two versions, drafts too, can be set side by side: each theme's score, and the place."""
    themes = _themes(before, after)
    reasons = tuple(_reasons(before, after, themes))
    moved = tuple(_renamed(before, after))
    return Comparability(
        themes=themes,
        place=listed(reasons, AND) if reasons else None,
        bands=listed(moved, AND) if moved else None,
    )


def _themes(before: Bank, after: Bank) -> Mapping[str, Text | None]:
    if before.id != after.id:
        return {theme.id: ANOTHER for theme in (*after.themes, *before.themes)}
    then, now = (_scored(bank) for bank in (before, after))
    return {
        key: NEW if key not in then else GONE if key not in now else _otherwise(then[key], now[key])
        for key in (*now, *then)
    }


def _scored(bank: Bank) -> Mapping[str, Keys]:
    """Return what each theme's score counts, by theme id."""
    # A draft may name a scale that is not there.
    offered = {
        name: tuple((one.id, one.points) for one in scale.choices) for name, scale in bank.scales.items()
    }
    return {
        theme.id: {
            question.id: (question.reversed, offered.get(question.scale, ()))
            for question in theme.asked("practice")
        }
        for theme in bank.themes
    }


def _otherwise(then: Keys, now: Keys) -> Text | None:
    """Say what a theme's score counts otherwise than before; None where it counts the same."""
    both = then.keys() & now.keys()
    clauses = (
        (now.keys() - then.keys(), COUNTED),
        (then.keys() - now.keys(), COUNTED_NO_LONGER),
        ([key for key in both if then[key][0] != now[key][0]], TURNED),
        ([key for key in both if then[key][1] != now[key][1]], ANSWERED_OTHERWISE),
    )
    said = [clause for found, clause in clauses if found]
    return listed(said, AND) if said else None


def _reasons(before: Bank, after: Bank, themes: Mapping[str, Text | None]) -> Iterator[Text]:
    """Yield why the place of one version cannot be set beside that of the other."""
    if before.id != after.id:
        yield ANOTHER
        return
    then, now = ({theme.id: theme for theme in bank.themes} for bank in (before, after))
    titles = {key: named((now.get(key) or then[key]).title, key) for key in themes}
    both = [key for key in now if key in then]
    for found, (en, fr) in (
        ([key for key in now if key not in then], ASKS_ABOUT),
        ([key for key in then if key not in now], ASKS_NO_LONGER),
        ([key for key in both if themes[key]], ASKS_OTHERWISE),
        ([key for key in both if then[key].weight != now[key].weight], WEIGHS_OTHERWISE),
    ):
        if found:
            yield say(en, fr, themes=some_of([titles[key] for key in found]))


def _renamed(before: Bank, after: Bank) -> Iterator[Text]:
    """Yield each stretch of places whose band was another one, or had another name."""
    begun: tuple[int, Text, Text] | None = None
    for place in range(102):
        then, now = (_band(bank, place) for bank in (before, after))
        names = None if then == now or place > 100 else (then, now)
        if begun and names != begun[1:]:
            yield _stretch(begun[0], place - 1, *begun[1:])
            begun = None
        if names and not begun:
            begun = (place, *names)


def _band(bank: Bank, place: int) -> Text:
    """Name the band at a place; a draft may have none there."""
    found = [band for band in bank.bands if band.start <= place]
    return named(found[-1].title, found[-1].id) if found else NO_BAND


def _stretch(first: int, last: int, then: Text, now: Text) -> Text:
    en, fr = ONE_PLACE if first == last else SEVERAL_PLACES
    return say(en, fr, first=first, last=last, now=now, then=then)


ONE_PLACE = (
    "the place {first} is now in {now} (before: {then})",
    "la position {first} est maintenant dans {now} (avant\N{NO-BREAK SPACE}: {then})",
)
SEVERAL_PLACES = (
    "places from {first} to {last} are now in {now} (before: {then})",
    "les positions de {first} à {last} sont maintenant dans {now} (avant\N{NO-BREAK SPACE}: {then})",
)

ANOTHER = Text("another questionnaire is used", "un autre questionnaire est utilisé")
NEW = Text("the theme is new", "le thème est nouveau")
GONE = Text("the theme is no longer asked about", "le thème n’est plus abordé")

COUNTED = Text("new questions count towards it", "de nouvelles questions y comptent")
COUNTED_NO_LONGER = Text("some questions no longer count towards it", "des questions n’y comptent plus")
TURNED = Text("questions were turned round", "des questions ont été inversées")
ANSWERED_OTHERWISE = Text("answers or their points have changed", "des réponses ou leurs points ont changé")

ASKS_ABOUT = ("the questionnaire now also asks about {themes}", "le questionnaire aborde aussi {themes}")
ASKS_NO_LONGER = (
    "the questionnaire no longer asks about {themes}",
    "le questionnaire n’aborde plus {themes}",
)
ASKS_OTHERWISE = (
    "questions or answers on {themes} have changed",
    "des questions ou des réponses sur {themes} ont changé",
)
WEIGHS_OTHERWISE = ("the weight of {themes} has changed", "le poids de {themes} a changé")
NO_BAND = Text("no band", "aucune zone")
