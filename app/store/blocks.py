"""Seal finished sheets into blocks, from which all figures for trainers come: never from live rows.

A block holds 30 sheets and more of one version and language, all of them complete or none: so the sums and
the copy of the bare answers move together (see app/quiz/item_analysis/blocks.py). Sheets that are too few
wait where they are. A sitting that repeats one of the same version is left out: thirty sheets are thirty
people.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, delete, exists, func, insert, not_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.quiz.bank import Answers, Bank
from app.quiz.item_analysis import (
    FEWEST,
    Part,
    Sheet,
    Sums,
    fold,
    fold_part,
    is_complete,
    measured_margin,
    stops_of,
    sums_of,
)
from app.quiz.text import Language
from app.store.session import Session
from app.store.tables import blocks, item_sums, margins, sittings, stops
from app.store.versions import Cache

AT_ONCE = 500
"""How many sheets are read at once. More than twice FEWEST, so that one kind of them is always enough."""

MOST_SHEETS = 2_000
"""Of how many sheets of a version the bare answers are kept, the newest, for the effect of a draft."""

Counted = tuple[int, Language]
"""A version's id, and the language in which it was finished."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Describe a finished sitting that is in no block yet."""

    id: str
    answers: Answers
    minutes: int | None
    expires_on: date
    repeats: bool


def ready(session: Session) -> Sequence[Counted]:
    """List the versions and languages of which enough finished sheets may wait."""
    query = (
        select(sittings.c.version_id, sittings.c.language_finish)
        .where(_UNCOUNTED)
        .group_by(sittings.c.version_id, sittings.c.language_finish)
        .having(func.count() >= FEWEST)
        .order_by(sittings.c.version_id, sittings.c.language_finish)
    )
    return [(row.version_id, row.language_finish) for row in session.execute(query)]


def seal(session: Session, banks: Cache, counted: Counted, keep_until: date) -> bool:
    """Seal what waits of a version and language, up to AT_ONCE sheets; tell whether there was enough.

    The bare answers are kept until `keep_until` at most, and never longer than the sittings they are from.
    """
    bank = banks.bank(session, counted[0])
    found = _waiting(session, counted)
    # Ready for nothing: they repeat what is counted, or waits, already.
    _mark(session, [one.id for one in found if one.repeats])
    sealed = False
    for whole in (True, False):
        group = [one for one in found if not one.repeats and is_complete(bank, one.answers) == whole]
        if len(group) >= FEWEST:
            _seal(session, bank, counted, group, keep_until)
            sealed = True
    return sealed


def sums(session: Session, version_id: int) -> Mapping[Language, Sums]:
    """Return what may be shown of a version, by language."""
    query = select(item_sums.c.language, item_sums.c.shown).where(item_sums.c.version_id == version_id)
    return {row.language: Sums.from_document(row.shown) for row in session.execute(query)}


def stopped(session: Session, version_id: int) -> Mapping[Language, Part]:
    """Return on which pages people stopped, as far as it may be shown, by the language they began in."""
    query = select(stops.c.language, stops.c.shown).where(stops.c.version_id == version_id)
    return {row.language: Part.from_document(row.shown) for row in session.execute(query)}


def margin(session: Session, version_id: int) -> int | None:
    """Return the measured margin of a version in points (0-100); None until it can be measured."""
    return session.execute(select(margins.c.points).where(margins.c.version_id == version_id)).scalar()


def sheets(session: Session, version_id: int) -> Iterator[Answers]:
    """Yield the bare answers of a version's newest blocks, MOST_SHEETS at most, in no order of theirs."""
    query = select(blocks.c.sheets).where(blocks.c.version_id == version_id).order_by(blocks.c.id.desc())
    for (held,) in session.execute(query):
        yield from held


def kept(session: Session, version_id: int) -> tuple[int, int]:
    """Return how many sheets of a version are kept, and the newest block's id; 0 for none."""
    held = select(func.sum(blocks.c.people), func.max(blocks.c.id)).where(blocks.c.version_id == version_id)
    row = tuple(session.execute(held).one())
    return row[0] or 0, row[1] or 0


def count_stops(session: Session, ended: Sequence[tuple[int, Language, str | None]]) -> None:
    """Count sittings that end unfinished: the version, the language they began in, the page last kept."""
    for version_id, language in dict.fromkeys((version, tongue) for version, tongue, _ in ended):
        pages = [page for version, tongue, page in ended if (version, tongue) == (version_id, language)]
        shown, waiting = (Part.from_document(held) for held in _held(session, stops, (version_id, language)))
        told, kept = fold_part(shown, waiting, stops_of(pages))
        _keep(session, stops, (version_id, language), told.to_document(), kept.to_document())


