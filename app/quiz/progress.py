"""Say of a draft, finished or not, how its keying is balanced and how many of its texts are unwritten."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any

from app.quiz.bank import Bank, Question, Scale
from app.quiz.figures import Figures
from app.quiz.proof import MIDDLE, straight_lines
from app.quiz.soundness import MOST_POINTS, MOST_WEIGHT
from app.quiz.text import LANGUAGES, Language, Text


@dataclass(frozen=True, slots=True)
class Keying:
    """Say how many scored questions there are, how many are turned round, and what that comes to.

    Whoever gives the same choice to all questions of a scale lands from `lowest` to `highest` (0-100); both
    are None while nothing can be scored.
    """

    scored: int
    reversed: int
    lowest: int | None = None
    highest: int | None = None

    @property
    def balanced(self) -> bool:
        """Tell whether all of them land in the middle."""
        return self.lowest in MIDDLE and self.highest in MIDDLE


def keying(bank: Bank) -> Keying:
    """Return the keying of a draft; what is not fit to be scored yet counts for nothing."""
    scored = [asked for theme in bank.themes for asked in theme.asked("practice")]
    counts = (len(scored), sum(asked.reversed for asked in scored))
    fit = _fit(bank)
    if fit is None:
        return Keying(*counts)
    (_, lowest), (_, highest) = straight_lines(Figures(fit))
    return Keying(*counts, lowest, highest)


def unwritten(value: object) -> Mapping[Language, int]:
    """Count the texts within a bank, or a part of one, that are empty, by language."""
    found: Counter[Language] = Counter(
        language for text in _texts(value) for language in LANGUAGES if not text[language].strip()
    )
    return {language: found[language] for language in LANGUAGES}


def _fit(bank: Bank) -> Bank | None:
    """Return the part of a draft that can be scored; None where there is none."""
    met: set[str] = set()

    def is_fit(asked: Question) -> bool:
        scale = bank.scales.get(asked.scale)
        return asked.id not in met and scale is not None and _counts(scale)

    themes = []
    for theme in bank.themes:
        questions = tuple(asked for asked in theme.asked("practice") if is_fit(asked))
        if questions and theme.id not in met and 0 <= theme.weight <= MOST_WEIGHT:
            themes.append(replace(theme, questions=questions))
            met |= {theme.id, *(asked.id for asked in questions)}
    if not any(theme.weight for theme in themes):
        return None
    return replace(bank, themes=tuple(themes), advice=(), background=None)


def _counts(scale: Scale) -> bool:
    points = [choice.points for choice in scale.choices]
    return len(points) > 1 and min(points) >= 0 and 0 < max(points) <= MOST_POINTS


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for held in value:
            yield from _texts(held)
    elif isinstance(value, Mapping):
        yield from _texts(tuple(value.values()))
    else:
        kind: Any = type(value)
        for name in _names(kind):
            yield from _texts(getattr(value, name))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind)) if is_dataclass(kind) else ()
