"""Say of each question how it works, and of all together how well they measure."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Literal

from app.quiz.bank import Absent, Bank, Question
from app.quiz.item_analysis.blocks import FEWEST
from app.quiz.item_analysis.complete import Complete
from app.quiz.item_analysis.estimates import Estimate, alpha, correlation, exact_alpha, sample_variance
from app.quiz.item_analysis.sums import Part, Sums, practice
from app.quiz.scoring import share

Flag = Literal["reversed", "review", "alike"]
"""What to look at: keyed the wrong way round; weak; does not tell people apart."""

LEAST_CORRELATION = 0.2
"""A question whose correlation is surely under this is one to review; one surely under 0 may be reversed."""

MOST_AT_AN_END = 0.6
"""A question with a larger share of answers at one end does not tell people apart."""

TOO_FEW = Estimate(why="too-few")


@dataclass(frozen=True, slots=True)
class Spread:
    """Tell how the answers to one question are spread over its choices, over the `n` who answered it.

    `mean` and `deviation` (sample SD) are of keyed shares, 0-1, of a belief in the direction of holding the
    myth; `chose` counts people by choice, in the scale's order; `floor` and `ceiling` are the shares (0-1)
    of answers at the lowest and at the highest keyed end.
    """

    n: int
    mean: float
    deviation: float
    chose: tuple[tuple[str, int], ...]
    floor: float
    ceiling: float


@dataclass(frozen=True, slots=True)
class Row:
    """Tell how one question works.

    `spread` is None where fewer than FEWEST answered it. `does_not_apply` is a share (0-1) of everyone asked,
    None where it is not offered. `correlation` (with the sum of the other practice questions) and
    `if_dropped` (alpha without it) are None for a belief. `flags` say only what is sure.
    """

    question: str
    spread: Spread | None
    does_not_apply: Estimate | None
    correlation: Estimate | None
    if_dropped: Estimate | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """Tell how well all practice questions measure together.

    `sheets` were summed, `complete` of them with every practice question answered; None under FEWEST.
    `error` is the standard error of measurement, SD sqrt(1 - alpha), in points (0-100) of the mean of all
    practice questions, which is the place where themes weigh as many as they have; `raw_error` that of the
    sum of keyed shares (0 to the number of `questions`).
    """

    sheets: int | None
    complete: int | None
    questions: int
    alpha: Estimate
    error: Estimate
    raw_error: Estimate


@dataclass(frozen=True, slots=True)
class Analysis:
    """Hold a row for each question, in the bank's order, and the whole."""

    rows: tuple[Row, ...]
    whole: Whole

    def row(self, question_id: str) -> Row:
        """Find the row of a question; raise Absent."""
        for row in self.rows:
            if row.question == question_id:
                return row
        raise Absent(question_id)


def analyse(bank: Bank, sums: Sums) -> Analysis:
    """Analyse the questions of a bank from sums over sheets of this very version.

    Correlations and alpha are over complete sheets, with sample variances, questions turned where reversed:
    the same as R's psych::alpha on raw scores. Spreads are over everyone who answered.
    """
    complete = Complete(bank, sums) if sums.complete.whole.sheets >= FEWEST else None
    rows = tuple(_row(bank, sums, complete, question) for question in bank.questions.values())
    return Analysis(rows, _whole(bank, sums, complete))


def _row(bank: Bank, sums: Sums, complete: Complete | None, question: Question) -> Row:
    spread = _spread(bank, question, sums.row(question.id))
    scored = question.role == "practice"
    correlation = _with_others(complete, question) if scored else None
    return Row(
        question=question.id,
        spread=spread,
        does_not_apply=_does_not_apply(sums, question),
        correlation=correlation,
        if_dropped=_if_dropped(complete, question) if scored else None,
        flags=_flags(correlation, spread),
    )


def _spread(bank: Bank, question: Question, row: Part) -> Spread | None:
    n, chose = row.sheets, row.of("chose")
    if n < FEWEST:
        return None
    # An answer to this question, and what it counts as.
    values = {
        choice.id: share(bank, question, {question.id: choice.id}) or Fraction()
        for choice in bank.scale_of(question).choices
    }
    total, square = (
        sum((people * values[key] ** power for key, people in chose.items()), Fraction()) for power in (1, 2)
    )
    at_end = {
        end: sum(people for key, people in chose.items() if values[key] == end) / n
        for end in (min(values.values()), max(values.values()))
    }
    return Spread(
        n=n,
        mean=float(total / n),
        deviation=sqrt(sample_variance(n, total, square)),
        chose=tuple((key, chose.get(key, 0)) for key in values),
        floor=at_end[min(at_end)],
        ceiling=at_end[max(at_end)],
    )


def _with_others(complete: Complete | None, question: Question) -> Estimate:
    """Correlate a question with the sum of the other ones."""
    if complete is None:
        return TOO_FEW
    if complete.questions < 2:
        return Estimate(why="one-question")
    own, both = complete.variance(question), complete.with_total(question)
    return correlation(complete.sheets, both - own, own, complete.total - 2 * both + own)


def _if_dropped(complete: Complete | None, question: Question) -> Estimate:
    """Return alpha of the other questions; without its interval, which nobody asks for."""
    if complete is None:
        return TOO_FEW
    own, both = complete.variance(question), complete.with_total(question)
    rest = complete.total - 2 * both + own
    found = exact_alpha(complete.questions - 1, complete.apart - own, rest)
    return Estimate(float(found)) if isinstance(found, Fraction) else Estimate(why=found)


def _does_not_apply(sums: Sums, question: Question) -> Estimate | None:
    """Return the share of everyone asked to whom a question does not apply.

    While no sheets that are not complete are in the sums, it would be 0 for a practice question whatever
    they say: there are too few of them to tell.
    """
    if not question.may_not_apply:
        return None
    if sums.sheets < FEWEST or (question.role == "practice" and sums.others.whole.sheets < FEWEST):
        return TOO_FEW
    wholes = (sums.complete.whole, sums.others.whole)
    return Estimate(sum(whole.of("does-not-apply").get(question.id, 0) for whole in wholes) / sums.sheets)


def _flags(with_others: Estimate | None, spread: Spread | None) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    if with_others and with_others.high is not None and with_others.high < LEAST_CORRELATION:
        flags.append("reversed" if with_others.high < 0 else "review")
    if spread and max(spread.floor, spread.ceiling) > MOST_AT_AN_END:
        flags.append("alike")
    return tuple(flags)


def _whole(bank: Bank, sums: Sums, complete: Complete | None) -> Whole:
    questions = len(practice(bank))
    sheets = sums.sheets if sums.sheets >= FEWEST else None
    if complete is None:
        return Whole(sheets, None, questions, TOO_FEW, TOO_FEW, TOO_FEW)
    found = alpha(complete.sheets, questions, complete.apart, complete.total)
    if found.value is None:
        return Whole(sheets, complete.sheets, questions, found, found, found)
    raw = sqrt(complete.total) * sqrt(1 - found.value)
    return Whole(sheets, complete.sheets, questions, found, Estimate(100 * raw / questions), Estimate(raw))
