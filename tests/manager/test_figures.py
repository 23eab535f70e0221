"""Test the page of a team's figures, its pictures and its files: what is published, and nothing else."""

import csv
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import update

from app.store.tables import audit
from tests.client import Client, Page
from tests.manager.staff import (
    ROUND,
    TEAM,
    add,
    add_sheets,
    close,
    fetched,
    found,
    leads,
    make_team,
    noted,
    open_round,
    released_round,
    signed_in,
)
from tests.taker.reading import by_id, flat, parts, sources
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, bank_on, publish
from tests.taker.teams import writing

PNG = b"\x89PNG\r\n\x1a\n"
LOOKS = ("wide", "narrow", "wide-dark", "narrow-dark", "print")


def test_the_team_page_begins_with_what_to_talk_about(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    page = maya.get(f"{here}/figures")
    headings = [heading for heading in parts(page) if heading]
    assert headings[:5] == [
        "Two questions to talk about",
        "What would help most",
        "Where the team stands",
        "The themes",
        "Common beliefs",
    ]


def test_every_picture_has_words_and_a_table_beside_it(small_app: Flask, maya: Client) -> None:
    page = maya.get(f"{released_round(small_app, maya, people=12)}/figures")
    charts = [image for image in page.tree.iter("img") if "/figures/" in (image.get("src") or "")]
    assert [(image.get("src") or "").split("/")[-2] for image in charts] == ["place", "themes", "beliefs"]
    assert all(len(image.get("alt") or "") > 40 for image in charts)
    captions = ["".join(caption.itertext()) for caption in page.tree.iter("caption")]
    assert len(captions) >= 3


def test_every_picture_can_be_fetched_and_read(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    page = maya.get(f"{here}/figures")
    shown = [*sources(page), *sources(page, "img", "src")]
    assert len(shown) == 15
    for path in shown:
        response = maya.get(path).response
        assert ElementTree.fromstring(response.data).tag.endswith("svg"), path
        assert response.headers["Cache-Control"] == "private, no-cache"


def test_a_browser_that_has_a_picture_is_told_so(small_app: Flask, maya: Client) -> None:
    path = f"{released_round(small_app, maya)}/figures/place/wide.svg"
    mark = maya.get(path).response.headers["ETag"]
    again = maya.get(path, headers={"If-None-Match": mark})
    assert (again.status, again.response.data) == (304, b"")
    french = signed_in(small_app, "luc", language="fr")
    assert french.get(path, headers={"If-None-Match": mark}).status == 404


def test_pictures_come_as_png_for_slides(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    page = maya.get(f"{here}/figures")
    for said, kind in (
        ("Where the team stands, as", "place"),
        ("The themes, as", "themes"),
        ("Common", "beliefs"),
    ):
        response = maya.get(page.link(said)).response
        assert response.data.startswith(PNG)
        assert response.headers["Content-Disposition"] == f'attachment; filename="{kind}-1.png"'


def test_what_there_is_no_picture_of_is_not_found(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    for path in ("rounds/wide.svg", "rounds.png", "place/huge.svg", "people.png", "place.svg"):
        assert maya.get(f"{here}/figures/{path}").status == 404


def rows_of(data: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=separator))


def test_the_files_hold_what_the_page_shows_and_nothing_else(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    page = maya.get(f"{here}/figures")
    file = maya.get(page.link("The published figures as CSV")).response
    assert file.headers["Content-Disposition"] == 'attachment; filename="figures-1.csv"'
    rows = rows_of(file.data)
    numbers = {cell for row in rows[1:] for cell in row[7:10] if cell}
    told = set(flat(page.text).replace("(", " ").replace(".", " ").split())
    assert numbers
    assert numbers <= told
    assert rows[1][-1] == "5 or more"


def test_the_spreadsheet_opens_and_holds_the_names(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    response = maya.get(f"{here}/figures.xlsx").response
    assert (response.mimetype or "").endswith("spreadsheetml.sheet")
    with ZipFile(BytesIO(response.data)) as file:
        texts = file.read("xl/sharedStrings.xml").decode()
    assert "Permits &amp; Licences" in texts
    assert ROUND in texts


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "＝"])
def test_a_name_that_looks_like_a_formula_is_text_in_the_files(
    small_app: Flask, maya: Client, sign: str
) -> None:
    evil = f"{sign}cmd|' /C calc'!A0"
    here = open_round(maya, make_team(maya, evil), name=evil)
    add(small_app, here, 6)
    close(maya, here)
    assert {tuple(row[:2]) for row in rows_of(maya.get(f"{here}/figures.csv").response.data)[1:]} == {
        (f"'{evil.strip()}", f"'{evil.strip()}")
    }
    with ZipFile(BytesIO(maya.get(f"{here}/figures.xlsx").response.data)) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_files_speak_the_language_of_who_takes_them(small_app: Flask) -> None:
    manager = signed_in(small_app, "luc", language="fr")
    here = released_round(small_app, manager)
    rows = rows_of(manager.get(f"{here}/figures.csv").response.data, ";")
    assert rows[0][:3] == ["Équipe", "Ronde", "Date"]
    page = manager.get(f"{here}/figures")
    assert "Où se situe l’équipe" in parts(page) or page.tree.get("lang") == "fr"


def test_the_team_is_told_how_often_its_figures_were_opened(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    assert found(small_app, here).openings == 0
    for path in ("", "", ".csv", ".xlsx", "/place.png", ""):
        maya.get(f"{here}/figures{path}")
    maya.get(f"{here}/figures/place/wide.svg")
    maya.get(here.partition("/rounds")[0])
    assert found(small_app, here).openings == 1
    assert noted(small_app)[-4:] == [
        ("figures-opened", f"{TEAM}: {ROUND}", None, None),
        ("figures-taken", f"{TEAM}: {ROUND}", None, "csv"),
        ("figures-taken", f"{TEAM}: {ROUND}", None, "xlsx"),
        ("figures-taken", f"{TEAM}: {ROUND}", None, "place.png"),
    ]


def test_each_manager_round_and_day_counts_as_one_opening(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    team = here.partition("/rounds")[0]
    after = open_round(maya, team, name="After")
    add(small_app, after, 5)
    close(maya, after)
    luc = signed_in(small_app, "luc")
    maya.get(f"{team}/settings")
    maya.post(f"{team}/managers", {"email": "luc@example.org"})
    for manager in (maya, luc, luc):
        manager.get(f"{here}/figures")
    assert (found(small_app, here).openings, found(small_app, after).openings) == (2, 0)
    with writing(small_app) as session:
        session.execute(update(audit).values(at=audit.c.at - 24 * 60 * 60))
    luc.get(f"{here}/figures.csv")
    luc.get(f"{here}/figures")
    assert found(small_app, here).openings == 3


def table_rows(page: Page) -> list[list[str]]:
    """Return the cells of every row of a page's tables."""
    return [[flat("".join(cell.itertext())) for cell in row] for row in page.tree.iter("tr")]


def by_kind(page: Page, kind: str) -> list[str]:
    """Return the alternative texts of the pictures of one kind."""
    return [
        image.get("alt") or ""
        for image in page.tree.iter("img")
        if f"/figures/{kind}/" in (image.get("src") or "")
    ]


def two_rounds(app: Flask, manager: Client, first: float = 0.25, second: float = 0.75) -> str:
    team = make_team(manager)
    for name, ease in (("Before", first), ("After", second)):
        here = open_round(manager, team, name=name)
        add(app, here, 40, ease)
        close(manager, here)
    return here


def test_a_second_round_is_shown_beside_the_first(small_app: Flask, maya: Client) -> None:
    here = two_rounds(small_app, maya)
    page = maya.get(f"{here}/figures")
    assert "Since “Before” the team’s place has moved towards" in flat(page.text)
    assert "Round by round" in parts(page)
    assert maya.get(f"{here}/figures/rounds/wide.svg").status == 200
    assert maya.get(f"{here}/figures/rounds.png").response.data.startswith(PNG)
    first = maya.get(f"{here.removesuffix('2')}1/figures")
    assert "After" not in parts(first)["Where the team stands"]


def test_a_round_on_questions_that_changed_is_shown_as_a_break_with_its_reason(
    small_app: Flask, maya: Client
) -> None:
    team = make_team(maya)
    for name, weight in (("One", "0.5"), ("Two", "2"), ("Three", "2"), ("Four", "0.5")):
        publish(small_app, SMALL.replace("weight: 0.5", f"weight: {weight}") + f"# {name}\n")
        here = open_round(maya, team, name=name)
        add(small_app, here, 6)
        close(maya, here)
    why = "cannot be set beside the last round: since then, the weight of “Too busy” has changed"
    page = maya.get(f"{here}/figures")
    rows = [row for row in table_rows(page) if row[0] in ("One", "Two", "Three", "Four")]
    assert [why in row for row in rows] == [False, True, True, False]
    assert "has moved since “One”" in flat(page.text)
    (described,) = (one for one in by_kind(page, "rounds"))
    assert described.count("cannot be set beside the last round") == 2
    drawn = maya.get(f"{here}/figures/rounds/wide.svg").response.get_data(as_text=True)
    assert ("break-0" in drawn, "break-1" in drawn, "break-2" in drawn) == (False, True, True)
    second = maya.get(f"{here.removesuffix('4')}2/figures")
    assert why in flat(second.text)
    assert "since “One”" not in flat(second.text)
    assert "Round by round" in parts(second)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [(0.75, 0.25, "has moved towards the ““new”” end"), (0.5, 0.5, "there are too few people for it")],
)
def test_a_change_is_told_only_where_it_is_more_than_chance(
    small_app: Flask, maya: Client, first: float, second: float, told: str
) -> None:
    page = maya.get(f"{two_rounds(small_app, maya, first, second)}/figures")
    assert told in flat(page.text), parts(page)["Where the team stands"]
    assert "no change" not in page.text.lower()


def test_a_round_without_figures_stands_between_no_others(small_app: Flask, maya: Client) -> None:
    team = make_team(maya)
    for name, people in (("One", 6), ("Two", 3), ("Three", 6)):
        here = open_round(maya, team, name=name)
        add(small_app, here, people)
        close(maya, here)
    page = maya.get(f"{here}/figures")
    assert "Two" not in parts(page)["Where the team stands"]
    assert "One" in parts(page)["Where the team stands"]
    page = maya.get(team)
    assert [link for link in leads(page, team) if link.endswith("/figures")] == [
        f"{here}/figures",
        f"{here.removesuffix('3')}1/figures",
    ]
    assert "no figures" in flat(page.text)


def test_the_figures_lead_to_the_round_that_is_open(small_app: Flask, maya: Client) -> None:
    here = released_round(small_app, maya)
    team = here.partition("/rounds")[0]
    later = open_round(maya, team, name="After")
    page = maya.get(f"{here}/figures")
    assert page.heading == f"{TEAM}: {ROUND}"
    assert "Open now: After" in flat(page.text)
    assert page.link("After") == later
    assert page.link(ROUND) == here


def test_where_too_little_applies_the_place_is_withheld_in_words(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    bank = bank_on(small_app)
    without = {key: value for key, value in keyed(bank, 1).items() if not key.startswith("listen")}
    add_sheets(small_app, found(small_app, here), [without] * 6)
    close(maya, here)
    page = maya.get(f"{here}/figures")
    assert "Too many questions did not apply to say where they stand as a whole." in flat(page.text)
    assert maya.get(f"{here}/figures/place/wide.svg").status == 404
    assert maya.get(f"{here}/figures/place.png").status == 404
    assert f"{here}/figures/place.png" not in list(leads(page, here))


def test_who_was_added_after_a_release_changes_nothing_of_it(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    add(small_app, here, 7)
    maya.get(f"{here}/release")
    maya.post(f"{here}/release")
    paths = [f"{here}/figures{end}" for end in ("", ".csv", ".xlsx", "/place/wide.svg", "/themes.png")]
    before = [fetched(maya, path) for path in paths]
    add(small_app, here, 4, 1)
    assert [fetched(maya, path) for path in paths] == before


def test_the_lead_says_where_the_team_stands_in_words(small_app: Flask, maya: Client) -> None:
    page = maya.get(f"{released_round(small_app, maya, people=12)}/figures")
    assert "On average the team stands in" in flat(page.text)
    assert by_id(page, "place").tag == "h2"
