"""Test that everybody is held to the marks: every address, tried as everybody, against what its mark says."""

import pytest

from app.web.access import Mark, mark_of
from tests.account.people import sign_in
from tests.addresses.conftest import MakeWorld
from tests.addresses.rules import every_view, filled, rules
from tests.addresses.world import EVERYBODY, SEATED, SIGNED_IN, World
from tests.client import Page

ENDS_SOMETHING = {
    "account.change_password",
    "account.second_factor_off",
    "account.sign_out",
    "account.sign_out_everywhere",
    "manager.delete",
    "taker.delete",
    "taker.done",
}
"""After these nothing else can be tried: each is done in a world of its own."""


def turned_away(page: Page) -> str | None:
    """Tell how somebody who may not come is answered, or that they were let in."""
    if page.status == 303 and page.location.startswith("/account/sign-in?next="):
        return "sign in"
    if page.status == 404:
        nothing_open = page.html and page.heading == "There is nothing open in this browser"
        return "no sitting" if nothing_open else "not there"
    return "not yours" if page.status == 403 else None


def by_its_mark(mark: Mark, who: str) -> str | None:
    """Say by a mark's own words how somebody is answered who may not come; None who may."""
    if mark.name == "anyone":
        return None
    if mark.name == "sitting":
        return None if who in SEATED else "no sitting"
    if who not in SIGNED_IN:
        return "sign in"
    return {
        "signed_in": None,
        "account": None,
        "role": None if SIGNED_IN[who] in mark.roles else "not yours",
        "team": None if who == "manager" else "not there",
    }[mark.name]


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_address_lets_in_those_whom_its_mark_names_and_nobody_else(
    make_world: MakeWorld, who: str
) -> None:
    world = make_world()
    for rule, method in every_view(world.app):
        mark = mark_of(world.app, rule.endpoint)
        expected = by_its_mark(mark, who)
        here = make_world() if expected is None and rule.endpoint in ENDS_SOMETHING else world
        page = here.answers(here.client(who), rule, method)
        answered = turned_away(page)
        if answered == "not there" and mark.name != "team":
            # Who may come is told so where there is nothing to show.
            answered = None
        assert answered == expected, (method, rule.rule, who, page.status)
        assert page.status < 500, (method, rule.rule, who)


def test_everything_of_a_team_is_there_for_its_manager(world: World) -> None:
    client = world.client("manager")
    for rule in rules(world.app):
        if mark_of(world.app, rule.endpoint).name == "team":
            page = client.get(world.path(rule))
            assert page.status == 200, rule.rule


def test_another_managers_team_answers_as_one_that_is_not_there(world: World) -> None:
    client = world.client("other")
    for rule, method in every_view(world.app):
        if mark_of(world.app, rule.endpoint).name != "team":
            continue
        values = world.values(rule)
        paths = (filled(rule, values), filled(rule, {**values, "team_id": "x" * 22}))
        theirs, nobodys = (
            client.get(path) if method == "GET" else client.post(path, world.form(rule)) for path in paths
        )
        assert theirs.status == nobodys.status == 404
        assert theirs.text == nobodys.text, rule.rule


def test_a_team_can_be_asked_for_nothing_of_another(world: World) -> None:
    """The rounds of a team are found by their number within it: another's are out of reach."""
    client = world.client("other")
    own = client.get("/teams").links()
    (team,) = (link for link in own if link.startswith("/teams/") and link != "/teams/new")
    assert client.get(f"{team}/rounds/1/figures").status == 200
    for number in (0, 2, 3, 4):
        assert client.get(f"{team}/rounds/{number}").status == 404


def test_a_suspended_person_is_nobody(world: World) -> None:
    client = world.client("suspended")
    assert client.get("/account").status == 303
    with pytest.raises(AssertionError):
        sign_in(client, "suspended@example.org")
