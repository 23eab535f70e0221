"""Test the limit on how many sittings begin at one network address."""

from typing import Any

import pytest
from flask import Flask

from app.quiz.text import LANGUAGES, Language
from tests.client import Client, Page
from tests.conftest import MakeApp
from tests.taker.reading import told
from tests.taker.stock import kept
from tests.taker.walk import SHIPPED, answer, begin


def start(app: Flask, address: str = "192.0.2.1", language: str = "en", **sent: str) -> tuple[Client, Page]:
    client = Client(app, language)
    client.get("/")
    at: dict[str, Any] = {"environ_overrides": {"REMOTE_ADDR": address}}
    return client, client.post(f"/start/{SHIPPED}", sent, **at)


@pytest.fixture
def strict(make_app: MakeApp) -> Flask:
    """Make an application at which two may start in an hour."""
    return make_app(starts_per_hour=2)


def test_as_many_begin_as_the_setting_says(strict: Flask) -> None:
    assert [start(strict)[1].status for _ in range(4)] == [303, 303, 429, 429]
    assert len(kept(strict)) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_comes_after_is_told_so(strict: Flask, language: Language) -> None:
    for _ in range(2):
        start(strict)
    _, page = start(strict, language=language)
    assert page.heading == told(language, "Many people are starting just now")
    assert page.tree.get("lang") == language


def test_what_was_sent_is_kept_to_be_sent_again(strict: Flask) -> None:
    for _ in range(2):
        start(strict)
    client, page = start(strict, then="now")
    assert page.status == 429
    assert page.fields()["then"] == "now"
    (form,) = page.tree.iter("form")
    assert form.get("action") is None
    assert client.post(f"/start/{SHIPPED}", page.fields()).status == 303


def test_who_is_refused_has_no_sitting(strict: Flask) -> None:
    for _ in range(2):
        start(strict)
    client, _ = start(strict)
    assert client.cookie("sitting") is None


def test_another_address_is_not_met_by_the_limit(strict: Flask) -> None:
    for _ in range(3):
        start(strict)
    assert start(strict, "192.0.2.2")[1].status == 303


def test_who_goes_on_is_not_met_by_the_limit(strict: Flask) -> None:
    client, _ = start(strict, "127.0.0.1")
    for _ in range(3):
        start(strict, "127.0.0.1")
    page = client.get("/questions/listen")
    assert answer(client, page).status == 303
    client.get("/")
    assert client.post(f"/start/{SHIPPED}").status == 303


def test_a_training_room_behind_one_address_is_not_met_by_the_limit(app: Flask) -> None:
    assert {start(app)[1].status for _ in range(3)} == {303}
    assert app.extensions["ground"].config.starts_per_hour >= 3 * 200


def test_requests_without_an_address_share_one_limit(strict: Flask) -> None:
    assert [start(strict, "")[1].status for _ in range(3)] == [303, 303, 429]


def test_beginning_does_not_keep_the_address(app: Flask) -> None:
    begin(Client(app))
    assert "127.0.0.1" not in repr(kept(app))
