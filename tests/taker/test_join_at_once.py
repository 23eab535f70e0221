"""Test that what happens to a round at one moment ends well for everybody."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import event

from app.quiz.bank import Bank
from app.store import releases
from app.store.rounds import Round
from tests.adversity.at_once import at_once
from tests.client import Client, Page
from tests.taker.members import colleagues, decide, seat_in
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, ground_of, kept, publish, seat
from tests.taker.teams import close, open_round, shares, slips_of, unused

TIMES = 5

STATES = {"released": "Your answers are part of your team’s figures", "ended": "Your team’s round is closed"}


def tab(client: Client) -> Client:
    """Return a client with the same cookies that may act at the same moment as others."""
    another = Client(client.app, counting=False)
    for name in ("session", "sitting"):
        if value := client.cookie(name):
            another.set_cookie(name, value)
    another.page = client.page
    return another


def sealed(app: Flask, round_: Round) -> int:
    """Return how many people are in a round's one release."""
    with ground_of(app).database.reading() as session:
        (found,) = releases.every(session, round_.id)
    return found.release.people


@contextmanager
def meanwhile(app: Flask, commits: int, act: Callable[[], object]) -> Iterator[None]:
    """Let something happen once, right after one of a request's commits."""
    engine = ground_of(app).database.engine
    seen = 0

    def after(*_connection: object) -> None:
        nonlocal seen
        seen += 1
        if seen == commits:
            # In a thread of its own, as another request is.
            with ThreadPoolExecutor(1) as pool:
                pool.submit(act).result()

    event.listen(engine, "checkin", after)
    yield
    event.remove(engine, "checkin", after)


@pytest.mark.parametrize("before", ["later", "added"])
@pytest.mark.parametrize("choice", ["added", "declined"])
def test_who_decides_as_the_round_is_sealed_is_in_the_block_or_told_that_it_closed(
    small_app: Flask, before: str, choice: str
) -> None:
    for _ in range(TIMES):
        round_ = open_round(small_app)
        colleagues(round_, small_app, 5)
        client = Client(small_app)
        own = seat_in(client, round_)
        decide(client, before)
        form = client.get("/team").fields()
        at_once(
            partial(tab(client).post, "/team", {**form, "share": choice}),
            partial(close, small_app, round_),
        )
        _, share = shares(small_app)[own]
        assert sealed(small_app, round_) == 5 + (share == "released")
        assert client.get("/team").heading == STATES[share]


def test_a_code_that_is_sent_twice_at_once_begins_one_sitting(small_app: Flask) -> None:
    for already in range(TIMES):
        (code,) = slips_of(small_app, open_round(small_app, slips=1))

        def send(code: str = code) -> Page:
            person = Client(small_app, counting=False)
            person.get("/code")
            return person.post("/code", {"code": code})

        assert sorted(page.status for page in at_once(send, send)) == [303, 422]
        assert len(kept(small_app)) == len(shares(small_app)) == already + 1
        assert unused(small_app) == 0


def test_a_code_that_is_sent_twice_by_one_person_at_once_joins_once(taker: Client, small: Bank) -> None:
    round_ = open_round(taker.app, slips=1)
    (code,) = slips_of(taker.app, round_)
    seat(taker, keyed(small, 1), days_ago=40)
    taker.get("/code")
    tabs = [tab(taker), tab(taker)]
    pages = at_once(*(partial(one.post, "/code", {"code": code}) for one in tabs))
    assert 303 in {page.status for page in pages}
    assert [row["occasion"] for row in kept(taker.app)] == [1, 2]
    assert len(shares(taker.app)) == 1


def test_a_double_click_that_joins_joins_once(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1), days_ago=40)
    round_ = open_round(taker.app)
    taker.get(f"/join/{round_.token}")
    tabs = [tab(taker), tab(taker)]
    pages = at_once(*(partial(one.post, f"/join/{round_.token}") for one in tabs))
    assert [page.status for page in pages] == [303, 303]
    assert [row["occasion"] for row in kept(taker.app)] == [1, 2]
    assert len(shares(taker.app)) == 1


def test_a_sitting_under_way_that_is_taken_along_twice_at_once_joins_once(taker: Client) -> None:
    seat(taker, {}, finished=False)
    rounds = [open_round(taker.app), open_round(taker.app)]
    taker.get(f"/join/{rounds[0].token}")
    tabs = [tab(taker), tab(taker)]
    links = [f"/join/{round_.token}" for round_ in rounds]
    pages = at_once(*(partial(one.post, link) for one, link in zip(tabs, links, strict=True)))
    assert [page.status for page in pages] == [303, 303]
    ((round_id, share),) = shares(taker.app).values()
    assert share == "open"
    assert round_id in {round_.id for round_ in rounds}


def test_who_joins_as_the_round_closes_is_in_it_or_is_told_so(small_app: Flask) -> None:
    for _ in range(TIMES):
        round_ = open_round(small_app)
        client = Client(small_app)
        client.get(f"/join/{round_.token}")
        one = tab(client)
        page, _ = at_once(
            partial(one.post, f"/join/{round_.token}"),
            partial(close, small_app, round_),
        )
        assert isinstance(page, Page)
        began = page.location.startswith("/questions/")
        assert began or page.location == f"/join/{round_.token}"
        assert began == (one.cookie("sitting") is not None)
        assert {share for _, share in shares(small_app).values()} <= {"ended"}


def test_a_code_that_is_used_in_between_is_refused_and_begins_nothing(small_app: Flask) -> None:
    round_ = open_round(small_app, slips=1)
    (code,) = slips_of(small_app, round_)
    client, faster = Client(small_app), Client(small_app)
    for one in (client, faster):
        one.get("/code")
    with meanwhile(small_app, 1, partial(tab(faster).post, "/code", {"code": code})):
        page = tab(client).post("/code", {"code": code})
    assert page.status == 422
    assert len(kept(small_app)) == len(shares(small_app)) == 1


def test_a_round_that_closes_in_between_takes_nobody_in_and_says_so(small_app: Flask) -> None:
    round_ = open_round(small_app, slips=1)
    (code,) = slips_of(small_app, round_)
    client = Client(small_app)
    client.get("/code")
    with meanwhile(small_app, 2, partial(close, small_app, round_)):
        page = tab(client).post("/code", {"code": code})
    assert client.follow(page).heading == "This round is closed"
    assert kept(small_app) == []


def test_what_another_tab_begins_in_between_is_not_taken_into_the_round(taker: Client, small: Bank) -> None:
    newest = publish(taker.app, SMALL.replace("What it is about.", "What it is now about."))
    round_ = open_round(taker.app, slips=1)
    (code,) = slips_of(taker.app, round_)
    seat(taker, keyed(small, 1), days_ago=40)
    taker.get("/code")
    begun = partial(seat, taker, {}, newest, finished=False)
    with meanwhile(taker.app, 2, begun):
        page = tab(taker).post("/code", {"code": code})
    assert "You are in the middle of another edition" in taker.follow(page).text
    assert shares(taker.app) == {}
