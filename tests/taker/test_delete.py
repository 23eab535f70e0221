"""Test that deleting is asked twice, and is then real."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from app.config import Config
from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from app.store import tables
from tests.client import Client, words
from tests.conftest import MakeDatabase
from tests.taker.reading import by_id, summary, told
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, bank_on, ground_of, kept, publish, seat
from tests.taker.walk import begin


def deleted(client: Client) -> None:
    client.get("/delete")
    assert client.post("/delete", {"sure": "yes"}).status == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_asked_first_with_the_consequences(app: Flask, language: Language) -> None:
    client = Client(app, language)
    seat(client, keyed(bank_on(app), 1))
    page = client.get("/delete")
    assert page.heading == told(language, "Delete everything?")
    assert told(language, "All your answers and results are deleted at once, for good.") in page.text
    assert client.get(page.link(told(language, "Download my data first"))).status == 200
    assert len(kept(app)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_asked_twice(app: Flask, language: Language) -> None:
    client = Client(app, language)
    seat(client, keyed(bank_on(app), 1))
    client.get("/delete")
    page = client.post("/delete")
    assert page.status == 422
    assert summary(page) == {"sure": told(language, "Tick the box if you want everything deleted.")}
    assert by_id(page, "sure").get("type") == "checkbox"
    assert len(kept(app)) == 1


def test_the_message_stands_at_the_box_too(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    taker.get("/delete")
    page = taker.post("/delete")
    (group,) = page.tree.iter("fieldset")
    assert words(by_id(page, group.get("aria-describedby") or "")).endswith("if you want everything deleted.")


@pytest.mark.parametrize("path", ["/result", "/questions/listen"])
def test_one_can_think_better_of_it(taker: Client, small: Bank, path: str) -> None:
    seat(taker, keyed(small, 1) if path == "/result" else {}, finished=path == "/result")
    assert taker.get(taker.get("/delete").link("No, keep it")).location == path


@pytest.mark.parametrize("language", LANGUAGES)
def test_deleting_is_confirmed(app: Flask, language: Language) -> None:
    client = Client(app, language)
    seat(client, keyed(bank_on(app), 1))
    client.get("/delete")
    page = client.post("/delete", {"sure": "yes"})
    assert page.heading == told(language, "Everything is deleted")


def test_everything_is_gone_with_the_earlier_sittings(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 0), days_ago=40)
    seat(taker, keyed(small, 1))
    deleted(taker)
    assert kept(taker.app) == []


def test_a_sitting_under_way_is_gone_with_the_result_before_it(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 0), days_ago=40)
    seat(taker, {"listen-1": "often"}, finished=False)
    deleted(taker)
    assert kept(taker.app) == []


def test_what_others_have_stays(taker: Client, small: Bank) -> None:
    other = Client(taker.app)
    seat(other, keyed(small, 1))
    stays = kept(taker.app)
    seat(taker, keyed(small, 0))
    deleted(taker)
    assert kept(taker.app) == stays
    assert other.get("/result").status == 200


def test_the_browser_has_forgotten_afterwards(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    deleted(taker)
    assert taker.cookie("sitting") is None
    assert taker.cookie("session") is None
    assert taker.get("/result").status == 404


def test_the_browser_is_told_to_forget_the_pictures_too(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    taker.get("/delete")
    page = taker.post("/delete", {"sure": "yes"})
    assert page.response.headers["Clear-Site-Data"] == '"cache"'


def test_another_browser_with_the_link_finds_nothing(taker: Client, small: Bank) -> None:
    token = seat(taker, keyed(small, 1))
    elsewhere = Client(taker.app)
    elsewhere.set_cookie("sitting", token)
    assert elsewhere.get("/result").status == 200
    deleted(taker)
    assert elsewhere.get("/result").status == 410
    assert elsewhere.get(f"/back/{token}").status == 410


def test_a_page_sent_from_another_tab_after_deleting_brings_nothing_back(taker: Client) -> None:
    page = begin(taker, "small")
    tab = taker.another_tab()
    deleted(taker)
    sent = {name: offered[0] for name, offered in page.choices().items()}
    assert tab.post("/questions/listen", sent).status in (400, 404, 410)
    assert kept(taker.app) == []


def test_nothing_of_a_person_is_left_in_any_table(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    deleted(taker)
    with ground_of(taker.app).database.reading() as session:
        rows = {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
        }
    assert {name for name, count in rows.items() if count} == {"versions"}


def test_nothing_of_a_person_is_left_in_the_files_of_sqlite(
    make_sqlite: MakeDatabase, tmp_path: Path
) -> None:
    url = make_sqlite()
    app = create_app(Config(database_url=url, data_dir=tmp_path, secret_key="s" * 32))
    publish(app, SMALL)
    client, file = Client(app), Path(url.removeprefix("sqlite:///"))
    seat(client, keyed(bank_on(app), 1, "late"))
    row = kept(app)[0]
    traces = (
        row["id"].encode(),
        row["token_hash"],
        *(f'"{key}": "{choice}"'.encode() for key, choice in row["answers"].items()),
    )

    def found() -> set[bytes]:
        written = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
        return {trace for trace in traces if trace in written}

    assert found() == set(traces)
    deleted(client)
    assert found() == set()
    ground_of(app).database.engine.dispose()


def test_who_has_nothing_has_nothing_to_delete(taker: Client) -> None:
    assert taker.get("/delete").status == 404
    taker.get("/")
    assert taker.post("/delete", {"sure": "yes"}).status == 404


def test_deleting_under_a_stale_token_deletes_nothing_and_can_be_sent_again(
    taker: Client, small: Bank
) -> None:
    seat(taker, keyed(small, 1))
    taker.get("/delete")
    refused = taker.post("/delete", {"sure": "yes", "csrf_token": "stale"})
    assert refused.status == 400
    assert len(kept(taker.app)) == 1
    assert taker.post("/delete", refused.fields()).status == 200
    assert kept(taker.app) == []
