"""Test the audit trail: who did what, when, with the old and the new value."""

from datetime import UTC, datetime
from time import time

import pytest
from flask import Flask
from sqlalchemy import update

from app.store import audit, tables
from tests.account.people import account, database_of, signed_in
from tests.client import Client, words


def note_many(app: Flask, how_many: int) -> None:
    with database_of(app).writing() as session:
        for number in range(how_many):
            audit.note(session, None, "invited", f"number-{number}@example.org", None, "admin")
        session.commit()


def entries(client: Client, path: str = "/account/trail") -> list[str]:
    (shown,) = (one for one in client.get(path).tree.iter("ol"))
    return [words(item) for item in shown]


def test_it_is_told_newest_first_with_the_moment_to_the_second(admin: Client) -> None:
    note_many(admin.app, 2)
    with database_of(admin.app).writing() as session:
        session.execute(update(tables.audit).values(at=datetime(2026, 3, 1, 9, 5, 7, tzinfo=UTC).timestamp()))
        session.commit()
    told = entries(admin)
    assert [one.split("number-")[1][0] for one in told] == ["1", "0"]
    assert told[0].startswith("1 March 2026, 09:05:07 UTC The command line invited")
    assert told[0].endswith("administrator")


def test_it_is_told_in_french_too(app: Flask) -> None:
    client = signed_in(app, "admin", language="fr")
    note_many(app, 1)
    assert "La ligne de commande a invité" in entries(client)[0]


def test_it_is_shown_a_page_at_a_time(admin: Client) -> None:
    note_many(admin.app, audit.PAGE + 1)
    first = admin.get("/account/trail")
    assert len(entries(admin)) == audit.PAGE
    assert len(entries(admin, first.link("Earlier"))) == 1


def test_after_a_last_page_that_was_full_there_is_nothing_more(admin: Client) -> None:
    note_many(admin.app, audit.PAGE)
    assert entries(admin, admin.get("/account/trail").link("Earlier")) == ["There is nothing more."]


@pytest.mark.parametrize("before", ["", "x", "-1", "0", "9" * 30, "1.5"])
def test_a_strange_page_is_the_first(admin: Client, before: str) -> None:
    note_many(admin.app, 1)
    assert len(entries(admin, f"/account/trail?before={before}")) == 1


def test_old_and_new_values_are_told_in_words(admin: Client) -> None:
    app = admin.app
    with database_of(app).writing() as session:
        who = account(app, "root@example.org")
        audit.note(session, who, "roles changed", "bob@example.org", "admin, manager", "trainer")
        audit.note(session, who, "something new", "root@example.org", "a", "b")
        session.commit()
    told = entries(admin)
    assert "bob@example.org Before: administrator, manager After: trainer" in told[1]
    # What no room has words for is told as it was noted.
    assert "root@example.org something new Before: a After: b" in told[0]


def test_an_entry_keeps_the_address_of_then_and_its_time(app: Flask) -> None:
    client = signed_in(app, "admin", email="root@example.org")
    client.get("/account")
    client.post("/account/sign-out-everywhere")
    with database_of(app).reading() as session:
        (entry,) = audit.page(session)
    assert (entry.email, entry.account_id) == ("root@example.org", account(app, "root@example.org").id)
    assert abs(entry.at - time()) < 60
