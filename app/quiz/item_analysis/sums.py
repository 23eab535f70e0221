"""Sum finished sheets of one version and language: exact, additive, and in any order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import lcm
from operator import mul
from typing import Any

from app.quiz.advice import STEPS, advised
from app.quiz.bank import DOES_NOT_APPLY, Answers, Bank, Question, Scale
from app.quiz.scoring import score

Counts = Mapping[str, int]
"""Whole numbers by an id; those that are 0 are left out, so that equal sums are equal values."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the answers of one finished sitting, and the minutes it took in all (None: not in one go)."""

    answers: Answers
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Hold what is told together or not at all: how many `sheets`, and sums over them by kind and id."""

    sheets: int = 0
    sums: Mapping[str, Counts] = field(default_factory=dict)

    def __add__(self, other: "Part") -> "Part":
        """Add sums over other sheets."""
        kinds = {**self.sums, **other.sums}
        sums = {kind: _added(self.of(kind), other.of(kind)) for kind in kinds}
        return Part(self.sheets + other.sheets, sums)

    def of(self, kind: str) -> Counts:
        """Return the sums of one kind by id; an id that is not there is 0."""
        return self.sums.get(kind, {})

    def to_document(self) -> dict[str, Any]:
        """Return the part as JSON values."""
        return {"sheets": self.sheets, **{kind: dict(counts) for kind, counts in self.sums.items()}}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Part":
        """Make the part again from what `to_document` gave."""
        return cls(document["sheets"], {kind: held for kind, held in document.items() if kind != "sheets"})


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the sums over one kind of sheets.

    `whole` counts over all of them, by kind: "does-not-apply" by question; "given" and "first" (among the
    next steps) by piece of advice. `rows` has, by question, how many of those who answered "chose" what.
    """

    whole: Part = field(default_factory=Part)
    rows: Mapping[str, Part] = field(default_factory=dict)

    def __add__(self, other: "Group") -> "Group":
        """Add sums over other sheets of this kind."""
        asked = {**self.rows, **other.rows}
        return Group(self.whole + other.whole, {key: self.row(key) + other.row(key) for key in asked})

    def row(self, question_id: str) -> Part:
        """Return what those who answered a question chose; empty for one without answers."""
        return self.rows.get(question_id, Part())

    def to_document(self) -> dict[str, Any]:
        """Return the group as JSON values."""
        rows = {key: row.to_document() for key, row in self.rows.items()}
        return {"whole": self.whole.to_document(), "rows": rows}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Group":
        """Make the group again from what `to_document` gave."""
        rows = {key: Part.from_document(row) for key, row in document["rows"].items()}
        return cls(Part.from_document(document["whole"]), rows)


