"""Test what becomes of a decision when a round closes, when figures are released, and in old tabs."""

import json
from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from app.store import releases, rounds
from app.store.rounds import Round
from tests.client import Client
from tests.taker.members import colleagues, decide, member, seat_in, take
from tests.taker.reading import told
from tests.taker.sheets import keyed
from tests.taker.stock import ground_of, kept, only, seat
from tests.taker.teams import ROUND, TEAM, close, delete_team, open_round, release_early, shares, writing
from tests.taker.walk import answer, path_of

RELEASED = "Your answers are part of your team’s figures"
ADDED = "Your answers are added to your team’s figures"
ENDED = "Your team’s round is closed"


@pytest.fixture
def round_(small_app: Flask) -> Round:
    """Return an open round on the small bank, which whoever has the link may join."""
    return open_round(small_app)


def data_of(client: Client) -> list[dict[str, Any]]:
    """Return the sittings in a person's own data."""
    found: list[dict[str, Any]] = json.loads(client.get("/my-data.json").response.get_data())["sittings"]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_in_a_round_that_closes_finishes_and_the_result_is_theirs_alone(
    small_app: Flask, round_: Round, language: Language
) -> None:
    client = Client(small_app, language)
    client.get(f"/join/{round_.token}")
    page = client.follow(client.post(f"/join/{round_.token}"))
    close(small_app, round_)
    said = client.get(f"/join/{round_.token}")
    assert told(language, "You are in the middle of it. You may finish") in said.text
    assert client.get(said.link(told(language, "Go on"))).status == 303
    while page.choices():
        page = client.follow(answer(client, page))
    result = client.follow(client.post("/check"))
    assert path_of(result) == "/result"
    assert told(language, "Your team’s round is closed: this result is yours alone.") in result.text


