"""Test how a round is opened, and how its people are invited."""

import csv
from io import StringIO
from xml.etree import ElementTree

import pytest
from flask import Flask

from app.manager import letter
from app.quiz.text import LANGUAGES, Language, Text
from tests.client import Client, Page, words
from tests.manager.staff import ROUND, close, fetched, found, make_team, noted, open_round, signed_in
from tests.taker.reading import by_id, flat, of_class, summary
from tests.taker.stock import SMALL, SOURCE, publish, take_in
from tests.taker.teams import slips_of


def refused(manager: Client, team: str, sent: dict[str, str]) -> Page:
    manager.get(f"{team}/rounds/new")
    page = manager.post(f"{team}/rounds/new", sent)
    assert page.status == 422
    assert page.title.startswith("Open a round: there is a problem")
    return page


def test_a_round_is_opened_with_its_name_alone(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    page = maya.get(here)
    assert page.heading.endswith(f": {ROUND}")
    assert "Fewer than 5 people have added their answers." in page.text
    assert "It takes 5 to show anything at all." in page.text
    assert noted(small_app)[-1][0] == "round-opened"


def test_before_a_round_is_opened_it_is_said_what_it_may_never_be_used_for(maya: Client) -> None:
    assert (
        "never be used for appraisal, staffing or discipline"
        in maya.get(f"{make_team(maya)}/rounds/new").text
    )


def test_what_was_typed_stays_and_every_fault_is_said_at_its_field(maya: Client) -> None:
    page = refused(maya, make_team(maya), {"name": " ", "way": "codes", "people": "a dozen"})
    assert summary(page) == {
        "name": "Give the round a name, such as “before the training”.",
        "people": "Give a whole number from 1 to 2000.",
    }
    assert page.fields()["way"] == "codes"
    assert page.fields()["people"] == "adozen"


@pytest.mark.parametrize("number", ["0", "-3", "2001", "1.5", "9" * 5000, "1e3", "٣", "²", "=1"])
def test_a_number_of_codes_that_cannot_be_is_told(small_app: Flask, maya: Client, number: str) -> None:
    team = make_team(maya)
    page = refused(maya, team, {"name": ROUND, "way": "codes", "people": number})
    assert summary(page) == {"people": "Give a whole number from 1 to 2000."}
    assert "There is no round yet." in maya.get(team).text


def test_codes_without_a_number_of_people_are_asked_for_it(maya: Client) -> None:
    page = refused(maya, make_team(maya), {"name": ROUND, "way": "codes", "people": " \x00"})
    assert summary(page) == {"people": "Say how many people there are: each gets a code."}


def test_the_number_of_people_is_not_asked_for_where_there_is_a_link(maya: Client) -> None:
    here = open_round(maya, make_team(maya), people="a dozen")
    assert "Whoever has the link may join." in maya.get(here).text


def test_a_way_to_join_that_is_none_is_told(maya: Client) -> None:
    page = refused(maya, make_team(maya), {"name": ROUND, "way": "by force"})
    assert summary(page) == {"way-1": "Choose how people join."}


def test_of_several_banks_one_is_chosen(small_app: Flask, maya: Client) -> None:
    publish(small_app, SOURCE)
    take_in(small_app, SMALL.replace("id: small", "id: draft"))
    team = make_team(maya)
    for sent in ({}, {"bank": "draft"}, {"bank": "\x00"}):
        page = refused(maya, team, {"name": ROUND, **sent})
        assert summary(page) == {"bank-1": "Choose what is asked."}
        assert page.choices()["bank"] == ["small", "digital-public-servant"]
    here = open_round(maya, team, bank="digital-public-servant")
    assert found(small_app, here).version_id == 2


def test_a_round_is_pinned_to_the_version_that_is_published_when_it_is_opened(
    small_app: Flask, maya: Client
) -> None:
    team = make_team(maya)
    first = open_round(maya, team)
    maya.get(f"{team}/rounds/new")
    newer = publish(small_app, SMALL.replace("A small bank", "A better bank"))
    second = maya.post(f"{team}/rounds/new", {"name": "After", "way": "link"}).location
    assert [found(small_app, here).version_id for here in (first, second)] == [1, newer]


def test_without_any_questions_no_round_is_offered(bare_app: Flask) -> None:
    maya = signed_in(bare_app, "maya")
    team = make_team(maya)
    assert "There are no questions to ask yet." in maya.get(f"{team}/rounds/new").text
    assert maya.post(f"{team}/rounds/new", {"name": ROUND, "way": "link"}).status == 422


def test_the_link_leads_to_the_round_and_can_be_projected(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    link = by_id(maya.get(here), "link").get("value") or ""
    assert link == f"http://localhost/join/{found(small_app, here).token}"
    poster = maya.get(f"{here}/poster")
    assert link in poster.text
    code = maya.get(f"{here}/poster.svg").response
    assert ElementTree.fromstring(code.data).tag.endswith("svg")
    assert code.headers["Cache-Control"] == "no-store"
    assert ROUND in Client(small_app).get(link).text


def letters(page: Page) -> dict[str, str]:
    return {tongue: words(by_id(page, f"letter-{tongue}")) for tongue in ("en", "fr")}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_manager_gets_the_letter_in_both_languages_whatever_their_own(
    small_app: Flask, language: str
) -> None:
    manager = signed_in(small_app, "maya", language="fr" if language == "fr" else "en")
    here = open_round(manager, make_team(manager))
    found_letters = letters(manager.get(here))
    link = f"http://localhost/join/{found(small_app, here).token}"
    assert found_letters["en"].startswith("Hello! Our team")
    assert "“A small bank”" in found_letters["en"]
    assert found_letters["fr"].startswith("Bonjour! Notre équipe")
    assert "« Un petit questionnaire »" in found_letters["fr"]
    assert all(text.endswith(link) for text in found_letters.values())


def test_codes_come_as_slips_and_as_a_file_with_the_same_links(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya), way="codes", people="1 2")
    assert "There are 12 codes." in maya.get(here).text
    sheet = maya.get(f"{here}/slips")
    printed = [words(strong) for slip in of_class(sheet, "slips") for strong in slip.iter("strong")]
    assert printed == slips_of(small_app, found(small_app, here))
    file = maya.get(f"{here}/codes.csv").response
    assert file.headers["Content-Disposition"] == 'attachment; filename="codes.csv"'
    rows = list(csv.reader(StringIO(file.data.decode("utf-8-sig"))))
    assert rows[0] == ["code", "link_lien"]
    assert rows[1:] == [[code, f"http://localhost/code/{code}"] for code in printed]
    for number in (1, 12):
        assert maya.get(f"{here}/slips/{number}.svg").status == 200
    for number in (0, 13, 2**31 - 1, 2**31):
        assert maya.get(f"{here}/slips/{number}.svg").status == 404


def said(page: Page, words_of: Text) -> set[tuple[str, str]]:
    """Return in which languages a page says some words, each marked as such."""
    return {
        (tongue, words_of[tongue])
        for tongue in LANGUAGES
        for element in page.tree.iter()
        if element.get("lang") == tongue and words(element) == flat(words_of[tongue])
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_slips_and_the_poster_speak_both_languages(small_app: Flask, language: Language) -> None:
    manager = signed_in(small_app, "maya", language=language)
    team = make_team(manager)
    sheet = manager.get(f"{open_round(manager, team, way='codes', people='2')}/slips")
    poster = manager.get(f"{open_round(manager, team, name='By link')}/poster")
    for page, told in ((sheet, (letter.TYPE, letter.ROUND_PAGE)), (poster, (letter.SCAN, letter.PROMISE))):
        for words_of in told:
            assert said(page, words_of) == {(tongue, words_of[tongue]) for tongue in LANGUAGES}


def test_a_slip_leads_to_the_page_of_its_round(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya), way="codes", people="2")
    token = found(small_app, here).token
    addresses = [words(address) for address in of_class(maya.get(f"{here}/slips"), "address")]
    assert addresses == ["localhost/code", f"localhost/join/{token}"] * 2
    assert Client(small_app).get(f"/join/{token}").status == 200


def test_a_mail_merge_has_a_letter_whose_link_is_the_column_of_the_file(small_app: Flask) -> None:
    manager = signed_in(small_app, "maya", language="fr")
    here = open_round(manager, make_team(manager), way="codes", people="6")
    found_letters = letters(manager.get(here))
    assert all(text.endswith("[link_lien]") for text in found_letters.values())
    assert found(small_app, here).token not in manager.get(here).html
    assert '"code";"link_lien"' in manager.get(f"{here}/codes.csv").response.get_data(as_text=True)


def test_a_used_code_stays_on_the_sheet(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya), way="codes", people="6")
    paths = (here, f"{here}/slips", f"{here}/codes.csv")
    before = [fetched(maya, path) for path in paths]
    code = slips_of(small_app, found(small_app, here))[3]
    person = Client(small_app)
    person.get(f"/code/{code}")
    assert person.post("/code", {"code": code}).status == 303
    assert [fetched(maya, path) for path in paths] == before


