"""Test the made-up crowd of the demonstration: a trainer finds figures, and the one weak question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

import pytest

from app.demo.crowd import REWORDED, UNCLEAR, WEAK, begin_draft, gather
from app.quiz.bank import Bank
from app.quiz.item_analysis import Sums, analyse, stops
from app.quiz.text import LANGUAGES
from app.store import blocks, drafts, unclear, versions
from app.store.engine import Database, open_database
from app.store.session import Session
from tests.conftest import SHIPPED, MakeDatabase
from tests.store.crew import MANAGER, hire
from tests.store.rows import TODAY, offer


@dataclass(frozen=True)
class Somebody:
    """Be an account."""

    id: int
    email: str


@pytest.fixture(scope="module")
def gathered(make_sqlite: MakeDatabase) -> Iterator[Database]:
    """Return a database in which the crowd has gathered, and a draft is begun."""
    database = open_database(make_sqlite())
    offer(database, SHIPPED.read_bytes())
    with database.writing() as session:
        hire(session)
        session.commit()
    gather(database, TODAY, Random(240))
    begin_draft(database, date.today(), Somebody(MANAGER, "somebody@example.org"))
    yield database
    database.engine.dispose()


@pytest.fixture
def session(gathered: Database) -> Iterator[Session]:
    with gathered.reading() as opened:
        yield opened


@pytest.fixture
def bank(session: Session) -> Bank:
    return versions.Cache().bank(session, 1)


def test_enough_people_finished_in_each_language_and_most_answered_everything(session: Session) -> None:
    held = blocks.sums(session, 1)
    assert set(held) == set(LANGUAGES)
    for sums in held.values():
        assert sums.sheets >= 450
        assert sums.complete.whole.sheets > 0.8 * sums.sheets


def test_one_question_is_weak_in_each_language_and_no_other(session: Session, bank: Bank) -> None:
    for sums in blocks.sums(session, 1).values():
        flagged = {row.question: row.flags for row in analyse(bank, sums).rows if row.flags}
        assert flagged == {WEAK: ("review",)}


def test_where_people_stop_can_be_told(session: Session, bank: Bank) -> None:
    held = blocks.sums(session, 1)
    for language, part in blocks.stopped(session, 1).items():
        assert stops(bank, held.get(language, Sums()).sheets, part)


def test_some_questions_were_called_unclear_in_each_language(session: Session) -> None:
    counts = unclear.counts(session, 1)
    assert set(counts) == set(UNCLEAR)
    said = [line.language for question_id in counts for line in unclear.lines(session, 1, question_id)]
    assert set(said) == set(LANGUAGES)


def test_a_draft_rewords_one_question_in_both_languages(session: Session, bank: Bank) -> None:
    draft = drafts.look(session, drafts.Drafts(), bank.id, 2)
    assert draft.editable
    question_id, text = REWORDED
    differs = [key for key, question in bank.questions.items() if draft.bank.questions[key] != question]
    assert differs == [question_id]
    assert draft.bank.question(question_id).text == text
    assert text.en != bank.question(question_id).text.en
    assert text.fr != bank.question(question_id).text.fr
