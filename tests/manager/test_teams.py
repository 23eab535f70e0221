"""Test how a team is made, named, shared and deleted by its managers."""

import pytest
from flask import Flask

from app.store import accounts
from tests.client import Client
from tests.conftest import MakeApp
from tests.manager.staff import (
    TEAM,
    add,
    close,
    fetched,
    make_team,
    noted,
    open_round,
    released_round,
    signed_in,
)
from tests.taker.reading import summary
from tests.taker.teams import writing


def test_who_has_no_team_is_told_what_one_is_for(maya: Client) -> None:
    page = maya.get("/teams")
    assert "never what one person answered" in page.text
    assert page.link("Make a team") == "/teams/new"


def test_a_team_is_made_and_leads_to_its_first_round(maya: Client) -> None:
    maya.get("/teams/new")
    answer = maya.post("/teams/new", {"name": TEAM})
    assert maya.follow(answer).heading == "Open a round"
    assert maya.get(maya.get("/teams").link(TEAM)).heading == TEAM


@pytest.mark.parametrize("name", ["", "   ", "\u202e\u200b", "\x00\x07", "\N{NO-BREAK SPACE}"])
def test_a_team_without_a_name_to_be_read_is_not_made(maya: Client, name: str) -> None:
    maya.get("/teams/new")
    page = maya.post("/teams/new", {"name": name})
    assert page.status == 422
    assert page.title.startswith("Make a team: there is a problem")
    assert summary(page) == {"name": "Give the team a name."}
    assert "never what one person answered" in maya.get("/teams").text


def test_a_name_that_is_too_long_is_told_and_kept_on_the_page(maya: Client) -> None:
    maya.get("/teams/new")
    page = maya.post("/teams/new", {"name": "é" * 121})
    assert page.status == 422
    assert summary(page) == {"name": "Use 120 characters or fewer."}
    assert page.fields()["name"] == "é" * 121
    assert maya.post("/teams/new", {"name": "é" * 120}).status == 303


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<b>Ada & Co</b>", "<b>Ada & Co</b>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("Per\x00mits\r\nof\tall\u2028kinds", "Permits of all kinds"),
        ("\u202eevil\u202c name", "evil name"),
        ("Équipe\N{NO-BREAK SPACE}: Ouest", "Équipe : Ouest"),
        ("{{ 7 * 7 }} %(name)s", "{{ 7 * 7 }} %(name)s"),
    ],
)
def test_a_name_is_shown_as_it_was_meant_and_breaks_no_page(maya: Client, given: str, kept: str) -> None:
    team = make_team(maya, given)
    here = open_round(maya, team, name=given)
    for path in ("/teams", team, here, f"{here}/close", f"{here}/poster", f"{team}/settings"):
        page = maya.get(path)
        assert page.status == 200
        assert kept in page.text or page.fields()["name"] == kept, path


def test_a_team_is_renamed_and_the_change_is_noted(small_app: Flask, maya: Client) -> None:
    team = make_team(maya)
    maya.get(f"{team}/settings")
    page = maya.follow(maya.post(f"{team}/settings", {"name": "Licences"}))
    assert page.fields()["name"] == "Licences"
    assert noted(small_app)[-1] == ("team-renamed", TEAM, TEAM, "Licences")


def test_a_team_keeps_its_name_where_the_new_one_is_missing(maya: Client) -> None:
    team = make_team(maya)
    maya.get(f"{team}/settings")
    page = maya.post(f"{team}/settings", {"name": " "})
    assert page.status == 422
    assert summary(page) == {"name": "Give the team a name."}
    assert maya.get(team).heading == TEAM


def added(manager: Client, team: str, email: str) -> int:
    manager.get(f"{team}/settings")
    return manager.post(f"{team}/managers", {"email": email}).status


