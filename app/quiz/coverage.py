"""Decide exactly whether some sheet of answers calls a piece of advice, and give such a sheet.

Only a condition on the place makes this hard, because every answer moves the place: see search.py.
"""

from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import combinations

from app.quiz.advice import holds
from app.quiz.bank import Advice, Answers, Band, Bank, When
from app.quiz.figures import Asked, Figures, Options
from app.quiz.scoring import score
from app.quiz.search import Found, Search, Undecided

CONDITIONS = tuple(item.name for item in fields(When))
"""The keys of all conditions a piece can have."""

PATIENCE = 3
"""After so many searches that took too long none is begun any more for the same bank."""

Stretch = tuple[int, int]
"""Shown figures from the first (0-100, included) to the second (1-101, not)."""

ANY: Stretch = (0, 101)
"""Any figure, as long as there is one."""


@dataclass(frozen=True, slots=True)
class Aim:
    """State what a sheet should come to: its place, some themes' scores (by id), some answers.

    What is not named may be anything, absent too.
    """

    place: Stretch | None = None
    themes: Mapping[str, Stretch] = field(default_factory=dict)
    answered: Asked = field(default_factory=dict)

    def within(self, band: Band, bank: Bank) -> "Aim":
        """Return the aim at the same in one band only."""
        least, below = self.place or ANY
        above = [other.start for other in bank.bands if other.start > band.start]
        return replace(self, place=(max(least, band.start), min([below, *above])))


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
    """Answer, for one sound bank, which pieces of advice can be reached, and in which bands.

    The advice itself need not be sound, as long as what a piece refers to is in the bank.
    """

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.undecided = 0

    @cached_property
    def figures(self) -> Figures:
        """Return what answers count as; worked out when it is first asked for."""
        return Figures(self.bank)

    def knows(self, piece: Advice) -> bool:
        """Tell whether what a piece refers to is in the bank, so that it can be asked for."""
        asked, known = piece.when.answered, piece.theme in self.figures.by_theme
        if (piece.theme and not known) or (not piece.theme and _figure(piece)):
            return False
        if asked is None:
            return True
        accepted = self._accepted(asked.question)
        return bool(accepted) and set(asked.choices) <= set(accepted)

    def others(self, refused: Mapping[str, Container[str]]) -> Asked:
        """Return for some questions (ids) which answers are left when some are refused."""
        return {
            question: tuple(choice for choice in self._accepted(question) if choice not in refused[question])
            for question in refused
        }

    def reaches(self, piece: Advice | None, band: Band | None = None) -> bool:
        """Tell whether a sheet calls a piece (any) and lands in a band (any); raise Undecided.

        It costs the same however many questions there are.
        """
        return self._found(self.aim(piece, band)) is not None

    def witness(self, piece: Advice | None, band: Band | None = None) -> Answers | None:
        """Return a complete sheet that calls a piece (any) and lands in a band (any), or None.

        Raise Undecided when it would take too long to tell.
        """
        sheet = self.sheet(self.aim(piece, band))
        if sheet is not None and piece:
            assert holds(piece, sheet, score(self.bank, sheet))  # noqa: S101  # the search checks itself
        return sheet

    def clash(self, piece: Advice) -> tuple[str, ...]:
        """Return the keys of the fewest conditions of a piece that no sheet meets together, if any.

        Of conditions that would take too long to tell nothing is said.
        """
        named = [key for key in CONDITIONS if getattr(piece.when, key) is not None]
        for count in range(1, len(named) + 1):
            for keys in combinations(named, count):
                when = When(**{key: getattr(piece.when, key) for key in keys})
                with suppress(Undecided):
                    if not self.reaches(replace(piece, when=when)):
                        return keys
        return ()

    def can(self, aim: Aim) -> bool:
        """Tell whether a sheet comes to what is aimed at; raise Undecided."""
        return self._found(aim) is not None

    def sheet(self, aim: Aim) -> dict[str, str] | None:
        """Return a complete sheet that comes to what is aimed at, or None; raise Undecided."""
        found = self._found(aim)
        if found is None:
            return None
        picked = self.figures.ladder.sheet(found.rung)
        for theme_id, picks in found.picked.items():
            asked = self.figures.by_theme[theme_id].practice
            picked.update((question.id, pick) for question, pick in zip(asked, picks, strict=True))
        sheet = {question: picked.get(question) or self._said(question, aim)[0] for question in self._every()}
        result = score(self.bank, sheet)
        shown = [(result.shown, aim.place)] if aim.place else []
        shown += [(result.shown_theme(theme), stretch) for theme, stretch in aim.themes.items()]
        assert all(at is not None and least <= at < below for at, (least, below) in shown)  # noqa: S101  # as below
        assert all(sheet[question] in choices for question, choices in aim.answered.items())  # noqa: S101  # the search checks itself
        return sheet

    def aim(self, piece: Advice | None, band: Band | None = None) -> Aim:
        """Return what a sheet has to come to that calls a piece (any) and lands in a band (any)."""
        when = piece.when if piece else When()
        aim = Aim(
            place=_stretch(when.place_from, when.place_below),
            answered={when.answered.question: when.answered.choices} if when.answered else {},
        )
        figure = _figure(piece) if piece else None
        if piece and piece.theme and figure:
            aim = replace(aim, themes={piece.theme: figure})
        return aim.within(band, self.bank) if band else aim

    def _found(self, aim: Aim) -> Found | None:
        """Pick answers to the practice questions of the themes that matter."""
        if not all(self._said(question, aim) for question in aim.answered):
            return None
        homes = (self.figures.home.get(question) for question in aim.answered)
        fixed = {theme: self._options(theme, aim) for theme in (*aim.themes, *homes) if theme}
        if not all(fixed.values()):
            return None
        if aim.place is None:
            first = {theme: next(iter(options.values())) for theme, options in fixed.items()}
            found: Found | None = Found(first, len(self.figures.ladder.rungs) // 2)
        else:
            slots = [(self.figures.by_theme[theme], options) for theme, options in fixed.items()]
            found = self._searched(Search(self.figures, slots, self._window(aim.place)))
        assert found is None or self._is_right(found, aim)  # noqa: S101  # the search checks itself
        return found

    def _searched(self, search: Search) -> Found | None:
        if self.undecided >= PATIENCE:
            raise Undecided
        try:
            return search.found()
        except Undecided:
            self.undecided += 1
            raise

    def _options(self, theme_id: str, aim: Aim) -> Options:
        """Return the scores that a theme may have and can."""
        options = self.figures.options(self.figures.by_theme[theme_id], aim.answered)
        if theme_id not in aim.themes:
            return options
        least, below = self._window(aim.themes[theme_id])
        return {
            value: picks for value, picks in options.items() if value is not None and least <= value < below
        }

    def _window(self, stretch: Stretch) -> tuple[int, int]:
        """Return the exact figures that are shown within a stretch: rounded half up."""
        half = self.figures.unit // 2
        return stretch[0] * self.figures.unit - half, stretch[1] * self.figures.unit - half

    def _is_right(self, found: Found, aim: Aim) -> bool:
        """Tell from the answers that were found, not from the search, whether they come to an aim."""
        figures, weight = self.figures, self.figures.weight
        total = figures.ladder.total(found.rung, found.picked)
        scores = {theme: figures.score(theme, picks) for theme, picks in found.picked.items()}
        for theme, value in scores.items():
            own = figures.by_theme[theme].weight
            weight -= own if value is None else 0
            total += own * (value or 0)
        windows = [(scores[theme], 1, self._window(stretch)) for theme, stretch in aim.themes.items()]
        if aim.place:
            windows.append((total if weight >= figures.needed else None, weight, self._window(aim.place)))
        return all(
            value is not None and least * count <= value < below * count
            for value, count, (least, below) in windows
        )

    def _said(self, question: str, aim: Aim) -> tuple[str, ...]:
        """Return what a question may be answered with."""
        known = self._accepted(question)
        return tuple(choice for choice in known if choice in aim.answered.get(question, known))

    def _accepted(self, question: str) -> tuple[str, ...]:
        """Return what answers a question, the background question too; nothing where there is none."""
        if question in self.bank.questions:
            return self.bank.accepted(self.bank.questions[question])
        background = self.bank.background
        return (
            tuple(choice.id for choice in background.choices)
            if background and question == background.id
            else ()
        )

    def _every(self) -> Iterable[str]:
        background = self.bank.background
        return (*self.bank.questions, *([background.id] if background else []))


def _figure(piece: Advice) -> Stretch | None:
    return _stretch(piece.when.theme_at_least, piece.when.theme_below)


def _stretch(least: int | None, below: int | None) -> Stretch | None:
    """Return the figures between two bounds; None without any."""
    if least is None and below is None:
        return None
    return ANY[0] if least is None else least, ANY[1] if below is None else below
