"""Test what every address that asks for no account answers people in every state of theirs."""

import pytest

from app.web.access import mark_of
from tests.addresses.rules import rules
from tests.addresses.world import World

ANSWERS = {
    # What nobody in particular, who has begun, and who has finished twice get.
    "health.alive": (200, 200, 200),
    "health.ready": (200, 200, 200),
    "static": (200, 200, 200),
    "taker.home": (200, 200, 200),
    "taker.start": (200, 200, 200),
    "taker.join": (200, 200, 200),
    "taker.ask_code": (200, 200, 200),
    "taker.slip": (200, 200, 200),
    "taker.team": (404, 404, 200),
    "taker.preview": (404, 404, 200),
    "taker.preview_picture": (404, 404, 200),
    "taker.page": (404, 200, 303),
    "taker.ask_unclear": (404, 200, 303),
    "taker.check": (404, 200, 303),
    "taker.go_on": (404, 303, 303),
    "taker.again": (404, 200, 200),
    "taker.result": (404, 303, 200),
    "taker.how": (404, 404, 200),
    "taker.reminder": (404, 404, 200),
    "taker.my_data": (404, 200, 200),
    "taker.keep": (404, 200, 200),
    "taker.code": (404, 200, 200),
    "taker.back": (200, 200, 200),
    "taker.ask_delete": (404, 200, 200),
    "taker.spectrum": (200, 200, 200),
    "taker.bar": (200, 200, 200),
    "taker.then_and_now": (404, 404, 200),
}
"""By view, for every address that can be opened; what asks for an account is tried in test_marks.py."""


def open_to_takers(world: World, endpoint: str) -> bool:
    marked = mark_of(world.app, endpoint).name in ("anyone", "sitting")
    return marked and not endpoint.startswith("account.")


def test_of_every_address_it_is_said_what_it_answers(world: World) -> None:
    every = {rule.endpoint for rule in rules(world.app)}
    assert {endpoint for endpoint in every if open_to_takers(world, endpoint)} == set(ANSWERS)


@pytest.mark.parametrize(("at", "who"), [(0, "nobody"), (1, "begun"), (2, "member")])
def test_every_address_answers_everybody_as_it_should(world: World, at: int, who: str) -> None:
    client = world.client(who)
    for rule in rules(world.app):
        if not open_to_takers(world, rule.endpoint):
            continue
        expected = ANSWERS[rule.endpoint][at]
        if who == "begun" and rule.endpoint == "taker.result":
            expected = 404 if rule.arguments else 303
        answer = client.get(world.path(rule, occasion=max(at, 1)))
        assert answer.status == expected, (rule.rule, who)