def test_two_managers_see_the_same(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    team = here.partition("/rounds")[0]
    omar = signed_in(small_app, "omar")
    assert omar.get(team).status == 404
    assert added(maya, team, " Omar@Example.ORG ") == 303
    for path in (team, here, f"{team}/rounds/new", f"{team}/delete", f"{here}/figures"):
        ours, theirs = fetched(maya, path), fetched(omar, path)
        assert ours == (ours[0], *theirs[1:])
    assert noted(small_app)[-3][:2] == ("manager-added", TEAM)


def test_a_manager_who_is_one_already_is_not_added_twice(small_app: Flask, maya: Client) -> None:
    team = make_team(maya)
    assert added(maya, team, "maya@example.org") == 303
    assert [what for what, *_ in noted(small_app)] == ["team-made"]


def test_whoever_cannot_manage_a_team_is_refused_in_the_same_words(small_app: Flask, maya: Client) -> None:
    team = make_team(maya)
    signed_in(small_app, "root", "admin")
    signed_in(small_app, "gone")
    with writing(small_app) as session:
        gone = accounts.called(session, "gone@example.org")
        assert gone
        accounts.set_active(session, gone, active=False)
    pages = []
    for email in ("nobody@example.org", "root@example.org", "gone@example.org", "no address"):
        maya.get(f"{team}/settings")
        page = maya.post(f"{team}/managers", {"email": email})
        assert page.status == 422
        assert page.fields()["email"] == email
        assert page.fields()["name"] == TEAM
        pages.append(summary(page))
    assert pages == [pages[0]] * 4
    assert pages[0]["email"].startswith("Nobody with this address may manage teams here.")


def test_an_address_that_was_not_given_is_asked_for_in_both_languages(maya: Client) -> None:
    team = make_team(maya)
    maya.get(f"{team}/settings")
    page = maya.post(f"{team}/managers", {"email": " "})
    assert page.status == 422
    assert summary(page) == {"email": "Give the colleague’s e-mail address."}
    french = maya.follow(maya.get(page.link("Français")))
    assert french.heading == "Réglages de l’équipe"


def test_a_manager_can_leave_but_not_the_last_one(small_app: Flask, maya: Client) -> None:
    team = make_team(maya)
    omar = signed_in(small_app, "omar")
    added(maya, team, "omar@example.org")
    removal = next(action for action in forms(maya, f"{team}/settings") if action.endswith("/1/remove"))
    assert maya.post(removal).location == "/teams"
    assert maya.get(team).status == 404
    assert forms(omar, f"{team}/settings") == [f"{team}/managers"]
    assert omar.post(f"{team}/managers/2/remove").location == f"{team}/settings"
    assert omar.get(team).status == 200
    assert noted(small_app)[-1] == ("manager-removed", TEAM, "maya@example.org", None)


def forms(manager: Client, path: str) -> list[str]:
    """Return where a page's forms about teams lead that stand for an act of their own."""
    actions = (form.get("action") or "" for form in manager.get(path).tree.iter("form"))
    return [action for action in actions if action.startswith("/teams")]


def test_who_is_left_must_be_able_to_manage_the_team(small_app: Flask, maya: Client) -> None:
    team = make_team(maya)
    signed_in(small_app, "omar")
    added(maya, team, "omar@example.org")
    with writing(small_app) as session:
        omar = accounts.called(session, "omar@example.org")
        assert omar
        accounts.set_roles(session, omar, ["admin"])
    assert maya.get(f"{team}/settings").html.count("/remove") == 1
    assert maya.post(f"{team}/managers/1/remove").location == f"{team}/settings"
    assert maya.get(team).status == 200
    assert maya.post(f"{team}/managers/2/remove").location == f"{team}/settings"
    assert "omar@example.org" not in maya.get(f"{team}/settings").text


@pytest.mark.parametrize("account_id", [2, 99, 2**31 - 1])
def test_removing_somebody_who_is_no_manager_changes_nothing(
    small_app: Flask, maya: Client, account_id: int
) -> None:
    team = make_team(maya)
    signed_in(small_app, "omar")
    maya.get(f"{team}/settings")
    assert maya.post(f"{team}/managers/{account_id}/remove").location == f"{team}/settings"
    assert [what for what, *_ in noted(small_app)] == ["team-made"]


def test_a_team_is_deleted_only_by_who_is_sure(small_app: Flask, maya: Client) -> None:
    team = make_team(maya)
    maya.get(f"{team}/delete")
    page = maya.post(f"{team}/delete")
    assert page.status == 422
    assert summary(page) == {"sure": "Tick the box if you want the team deleted."}
    assert maya.post(f"{team}/delete", {"sure": "perhaps"}).status == 422
    assert maya.get(team).status == 200
    assert maya.post(f"{team}/delete", {"sure": "yes"}).location == "/teams"
    assert noted(small_app)[-1][:2] == ("team-deleted", TEAM)


def test_a_team_deleted_while_a_page_is_open_is_not_there_any_more(small_app: Flask, maya: Client) -> None:
    team = make_team(maya)
    here = open_round(maya, team)
    add(small_app, here, 6)
    other_tab = maya.another_tab()
    other_tab.get(here)
    maya.get(f"{team}/delete")
    maya.post(f"{team}/delete", {"sure": "yes"})
    for path in (f"{here}/close", f"{here}/release", f"{team}/rounds/new", f"{team}/settings"):
        assert other_tab.post(path, {"name": "x", "way": "link"}).status == 404
    assert other_tab.get(f"{here}/figures").status == 404


def test_with_a_team_its_part_of_the_organization_goes(small_app: Flask, maya: Client) -> None:
    root = signed_in(small_app, "root", "admin")
    here = released_round(small_app, maya)
    assert "or more people" in root.get("/organisation").text
    team = here.partition("/rounds")[0]
    maya.get(f"{team}/delete")
    maya.post(f"{team}/delete", {"sure": "yes"})
    assert "No team has released figures yet" in root.get("/organisation").text


def test_a_team_without_figures_shows_its_rounds(small_app: Flask, maya: Client) -> None:
    team = make_team(maya)
    assert "There is no round yet." in maya.get(team).text
    here = open_round(maya, team)
    assert maya.get(team).link("Before the training") == here
    close(maya, here)
    assert "No figures have been released yet." in maya.get(team).text


def test_addresses_cannot_be_tried_out_without_end(make_app: MakeApp) -> None:
    maya = signed_in(make_app(sign_ins_per_hour=2), "maya")
    team = make_team(maya)
    assert [added(maya, team, f"nobody{number}@example.org") for number in range(3)] == [422, 422, 429]
