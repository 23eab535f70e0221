"""Test what the start page says, and to whom."""

import pytest
from flask import Flask

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from tests.client import Client, Page, words
from tests.conftest import MakeApp
from tests.taker.reading import flat, of_class, told
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, bank_on, kept, only, publish, seat
from tests.taker.walk import answer, begin, first, path_of


def to(language: Language, bank: Bank) -> str:
    """Return the words of the link to the start page of another bank."""
    colon = {"en": ": ", "fr": " : "}[language]
    return told(language, "See this one") + colon + flat(bank.title[language])


def main_buttons(page: Page) -> list[str]:
    return [words(button) for button in of_class(page, "main-button")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_says_what_the_bank_says(app: Flask, language: Language) -> None:
    bank = bank_on(app)
    page = Client(app, language).get("/")
    assert page.heading == flat(bank.title[language])
    for text in (bank.about, bank.ends.low, bank.ends.high, bank.ends.note):
        assert flat(text[language]) in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_tells_how_much_there_is_to_answer(app: Flask, language: Language) -> None:
    bank = bank_on(app)
    page = Client(app, language).get("/")
    unit = {"en": "topics, about {} minutes.", "fr": "thèmes, environ {} minutes."}[language]
    assert f"{len(bank.themes)} {unit.format(bank.minutes)}" in page.text


PROMISES = (
    "It asks what you do. It does not ask your age",
    "It is not a test of ability: there are no right answers, and it must never be used for",
    "Nobody but you, unless you choose to add your answers to a team’s figures.",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_promises_what_is_not_asked_not_tested_and_not_shown_to_others(
    app: Flask, language: Language
) -> None:
    page = Client(app, language).get("/")
    assert [promise for promise in PROMISES if told(language, promise) not in page.text] == []


UNITS = {
    ("en", 1): ("day", "month"),
    ("en", 17): ("days", "months"),
    ("fr", 1): ("jour", "mois"),
    ("fr", 17): ("jours", "mois"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("days", "months"), [(17, 5), (1, 1)])
def test_the_start_page_tells_how_long_is_kept_what_the_settings_keep(
    make_app: MakeApp, language: Language, days: int, months: int
) -> None:
    page = Client(make_app(keep_unfinished_days=days, keep_finished_months=months), language).get("/")
    day, month = UNITS[language, days]
    kept_for = {"days": f"{days} {day}", "months": f"{months} {month}"}
    assert told(language, "What you have not finished is kept", **kept_for) in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_becomes_of_finished_answers_is_told_in_sentences_with_a_space_between(
    app: Flask, language: Language
) -> None:
    counted, kept_no_longer = (
        told(language, "Finished answers are also"),
        told(language, "Only the language and"),
    )
    assert f"{counted} {kept_no_longer}" in Client(app, language).get("/").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_author_is_credited_on_the_start_page(app: Flask, language: Language) -> None:
    source = bank_on(app).source
    assert source
    text = Client(app, language).get("/").text
    assert source.author in text
    assert source.title in text
    assert str(source.year) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_new_finds_one_button_which_starts(app: Flask, language: Language) -> None:
    assert main_buttons(Client(app, language).get("/")) == [told(language, "Start")]


def test_the_start_page_speaks_english_to_whoever_asks_for_neither_language(app: Flask) -> None:
    assert Client(app, "de").get("/").tree.get("lang") == "en"


def test_reading_the_start_page_keeps_nothing(client: Client) -> None:
    client.get("/")
    assert kept(client.app) == []
    assert client.cookie("sitting") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_begun_is_offered_to_go_on(app: Flask, language: Language) -> None:
    client = Client(app, language)
    begin(client)
    page = client.get("/")
    assert main_buttons(page) == [told(language, "Go on")]
    assert told(language, "You have begun. Your answers so far are saved in this browser.") in page.text


def test_to_go_on_leads_to_the_first_page_that_lacks_an_answer(client: Client) -> None:
    second = client.follow(answer(client, begin(client)))
    client.get("/")
    assert client.post(f"/start/{bank_on(client.app).id}").location == path_of(second)
    assert len(kept(client.app)) == 1


def test_who_has_begun_can_delete_it_from_the_start_page(client: Client) -> None:
    begin(client)
    assert client.get(client.get("/").link("Delete my answers")).heading == "Delete everything?"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_finished_is_shown_the_way_to_the_result(app: Flask, language: Language) -> None:
    client = Client(app, language)
    seat(client, keyed(bank_on(app), 1), language=language)
    page = client.get("/")
    assert main_buttons(page) == [told(language, "See my result")]
    assert client.get(page.link(told(language, "See my result"))).status == 200
    assert client.get(page.link(told(language, "Take it again"))).status == 200


def test_who_has_finished_does_not_begin_again_by_a_button_of_the_start_page(client: Client) -> None:
    seat(client, keyed(bank_on(client.app), 1))
    assert list(client.get("/").tree.iter("button")) == []


def test_where_nothing_is_published_there_is_no_start_page(bare_app: Flask) -> None:
    assert Client(bare_app).get("/").status == 404


def test_a_bank_nobody_published_has_no_start_page(client: Client) -> None:
    assert client.get("/start/small").status == 404


def test_a_bank_nobody_published_cannot_be_begun(client: Client) -> None:
    client.get("/")
    assert client.post("/start/small").status == 404
    assert kept(client.app) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_bank_is_offered_below_the_first(app: Flask, language: Language) -> None:
    small = bank_on(app, publish(app, SMALL))
    client = Client(app, language)
    page = client.get("/")
    assert page.heading == flat(bank_on(app).title[language])
    assert flat(small.about[language]) in page.text
    assert client.get(page.link(to(language, small))).heading == flat(small.title[language])


def test_a_bank_is_offered_as_soon_as_it_is_published(app: Flask) -> None:
    client = Client(app)
    before = client.get("/")
    small = bank_on(app, publish(app, SMALL))
    assert small.title["en"] not in before.text
    assert client.get(client.get("/").link(to("en", small))).status == 200


def test_each_reader_gets_the_start_page_in_their_language(app: Flask) -> None:
    headings = [Client(app, language).get("/").heading for language in (*LANGUAGES, *LANGUAGES)]
    assert headings == [flat(bank_on(app).title[language]) for language in (*LANGUAGES, *LANGUAGES)]


def test_the_first_bank_is_offered_below_another(app: Flask) -> None:
    publish(app, SMALL)
    first = bank_on(app)
    client = Client(app)
    assert client.get(client.get("/start/small").link(to("en", first))).heading == first.title["en"]


def test_a_bank_that_stands_alone_offers_no_other(client: Client) -> None:
    assert of_class(client.get("/"), "offer") == []


def test_who_finished_one_bank_can_start_another(app: Flask) -> None:
    publish(app, SMALL)
    client = Client(app)
    seat(client, keyed(bank_on(app), 1))
    assert main_buttons(client.get("/start/small")) == ["Start"]
    page = begin(client, "small")
    while page.choices():
        page = client.follow(answer(client, page, first))
    assert client.follow(client.post("/check")).heading.startswith("Today: ")
    assert [row["version_id"] for row in kept(app)] == [1, 2]


def test_another_banks_start_page_names_the_one_that_is_under_way(app: Flask) -> None:
    publish(app, SMALL)
    client = Client(app)
    begin(client)
    assert f"another one, “{bank_on(app).title['en']}”" in client.get("/start/small").text
    assert "another one" not in client.get("/").text


def test_a_new_sitting_belongs_to_the_newest_version(app: Flask) -> None:
    publish(app, SMALL)
    newest = publish(app, SMALL.replace("What it is about.", "What it is now about."))
    client = Client(app)
    begin(client, "small")
    assert only(app)["version_id"] == newest
