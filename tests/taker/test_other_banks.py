"""Test that every shipped bank, and a bare one, is taken from its start page to keeping its result."""

from dataclasses import replace

import pytest
from flask import Flask

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from app.quiz.yaml import write
from tests.client import Client, words
from tests.quiz.banks import every_shipped
from tests.taker.members import decide, member
from tests.taker.reading import flat, of_class, parts, sections, told
from tests.taker.sheets import keyed, placed
from tests.taker.stock import bank_on, publish, seat
from tests.taker.teams import open_round
from tests.taker.walk import answer, begin, finish, first

SECOND = every_shipped()[1]


def bare() -> Bank:
    """Return a bank that has nothing it may lack: no source, myths, background question, sides or talk."""
    themes = [replace(theme, talk=None) for theme in SECOND.themes if theme.kind == "imperative"]
    kept = {None, *(theme.id for theme in themes)}
    pieces = [replace(piece, source=None, leads_for=None) for piece in SECOND.advice if piece.theme in kept]
    return replace(SECOND, id="bare", source=None, themes=tuple(themes), advice=tuple(pieces))


OTHERS = (SECOND, bare())
of_another_bank = pytest.mark.parametrize("bank", OTHERS, ids=lambda bank: bank.id)
of_any_bank = pytest.mark.parametrize("bank", [every_shipped()[0], *OTHERS], ids=lambda bank: bank.id)
in_both = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def offering(bare_app: Flask, bank: Bank) -> Flask:
    """Make an application that offers one of the banks, as version 1."""
    publish(bare_app, write(bank).decode())
    return bare_app


@pytest.fixture
def both(bare_app: Flask) -> Flask:
    """Make an application that offers the shipped banks, as versions 1 and 2."""
    for bank in every_shipped():
        publish(bare_app, write(bank).decode())
    return bare_app


@of_any_bank
@in_both
def test_its_start_page_says_where_it_comes_from(offering: Flask, bank: Bank, language: Language) -> None:
    page = Client(offering, language).get("/")
    said = parts(page)[told(language, "Where it comes from")]
    assert flat(bank.ends.note[language]) in said
    if bank.source:
        assert bank.source.author in said
    assert (told(language, "Its questions and its advice were written for it") in said) == (not bank.source)


@of_any_bank
@in_both
def test_it_is_taken_to_its_result(offering: Flask, bank: Bank, language: Language) -> None:
    client = Client(offering, language)
    page = begin(client, bank.id)
    headings = []
    while page.choices():
        headings.append(page.heading)
        page = client.follow(answer(client, page, first))
    topics = [flat(theme.topic[language]) for theme in bank.themes]
    assert headings == [*topics, *([flat(bank.background.topic[language])] if bank.background else [])]
    result = client.follow(client.post("/check"))
    assert len(sections(result, "step")) == 3
    assert (told(language, "Common beliefs") in parts(result)) == any(theme.myth for theme in bank.themes)
    whence = told(language, "Source: %(source)s.", source="|").split("|")[0]
    assert (whence in result.text) == (bank.source is not None)


@of_another_bank
@pytest.mark.parametrize("at", ["lowest", "highest"])
def test_each_end_of_the_spectrum_has_its_result(offering: Flask, bank: Bank, at: str) -> None:
    client = Client(offering)
    seat(client, keyed(bank, 1 if at == "highest" else 0))
    page = client.get("/result")
    band = bank.bands[-1] if at == "highest" else bank.bands[0]
    assert page.heading == f"Today: {flat(band.title.en)}"
    assert len(sections(page, "step")) == 3


@of_any_bank
@in_both
def test_its_workings_speak_only_of_what_it_asks(offering: Flask, bank: Bank, language: Language) -> None:
    client = Client(offering, language)
    seat(client, keyed(bank, 1), language=language)
    said = client.get("/how-this-is-made").text
    beliefs = any(theme.kind == "myth" for theme in bank.themes)
    assert (told(language, "The questions about beliefs are never counted.") in said) == beliefs
    before = told(language, "The question under %(topic)s is never counted.", topic="|").split("|")[0]
    assert (before in said) == (bank.background is not None)


@of_another_bank
@in_both
def test_its_answers_can_be_kept_and_found_again(offering: Flask, bank: Bank, language: Language) -> None:
    client = Client(offering, language)
    heading = finish(client, first, bank.id).heading
    (link,) = (
        field.get("value") or "" for field in client.get("/keep").tree.iter("input") if field.get("id")
    )
    other = Client(offering, language)
    other.get(link)
    assert other.follow(other.follow(other.post(link))).heading == heading


@of_another_bank
@in_both
def test_its_team_page_is_shown_as_an_example(offering: Flask, bank: Bank, language: Language) -> None:
    client = member(open_round(offering), offering, language)
    page = client.get("/team/example")
    assert page.heading == told(language, "What your manager would see")
    for theme in bank.themes:
        assert flat(theme.title[language]) in page.text
    assert (told(language, "Common beliefs") in parts(page)) == any(theme.myth for theme in bank.themes)
    assert len(sections(page, "step")) == 3
    assert decide(client, "added").status == 303


@of_another_bank
@in_both
def test_its_pictures_are_drawn_for_wide_and_narrow_screens(
    offering: Flask, bank: Bank, language: Language
) -> None:
    client = member(open_round(offering), offering, language)
    for path in ("/result", "/team/example"):
        page = client.get(path)
        pictures = {source.get("srcset") or "" for source in page.tree.iter("source")}
        assert {client.get(picture).response.mimetype for picture in pictures} == {"image/svg+xml"}


@in_both
def test_the_second_bank_is_offered_with_what_it_asks_and_how_long_it_takes(
    both: Flask, language: Language
) -> None:
    page = Client(both, language).get("/")
    (offer,) = of_class(page, "offer")
    unit = {"en": "{} topics, about {} minutes", "fr": "{} thèmes, environ {} minutes"}[language]
    for said in (SECOND.title[language], SECOND.about[language]):
        assert flat(said) in words(offer)
    assert unit.format(len(SECOND.themes), SECOND.minutes) in words(offer)


@in_both
def test_a_result_of_another_bank_is_called_by_its_title(both: Flask, language: Language) -> None:
    client = Client(both, language)
    for version_id in (1, 2):
        seat(client, keyed(bank_on(both, version_id), 1), version_id, language=language)
    titles = [bank.title[language] for bank in every_shipped()]
    for occasion, other in ((1, 1), (2, 0)):
        said = parts(client.get(f"/result/{occasion}"))[told(language, "Keep it, or not")]
        assert [flat(title) in said for title in titles] == [at == other for at in (0, 1)]


def test_the_latest_result_of_each_bank_is_todays(both: Flask) -> None:
    client = Client(both)
    for version_id, days_ago in ((1, 60), (1, 40), (2, 20)):
        seat(client, placed(bank_on(both, version_id), 50), version_id, days_ago=days_ago)
    said = [client.get(f"/result/{occasion}").heading.startswith("Today: ") for occasion in (1, 2, 3)]
    assert said == [False, True, True]


def test_a_result_tells_which_other_bank_was_begun_since(both: Flask) -> None:
    client = Client(both)
    seat(client, keyed(bank_on(both), 1))
    begin(client, SECOND.id)
    page = client.get("/result")
    assert "You have begun “Working in the open”." in page.text
    assert "You have begun again." not in page.text
