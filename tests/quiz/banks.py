"""Build small banks: one as a trainer writes it, and any number as values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

from hypothesis import strategies as st

from app.quiz.bank import (
    Advice,
    Answers,
    Background,
    Band,
    Bank,
    Choice,
    Ends,
    Origin,
    Question,
    Scale,
    Source,
    Theme,
    When,
)
from app.quiz.text import Text
from app.quiz.yaml import parse

SHIPPED = Path(__file__).parents[2] / "questions" / "digital-public-servant.yaml"

SMALL = (Path(__file__).parent / "small.yaml").read_text("utf-8")
"""A small bank that is sound, with everything in it that a bank can have."""

WORDS = Text("words", "mots")


@cache
def small() -> Bank:
    """Return the small bank as a value."""
    return parse(SMALL.encode())


@cache
def shipped() -> Bank:
    """Return the first bank that comes with the service."""
    return parse(SHIPPED.read_bytes())


@cache
def every_shipped() -> tuple[Bank, ...]:
    """Return all banks that come with the service, in the order they are taken in."""
    return tuple(parse(file.read_bytes(), file.name) for file in sorted(SHIPPED.parent.glob("*.yaml")))


def question(
    name: str,
    scale: str = "five",
    *,
    role: Literal["practice", "belief"] = "practice",
    turned: bool = False,
    may_not_apply: bool = False,
) -> Question:
    return Question(name, role, WORDS, scale, turned, may_not_apply)


def theme(name: str, questions: Sequence[Question], weight: Decimal | int = 1) -> Theme:
    believes = any(asked.role == "belief" for asked in questions)
    more = {"myth": WORDS, "reality": WORDS} if believes else {}
    return Theme(
        name,
        "myth" if believes else "imperative",
        WORDS,
        WORDS,
        WORDS,
        tuple(questions),
        Decimal(weight),
        **more,
    )


def bands(*starts: int) -> tuple[Band, ...]:
    return tuple(Band(f"band-{start}", start, WORDS, WORDS) for start in starts)


def advice(name: str, when: When | None = None, **more: Any) -> Advice:
    return Advice(
        **{"id": name, "source": "part", "title": WORDS, "text": WORDS, "when": when or When(), **more}
    )


def scale(*points: int) -> Scale:
    """Return a scale whose choices are called by their points."""
    return Scale(tuple(Choice(str(value), value, WORDS) for value in points))


FIVE = {"five": scale(0, 1, 2, 3, 4)}


def bank(
    themes: Sequence[Theme],
    *,
    scales: Mapping[str, Scale] | None = None,
    starts: Sequence[int] = (0, 50),
    in_bands: Sequence[Band] = (),
    pieces: Sequence[Advice] = (),
    background: bool = False,
) -> Bank:
    """Return a bank as a value; it need not be sound."""
    origin = Background(
        "origin",
        WORDS,
        WORDS,
        (Origin("always", WORDS, "native"), Origin("late", WORDS, "newcomer"), Origin("mum", WORDS)),
    )
    return Bank(
        id="bank",
        title=WORDS,
        about=WORDS,
        source=Source("author", "title", 2014),
        ends=Ends(WORDS, WORDS, WORDS),
        margin=10,
        scales=scales or FIVE,
        themes=tuple(themes),
        bands=tuple(in_bands) or bands(*starts),
        advice=tuple(pieces),
        parts={"part": WORDS},
        background=origin if background else None,
    )


def every_sheet(bank: Bank) -> Iterator[dict[str, str]]:
    """Yield every complete sheet of answers there is; only for very small banks."""
    accepted = {key: ids for page in bank.pages for key, ids in bank.asked_on(page).items()}
    for chosen in product(*accepted.values()):
        yield dict(zip(accepted, chosen, strict=True))


def sheet_of(bank: Bank, keyed: Literal["highest", "lowest"]) -> Answers:
    """Return the sheet that gives every scored question its highest, or lowest, answer as it is keyed."""
    answers = {key: ids[0] for page in bank.pages for key, ids in bank.asked_on(page).items()}
    for asked in bank.questions.values():
        ranked = sorted(bank.scale_of(asked).choices, key=lambda choice: choice.points)
        answers[asked.id] = ranked[-1 if (keyed == "highest") != asked.reversed else 0].id
    return answers


def texts_of(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Text]]:
    """Yield every text of a bank with the path to it."""
    if isinstance(value, Text):
        yield ".".join(map(str, path)), value
    elif is_dataclass(value):
        for item in fields(value):
            yield from texts_of(getattr(value, item.name), (*path, item.name))
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from texts_of(held, (*path, key))
    elif isinstance(value, tuple):
        for at, held in enumerate(value):
            yield from texts_of(held, (*path, getattr(held, "id", at)))


def sheets(bank: Bank) -> st.SearchStrategy[dict[str, str]]:
    """Draw complete sheets of answers."""
    accepted = {key: ids for page in bank.pages for key, ids in bank.asked_on(page).items()}
    return st.fixed_dictionaries({key: st.sampled_from(ids) for key, ids in accepted.items()})