def purge(session: Session, today: date) -> None:
    """Delete the bare answers whose time is over; the sums remain, and are nobody's."""
    session.execute(delete(blocks).where(blocks.c.expires_on < today))


def _seal(
    session: Session, bank: Bank, counted: Counted, group: Sequence[_Waiting], keep_until: date
) -> None:
    """Add a block to the sums, keep its bare answers, and mark its sittings, but not as its own."""
    shown, waiting = (Sums.from_document(held) for held in _held(session, item_sums, counted))
    block = sums_of(bank, [Sheet(one.answers, one.minutes) for one in group])
    told, kept = fold(shown, waiting, block)
    _keep(session, item_sums, counted, told.to_document(), kept.to_document())
    # No copy is kept longer than what it was made of; to the month, since a day could tell whose it is.
    over = min(keep_until, *(one.expires_on for one in group)).replace(day=1)
    bare = [{key: one.answers[key] for key in bank.questions if key in one.answers} for one in group]
    session.execute(
        insert(blocks).values(
            version_id=counted[0],
            language=counted[1],
            people=len(bare),
            sheets=sorted(bare, key=json.dumps),
            expires_on=over,
        )
    )
    _mark(session, [one.id for one in group])
    _let_go(session, counted[0])
    _measure(session, bank, counted[0])


def _measure(session: Session, bank: Bank, version_id: int) -> None:
    """Measure the margin anew, over both languages."""
    points = measured_margin(bank, sum(sums(session, version_id).values(), Sums()))
    if points is not None:
        session.execute(delete(margins).where(margins.c.version_id == version_id))
        session.execute(insert(margins).values(version_id=version_id, points=points))


def _let_go(session: Session, version_id: int) -> None:
    """Delete the bare answers of blocks that MOST_SHEETS newer ones make unneeded."""
    here = select(blocks.c.id, blocks.c.people).where(blocks.c.version_id == version_id)
    newer = 0
    for row in session.execute(here.order_by(blocks.c.id.desc())).all():
        if newer + row.people > MOST_SHEETS:
            session.execute(delete(blocks).where(blocks.c.version_id == version_id, blocks.c.id <= row.id))
            break
        newer += row.people


def _waiting(session: Session, counted: Counted) -> Sequence[_Waiting]:
    earlier = sittings.alias("earlier")
    repeats = exists().where(
        earlier.c.token_hash == sittings.c.token_hash,
        earlier.c.occasion < sittings.c.occasion,
        earlier.c.version_id == sittings.c.version_id,
        earlier.c.finished_on.is_not(None),
    )
    query = (
        select(sittings.c.id, sittings.c.answers, sittings.c.minutes, sittings.c.expires_on, repeats)
        .where(_UNCOUNTED, sittings.c.version_id == counted[0], sittings.c.language_finish == counted[1])
        # Ids are random: who came first does not count first. Locks are taken in their order everywhere.
        .order_by(sittings.c.id)
        .limit(AT_ONCE)
        .with_for_update(of=sittings)
    )
    return [_Waiting(*tuple(row)) for row in session.execute(query)]


def _mark(session: Session, ids: Sequence[str]) -> None:
    if ids:
        session.execute(update(sittings).where(sittings.c.id.in_(ids)).values(counted=True))


def _held(session: Session, table: Any, counted: Counted) -> tuple[Any, Any]:
    """Return what is shown and what waits of a version and language, locked; empty at first."""
    empty = (Sums() if table is item_sums else Part()).to_document()
    values = {"version_id": counted[0], "language": counted[1], "shown": empty, "waiting": empty}
    # The row is made first, so that there is one to lock.
    session.execute(_INSERT[session.dialect](table).values(values).on_conflict_do_nothing())
    query = select(table.c.shown, table.c.waiting).where(_of(table, counted)).with_for_update()
    row = session.execute(query).mappings().one()
    return row["shown"], row["waiting"]


def _keep(session: Session, table: Any, counted: Counted, shown: Any, waiting: Any) -> None:
    session.execute(update(table).where(_of(table, counted)).values(shown=shown, waiting=waiting))


def _of(table: Any, counted: Counted) -> Any:
    return and_(table.c.version_id == counted[0], table.c.language == counted[1])


_UNCOUNTED = and_(sittings.c.finished_on.is_not(None), not_(sittings.c.counted))
_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
