"""Test what a manager learns of a round while it goes on, and how it is closed and released."""

from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.client import Client, Page
from tests.manager.staff import (
    ROUND,
    TEAM,
    add,
    close,
    fetched,
    found,
    make_team,
    noted,
    open_round,
    signed_in,
    take_back,
)
from tests.taker.reading import flat
from tests.taker.stock import kept
from tests.taker.teams import shares

MakeApp = Callable[..., Flask]


def pages_of(here: str) -> list[str]:
    """Return every page that tells of an open round, and what is not there yet."""
    team = here.partition("/rounds")[0]
    own = ("", "/close", "/release", "/poster", "/poster.svg", "/figures", "/figures.csv", "/figures.xlsx")
    drawn = ("/figures/place/wide.svg", "/figures/themes/print.svg", "/figures/beliefs.png")
    return [team, f"{team}/settings", *(f"{here}{end}" for end in (*own, *drawn))]


@pytest.mark.parametrize(("fewer", "more"), [(0, 4), (5, 9), (10, 14)])
def test_nothing_that_can_be_fetched_changes_within_a_step_of_five(
    small_app: Flask, maya: Client, fewer: int, more: int
) -> None:
    here = open_round(maya, make_team(maya))
    add(small_app, here, fewer)
    before = [fetched(maya, path) for path in pages_of(here)]
    for _ in range(more - fewer):
        add(small_app, here, 1, 1)
        assert [fetched(maya, path) for path in pages_of(here)] == before
    add(small_app, here, 1)
    assert [fetched(maya, path) for path in pages_of(here)] != before


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_two_rounds_within_a_step_look_alike_however_many_people_are_in_them(
    small_app: Flask, maya: Client, data: st.DataObject
) -> None:
    step = 5 * data.draw(st.integers(0, 4))
    seen = set()
    for people in (step, data.draw(st.integers(step, step + 4))):
        here = open_round(maya, make_team(maya))
        add(small_app, here, people, data.draw(st.sampled_from([0, 0.5, 1])))
        own = (here, found(small_app, here).token, here.partition("/rounds")[0])
        told = []
        for path in pages_of(here):
            status, body, headers = fetched(maya, path)
            for secret in own:
                body = body.replace(secret.encode(), b"")
            told.append((status, body if b"<svg" not in body else b"", tuple(headers)))
        seen.add(tuple(told))
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (0, "Fewer than 5 people"),
        (4, "Fewer than 5 people"),
        (5, "5 or more people"),
        (14, "10 or more people"),
    ],
)
def test_the_count_is_told_in_steps(small_app: Flask, maya: Client, people: int, told: str) -> None:
    here = open_round(maya, make_team(maya))
    add(small_app, here, people)
    page = maya.get(here)
    assert f"{told} have added their answers." in page.text
    assert ("That is enough to be shown." in page.text) == (people >= 5)
    assert f"{people} people" not in page.text or people in (5, 10)


