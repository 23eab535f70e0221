"""Choose what to say to a person: what to do next, strongest first, each with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.quiz.bank import Advice, Answers, Bank, Question, Side, Theme, When
from app.quiz.scoring import Result, share
from app.quiz.text import Text

STEPS = 3
"""How many pieces are "your next steps"; the rest are folded under "more"."""

MIDDLE = range(40, 61)
"""The shown places at which each side lends one piece to the other, to bridge the gap."""

QUOTED = 2
"""At most this many answers are quoted as the reason of one piece."""

HALF = 50
"""A theme counts as something a person already does from this shown score upwards."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Name one answer (question id, choice id) that called a piece of advice, or shows a strength."""

    question: str
    choice: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Give one piece of advice with the answers that called it (none: it is said to everybody)."""

    advice: Advice
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Strength:
    """Name a theme a person is strong in, with the answers that show it."""

    theme: Theme
    because: tuple[Reason, ...]


def advise(bank: Bank, answers: Answers, result: Result) -> tuple[Suggestion, ...]:
    """Return every piece whose conditions hold, the first STEPS of them being the next steps.

    The pieces for the person's own origin lead, with one of the other side's as the last of the
    next steps near the middle; then comes what has most to gain, then the bank's order.
    """
    pieces = advised(bank, answers, result)
    return tuple(Suggestion(piece, _because(bank, piece, answers, result)) for piece in pieces)


def advised(bank: Bank, answers: Answers, result: Result) -> tuple[Advice, ...]:
    """Return the pieces that `advise` gives, in the same order, without their reasons."""
    side = side_of(bank, answers, result)
    held = [piece for piece in bank.advice if holds(piece, answers, result)]
    held.sort(key=lambda piece: -_gain(bank, piece, result))
    lead = [piece for piece in held if side and piece.leads_for == side]
    if result.shown in MIDDLE and lead:
        lent = [piece for piece in held if piece.leads_for not in (None, side)][:1]
        lead[STEPS - 1 : STEPS - 1] = lent
    return tuple(lead + [piece for piece in held if piece not in lead])


def side_of(bank: Bank, answers: Answers, result: Result) -> Side | None:
    """Return whose advice leads: by the background answer, else by the shown place, 50 dividing."""
    if bank.background and bank.background.id in answers:
        leads = bank.background.choice(answers[bank.background.id]).leads
        if leads:
            return leads
    if result.shown is None:
        return None
    return "newcomer" if result.shown < HALF else "native"


def holds(piece: Advice, answers: Answers, result: Result) -> bool:
    """Tell whether all named conditions of a piece hold; one on an absent figure does not."""
    when = piece.when
    theme = result.shown_theme(piece.theme) if piece.theme else None
    return (
        _within(result.shown, when.place_from, when.place_below)
        and _within(theme, when.theme_at_least, when.theme_below)
        and (when.answered is None or answers.get(when.answered.question) in when.answered.choices)
    )


def strengths(bank: Bank, answers: Answers, result: Result) -> tuple[Strength, ...]:
    """Return the two strongest themes with a shown score of 50 or more, strongest first."""
    strong = [theme for theme in bank.themes if (result.shown_theme(theme.id) or 0) >= HALF]
    strong.sort(key=lambda theme: -(result.themes[theme.id] or Fraction()))
    return tuple(
        Strength(theme, _extremes(bank, theme.asked("practice"), answers, highest=True)[:1])
        for theme in strong[:2]
    )


def encouragement(bank: Bank, answers: Answers, result: Result) -> Text | None:
    """Return what to say beside the place about how the person came to it, only where it encourages."""
    if bank.background is None or result.shown is None or bank.background.id not in answers:
        return None
    said = bank.background.choice(answers[bank.background.id]).encouragement
    return said.text if said and result.shown >= said.place_from else None


def _within(figure: int | None, least: int | None, below: int | None) -> bool:
    if least is None and below is None:
        return True
    if figure is None:
        return False
    return (least is None or figure >= least) and (below is None or figure < below)


def _gain(bank: Bank, piece: Advice, result: Result) -> Fraction:
    """Return how much the person could gain from a piece: weight times what the theme lacks to 100."""
    score = result.themes.get(piece.theme) if piece.theme else None
    if piece.theme is None or score is None:
        return Fraction()
    return Fraction(bank.theme(piece.theme).weight) * (100 - score)


def _because(bank: Bank, piece: Advice, answers: Answers, result: Result) -> tuple[Reason, ...]:
    """Name the answers that called a piece: the one asked for, else the theme's, else the place's."""
    when = piece.when
    if when.answered:
        return (Reason(when.answered.question, answers[when.answered.question]),)
    if piece.theme and result.themes.get(piece.theme) is not None:
        asked: Iterable[Question] = bank.theme(piece.theme).asked("practice")
        return _extremes(bank, asked, answers, highest=_praises(when))
    if when.place_from is not None or when.place_below is not None:
        asked = (question for theme in bank.themes for question in theme.asked("practice"))
        return _extremes(bank, asked, answers, highest=when.place_from is not None)
    if piece.leads_for and bank.background and bank.background.id in answers:
        return (Reason(bank.background.id, answers[bank.background.id]),)
    return ()


def _praises(when: When) -> bool:
    """Tell whether a piece is called by a high theme score rather than by a low one."""
    return when.theme_at_least is not None and when.theme_below is None


def _extremes(
    bank: Bank, asked: Iterable[Question], answers: Answers, *, highest: bool
) -> tuple[Reason, ...]:
    """Return the answers that count most, or least, at most QUOTED and only on that side of the middle."""
    found = [(value, question) for question in asked if (value := share(bank, question, answers)) is not None]
    found.sort(key=lambda pair: -pair[0] if highest else pair[0])
    middle = Fraction(1, 2)
    kept = [
        question
        for at, (value, question) in enumerate(found)
        if at == 0 or (value > middle if highest else value < middle)
    ]
    return tuple(Reason(question.id, answers[question.id]) for question in kept[:QUOTED])
