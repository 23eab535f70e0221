"""Test in which language the service speaks, and how one switches."""

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.client import Client
from tests.taker.walk import answer, begin, path_of


def spoken(client: Client, path: str = "/") -> str | None:
    """Return the language of a page."""
    return client.get(path).tree.get("lang")


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("en", "en"),
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("fr-CA, en;q=0.8", "fr"),
        ("en-GB, fr;q=0.9", "en"),
        ("de, fr;q=0.5, en;q=0.4", "fr"),
        ("de", "en"),
        ("*", "en"),
        ("", "en"),
        (";;;q=fr", "en"),
        ("fr;q=0, de", "en"),
        ("FR-ca", "fr"),
    ],
)
def test_the_browsers_language_is_spoken_where_it_is_one_of_ours(app: Flask, asked: str, given: str) -> None:
    assert spoken(Client(app, asked)) == given


def test_the_language_one_chose_comes_before_the_browsers(app: Flask) -> None:
    client = Client(app, "en")
    client.set_cookie("language", "fr")
    assert spoken(client) == "fr"


@pytest.mark.parametrize("chosen", ["de", "", "fr-CA", "FR", "\x00"])
def test_a_chosen_language_that_is_none_of_ours_counts_for_nothing(app: Flask, chosen: str) -> None:
    client = Client(app, "fr")
    client.set_cookie("language", chosen)
    assert spoken(client) == "fr"


def test_switching_shows_the_same_page_in_the_other_language(app: Flask) -> None:
    client = Client(app, "en")
    begin(client)
    client.get("/check")
    switched = client.get("/check?language=fr")
    assert switched.location == "/check"
    assert client.follow(switched).tree.get("lang") == "fr"


def test_the_switch_of_every_page_leads_to_the_other_language(client: Client) -> None:
    for language, other in (("en", "fr"), ("fr", "en")):
        client.get(f"/?language={language}")
        assert f"?language={other}" in client.get("/").links()


def test_switching_on_a_page_that_asks_keeps_what_is_chosen(client: Client) -> None:
    page = begin(client)
    again = client.follow(answer(client, page, then={"language": "fr"}))
    assert path_of(again) == path_of(page)
    assert again.tree.get("lang") == "fr"
    assert set(page.choices()) <= set(again.fields())


def test_switching_to_a_language_that_is_none_of_ours_shows_the_page(client: Client) -> None:
    assert client.get("/?language=de").status == 200
    assert client.cookie("language") is None


def test_a_page_that_is_sent_is_not_switched_by_its_address(client: Client) -> None:
    client.get("/")
    assert client.post("/start/digital-public-servant?language=fr").location.startswith("/questions/")


def test_an_unknown_page_is_told_in_the_language_one_switches_to(client: Client) -> None:
    assert client.follow(client.get("/nowhere?language=fr")).tree.get("lang") == "fr"


def switched(app: Flask, path: str) -> str:
    """Return where the switch of a page leads, whatever is in its path."""
    # A server hands the path on as bytes that are called Latin-1.
    environ = {"PATH_INFO": path.encode().decode("latin-1")}
    response = app.test_client().get("/?language=fr", environ_overrides=environ)
    assert response.status_code == 303
    return response.headers["Location"]


def leads_to(location: str) -> str:
    """Return where a browser goes: it drops tabs and line ends, and takes a backslash for a slash."""
    seen = location.translate({9: None, 10: None, 13: None}).replace("\\", "/").strip()
    return urljoin("http://localhost/", seen)


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "///evil.example/",
        "/%2Fevil.example/",
        "/%09/evil.example/",
        "/%0A/evil.example/",
        "/%0d%0a/evil.example/",
        "/%5Cevil.example/",
        "/%5C%5Cevil.example/",
        "/%20//evil.example/",
        "/https://evil.example/",
        "/%00//evil.example/",
    ],
)
def test_the_switch_leads_to_no_other_site(app: Flask, path: str) -> None:
    assert urlsplit(leads_to(switched(app, unquote(path)))).netloc == "localhost"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_the_switch_leads_to_the_path_one_is_on_whatever_is_in_it(bare_app: Flask, path: str) -> None:
    location = switched(bare_app, f"/{path}")
    assert not {"?", "#"} & set(location)
    assert unquote(location).lstrip("/") == path.lstrip("/")
    assert urlsplit(leads_to(location)).netloc == "localhost"