def test_more_codes_are_made_and_the_first_ones_stay(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya), way="codes", people="2")
    first = slips_of(small_app, found(small_app, here))
    maya.get(here)
    assert maya.post(f"{here}/codes", {"people": "5"}).location == f"{here}/slips"
    now = slips_of(small_app, found(small_app, here))
    assert (now[:2], len(set(now))) == (first, 5)
    assert noted(small_app)[-1][0::2] == ("codes-made", "2")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("", "Say how many people there are: each gets a code."),
        ("five", "Give a whole number from 1 to 2000."),
        ("2001", "Give a whole number from 1 to 2000."),
        ("2", "There are that many already: give a larger number."),
        ("1", "There are that many already: give a larger number."),
    ],
)
def test_a_wrong_number_of_more_codes_is_told_at_its_field(
    small_app: Flask, maya: Client, number: str, told: str
) -> None:
    here = open_round(maya, make_team(maya), way="codes", people="2")
    maya.get(here)
    page = maya.post(f"{here}/codes", {"people": number})
    assert page.status == 422
    assert summary(page) == {"people": told}
    assert page.fields()["people"] == number
    assert page.link("Français") == f"{here}?language=fr"
    assert len(slips_of(small_app, found(small_app, here))) == 2


def test_a_round_with_a_link_has_no_codes(maya: Client) -> None:
    here = open_round(maya, make_team(maya))
    maya.get(here)
    assert maya.post(f"{here}/codes", {"people": "5"}).status == 404
    for path in ("slips", "slips/1.svg", "codes.csv"):
        assert maya.get(f"{here}/{path}").status == 404


def test_a_closed_round_invites_nobody(small_app: Flask, maya: Client) -> None:
    here = open_round(maya, make_team(maya), way="codes", people="2")
    maya.get(here)
    tab = maya.another_tab()
    page = close(maya, here)
    assert of_class(page, "invite") == []
    assert tab.post(f"{here}/codes", {"people": "9"}).location == here
    assert len(slips_of(small_app, found(small_app, here))) == 2
    for path in ("poster", "slips", "codes.csv"):
        assert maya.get(f"{here}/{path}").location == here
    assert maya.get(f"{here}/slips/1.svg").status == 404
