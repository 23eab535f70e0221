"""Test that what people called unclear is shown to nobody but trainers, nor what is counted for those."""

import pytest
from flask import Flask
from sqlalchemy import insert

from app.store import tables
from tests.account.people import database_of
from tests.addresses.rules import rules
from tests.addresses.world import World
from tests.store.rows import LATER

LINE = "a-line-nobody-else-would-write"
ANSWER = "an-answer-nobody-else-would-give"


def leave_behind(app: Flask) -> None:
    """Keep a line, and a block with an answer that can be recognised."""
    with database_of(app).writing() as session:
        session.execute(
            insert(tables.unclear).values(
                id="x", version_id=1, question_id="listen-1", language="en", line=LINE, expires_on=LATER
            )
        )
        sheets = [{"listen-1": ANSWER}] * 30
        session.execute(
            insert(tables.blocks).values(
                version_id=1, language="en", people=30, sheets=sheets, expires_on=LATER
            )
        )
        session.commit()


@pytest.mark.parametrize("who", ["nobody", "begun", "member", "manager", "admin"])
def test_nobody_but_trainers_is_shown_a_line_or_an_answer_in_a_block(world: World, who: str) -> None:
    leave_behind(world.app)
    client = world.client(who)
    for rule in rules(world.app):
        if not rule.endpoint.startswith("trainer."):
            shown = client.get(world.path(rule)).response.get_data()
            assert LINE.encode() not in shown, rule.rule
            assert ANSWER.encode() not in shown, rule.rule