def test_a_round_is_closed_and_released_with_one_button(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    add(small_app, here, 7)
    asked = maya.get(maya.get(here).link("Close and release"))
    assert "What people have added is released to you at once." in asked.text
    page = maya.follow(maya.post(f"{here}/close"))
    assert "This round was closed on" in page.text
    figures = maya.get(page.link("See the figures"))
    assert figures.heading == f"{TEAM}: {ROUND}"
    assert "5 or more people added their answers." in figures.text
    assert [what for what, *_ in noted(small_app)][2:] == [
        "round-closed",
        "figures-released",
        "figures-opened",
    ]


def test_after_the_release_nothing_tells_who_was_in_it(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    add(small_app, here, 6)
    close(maya, here)
    assert set(shares(small_app).values()) == {(None, "released")}
    assert all(row["result"] for row in kept(small_app))


def test_too_few_are_never_shown(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    add(small_app, here, 4)
    asked = maya.get(maya.get(here).link("Close the round"))
    assert "nothing will be shown, now or later" in asked.text
    assert "Close without figures" in asked.text
    page = maya.follow(maya.post(f"{here}/close"))
    assert "so nothing is shown, now or later" in flat(page.text)
    assert maya.get(f"{here}/figures").status == 404
    assert set(shares(small_app).values()) == {(None, "ended")}


def test_a_closed_round_stays_closed(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    tab = maya.another_tab()
    tab.get(f"{here}/close")
    close(maya, here)
    assert "This round was closed on" in maya.get(f"{here}/close").text
    assert "There is nothing to release just now" in maya.get(f"{here}/release").text
    before = noted(small_app)
    assert tab.post(f"{here}/close").location == here
    assert tab.post(f"{here}/release").location == here
    assert noted(small_app) == before


def release(manager: Client, here: str) -> Page:
    manager.get(f"{here}/release")
    return manager.follow(manager.post(f"{here}/release"))


def test_releasing_now_warns_of_those_who_come_later_and_goes_on(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    add(small_app, here, 6)
    warned = maya.get(maya.get(here).link("Release now and go on"))
    assert "up to 4 people may never be shown" in warned.text
    assert "cannot withdraw them any more" in warned.text
    page = release(maya, here)
    assert "Fewer than 5 people have added their answers." in page.text
    assert "They come on top of those released already." in page.text
    assert maya.get(page.link("See the figures")).status == 200
    assert found(small_app, here).open


def test_those_who_come_later_and_are_too_few_are_never_shown(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    add(small_app, here, 6)
    release(maya, here)
    add(small_app, here, 4, 1)
    before = fetched(maya, f"{here}/figures.csv")
    asked = maya.get(f"{here}/close")
    assert "What was released stays." in asked.text
    assert "Close without figures" not in asked.text
    close(maya, here)
    assert fetched(maya, f"{here}/figures.csv") == before


def test_too_few_cannot_be_released_early_by_a_forged_form(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    add(small_app, here, 4)
    assert "There is nothing to release just now" in maya.get(f"{here}/release").text
    page = maya.post(f"{here}/release")
    assert page.status == 409
    assert "Nothing was released: there is no longer enough of it." in page.text
    assert maya.get(f"{here}/figures").status == 404
    assert {share for _, share in shares(small_app).values()} == {"added"}


def test_a_release_that_was_promised_and_is_no_longer_possible_closes_nothing(
    small_app: Flask, maya: Client
) -> None:
    here = open_round(maya, make_team(maya))
    add(small_app, here, 5)
    asked = maya.get(f"{here}/close")
    take_back(small_app, here)
    page = maya.post(f"{here}/close", asked.fields())
    assert page.status == 409
    assert "Nothing was closed: there is no longer enough to release." in page.text
    assert "Fewer than 5 people have added their answers: nothing will be shown" in page.text
    assert found(small_app, here).open
    assert [what for what, *_ in noted(small_app)] == ["team-made", "round-opened"]
    assert sorted(share for _, share in shares(small_app).values()) == ["added"] * 4 + ["declined"]
    assert "This round was closed on" in maya.follow(maya.post(f"{here}/close", page.fields())).text


def test_a_release_that_is_no_longer_possible_says_why_nothing_was_released(
    small_app: Flask, maya: Client
) -> None:
    here = open_round(maya, make_team(maya))
    add(small_app, here, 5)
    asked = maya.get(f"{here}/release")
    take_back(small_app, here)
    page = maya.post(f"{here}/release", asked.fields())
    assert page.status == 409
    assert "Nothing was released: there is no longer enough of it." in page.text
    assert "There is nothing to release just now" in page.text


def test_a_service_may_ask_for_more_people(make_app: MakeApp) -> None:
    app = make_app(fewest_people=10)
    maya = signed_in(app, "maya")
    here = open_round(maya, make_team(maya))
    add(app, here, 9)
    assert "It takes 10 to show anything at all." in maya.get(here).text
    add(app, here, 1)
    assert "That is enough to be shown." in maya.get(here).text


def test_a_round_is_closed_in_french(small_app: Flask) -> None:
    manager = signed_in(small_app, "luc", language="fr")
    here = open_round(manager, make_team(manager))
    add(small_app, here, 6)
    assert "5 personnes ou plus" in flat(manager.get(here).text)
    page = close(manager, here)
    figures = manager.get(f"{here}/figures")
    assert figures.heading == f"{TEAM} : {ROUND}"
    assert "5 personnes ou plus" in flat(figures.text)
    assert page.tree.get("lang") == "fr"
