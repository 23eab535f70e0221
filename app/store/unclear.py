"""Keep that people found a question unclear, with a line of theirs if they wrote one; not who, not when."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select, update

from app.quiz.text import Language
from app.store.session import Session
from app.store.tables import unclear


@dataclass(frozen=True, slots=True)
class Line:
    """Hold what somebody wrote, and in which language they read the question; the id is random."""

    language: Language
    words: str
    id: str


def say(
    session: Session, version_id: int, question_id: str, language: Language, line: str, expires_on: date
) -> None:
    """Keep that a question is unclear to somebody; `line` may be empty."""
    session.execute(
        insert(unclear).values(
            id=secrets.token_urlsafe(16),
            version_id=version_id,
            question_id=question_id,
            language=language,
            line=line or None,
            expires_on=expires_on,
        )
    )


def counts(session: Session, version_id: int) -> Mapping[str, Mapping[Language, int]]:
    """Return how often the questions of a version were called unclear, by question and language."""
    query = (
        select(unclear.c.question_id, unclear.c.language, func.count().label("times"))
        .where(unclear.c.version_id == version_id)
        .group_by(unclear.c.question_id, unclear.c.language)
    )
    found: dict[str, dict[Language, int]] = {}
    for row in session.execute(query):
        found.setdefault(row.question_id, {})[row.language] = row.times
    return found


def lines(session: Session, version_id: int, question_id: str) -> Sequence[Line]:
    """Return what people wrote about a question, in an order that tells nothing."""
    here = unclear.c.version_id == version_id, unclear.c.question_id == question_id
    query = select(unclear.c.language, unclear.c.line, unclear.c.id).where(*here, unclear.c.line.is_not(None))
    return [Line(*tuple(row)) for row in session.execute(query.order_by(unclear.c.id))]


def dismiss(session: Session, version_id: int, line_id: str) -> None:
    """Delete what somebody wrote, if it is there; that the question was unclear still counts."""
    here = unclear.c.version_id == version_id, unclear.c.id == line_id
    session.execute(update(unclear).where(*here).values(line=None))


def purge(session: Session, today: date) -> None:
    """Delete what has had its time."""
    session.execute(delete(unclear).where(unclear.c.expires_on < today))
