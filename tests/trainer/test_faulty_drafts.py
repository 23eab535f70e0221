"""Test that a draft with any fault opens on every page, and that each fault leads to its place."""

from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import update

from app.quiz.bank import Bank
from app.quiz.faults import FaultyBank
from app.quiz.yaml import draft as read
from app.quiz.yaml import write
from app.store.tables import versions
from tests.client import Client, Page
from tests.quiz.banks import small
from tests.quiz.test_broken_form import FORM
from tests.quiz.test_broken_meaning import MEANING
from tests.taker.teams import writing
from tests.trainer.desk import DRAFT, bank
from tests.trainer.faulty import WAYS

PAGES = ("", "/scales", "/bands", "/advice", "/background", "/about", "/check", "/coverage")

FAULTY = [
    *((way.name, way.source()) for way in (*FORM, *MEANING)),
    *((name, write(change(small()))) for name, change in WAYS.items()),
]


def keep(app: Flask, source: bytes) -> None:
    """Keep a file as the draft, whatever its faults."""
    with writing(app) as session:
        kept = {"document": source, "digest": sha256(source).digest()}
        session.execute(update(versions).where(versions.c.number == 2).values(kept))


def addresses(client: Client) -> set[str]:
    """Return the pages that edit the draft: those of its parts, and those that they lead to."""
    found = {f"{DRAFT}{page}" for page in PAGES}
    for part in ("/scales", "/advice", "/themes"):
        page = client.get(DRAFT if part == "/themes" else f"{DRAFT}{part}")
        found |= {link.partition("#")[0] for link in page.links() if link.startswith(f"{DRAFT}{part}/")}
    return found


def faults_on(page: Page) -> set[str]:
    lists = (one for one in page.tree.iter("ul") if one.get("class") == "faults")
    return {link.get("href") or "" for one in lists for link in one.iter("a")}


@pytest.mark.parametrize("name", WAYS)
def test_a_draft_opens_whatever_is_wrong_with_it(name: str, small_app: Flask, tara: Client) -> None:
    keep(small_app, write(WAYS[name](small())))
    for path in sorted(addresses(tara)):
        assert tara.get(path).status == 200, path


@pytest.mark.parametrize(("name", "source"), FAULTY, ids=[name for name, _ in FAULTY])
def test_each_fault_leads_to_a_field_that_is_there(
    name: str, source: bytes, small_app: Flask, tara: Client
) -> None:
    try:
        read(source)
    except FaultyBank:
        return  # what has not the form of a bank is no draft
    keep(small_app, source)
    leading = faults_on(tara.get(f"{DRAFT}/check"))
    assert bool(leading) == (name not in ("nothing is wrong", "no background question"))
    for path in sorted({link.partition("#")[0] for link in leading}):
        page = tara.get(path)
        assert page.status == 200, path
        ids = {element.get("id") for element in page.tree.iter()}
        anchors = {link.partition("#")[2] for link in leading if link.startswith(f"{path}#")}
        assert anchors <= ids, path


@pytest.mark.parametrize("part", ["/bands", "/background", "/about", "/scales/frequency", "/advice/read"])
def test_a_save_without_a_change_leaves_a_draft_as_it_was(part: str, small_app: Flask, tara: Client) -> None:
    from tests.trainer.reading import save

    before: Bank = bank(small_app)
    assert save(tara, f"{DRAFT}{part}").status == 303
    assert bank(small_app) == before
