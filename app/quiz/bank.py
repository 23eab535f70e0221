"""Describe a bank, key by key as its file has it: themes, questions, scales, bands and advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal, Protocol, TypeVar

from app.quiz.text import Text

DOES_NOT_APPLY = "does-not-apply"
"""The choice that is recorded for "does not apply to my work"; it is never scored."""

Answers = Mapping[str, str]
"""Question id -> choice id, or DOES_NOT_APPLY. The background question has its place here too."""

Side = Literal["newcomer", "native"]
"""The road a person came by, in the instrument's words; never a verdict, never shown as one."""


class Absent(LookupError):
    """Say that what was asked for by its id is not there."""


class Identified(Protocol):
    """Be something that has an id."""

    @property
    def id(self) -> str:
        """Return the id."""


Thing = TypeVar("Thing", bound=Identified)


def find(things: Sequence[Thing], wanted: str) -> Thing:
    """Find the thing with an id; raise Absent."""
    for thing in things:
        if thing.id == wanted:
            return thing
    raise Absent(wanted)


@dataclass(frozen=True, slots=True)
class Source:
    """Credit the work a bank is built on; a bank whose words are all its own has none."""

    author: str
    title: str
    year: int


@dataclass(frozen=True, slots=True)
class Ends:
    """Name the two ends of the spectrum, with a line on what is meant by them."""

    low: Text
    high: Text
    note: Text


@dataclass(frozen=True, slots=True)
class Choice:
    """Offer one answer, with its points (0 or more)."""

    id: str
    points: int
    label: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """Hold the choices that several questions share, in the order they are shown."""

    choices: tuple[Choice, ...]

    @property
    def top(self) -> int:
        """Return the highest points on offer."""
        return max(choice.points for choice in self.choices)

    def choice(self, choice_id: str) -> Choice:
        """Find a choice by its id; raise Absent."""
        return find(self.choices, choice_id)


@dataclass(frozen=True, slots=True)
class Question:
    """Ask one thing: what a person does (`practice`, scored) or holds true (`belief`, not scored)."""

    id: str
    role: Literal["practice", "belief"]
    text: Text
    scale: str
    reversed: bool = False
    may_not_apply: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """Gather the questions on one imperative or one myth; one page of the questionnaire."""

    id: str
    kind: Literal["imperative", "myth"]
    title: Text
    topic: Text
    strength: Text
    questions: tuple[Question, ...]
    weight: Decimal = Decimal(1)
    myth: Text | None = None
    reality: Text | None = None
    talk: Text | None = None

    def asked(self, role: Literal["practice", "belief"]) -> tuple[Question, ...]:
        """Return the theme's questions of one role, in order."""
        return tuple(question for question in self.questions if question.role == role)


@dataclass(frozen=True, slots=True)
class Encouragement:
    """Say something kind beside the place, from a shown place (0-100) upwards."""

    place_from: int
    text: Text


@dataclass(frozen=True, slots=True)
class Origin:
    """Offer one answer to the background question, with whose advice it lets lead."""

    id: str
    label: Text
    leads: Side | None = None
    encouragement: Encouragement | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """Ask, last and unscored, by which road a person came; no figure is made of it."""

    id: str
    topic: Text
    text: Text
    choices: tuple[Origin, ...]

    def choice(self, choice_id: str) -> Origin:
        """Find a choice by its id; raise Absent."""
        return find(self.choices, choice_id)


@dataclass(frozen=True, slots=True)
class Band:
    """Name a stretch of the spectrum; it begins at `start` (0-100, `from` in the file) and holds it."""

    id: str
    # `from` is a keyword in Python, and the natural word in the file.
    start: int = field(metadata={"written": "from"})
    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Answered:
    """Require that a question was answered with one of some choices."""

    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class When:
    """State the conditions of a piece of advice; all that are named have to hold.

    Figures are compared as they are shown (whole points, 0-100); `theme_...` speaks of the score
    of the theme the advice strengthens. A condition on a figure that is absent does not hold.
    """

    place_from: int | None = None
    place_below: int | None = None
    theme_at_least: int | None = None
    theme_below: int | None = None
    answered: Answered | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """Suggest one thing to do this month; `source` says where in the bank's source it comes from."""

    id: str
    source: str | None = field(default=None, kw_only=True)
    title: Text
    text: Text
    leads_for: Side | None = None
    theme: str | None = None
    when: When = field(default_factory=When)


