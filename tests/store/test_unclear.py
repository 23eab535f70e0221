"""Test what is kept of a question that somebody found unclear: neither who nor when."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from app.quiz.text import Language
from app.store import tables, unclear
from app.store.bank_tables import LONGEST_LINE
from app.store.engine import Database
from app.store.housekeeping import purge
from app.store.versions import Version
from tests.store.counting import rows
from tests.store.rows import LATER, edited, offer


def say(
    database: Database,
    version: Version,
    question: str = "listen-1",
    line: str = "",
    language: Language = "en",
) -> None:
    with database.writing() as session:
        unclear.say(session, version.id, question, language, line, LATER)
        session.commit()


def test_it_is_counted_by_question_and_language(database: Database) -> None:
    version, other = offer(database), offer(database, edited("later"))
    for question, language in (("listen-1", "en"), ("listen-1", "fr"), ("listen-1", "fr"), ("busy-2", "en")):
        say(database, version, question, language="fr" if language == "fr" else "en")
    say(database, other)
    with database.reading() as session:
        counts = {one.id: unclear.counts(session, one.id) for one in (version, other)}
    assert counts == {
        version.id: {"listen-1": {"en": 1, "fr": 2}, "busy-2": {"en": 1}},
        other.id: {"listen-1": {"en": 1}},
    }


def test_of_a_version_nobody_found_unclear_nothing_is_told(database: Database) -> None:
    version = offer(database)
    with database.reading() as session:
        assert unclear.counts(session, version.id) == {}
        assert unclear.lines(session, version.id, "listen-1") == []


def test_only_lines_that_were_written_are_told_with_their_language(database: Database) -> None:
    version = offer(database)
    say(database, version, line="Which tools?")
    say(database, version, line="Quels outils?", language="fr")
    say(database, version)
    say(database, version, "busy-2", "Of another question")
    with database.reading() as session:
        told = unclear.lines(session, version.id, "listen-1")
    said = {(one.language, one.words) for one in told}
    assert said == {("en", "Which tools?"), ("fr", "Quels outils?")}
    assert len(told) == 2


def test_lines_do_not_stand_in_the_order_in_which_they_came(database: Database) -> None:
    version = offer(database)
    came = [f"line {number}" for number in range(12)]
    for line in came:
        say(database, version, line=line)
    with database.reading() as session:
        told = [one.words for one in unclear.lines(session, version.id, "listen-1")]
    assert sorted(told) == sorted(came)
    # By chance once in 479 million.
    assert told != came


def test_nothing_is_kept_but_the_question_the_language_and_the_line(database: Database) -> None:
    say(database, offer(database), line="Which tools?")
    (row,) = rows(database, tables.unclear)
    assert set(row) == {"id", "version_id", "question_id", "language", "line", "expires_on"}


def test_the_longest_line_can_be_kept_and_no_longer_one_on_postgresql(database: Database) -> None:
    version, longest = offer(database), "😀" * LONGEST_LINE
    say(database, version, line=longest)
    assert rows(database, tables.unclear)[0]["line"] == longest
    if database.engine.dialect.name == "postgresql":
        with pytest.raises(DBAPIError):
            say(database, version, line=f"{longest}!")


def test_it_goes_when_its_time_is_over(database: Database) -> None:
    say(database, offer(database))
    purge(database, LATER)
    assert len(rows(database, tables.unclear)) == 1
    purge(database, LATER + timedelta(days=1))
    assert rows(database, tables.unclear) == []
