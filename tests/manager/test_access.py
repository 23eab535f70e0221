"""Test that a team is there for its managers alone: its pages, pictures, files and forms."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.store import accounts
from tests.account import people
from tests.account.people import sign_in
from tests.client import Client
from tests.manager.staff import (
    TEAM,
    add,
    fetched,
    found,
    make_team,
    noted,
    open_round,
    released_round,
    signed_in,
)
from tests.taker.teams import writing

VALUES = {"kind": "csv", "look": "wide", "slip": 1, "account_id": 1}


def addresses(app: Flask, here: str, method: str) -> Iterator[str]:
    """Yield the address of every view of a team, and of a round of it, that takes a method."""
    _, _, team_id, _, number = here.split("/")
    for rule in app.url_map.iter_rules():
        if "team_id" in rule.arguments and method in (rule.methods or ()):
            yield address(app, rule, team_id=team_id, number=number)


def address(app: Flask, rule: Rule, **own: object) -> str:
    values = {**VALUES, **own}
    if "picture" in rule.endpoint:
        values["kind"] = "place"
    filled = {name: values[name] for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, filled)


@pytest.mark.parametrize("who", [("manager",), ("trainer",), ("admin",), (), ("admin", "manager", "trainer")])
def test_another_teams_pages_pictures_files_and_forms_are_not_there(
    small_app: Flask, maya: Client, who: tuple[str, ...]
) -> None:
    here = open_round(maya, make_team(maya), way="codes", people="6")
    add(small_app, here, 6)
    maya.get(f"{here}/release")
    maya.post(f"{here}/release")
    stranger = people.signed_in(small_app, *who, email="stranger@example.org")
    before = noted(small_app)
    for path in addresses(small_app, here, "GET"):
        assert stranger.get(path).status == 404, path
    stranger.get("/account/")
    for path in addresses(small_app, here, "POST"):
        sent = {"name": "Ours", "sure": "yes", "people": "9", "email": "stranger@example.org"}
        assert stranger.post(path, sent).status == 404, path
    assert noted(small_app) == before
    assert maya.get(f"{here}/figures").status == 200


def test_who_is_not_signed_in_is_led_to_the_sign_in_whether_a_team_is_there_or_not(
    small_app: Flask, maya: Client
) -> None:
    here = released_round(small_app, maya)
    for path in (here, f"/teams/{'x' * 22}", "/teams", "/organisation"):
        assert Client(small_app).get(path).location.startswith("/account/sign-in?next=")


@pytest.mark.parametrize(
    "team_id",
    ["x" * 22, "x", "x" * 300, "%00" * 22, "%00", "%C3%A9" * 22, "%FF" * 22, "..", "'" * 22, "%F0%9F%98%80"],
)
def test_a_forged_id_of_a_team_is_not_there(maya: Client, team_id: str) -> None:
    make_team(maya)
    assert maya.get(f"/teams/{team_id}").status == 404
    assert maya.get(f"/teams/{team_id}/rounds/1/figures").status == 404


@pytest.mark.parametrize(
    "number", ["0", "3", "-1", str(2**31 - 1), str(2**31), str(2**40), "9" * 5000, "1.5", "x"]
)
def test_a_forged_number_of_a_round_is_not_there(small_app: Flask, maya: Client, number: str) -> None:
    here = released_round(small_app, maya)
    for path in addresses(small_app, here, "GET"):
        forged = re.sub(r"/rounds/1(?=/|$|\.)", f"/rounds/{number}", path)
        if forged != path:
            assert maya.get(forged).status == 404, forged


def test_a_number_of_an_account_that_is_none_is_not_there(maya: Client) -> None:
    team = make_team(maya)
    maya.get(f"{team}/settings")
    for number in (2**31, 2**40, "x"):
        assert maya.post(f"{team}/managers/{number}/remove").status == 404


def test_the_round_of_one_team_is_not_reached_by_the_address_of_another(
    small_app: Flask, maya: Client
) -> None:
    released_round(small_app, maya)
    other = make_team(maya, "Another")
    assert maya.get(f"{other}/rounds/1/figures").status == 404


def test_whose_role_is_taken_away_manages_no_team(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    with writing(small_app) as session:
        account = accounts.called(session, "maya@example.org")
        assert account
        accounts.set_roles(session, account, ["admin"])
    assert maya.get(f"{here}/figures").status == 404
    assert maya.get("/teams").status == 403


def test_a_suspended_manager_is_out_at_once_and_the_team_stays(small_app: Flask, maya: Client) -> None:
    team = make_team(maya)
    suspend(small_app, active=False)
    assert maya.get(team).location.startswith("/account/sign-in")
    suspend(small_app, active=True)
    assert sign_in(maya, "maya@example.org").get(team).heading == TEAM


def suspend(app: Flask, *, active: bool) -> None:
    with writing(app) as session:
        account = accounts.called(session, "maya@example.org")
        assert account
        accounts.set_active(session, account, active=active)


def test_a_trainer_manages_a_workshop_of_their_own_and_no_other_team(small_app: Flask, maya: Client) -> None:
    theirs = released_round(small_app, maya)
    trainer = signed_in(small_app, "tom", "trainer")
    own = released_round(small_app, trainer)
    assert trainer.get(f"{own}/figures").status == 200
    assert trainer.get(f"{theirs}/figures").status == 404
    assert TEAM in trainer.get("/teams").text


def test_an_administrator_without_a_team_has_no_page_of_teams(small_app: Flask, maya: Client) -> None:
    root = signed_in(small_app, "root", "admin")
    assert root.get("/teams").status == 403
    assert root.get("/teams/new").status == 403
    root.get("/account/")
    assert root.post("/teams/new", {"name": "Mine"}).status == 403


def test_a_team_whose_only_other_manager_deleted_it_is_gone_for_both(small_app: Flask, maya: Client) -> None:
    team = make_team(maya)
    omar = signed_in(small_app, "omar")
    maya.get(f"{team}/settings")
    maya.post(f"{team}/managers", {"email": "omar@example.org"})
    omar.get(f"{team}/delete")
    omar.post(f"{team}/delete", {"sure": "yes"})
    assert maya.get(team).status == 404
    assert TEAM not in maya.get("/teams").text


def test_reading_a_round_writes_nothing(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    before = noted(small_app), found(small_app, here)
    team = here.partition("/rounds")[0]
    for path in (
        here,
        f"{here}/close",
        f"{team}/settings",
        f"{team}/delete",
        f"{here}/figures/place/wide.svg",
    ):
        fetched(maya, path)
    assert (noted(small_app), found(small_app, here)) == before


def test_administrators_read_in_words_what_managers_did(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    maya.get(f"{here}/figures")
    root = signed_in(small_app, "root", "admin")
    told = root.get("/account/trail").text
    for words in ("made a team", "opened a round", "closed a round", "released figures", "opened figures"):
        assert f"maya@example.org {words} – {TEAM}" in told
    assert "figures-" not in told
