"""Gather the figures on which questions work, from frozen blocks alone, by version and language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeVar, get_args

from app.quiz.bank import Bank, Question
from app.quiz.item_analysis import (
    Analysis,
    Flag,
    Part,
    Row,
    Stops,
    Sums,
    analyse,
    minutes_taken,
    stops,
    telling,
)
from app.quiz.text import LANGUAGES, Language
from app.store import blocks, unclear, versions
from app.store.session import Session
from app.store.versions import Cache, Version
from app.web.ground import ground

Tongue = Literal["en", "fr", "both"]
"""Of which sheets figures are: those of one language, or all of them added up."""

TONGUES: tuple[Tongue, ...] = get_args(Tongue)

Summed = TypeVar("Summed", Sums, Part)

FEW_VERSIONS = 10
"""How many versions are looked through for figures, the newest."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Ask for an analysis; the sums are told by their mark, for all that is shown grows with a lump of it."""

    banks: Cache
    version_id: int
    tongue: Tongue
    mark: tuple[int, ...]
    bank: Bank = field(compare=False)
    sums: Sums = field(compare=False)


@lru_cache(maxsize=64)
def _analysed(asked: _Asked) -> Analysis:
    """Analyse the same sums once in a process: it takes 40 ms at 300 questions."""
    return analyse(asked.bank, asked.sums)


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what may be shown of a version's sheets: figures, quartiles of minutes, and where people stop."""

    tongue: Tongue
    analysis: Analysis
    minutes: tuple[int, int, int] | None
    stops: Stops | None


@dataclass(frozen=True, slots=True)
class Point:
    """Hold a question's row of one version, published on a day."""

    version: Version
    bank: Bank
    row: Row


@dataclass(frozen=True, slots=True)
class Beside:
    """Hold what stands beside a question where it is edited: its rows by language, in one version.

    `unclear` counts how often people called it unclear, by language.
    """

    version: Version
    bank: Bank
    question: Question
    rows: Mapping[Language, Row]
    unclear: Mapping[Language, int]

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Return what it is to be looked at for, in either language."""
        return tuple(dict.fromkeys(flag for row in self.rows.values() for flag in row.flags))


@dataclass(frozen=True, slots=True)
class Given:
    """Tell how often advice was `given`, and how often `first` (as a next step), of so many `sheets`."""

    given: int
    first: int
    sheets: int


def words() -> Mapping[str, object]:
    """Return what templates say figures with."""
    return {
        "TONGUES": TONGUES,
        "FLAGS": telling.FLAGS,
        "TO_DO": telling.TO_DO,
        "MISSING": telling.MISSING,
        "percents": telling.percents,
        "tell_choices": telling.tell_choices,
    }


def shown(session: Session, version: Version, bank: Bank, tongue: Tongue) -> Shown:
    """Return what may be shown of a version in a language, or in both together."""
    held = _of(blocks.sums(session, version.id), tongue, Sums())
    left = _of(blocks.stopped(session, version.id), tongue, Part())
    return Shown(
        tongue=tongue,
        analysis=_analysis(version, bank, tongue, held),
        minutes=minutes_taken(held),
        stops=stops(bank, held.sheets, left),
    )


def analyses(session: Session, version: Version, bank: Bank) -> Mapping[Tongue, Analysis]:
    """Return how the questions of a version work in each language, and in both together."""
    held = blocks.sums(session, version.id)
    return {tongue: _analysis(version, bank, tongue, _of(held, tongue, Sums())) for tongue in TONGUES}


def trend(session: Session, bank_id: str, question_id: str, tongue: Tongue) -> Sequence[Point]:
    """Return a question's rows in the published versions that ask it, the earliest first."""
    return [
        Point(version, bank, _analysis(version, bank, tongue, held).row(question_id))
        for version, bank in _published(session, bank_id)
        if question_id in bank.questions
        for held in [_of(blocks.sums(session, version.id), tongue, Sums())]
    ][::-1]


def beside(session: Session, bank_id: str, question_ids: Sequence[str]) -> Mapping[str, Beside]:
    """Return what is known of questions, each from the newest published version that asks it and has figures.

    A question of which no version has any is left out.
    """
    found: dict[str, Beside] = {}
    for version, bank in _published(session, bank_id):
        wanted = [key for key in question_ids if key in bank.questions and key not in found]
        held = blocks.sums(session, version.id) if wanted else {}
        if held:
            called = unclear.counts(session, version.id)
            by_language = {
                tongue: _analysis(version, bank, tongue, held[tongue])
                for tongue in LANGUAGES
                if tongue in held
            }
            for key in wanted:
                of_key = {tongue: analysis.row(key) for tongue, analysis in by_language.items()}
                if any(row.spread for row in of_key.values()):
                    found[key] = Beside(version, bank, bank.question(key), of_key, called.get(key, {}))
    return found


def given(session: Session, version_id: int) -> Mapping[str, Given] | None:
    """Return how often each piece of advice was given; None while nothing may be shown.

    A piece that nobody was given is not there.
    """
    held = sum(blocks.sums(session, version_id).values(), Sums())
    if not held.sheets:
        return None
    said, first = held.over_all("given"), held.over_all("first")
    return {key: Given(times, first.get(key, 0), held.sheets) for key, times in said.items()}


def newest_published(session: Session, bank_id: str) -> Version | None:
    """Return the version of a bank that was published last."""
    return next(iter(_versions(session, bank_id)), None)


def _analysis(version: Version, bank: Bank, tongue: Tongue, held: Sums) -> Analysis:
    mark = held.complete.whole.sheets, held.others.whole.sheets
    if not any(mark):
        # A draft changes, and nobody has taken it.
        return analyse(bank, held)
    return _analysed(_Asked(ground.banks, version.id, tongue, mark, bank, held))


def _of(held: Mapping[Language, Summed], tongue: Tongue, nothing: Summed) -> Summed:
    return sum(held.values(), nothing) if tongue == "both" else held.get(tongue, nothing)


def _published(session: Session, bank_id: str) -> Iterator[tuple[Version, Bank]]:
    """Yield the newest published versions of a bank with what they ask, the newest first."""
    for version in _versions(session, bank_id)[:FEW_VERSIONS]:
        yield version, ground.banks.bank(session, version.id)


def _versions(session: Session, bank_id: str) -> Sequence[Version]:
    return [one for one in versions.every(session) if one.bank_id == bank_id and one.published_on]
