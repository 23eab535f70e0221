"""Make up a crowd that took the first bank by no team's link, so that trainers see which questions work.

Its sheets are sealed into blocks as a real service seals them: trainers' figures come from nowhere else.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from app.demo.made_up import KEPT_DAYS, PEOPLE_APART
from app.quiz.bank import Bank
from app.quiz.drafting import put_question, theme_of
from app.quiz.invented import invent
from app.quiz.scoring import score
from app.quiz.text import Language, Text
from app.store import blocks, drafts, sittings, unclear, versions
from app.store.audit import Who
from app.store.engine import Database
from app.store.housekeeping import count
from app.store.session import Session
from app.store.sittings import Taken
from app.store.versions import Cache, Version

PEOPLE: Mapping[Language, int] = {"en": 520, "fr": 480}
"""How many finished it, by language."""

COMPLETE = 0.9
"""How many (share, 0-1) left out no question that may not apply to them."""

STOPPED: Mapping[Language, int] = {"en": 74, "fr": 61}
"""How many began it and never finished, by language."""

WEAK = "in-person-3"
"""The question whose answers barely go with the others: chance answers it, most of the time."""

AT_RANDOM = 0.95
"""How often (share, 0-1) chance answers it."""

UNCLEAR: Mapping[str, Mapping[Language, tuple[str | None, ...]]] = {
    "brand-2": {
        "en": ("Announced to whom? Inside, or to the public?", None, "What counts as useful?", None),
        "fr": (None, "S’agit-il des annonces à l’interne ou de celles au public?"),
    },
    "in-person-3": {
        "en": ("Sometimes carrying on in writing is the right thing: it leaves a trace.", None),
        "fr": ("Par courriel ou par clavardage? Ce n’est pas la même chose.",),
    },
    "immerse-2": {"en": (None,)},
}
"""What people said of questions that are unclear to them, by question and language; None: without a line."""

REWORDED = (
    "one-person-1",
    Text(
        "In the last month, I wrote to colleagues online in the words I would have used face to face.",
        "Au cours du dernier mois, j’ai écrit en ligne à mes collègues avec les mots que j’aurais eus de "
        "vive voix.",
    ),
)
"""The question that a draft asks in other words, in both languages."""


def gather(database: Database, today: date, randomness: Random) -> None:
    """Let a crowd take the bank that is offered first, and seal its sheets into blocks."""
    with database.writing() as session:
        version, bank = _first(session)
        until = today + timedelta(KEPT_DAYS)
        for language, people in PEOPLE.items():
            sheets = [_sheet(bank, randomness) for _ in range(people)]
            sittings.add(
                session,
                [
                    Taken(
                        version.id, language, sheet, score(bank, sheet).to_document(),
                        _minutes(randomness), today - timedelta(randomness.randrange(120)), until,
                    )
                    for sheet in sheets
                ],
            )  # fmt: skip
            _stop(session, version, bank, language, randomness)
        for question_id, said in UNCLEAR.items():
            for language, lines in said.items():
                for line in lines:
                    unclear.say(session, version.id, question_id, language, line or "", until)
        session.commit()
    count(database, until)


def begin_draft(database: Database, today: date, who: Who) -> None:
    """Begin a draft of the bank that is offered first, in which a question is reworded in both languages."""
    with database.writing() as session:
        version, bank = _first(session)
        source = versions.document(session, version.id)
        begun = drafts.begin(session, who, version.bank_id, source, today, "begun")
        draft = drafts.look(session, drafts.Drafts(), begun.bank_id, begun.number, lock=True)
        question_id, text = REWORDED
        theme = theme_of(bank, question_id)
        changed = put_question(draft.bank, theme.id, replace(bank.question(question_id), text=text))
        drafts.save(session, drafts.Drafts(), who, draft, changed, "theme", theme.id)
        session.commit()


def _first(session: Session) -> tuple[Version, Bank]:
    version = versions.offered(session)[0]
    return version, Cache().bank(session, version.id)


def _sheet(bank: Bank, randomness: Random) -> Mapping[str, str]:
    """Invent a sheet: most answer everything, and chance answers the weak question."""
    answers = dict(invent(bank, randomness, randomness.gauss(0.52, PEOPLE_APART)))
    whole = randomness.random() < COMPLETE
    for question in bank.questions.values():
        choices = [choice.id for choice in bank.scale_of(question).choices]
        if whole and answers[question.id] not in choices:
            answers[question.id] = randomness.choice(choices)
    if WEAK in answers and randomness.random() < AT_RANDOM:
        answers[WEAK] = randomness.choice(bank.accepted(bank.question(WEAK))[:5])
    return answers


def _minutes(randomness: Random) -> int:
    """Return how long somebody took: half of them 9 minutes or less, a few much longer."""
    return min(60, max(3, round(randomness.lognormvariate(2.2, 0.35))))


def _stop(session: Session, version: Version, bank: Bank, language: Language, randomness: Random) -> None:
    """Let some stop on their way: most of them early."""
    pages = [None, *bank.pages]
    ended = [
        (version.id, language, pages[min(int(randomness.expovariate(0.35)), len(pages) - 1)])
        for _ in range(STOPPED[language])
    ]
    blocks.count_stops(session, ended)
