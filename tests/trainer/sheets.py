"""Put finished sheets into blocks, as the service does, and unfinished ones among the stops."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from flask import Flask
from sqlalchemy import insert

from app.quiz.bank import Answers, Bank
from app.quiz.invented import invent
from app.quiz.item_analysis import Sheet, Sums, sums_of
from app.quiz.scoring import score
from app.quiz.text import Language
from app.store import blocks, housekeeping, sittings, tables
from tests.taker.stock import bank_on, ground_of
from tests.taker.teams import writing

LATER = date.today() + timedelta(days=390)


def crowd(bank: Bank, people: int, seed: int = 1, fixed: Mapping[str, str] | None = None) -> list[Answers]:
    """Invent complete sheets; `fixed` answers are everybody's."""
    randomness = Random(seed)
    sheets: list[Answers] = []
    for _ in range(people):
        answers = dict(invent(bank, randomness, randomness.gauss(0.5, 0.2)))
        for question in bank.questions.values():
            choices = [choice.id for choice in bank.scale_of(question).choices]
            if answers[question.id] not in choices:
                answers[question.id] = randomness.choice(choices)
        sheets.append({**answers, **(fixed or {})})
    return sheets


def counted(app: Flask, sheets: Sequence[Answers], version_id: int = 1, times: int = 1) -> None:
    """Let finished English sheets, each `times` times, be counted already, and be nobody's any more."""
    once = sums_of(bank_on(app, version_id), [Sheet(one, 9) for one in sheets])
    shown = multiplied(once, times).to_document()
    held = {"version_id": version_id, "language": "en", "shown": shown, "waiting": Sums().to_document()}
    with writing(app) as session:
        session.execute(insert(tables.item_sums).values(held))


def multiplied(sums: Sums, times: int) -> Sums:
    """Add sums to themselves, so that they are over `times` as many sheets."""
    if times == 1:
        return sums
    half = multiplied(sums, times // 2)
    return half + half + sums if times % 2 else half + half


def finish(
    app: Flask, sheets: Sequence[Answers], language: Language = "en", version_id: int = 1, minutes: int = 9
) -> None:
    """Let people finish, each by themselves; nothing is sealed."""
    bank, today = bank_on(app, version_id), date.today()
    with writing(app) as session:
        taken = [
            sittings.Taken(
                version_id, language, one, score(bank, one).to_document(), minutes, today, LATER
            )
            for one in sheets
        ]  # fmt: skip
        sittings.add(session, taken)


def sealed(
    app: Flask, sheets: Sequence[Answers], language: Language = "en", version_id: int = 1, minutes: int = 9
) -> None:
    """Let people finish, and seal what is enough."""
    finish(app, sheets, language, version_id, minutes)
    seal(app)


def seal(app: Flask) -> None:
    """Seal what is enough, as the server does every hour."""
    housekeeping.count(ground_of(app).database, LATER)


def stop(app: Flask, *pages: str | None, language: Language = "en", version_id: int = 1) -> None:
    """Let people stop after the page they last kept."""
    with writing(app) as session:
        blocks.count_stops(session, [(version_id, language, page) for page in pages])