@dataclass(frozen=True)
class Bank:
    """Hold one whole questionnaire: what is asked, how it is placed and what is said back."""

    id: str
    title: Text
    about: Text
    source: Source | None = field(default=None, kw_only=True)
    ends: Ends
    margin: int
    scales: Mapping[str, Scale]
    themes: tuple[Theme, ...]
    bands: tuple[Band, ...]
    advice: tuple[Advice, ...]
    parts: Mapping[str, Text] = field(default_factory=dict)
    background: Background | None = None

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Return the ids of the pages in order: a page a theme, then the background question's."""
        return (*(theme.id for theme in self.themes), *([self.background.id] if self.background else []))

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Return every scored or belief question by its id, in order."""
        return {question.id: question for theme in self.themes for question in theme.questions}

    @property
    def minutes(self) -> int:
        """Estimate how long it takes, in whole minutes: 15 seconds a question."""
        asked = len(self.questions) + (1 if self.background else 0)
        return max(1, -(-asked * 15 // 60))

    def theme(self, theme_id: str) -> Theme:
        """Find a theme by its id; raise Absent."""
        return find(self.themes, theme_id)

    def question(self, question_id: str) -> Question:
        """Find a question by its id; raise Absent."""
        if question_id not in self.questions:
            raise Absent(question_id)
        return self.questions[question_id]

    def scale_of(self, question: Question) -> Scale:
        """Return the scale a question is answered on."""
        return self.scales[question.scale]

    def band_at(self, shown: int) -> Band:
        """Return the band that holds a shown place (0-100); a band holds its lower bound."""
        return [band for band in self.bands if band.start <= shown][-1]

    def asked_on(self, page: str) -> Mapping[str, tuple[str, ...]]:
        """Return the question ids of a page with the choice ids each accepts; raise Absent."""
        if self.background and page == self.background.id:
            return {page: tuple(choice.id for choice in self.background.choices)}
        return {question.id: self.accepted(question) for question in self.theme(page).questions}

    def accepted(self, question: Question) -> tuple[str, ...]:
        """Return the choice ids that answer a question, "does not apply" last where it is offered."""
        ids = [choice.id for choice in self.scale_of(question).choices]
        return (*ids, *([DOES_NOT_APPLY] if question.may_not_apply else []))

    def label(self, question_id: str, choice_id: str) -> Text | None:
        """Return the words of an answer, the background question's too; None for "does not apply".

        Raise Absent for an unknown question or choice.
        """
        if self.background and question_id == self.background.id:
            return self.background.choice(choice_id).label
        question = self.question(question_id)
        return None if choice_id == DOES_NOT_APPLY else self.scale_of(question).choice(choice_id).label

    def asks(self, question_id: str) -> Text:
        """Return the words of a question, the background question's too; raise Absent."""
        if self.background and question_id == self.background.id:
            return self.background.text
        return self.question(question_id).text

    def source_of(self, piece: Advice) -> Text | None:
        """Return where in the bank's source a piece of advice comes from ("imperative 4"), if it says so."""
        part, _, number = (piece.source or "").partition(" ")
        words = self.parts.get(part)
        return words and Text(words.en.replace("{n}", number), words.fr.replace("{n}", number))

    def missing(self, answers: Answers) -> tuple[str, ...]:
        """Return the ids of the questions that still lack an answer, in order."""
        asked = (question for page in self.pages for question in self.asked_on(page))
        return tuple(question for question in asked if question not in answers)

    def next_after(self, page: str, answers: Answers) -> str | None:
        """Return the next page that lacks an answer, looking on from `page` and then from the start.

        None means that everything is answered. Raise Absent for an unknown page.
        """
        here = self.position(page)
        in_order = self.pages[here:] + self.pages[:here]
        return next((other for other in in_order if set(self.asked_on(other)) - set(answers)), None)

    def position(self, page: str) -> int:
        """Return which page this is, counted from 1; raise Absent."""
        if page not in self.pages:
            raise Absent(page)
        return self.pages.index(page) + 1
