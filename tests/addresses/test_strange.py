"""Test what every address refuses: strange values, forms without a token, being opened where it takes."""

from collections.abc import Iterator, Mapping

import pytest

from tests.addresses.rules import every_view, filled, named_in, rules
from tests.addresses.world import World
from tests.store.rows import everything

STRANGE = (
    "0",
    "-1",
    "1.5",
    "2147483647",
    "2147483648",
    "9" * 40,
    "x" * 300,
    "%00",
    "a%00b",
    "%C3%A9",
    "%E2%80%AE%F0%9F%98%80",
    "%FF",
    "..",
    "%2F",
    "'",
    "<b>",
)
"""What somebody may put into an address, as it travels."""

STRANGE_IN_FORMS = (
    "",
    " ",
    "\0",
    "a\0b",
    "-1",
    "2147483648",
    "9" * 40,
    "x" * 5000,
    "é",
    "\u202e😀",
    "\ud7ff\n",
    "None",
)

OF_ROOMS = {"manager": "manager", "account": "admin", "trainer": "trainer"}
"""Who may come to most of a room; the others' rooms are a person's with a sitting."""


def of_room(endpoint: str) -> str:
    return "admin" if "organisation" in endpoint else OF_ROOMS.get(endpoint.partition(".")[0], "member")


def strange_paths(world: World) -> Iterator[tuple[str, str, str]]:
    """Yield who asks, by which method, and for what."""
    for rule, method in every_view(world.app):
        for name in named_in(rule):
            for strange in STRANGE:
                path = filled(rule, {**world.values(rule), name: strange})
                yield of_room(rule.endpoint), method, path


def test_no_address_fails_at_a_strange_value(world: World) -> None:
    clients = {who: world.client(who) for who in ("manager", "admin", "trainer", "member")}
    failed = set()
    for who, method, path in dict.fromkeys(strange_paths(world)):
        client = clients[who]
        page = client.get(path) if method == "GET" else client.post(path)
        if page.status >= 500:
            failed.add((who, method, path))
    assert failed == set()


@pytest.mark.parametrize("path", ["/account/trail?before={}", "/account/sign-in?next={}", "/?language={}"])
def test_no_question_mark_fails_at_a_strange_value(world: World, path: str) -> None:
    client = world.client("admin")
    statuses = {strange: client.get(path.format(strange)).status for strange in STRANGE}
    assert {strange: status for strange, status in statuses.items() if status >= 500} == {}


def test_no_form_fails_at_a_strange_value(world: World) -> None:
    failed = set()
    for rule in rules(world.app, "POST"):
        form = world.form(rule)
        for name in form:
            for strange in STRANGE_IN_FORMS:
                client = world.client(of_room(rule.endpoint))
                page = client.post(world.path(rule), {**form, name: strange})
                if page.status >= 500:
                    failed.add((rule.endpoint, name, strange))
    assert failed == set()


def kept(world: World) -> Mapping[str, object]:
    """Return all rows, save the sessions' own."""
    rows = everything(world.app.extensions["ground"].database)
    return {table: rows[table] for table in rows if table != "account_sessions"}


@pytest.mark.parametrize("who", ["nobody", "begun", "member", "manager", "admin"])
@pytest.mark.parametrize("token", [{}, {"csrf_token": ""}, {"csrf_token": "forged"}])
def test_nothing_is_done_without_a_form_token(world: World, who: str, token: dict[str, str]) -> None:
    before = kept(world)
    for rule in rules(world.app, "POST"):
        client = world.client(who)
        client.page = None
        answer = client.post(world.path(rule), {**world.form(rule), **token})
        assert answer.status == 400, rule.rule
        assert client.cookie("sitting") == world.known.cookies[who].get("sitting")
    assert kept(world) == before


def test_every_address_that_only_takes_forms_refuses_to_be_opened(world: World) -> None:
    client = world.client("manager")
    opened = {rule.rule for rule in rules(world.app)}
    for rule in rules(world.app, "POST"):
        if rule.rule not in opened:
            refused = client.get(world.path(rule))
            assert refused.status == 405
            assert "POST" in refused.response.headers["Allow"]
