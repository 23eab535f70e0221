"""Test the pictures: their kind, their caching, their limits, and that no page waits for one."""

import subprocess
import sys
from xml.etree import ElementTree

import pytest
from flask import Flask

from app.quiz.text import LANGUAGES, Language
from app.taker.views import pictures
from tests.client import Client, Committed
from tests.conftest import SHIPPED
from tests.taker.reading import sources
from tests.taker.sheets import placed
from tests.taker.stock import SMALL, bank_on, measure, publish, seat, take_in
from tests.taker.walk import finish

LOOKS = ("wide", "narrow", "wide-dark", "narrow-dark", "print")
TONES = ("light", "dark", "print")
SVG = "{http://www.w3.org/2000/svg}svg"


def spectrum(look: str = "wide", language: str = "en", version_id: int = 1, place: str = "37-10") -> str:
    return f"/pictures/{version_id}/{language}/{look}/{place}.svg"


PICTURES = [spectrum(look) for look in LOOKS] + [f"/pictures/bars/{tone}/63.svg" for tone in TONES]


def test_a_picture_is_an_svg_with_a_policy_of_its_own(client: Client) -> None:
    for path in PICTURES:
        picture = client.get(path).response
        assert picture.status_code == 200, path
        assert picture.mimetype == "image/svg+xml", path
        assert ElementTree.fromstring(picture.get_data()).tag == SVG, path
        policy = picture.headers["Content-Security-Policy"].split("; ")
        assert {"default-src 'none'", "sandbox"} <= set(policy), path
        assert not any(rule.startswith("script-src") for rule in policy), path


@pytest.mark.parametrize("path", [spectrum(), "/pictures/bars/light/63.svg"])
def test_a_picture_is_kept_for_good_and_not_sent_twice(client: Client, path: str) -> None:
    picture = client.get(path).response
    assert picture.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    again = client.get(path, headers={"If-None-Match": picture.headers["ETag"]}).response
    assert again.status_code == 304
    assert again.get_data() == b""


def test_a_picture_that_differs_has_another_tag(client: Client) -> None:
    paths = [spectrum(), spectrum("narrow"), spectrum(language="fr"), spectrum(place="38-10")]
    tags = {client.get(path).response.headers["ETag"] for path in paths}
    assert len(tags) == len(paths)


def test_a_public_picture_sets_no_cookie_and_needs_none(client: Client) -> None:
    assert "Set-Cookie" not in client.get(spectrum()).response.headers


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_spectrum_of_a_result_is_drawn_for_its_place_and_language(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    seat(client, placed(bank, 37))
    addresses = [address for address in sources(client.get("/result")) if "bars" not in address]
    expected = {spectrum(look, language, place=f"37-{bank.margin}") for look in LOOKS if look != "wide"}
    assert set(addresses) == expected


NOT_PICTURES = [
    *(spectrum(place=place) for place in ("101-10", "37-9", "37-11", "-1-10", "37", "x-10", "37-10-3")),
    *(spectrum(version_id=number) for number in (0, 2, 10**12)),
    *(f"/pictures/bars/light/{name}" for name in ("101.svg", "-1.svg", "50.png", "1e1.svg")),
    spectrum("huge"),
    spectrum(language="de"),
    "/pictures/bars/purple/50.svg",
    "/result/1/then-and-now/wide.svg",
]


def test_a_picture_that_no_result_can_show_is_not_found(client: Client) -> None:
    assert {path: client.get(path).status for path in NOT_PICTURES} == dict.fromkeys(NOT_PICTURES, 404)


def test_once_the_margin_is_measured_every_result_has_its_picture(taker: Client) -> None:
    addresses = []
    for points in (None, 7, 23):
        if points:
            measure(taker.app, points)
        client = Client(taker.app)
        finish(client, bank_id="small")
        addresses += sources(client.get("/result"))
    assert {address.rpartition("-")[2] for address in addresses if "bars" not in address} == {
        "10.svg",
        "7.svg",
        "23.svg",
    }
    assert {taker.get(address).status for address in addresses} == {200}
    assert taker.get(spectrum(place="37-101")).status == 404


def test_pictures_with_a_margin_of_another_version_s_measure_are_not_drawn(taker: Client) -> None:
    version_id = publish(taker.app, SMALL.replace("margin: 10", "margin: 12"))
    measure(taker.app, 7)
    assert taker.get(spectrum(version_id=version_id, place="37-7")).status == 404
    assert taker.get(spectrum(version_id=version_id, place="37-12")).status == 200


def test_however_many_pictures_are_asked_for_only_so_many_are_kept() -> None:
    for kept in (pictures._spectrum, pictures._bar):
        assert (kept.cache_parameters()["maxsize"] or 10**6) <= 2048


def test_a_draft_has_no_pictures(app: Flask) -> None:
    assert Client(app).get(spectrum(version_id=take_in(app, SMALL))).status == 404


def test_each_version_has_pictures_of_its_own(app: Flask) -> None:
    version_id = publish(app, SMALL)
    client = Client(app)
    pictures = {client.get(spectrum(version_id=number)).response.get_data() for number in (1, version_id)}
    assert len(pictures) == 2


def test_the_ends_can_be_drawn(client: Client) -> None:
    for shown in (0, 100):
        assert client.get(spectrum(place=f"{shown}-10")).status == 200
        assert client.get(f"/pictures/bars/light/{shown}.svg").status == 200


def test_a_picture_drawn_before_costs_no_statement(client: Client) -> None:
    client.get(spectrum())
    with Committed(client.app) as counted:
        client.get(spectrum())
    assert counted.statements == []


PROGRAM = f"""
import sys
from datetime import date
from pathlib import Path
from app import create_app
from app.config import Config
from app.store import versions
from app.store.migrations import migrate
from tests.client import Client

app = create_app(Config(data_dir=Path(sys.argv[1]), secret_key="s" * 32))
database = app.extensions["ground"].database
migrate(database)
with database.writing() as session:
    source = Path({str(SHIPPED)!r}).read_bytes()
    version = versions.take_in(session, source, "bank.yaml", "shipped", date.today())
    versions.publish(session, version, date.today())
    session.commit()
client = Client(app)
client.get("/")
page = client.follow(client.post("/start/" + version.bank_id))
assert page.choices()
client.post(page.response.request.path, {{name: offered[0] for name, offered in page.choices().items()}})
client.get("/check")
print(*{{name.split(".")[0] for name in sys.modules}} & {{"matplotlib", "numpy", "icalendar", "segno"}})
"""


def test_nothing_that_draws_is_imported_on_the_way_to_a_question(tmp_path: object) -> None:
    command = [sys.executable, "-W", "error", "-c", PROGRAM, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
