"""Test that double clicks, two tabs and two browsers at one moment lose nothing and surprise nobody."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import pytest

from tests.adversity.at_once import at_once
from tests.adversity.person import BANK, Person
from tests.adversity.service import Service, running

ROUNDS = 5
"""How often each is tried: what happens at one moment happens in some order."""


@pytest.fixture(scope="module")
def service(settings: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Run one service for all of this; nothing here harms it."""
    with running(tmp_path_factory.mktemp("service"), settings) as started:
        yield started


@pytest.fixture
def person(service: Service) -> Person:
    """Return somebody who has just come."""
    return Person(service.address)


def kept(person: Person) -> list[dict[str, Any]]:
    """Return all that is kept of somebody."""
    sittings: list[dict[str, Any]] = json.loads(person.get("/my-data.json").body)["sittings"]
    return sittings


def test_a_double_click_on_start_leads_to_the_questions(person: Person) -> None:
    for _ in range(ROUNDS):
        form = person.get("/").hidden()
        clicks = at_once(*[partial(person.another_tab().post, f"/start/{BANK}", form)] * 2)
        assert [click.status for click in clicks] == [303, 303]
        assert {click.location for click in clicks} == {"/questions/listen"}


def test_a_double_click_on_finish_finishes_once(person: Person) -> None:
    person.answer_all()
    form = person.get("/check").hidden()
    clicks = at_once(*[partial(person.another_tab().post, "/check", form)] * 2)
    assert [(click.status, click.location) for click in clicks] == [(303, "/result")] * 2
    (sitting,) = kept(person)
    assert sitting["result"]
    assert person.get("/result").status == 200


def test_a_double_click_on_begin_again_begins_once(person: Person) -> None:
    for already in range(1, ROUNDS + 1):
        person.answer_all()
        person.post("/check", person.get("/check").hidden())
        form = person.get(f"/again/{already}").hidden()
        clicks = at_once(*[partial(person.another_tab().post, f"/start/{BANK}", form)] * 3)
        assert [click.status for click in clicks] == [303] * 3
        assert len(kept(person)) == already + 1


def test_two_tabs_that_save_different_pages_at_one_moment_lose_nothing(person: Person) -> None:
    paths = []
    path = person.begin()
    while path != "/check":
        paths.append(path)
        path = person.save(path, which=0).location
    for one, other in zip(paths[::2], paths[1::2], strict=False):
        tabs = [
            (tab, path, *tab.fill_in(path, which=1)) for path in (one, other) if (tab := person.another_tab())
        ]
        saved = at_once(*[partial(tab.post, path, form) for tab, path, form, _ in tabs])
        assert [answer.status for answer in saved] == [303, 303]
        for tab, path, _, answers in tabs:
            assert tab.get(path).chosen() == answers


def test_a_double_click_on_save_saves_once_and_leads_on(person: Person) -> None:
    path = person.begin()
    form, answers = person.fill_in(path)
    clicks = at_once(*[partial(person.another_tab().post, path, form)] * 2)
    assert {(click.status, click.location) for click in clicks} == {(303, "/questions/immerse")}
    assert person.get(path).chosen() == answers


def test_a_page_that_is_saved_while_another_tab_finishes_changes_no_result(person: Person) -> None:
    person.answer_all(which=0)
    page, _ = person.fill_in("/questions/listen", which=3)
    form = person.get("/check").hidden()
    saved, finished = at_once(
        partial(person.another_tab().post, "/questions/listen", page),
        partial(person.another_tab().post, "/check", form),
    )
    assert (saved.status, finished.status) == (303, 303)
    (sitting,) = kept(person)
    # Whichever came first: what is scored is what is kept.
    again = person.another_tab().post("/questions/listen", page)
    assert (again.status, again.location) == (303, "/result")
    assert kept(person) == [sitting]


def test_a_double_click_on_delete_deletes_and_says_so(person: Person) -> None:
    person.save(person.begin())
    form = {**person.get("/delete").hidden(), "sure": "y"}
    clicks = at_once(*[partial(person.another_tab().post, "/delete", form)] * 2)
    assert sorted(click.status for click in clicks) == [200, 410]
    assert person.get("/check").status == 410


def test_a_page_that_is_saved_while_everything_is_deleted_brings_nothing_back(person: Person) -> None:
    for _ in range(ROUNDS):
        path = person.begin()
        page, _ = person.fill_in(path)
        form = {**person.get("/delete").hidden(), "sure": "y"}
        saved, deleted = at_once(
            partial(person.another_tab().post, path, page),
            partial(person.another_tab().post, "/delete", form),
        )
        assert saved.status in (303, 410)
        assert deleted.status == 200
        assert person.another_tab().get("/my-data.json").status == 410
