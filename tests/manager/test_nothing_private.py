"""Test that all a manager can fetch depends on what is published, and on nothing else.

What the published figures themselves give away is attacked in tests/quiz/disclosure: together the two say
that no page, picture, alternative text or file tells more than the solver there has seen.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from random import Random
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.quiz.disclosure import told
from app.quiz.invented import invent
from app.quiz.scoring import score
from app.store import memberships, tables
from app.store.session import Session
from app.store.team_tables import memberships as members
from tests.client import Client
from tests.manager.staff import add_sheets, close, fetched, found, leads, make_team, open_round, signed_in
from tests.taker.stock import bank_on
from tests.taker.teams import writing

ASIDE = ("/settings", "/new", "/delete", "dark.svg", "print.svg")
"""Pages without figures, and pictures that say in other colours what is fetched already."""

FILES = (".svg", ".png", ".csv", ".xlsx")


def everything(client: Client, start: str) -> Mapping[str, object]:
    """Fetch every page, picture and file of a team, from door to door, in both languages."""
    seen: dict[str, object] = {}
    for language in ("en", "fr"):
        client.set_cookie("language", language)
        waiting, met = [start], {start}
        while waiting:
            path = waiting.pop()
            seen[f"{language} {path}"] = fetched(client, path)
            for target in () if path.endswith(FILES) else doors(client, path):
                if target not in met and not target.endswith(ASIDE):
                    met.add(target)
                    waiting.append(target)
    return seen


def doors(client: Client, path: str) -> Iterator[str]:
    page = client.get(path)
    if 300 <= page.status < 400:
        yield page.location
    elif page.html:
        yield from (urlsplit(target).path for target in leads(page, "/teams/"))


def live_through(app: Flask, manager: Client, chances: Random) -> str:
    """Let a team have rounds with early and late releases, withdrawals and deletions; return its address."""
    team, bank = make_team(manager), bank_on(app)
    for number in range(3):
        address = open_round(manager, team, f"Round {number}")
        for _ in range(chances.randint(1, 2)):
            sheets = [invent(bank, chances, chances.random()) for _ in range(chances.randint(3, 16))]
            add_sheets(app, found(app, address), sheets)
            with writing(app) as session:
                withdraw_some(session, chances)
            if chances.random() < 0.5:
                manager.get(f"{address}/release")
                manager.post(f"{address}/release")
        if number < 2:
            close(manager, address)
    return team


def withdraw_some(session: Session, chances: Random) -> None:
    """Let somebody withdraw, and somebody delete everything."""
    rows = session.execute(select(members.c.sitting_id).where(members.c.share == "added")).scalars().all()
    for sitting_id, deletes in zip(chances.sample(rows, min(2, len(rows))), (True, False), strict=False):
        if deletes:
            session.execute(tables.sittings.delete().where(tables.sittings.c.id == sitting_id))
        else:
            membership = memberships.of(session, sitting_id)
            assert membership
            memberships.decide(session, membership, "declined")


def scramble(app: Flask, chances: Random) -> int:
    """Change all that is private: every answer and result, who declined, when; return what was changed."""
    bank, changed = bank_on(app), 0
    with writing(app) as session:
        for row in session.execute(select(tables.sittings)).all():
            answers = invent(bank, chances, chances.random())
            session.execute(
                update(tables.sittings)
                .where(tables.sittings.c.id == row.id)
                .values(
                    answers=answers,
                    result=score(bank, answers).to_document(),
                    language_finish=chances.choice(("en", "fr")),
                    finished_on=row.finished_on - timedelta(days=chances.randint(1, 9)),
                )
            )
            changed += row.answers != answers
        session.execute(update(members).where(members.c.share == "declined").values(share="open"))
        waiting = (
            session.execute(select(members.c.round_id).where(members.c.share == "added")).scalars().all()
        )
    for round_id in set(waiting):
        # One person more, as long as the count as it is told stays what it is.
        if told(waiting.count(round_id)) == told(waiting.count(round_id) + 1):
            with writing(app) as session:
                declined = members.c.round_id == round_id, members.c.share == "open"
                one = session.execute(select(members.c.sitting_id).where(*declined)).scalars().first()
                session.execute(update(members).where(members.c.sitting_id == one).values(share="added"))
    return changed


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_private_may_change_and_nothing_that_is_fetched_does(small_app: Flask, seed: int) -> None:
    chances = Random(seed)
    manager = signed_in(small_app, "maya")
    team = live_through(small_app, manager, chances)
    before = everything(manager, team)
    assert sum(path.endswith(FILES) for path in before) > 30
    assert scramble(small_app, chances) > 10
    assert everything(manager, team) == before


def test_what_is_published_does_change_what_is_fetched(small_app: Flask) -> None:
    """Prove that the comparison can fail: another block of answers shows."""
    manager = signed_in(small_app, "maya")
    team = live_through(small_app, manager, Random(1))
    before = everything(manager, team)
    address = open_round(manager, team, "One more")
    bank = bank_on(small_app)
    add_sheets(small_app, found(small_app, address), [invent(bank, Random(5), 0.9) for _ in range(12)])
    close(manager, address)
    after = everything(manager, team)
    assert {path for path in before if after[path] != before[path]}
