"""Score a sheet of answers: theme scores, place, band, margin and beliefs.

Everything is computed in exact fractions and rounded once, where it is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any, Literal

from app.quiz.bank import DOES_NOT_APPLY, Answers, Band, Bank, Question, Theme

Leaning = Literal["leans", "two-minds", "questions"]

LEAST_WEIGHT = Fraction(2, 3)
"""The share of the total weight that must be scored before there is a place."""


@dataclass(frozen=True, slots=True)
class Result:
    """Hold what a sheet of answers comes to, as scored on the day.

    `themes` maps theme id -> exact score 0-100, or None where nothing scored was answered;
    `place` is exact, 0-100; `shown` is what is read; `margin` is in points, give or take.
    `beliefs` maps the id of a myth theme -> how the person leans, None where not answered. `measured` tells
    whether the margin was measured, or declared by the bank.
    """

    themes: Mapping[str, Fraction | None]
    place: Fraction | None
    shown: int | None
    band: str | None
    margin: int
    beliefs: Mapping[str, Leaning | None]
    measured: bool = False

    def shown_theme(self, theme_id: str) -> int | None:
        """Return a theme's score as it is shown (0-100), or None where there is none."""
        score = self.themes.get(theme_id)
        return None if score is None else half_up(score)

    def to_document(self) -> dict[str, Any]:
        """Return the result as JSON values, fractions as exact text ("175/3")."""
        return {
            "themes": {key: _text(value) for key, value in self.themes.items()},
            "place": _text(self.place),
            "shown": self.shown,
            "band": self.band,
            "margin": self.margin,
            "beliefs": dict(self.beliefs),
            "measured": self.measured,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Result":
        """Make the result again from what `to_document` gave."""
        return cls(
            themes={key: _fraction(value) for key, value in document["themes"].items()},
            place=_fraction(document["place"]),
            shown=document["shown"],
            band=document["band"],
            margin=document["margin"],
            beliefs=document["beliefs"],
            measured=document.get("measured", False),
        )


def score(bank: Bank, answers: Answers, measured: int | None = None) -> Result:
    """Score the answers by their bank; `measured` is the margin where that is measured (points, 0-100).

    Unknown questions are ignored. Raise Absent for an unknown choice.
    """
    themes = {theme.id: theme_score(bank, theme, answers) for theme in bank.themes}
    place = place_of(bank, themes)
    shown = None if place is None else half_up(place)
    return Result(
        themes=themes,
        place=place,
        shown=shown,
        band=None if shown is None else bank.band_at(shown).id,
        margin=bank.margin if measured is None else measured,
        beliefs={theme.id: leaning(bank, theme, answers) for theme in bank.themes if theme.asked("belief")},
        measured=measured is not None,
    )


def share(bank: Bank, question: Question, answers: Answers) -> Fraction | None:
    """Return what an answer counts as, 0-1 in the keyed direction; None when absent or not applicable.

    For a belief question the keyed direction is that of holding the myth. Raise Absent for an unknown choice.
    """
    choice_id = answers.get(question.id)
    if choice_id is None or choice_id == DOES_NOT_APPLY:
        return None
    scale = bank.scale_of(question)
    part = Fraction(scale.choice(choice_id).points, scale.top)
    return 1 - part if question.reversed else part


def theme_score(bank: Bank, theme: Theme, answers: Answers) -> Fraction | None:
    """Return 100 times the mean share of a theme's answered practice questions, exact; None without one."""
    shares = _present(share(bank, question, answers) for question in theme.asked("practice"))
    return 100 * sum(shares, Fraction()) / len(shares) if shares else None


def place_of(bank: Bank, themes: Mapping[str, Fraction | None]) -> Fraction | None:
    """Return the weighted mean of the theme scores, exact; None under two thirds of the total weight."""
    weights = {theme.id: Fraction(theme.weight) for theme in bank.themes}
    scored = {key: value for key, value in themes.items() if value is not None}
    weight = sum((weights[key] for key in scored), Fraction())
    if weight == 0 or weight < LEAST_WEIGHT * sum(weights.values()):
        return None
    return sum((weights[key] * value for key, value in scored.items()), Fraction()) / weight


def leaning(bank: Bank, theme: Theme, answers: Answers) -> Leaning | None:
    """Tell whether the answers lean towards a theme's myth, are in two minds, or question it."""
    shares = _present(share(bank, question, answers) for question in theme.asked("belief"))
    if not shares:
        return None
    mean = sum(shares, Fraction()) / len(shares)
    if mean == Fraction(1, 2):
        return "two-minds"
    return "leans" if mean > Fraction(1, 2) else "questions"


def neighbour(bank: Bank, shown: int | None, margin: int) -> Band | None:
    """Return the band on the other side of the nearest bound within the margin; the upper one at a tie."""
    if shown is None:
        return None
    here = bank.band_at(shown)
    at = bank.bands.index(here)
    near: list[tuple[int, int, Band]] = []
    if at + 1 < len(bank.bands):
        near.append((bank.bands[at + 1].start - shown, 0, bank.bands[at + 1]))
    if at > 0:
        near.append((shown - here.start, 1, bank.bands[at - 1]))
    within = [found for found in near if found[0] <= margin]
    return min(within, key=lambda found: found[:2])[2] if within else None


@dataclass(frozen=True, slots=True)
class Worked:
    """Show how one practice question counts: `points` of `top`, turned round where it is reversed.

    `points` and `share` (0-1, keyed) are None where the question does not apply.
    """

    question: Question
    choice: str
    points: int | None
    top: int
    share: Fraction | None


def workings(bank: Bank, answers: Answers) -> Mapping[str, tuple[Worked, ...]]:
    """Work out every theme of a complete sheet, question by question, by theme id."""
    return {
        theme.id: tuple(_worked(bank, question, answers) for question in theme.asked("practice"))
        for theme in bank.themes
    }


def _worked(bank: Bank, question: Question, answers: Answers) -> Worked:
    choice_id = answers[question.id]
    scale = bank.scale_of(question)
    points = None if choice_id == DOES_NOT_APPLY else scale.choice(choice_id).points
    return Worked(question, choice_id, points, scale.top, share(bank, question, answers))


def half_up(value: Fraction) -> int:
    """Round to a whole number, halves upwards: 62.5 is 63."""
    return floor(value + Fraction(1, 2))


def _present(shares: Iterable[Fraction | None]) -> list[Fraction]:
    return [value for value in shares if value is not None]


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _fraction(value: str | None) -> Fraction | None:
    return None if value is None else Fraction(value)