def test_a_round_that_is_closed_and_not_yet_sealed_asks_nobody_any_more(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    late = Client(taker.app)
    late.get(f"/join/{round_.token}")
    page = late.follow(late.post(f"/join/{round_.token}"))
    with writing(taker.app) as session:
        rounds.close(session, round_.id, date.today())
    while page.choices():
        page = late.follow(answer(late, page))
    assert late.post("/check").location == "/result"
    assert taker.get("/team").heading == late.get("/team").heading == ENDED


def test_what_was_added_waits_unchanged_where_a_round_is_closed_and_not_yet_sealed(
    taker: Client, round_: Round
) -> None:
    seat_in(taker, round_)
    decide(taker, "added")
    form = taker.get("/team").fields()
    with writing(taker.app) as session:
        rounds.close(session, round_.id, date.today())
    page = taker.follow(taker.post("/team", {**form, "share": "declined"}))
    assert page.heading == ADDED
    assert "The round is closed: this can no longer be changed." in page.text
    assert list(next(page.tree.iter("main")).iter("button")) == []
    assert [share for _, share in shares(taker.app).values()] == ["added"]


@pytest.mark.parametrize("choice", ["added", "declined"])
def test_who_decides_after_the_round_closed_is_told_so_and_nothing_changes(
    taker: Client, round_: Round, choice: str
) -> None:
    seat_in(taker, round_)
    form = taker.get("/team").fields()
    close(taker.app, round_)
    assert taker.follow(taker.post("/team", {**form, "share": choice})).heading == ENDED
    assert list(shares(taker.app).values()) == [(None, "ended")]


def test_who_takes_back_what_was_released_meanwhile_is_told_that_it_remains(
    taker: Client, round_: Round
) -> None:
    seat_in(taker, round_)
    decide(taker, "added")
    colleagues(round_, taker.app, 4)
    form = taker.get("/team").fields()
    assert release_early(taker.app, round_)
    assert taker.follow(taker.post("/team", {**form, "share": "declined"})).heading == RELEASED
    assert set(shares(taker.app).values()) == {(None, "released")}


def test_what_is_added_after_an_early_release_waits_for_the_next(taker: Client, round_: Round) -> None:
    colleagues(round_, taker.app, 5)
    seat_in(taker, round_)
    assert release_early(taker.app, round_)
    assert taker.follow(decide(taker, "added")).heading == ADDED


def test_what_was_taken_back_is_in_no_release(taker: Client, round_: Round) -> None:
    colleagues(round_, taker.app, 5)
    seat_in(taker, round_)
    for choice in ("added", "declined"):
        decide(taker, choice)
    assert close(taker.app, round_)
    with ground_of(taker.app).database.reading() as session:
        (sealed,) = releases.every(session, round_.id)
    assert sealed.release.people == 5
    assert taker.get("/team").heading == ENDED


def test_what_is_deleted_before_the_release_is_in_none(taker: Client, round_: Round) -> None:
    colleagues(round_, taker.app, 4)
    seat_in(taker, round_)
    decide(taker, "added")
    taker.get("/delete")
    taker.post("/delete", {"sure": "yes"})
    assert not close(taker.app, round_)


def test_a_team_that_is_deleted_leaves_everybody_their_result(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    decide(taker, "added")
    form = taker.get("/team").fields()
    delete_team(taker.app, round_)
    assert taker.follow(taker.post("/team", {**form, "share": "declined"})).heading == ENDED
    assert taker.get("/result").status == 200


def test_each_of_several_rounds_is_decided_for_itself(taker: Client, round_: Round) -> None:
    other = open_round(taker.app, team="Parks", name="Spring")
    first, second = seat_in(taker, round_), seat_in(taker, other)
    assert "Parks, Spring" in taker.get("/team").text
    assert f"{TEAM}, {ROUND}" in taker.get("/team/1").text
    assert taker.follow(decide(taker, "added", "/team/1")).heading == ADDED
    assert taker.get("/result/1").link("My team’s figures") == "/team/1"
    assert shares(taker.app) == {first: (round_.id, "added"), second: (other.id, "open")}


def test_a_later_result_without_a_team_does_not_hide_the_page(
    taker: Client, small: Bank, round_: Round
) -> None:
    seat_in(taker, round_)
    seat(taker, keyed(small, 1))
    assert taker.get("/team").heading == "Add your answers to your team’s figures?"
    assert "My team’s figures" not in taker.get("/result").text
    assert taker.get("/team/2").status == taker.get("/team/3").status == 404


def test_the_form_of_somebody_else_decides_nothing(small_app: Flask, round_: Round) -> None:
    one, another = member(round_, small_app), member(round_, small_app)
    form = one.get("/team").fields()
    another.get("/team")
    sent = {"sitting": form["sitting"], "share": "added"}
    assert another.post("/team", sent).location == "/continue"
    assert {share for _, share in shares(small_app).values()} == {"open"}


def test_nothing_is_added_before_one_has_finished(taker: Client, round_: Round) -> None:
    taker.get(f"/join/{round_.token}")
    taker.follow(taker.post(f"/join/{round_.token}"))
    assert taker.get("/team").status == 404
    sent = {"sitting": only(taker.app)["id"], "share": "added"}
    assert taker.post("/team", sent).location == "/continue"
    assert list(shares(taker.app).values()) == [(round_.id, "open")]


def test_a_form_about_a_sitting_that_came_by_no_team_decides_nothing(
    taker: Client, small: Bank, round_: Round
) -> None:
    seat(taker, keyed(small, 1))
    taker.get("/delete")
    taker.post("/team", {"sitting": only(taker.app)["id"], "share": "added"})
    assert shares(taker.app) == {}


def test_ones_own_data_tell_the_team_the_round_and_the_decision(
    taker: Client, small: Bank, round_: Round
) -> None:
    seat(taker, keyed(small, 1), days_ago=40)
    seat_in(taker, round_)
    decide(taker, "added")
    assert [sitting["team"] for sitting in data_of(taker)] == [
        {"name": TEAM, "round": ROUND, "share": "added"},
        None,
    ]
    close(taker.app, round_)
    assert data_of(taker)[0]["team"] == {"name": None, "round": None, "share": "ended"}


def test_the_private_link_leads_to_the_decision_on_another_device(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    other = Client(taker.app)
    token = taker.cookie("sitting")
    other.get(f"/back/{token}")
    other.post(f"/back/{token}")
    assert other.follow(decide(other, "added")).heading == ADDED


def test_who_is_done_on_this_device_leaves_no_team_page_behind(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    taker.get("/keep")
    taker.post("/done")
    assert taker.get("/team").status == 404
    assert len(shares(taker.app)) == 1


def test_deleting_everything_deletes_the_membership_too(taker: Client, round_: Round) -> None:
    take(taker, round_)
    taker.get("/delete")
    taker.post("/delete", {"sure": "yes"})
    assert (kept(taker.app), shares(taker.app)) == ([], {})