@dataclass(frozen=True, slots=True)
class Sums:
    """Hold the sums over sheets of one version and language.

    A sheet is `complete` when every practice question has a real choice, else it is one of the `others`; no
    sheet is in both. Over complete sheets `whole` also has, in units of 1 / `units(bank)` of a keyed share:
    "total" {"sum", "square"} of T, "product" (s times T) by question, and "theme" (square of the theme's
    sum) by theme. `minutes` counts "took", by minutes, over the sheets whose minutes are known.
    """

    complete: Group = field(default_factory=Group)
    others: Group = field(default_factory=Group)
    minutes: Part = field(default_factory=Part)

    @property
    def sheets(self) -> int:
        """Return how many sheets were summed, complete or not."""
        return self.complete.whole.sheets + self.others.whole.sheets

    def __add__(self, other: "Sums") -> "Sums":
        """Add sums over other sheets of the same version and language."""
        return Sums(self.complete + other.complete, self.others + other.others, self.minutes + other.minutes)

    def row(self, question_id: str) -> Part:
        """Return what those who answered a question chose, of both kinds of sheets."""
        return self.complete.row(question_id) + self.others.row(question_id)

    def over_all(self, kind: str) -> Counts:
        """Return the sums of one kind over everyone: "does-not-apply", "given" or "first"."""
        return _added(self.complete.whole.of(kind), self.others.whole.of(kind))

    def to_document(self) -> dict[str, Any]:
        """Return the sums as JSON values, whose number the bank bounds and not the sheets."""
        return {
            "complete": self.complete.to_document(),
            "others": self.others.to_document(),
            "minutes": self.minutes.to_document(),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Sums":
        """Make the sums again from what `to_document` gave."""
        complete, others = (Group.from_document(document[key]) for key in ("complete", "others"))
        return cls(complete, others, Part.from_document(document["minutes"]))


def is_complete(bank: Bank, answers: Answers) -> bool:
    """Tell whether every practice question was answered with a real choice."""
    return all(answers.get(each.id, DOES_NOT_APPLY) != DOES_NOT_APPLY for each in practice(bank))


def practice(bank: Bank) -> tuple[Question, ...]:
    """Return the bank's scored questions, in order."""
    return tuple(each for theme in bank.themes for each in theme.asked("practice"))


def units(bank: Bank) -> int:
    """Return into how many whole units a share of 0-1 is cut: the least common multiple of scale tops."""
    return lcm(*(bank.scale_of(each).top for each in practice(bank)))


def keyed(bank: Bank) -> Mapping[str, Mapping[str, int]]:
    """Return what the choices of each practice question count as, in whole units, turned where reversed."""
    most = units(bank)
    return {each.id: _keyed(bank.scale_of(each), most, turned=each.reversed) for each in practice(bank)}


def _keyed(scale: Scale, most: int, *, turned: bool) -> Mapping[str, int]:
    values = {choice.id: choice.points * most // scale.top for choice in scale.choices}
    return {key: most - value for key, value in values.items()} if turned else values


def sums_of(bank: Bank, sheets: Iterable[Sheet]) -> Sums:
    """Sum sheets of one version of a bank; raise Absent for an unknown choice.

    A question without an answer counts as asked, and neither as answered nor as not applicable.
    """
    complete: list[Answers] = []
    others: list[Answers] = []
    took: Counter[str] = Counter()
    for sheet in sheets:
        (complete if is_complete(bank, sheet.answers) else others).append(sheet.answers)
        if sheet.minutes is not None:
            took[str(sheet.minutes)] += 1
    # Counting comes first: it raises Absent for what is unknown.
    counted, squares = _group(bank, complete), Part(sums=_only_counted(_squares(bank, complete)))
    minutes = Part(took.total(), _only_counted({"took": took}))
    return Sums(counted + Group(squares), _group(bank, others), minutes)


def _group(bank: Bank, sheets: Sequence[Answers]) -> Group:
    """Count what the sheets of one kind chose and what was said to them."""
    said = [advised(bank, answers, score(bank, answers)) for answers in sheets]
    chose = {key: Counter(answers[key] for answers in sheets if key in answers) for key in bank.questions}
    kinds = {
        "does-not-apply": {key: counts.pop(DOES_NOT_APPLY, 0) for key, counts in chose.items()},
        "given": Counter(piece.id for pieces in said for piece in pieces),
        "first": Counter(piece.id for pieces in said for piece in pieces[:STEPS]),
    }
    rows = {key: Part(counts.total(), {"chose": counts}) for key, counts in chose.items() if counts}
    return Group(Part(len(sheets), _only_counted(kinds)), rows)


def _squares(bank: Bank, complete: Sequence[Answers]) -> Mapping[str, Counts]:
    """Sum totals, squares and products over complete sheets, in whole units of a share."""
    values = keyed(bank)
    shares = {key: [held[answers[key]] for answers in complete] for key, held in values.items()}
    total = _sheetwise(shares.values())
    themes = {
        theme.id: _sheetwise(shares[each.id] for each in theme.asked("practice")) for theme in bank.themes
    }
    return {
        "total": {"sum": sum(total), "square": _product(total, total)},
        "product": {key: _product(column, total) for key, column in shares.items()},
        "theme": {key: _product(column, column) for key, column in themes.items()},
    }


def _sheetwise(columns: Iterable[Sequence[int]]) -> list[int]:
    """Add columns of numbers, a number for each sheet."""
    return [sum(row) for row in zip(*columns, strict=True)]


def _product(one: Iterable[int], other: Iterable[int]) -> int:
    return sum(map(mul, one, other))


def _added(one: Counts, other: Counts) -> Counts:
    return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}


def _only_counted(kinds: Mapping[str, Counts]) -> Mapping[str, Counts]:
    """Leave out what is 0, and kinds of which nothing is left."""
    found = {kind: {key: by for key, by in counts.items() if by} for kind, counts in kinds.items()}
    return {kind: counts for kind, counts in found.items() if counts}
