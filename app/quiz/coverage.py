"""Decide exactly whether some sheet of answers calls a piece of advice, and give such a sheet.

Only a condition on the place makes this hard, because every answer moves the place: see search.py.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from app.quiz.advice import holds
from app.quiz.bank import Advice, Answers, Band, Bank, Theme, When
from app.quiz.scoring import half_up, score
from app.quiz.search import Figures, Options, Picks, Search


def witness(bank: Bank, piece: Advice, band: Band | None = None) -> Answers | None:
    """Return a complete sheet of a sound bank that calls a piece (in a band), or None: no sheet does.

    Raise Undecided when it would take too long to tell.
    """
    return Coverage(bank).witness(piece, band)


def impossible(piece: Advice) -> tuple[str, str] | None:
    """Return the keys of two conditions of a piece that exclude each other, whatever the bank."""
    when = piece.when
    for least, below in (("place_from", "place_below"), ("theme_at_least", "theme_below")):
        low, high = getattr(when, least), getattr(when, below)
        if low is not None and high is not None and low >= high:
            return least, below
    return None


class Coverage:
    """Answer, for one sound bank, which pieces of advice can be reached, and in which bands."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.figures = Figures(bank)

    def witness(self, piece: Advice | None, band: Band | None = None) -> Answers | None:
        """Return a complete sheet that calls a piece (any) and lands in a band (any), or None.

        Raise Undecided when it would take too long to tell.
        """
        allowed = self._allowed(piece)
        picked = self._picked(piece, band, allowed)
        if picked is None:
            return None
        sheet = {question: choices[0] for question, choices in allowed.items()}
        for theme_id, picks in picked.items():
            asked = self.bank.theme(theme_id).asked("practice")
            sheet.update((question.id, pick) for question, pick in zip(asked, picks, strict=True))
        result = score(self.bank, sheet)
        assert piece is None or holds(piece, sheet, result)  # noqa: S101  # the search checks itself
        assert band is None or result.band == band.id  # noqa: S101  # as above
        return sheet

    def _allowed(self, piece: Advice | None) -> dict[str, Picks]:
        """Return what each question may be answered with, so that a piece's `answered` holds."""
        allowed = {
            question: accepted
            for page in self.bank.pages
            for question, accepted in self.bank.asked_on(page).items()
        }
        asked = piece.when.answered if piece else None
        if asked:
            kept = tuple(choice for choice in allowed[asked.question] if choice in asked.choices)
            allowed[asked.question] = kept
        return allowed

    def _picked(
        self, piece: Advice | None, band: Band | None, allowed: Mapping[str, Picks]
    ) -> dict[str, Picks] | None:
        """Pick answers to the practice questions of the themes that matter, by theme id."""
        slots = [
            replace(slot, options=self._options(slot.theme, allowed, piece))
            for slot in self.figures.slots
            if piece and _speaks_of(piece, slot.theme)
        ]
        if not all(slot.options for slot in slots):
            return None
        window = self._window(piece.when if piece else When(), band)
        if window is None:
            return {slot.theme.id: next(iter((slot.options or {}).values())) for slot in slots}
        themes = [slot.theme.id for slot in slots]
        free = [slot for slot in self.figures.slots if slot.theme.id not in themes]
        return Search(self.figures, slots + free, len(slots), window).picks()

    def _window(self, when: When, band: Band | None) -> tuple[int, int] | None:
        """Return the wanted places, least (included) and below (not); None when any, or none, will do."""
        if band is None and when.place_from is None and when.place_below is None:
            return None
        least, below = when.place_from or 0, 101 if when.place_below is None else when.place_below
        if band:
            above = [other.start for other in self.bank.bands if other.start > band.start]
            least, below = max(least, band.start), min([below, *above])
        half = self.figures.unit // 2  # a place is shown rounded half up
        return least * self.figures.unit - half, below * self.figures.unit - half

    def _options(self, theme: Theme, allowed: Mapping[str, Picks], piece: Advice | None) -> Options:
        """Return the scores a theme can have, under a piece's conditions on it."""
        found = self.figures.options(theme, allowed)
        if not (piece and piece.theme == theme.id and _has_theme_figure(piece.when)):
            return found
        least = piece.when.theme_at_least or 0
        below = 101 if piece.when.theme_below is None else piece.when.theme_below
        return {
            value: picks
            for value, picks in found.items()
            if value is not None and least <= half_up(Fraction(value, self.figures.unit)) < below
        }


def _speaks_of(piece: Advice, theme: Theme) -> bool:
    """Tell whether a piece's conditions constrain a theme's scored answers."""
    asked = piece.when.answered
    named = piece.theme == theme.id and _has_theme_figure(piece.when)
    return named or any(asked and question.id == asked.question for question in theme.asked("practice"))


def _has_theme_figure(when: When) -> bool:
    return when.theme_at_least is not None or when.theme_below is not None
