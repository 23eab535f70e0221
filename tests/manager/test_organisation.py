"""Test what administrators see of all teams together: their sum, no team, no ranking."""

from xml.etree import ElementTree

import pytest
from flask import Flask

from tests.client import Client
from tests.manager.staff import add, close, fetched, make_team, open_round, released_round, signed_in
from tests.taker.reading import flat, sources
from tests.taker.stock import SMALL, publish


@pytest.fixture
def root(small_app: Flask) -> Client:
    """Return an administrator who is signed in."""
    return signed_in(small_app, "root", "admin")


def test_before_any_release_the_organization_has_no_figures(
    small_app: Flask, root: Client, maya: Client
) -> None:
    add(small_app, open_round(maya, make_team(maya)), 9)
    page = root.get("/organisation")
    assert page.heading == "The organization"
    assert "No team has released figures yet." in page.text
    for path in ("/organisation/1", "/organisation/1/place/wide.svg", f"/organisation/{2**31}"):
        assert root.get(path).status == 404


def test_the_organization_is_the_sum_of_its_teams_and_names_none(
    small_app: Flask, root: Client, maya: Client
) -> None:
    for name in ("Permits", "Grants"):
        here = open_round(maya, make_team(maya, name), name=f"Round of {name}")
        add(small_app, here, 12, 0.25)
        close(maya, here)
    page = root.get("/organisation")
    assert "20 or more people added their answers." in page.text
    assert "Teams are never ranked." in page.text
    assert not {"Permits", "Grants", "Round", "Three"} & set(page.text.split())
    assert "Your team" not in page.html


def test_its_pictures_can_be_fetched_and_speak_of_no_team(
    small_app: Flask, root: Client, maya: Client
) -> None:
    released_round(small_app, maya, people=12)
    page = root.get("/organisation")
    pictures = [*sources(page), *sources(page, "img", "src")]
    assert len(pictures) == 15
    for path in pictures:
        svg = root.get(path).response.data
        assert ElementTree.fromstring(svg).tag.endswith("svg")
        assert "Your team" not in svg.decode()
    assert root.get("/organisation/1/rounds/wide.svg").status == 404


def test_what_is_added_and_not_released_changes_nothing(small_app: Flask, root: Client, maya: Client) -> None:
    released_round(small_app, maya)
    before = fetched(root, "/organisation")
    add(small_app, open_round(maya, make_team(maya)), 40, 1)
    assert fetched(root, "/organisation") == before


def test_each_version_of_the_questions_has_a_sum_of_its_own(
    small_app: Flask, root: Client, maya: Client
) -> None:
    released_round(small_app, maya)
    newer = publish(small_app, SMALL.replace("A small bank", "A better bank"))
    here = open_round(maya, make_team(maya))
    add(small_app, here, 20)
    close(maya, here)
    page = root.get("/organisation")
    assert "A better bank" in page.text
    assert "20 or more people" in page.text
    earlier = root.get(page.link("A small bank"))
    assert "5 or more people" in flat(earlier.text)
    assert earlier.link("A better bank") == f"/organisation/{newer}"


@pytest.mark.parametrize("role", ["manager", "trainer"])
def test_only_administrators_see_it(small_app: Flask, maya: Client, role: str) -> None:
    released_round(small_app, maya)
    other = signed_in(small_app, "other", role)
    for path in ("/organisation", "/organisation/1", "/organisation/1/place/wide.svg"):
        assert other.get(path).status == 403


def test_the_organization_in_french(small_app: Flask, maya: Client) -> None:
    released_round(small_app, maya)
    root = signed_in(small_app, "anne", "admin", language="fr")
    page = root.get("/organisation")
    assert page.heading == "L’organisation"
    assert "Votre équipe" not in page.html
