"""Test that the language can be switched anywhere, and that nothing is lost by it."""

import pytest
from flask import Flask

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from tests.client import Client, Page, words
from tests.taker.reading import chosen, flat, of_class, told
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, bank_on, only, publish, seat
from tests.taker.walk import answer, answer_all, begin, path_of


def spoken(page: Page) -> str | None:
    return page.tree.get("lang")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_is_answered_in_the_language_it_asks_for(app: Flask, language: Language) -> None:
    client = Client(app, language)
    assert spoken(client.get("/")) == language
    assert client.get("/").heading == flat(bank_on(app).title[language])


def test_the_switch_of_the_start_page_shows_the_same_page_in_the_other_language(client: Client) -> None:
    page = client.get("/")
    switched = client.follow(client.get(page.link("Français")))
    assert path_of(switched) == "/"
    assert spoken(switched) == "fr"


def test_a_chosen_language_holds_against_what_the_browser_asks_for(client: Client) -> None:
    client.get("/?language=fr")
    assert spoken(client.get("/")) == "fr"


def test_one_can_switch_back(client: Client) -> None:
    client.get("/?language=fr")
    page = client.get("/")
    assert spoken(client.follow(client.get(page.link("English")))) == "en"


@pytest.mark.parametrize("unknown", ["de", "", "FR", "fr-CA"])
def test_a_language_nobody_speaks_here_changes_nothing(client: Client, unknown: str) -> None:
    page = client.get(f"/?language={unknown}")
    assert page.status == 200
    assert spoken(page) == "en"


def test_the_switch_never_leads_to_another_site(client: Client) -> None:
    response = client.get("//elsewhere.example/?language=fr").response
    assert not response.headers.get("Location", "/").startswith("//")


@pytest.mark.parametrize(
    ("at", "where"),
    [
        (True, "/check"),
        (False, "/result"),
        (False, "/keep"),
        (False, "/delete"),
        (False, "/again/1"),
        (False, "/how-this-is-made"),
    ],
)
def test_every_other_page_switches_in_place(taker: Client, small: Bank, at: bool, where: str) -> None:
    seat(taker, keyed(small, 1), finished=not at)
    switched = taker.follow(taker.get(f"{where}{taker.get(where).link('Français')}"))
    assert path_of(switched) == where
    assert spoken(switched) == "fr"


@pytest.mark.parametrize(("form", "data"), [("/delete", {"sure": "yes"}), ("/done", {})])
def test_a_page_that_only_a_form_leads_to_switches_on_the_start_page(
    taker: Client, small: Bank, form: str, data: dict[str, str]
) -> None:
    seat(taker, keyed(small, 1))
    taker.get("/keep")
    taker.get("/delete")
    switched = taker.follow(taker.get(taker.post(form, data).link("Français")))
    assert path_of(switched) == "/"
    assert spoken(switched) == "fr"


def test_switching_in_mid_page_keeps_place_and_answers(taker: Client, small: Bank) -> None:
    page = begin(taker, "small")
    switched = taker.follow(taker.post(path_of(page), {"q-listen-1": "often", "language": "fr"}))
    assert path_of(switched) == path_of(page)
    assert spoken(switched) == "fr"
    assert switched.heading == small.themes[0].topic["fr"]
    assert chosen(switched) == {"listen-1": "often"}
    assert only(taker.app)["answers"] == {"listen-1": "often"}


def test_switching_a_page_that_has_a_problem_keeps_its_answers_too(taker: Client) -> None:
    path = path_of(begin(taker, "small"))
    taker.post(path, {"q-listen-1": "often"})
    switched = taker.follow(taker.post(path, {"q-listen-1": "often", "language": "fr"}))
    assert chosen(switched) == {"listen-1": "often"}
    assert of_class(switched, "problem") == []


def test_the_switch_of_a_page_that_asks_is_a_button_of_its_form(taker: Client) -> None:
    page = begin(taker, "small")
    (switch,) = (found for found in page.tree.iter("button") if found.get("name") == "language")
    assert (switch.get("value"), switch.get("form"), words(switch)) == ("fr", "page", "Français")


def test_switching_does_not_ask_for_a_complete_page_but_an_unknown_language_is_kept_out(
    taker: Client,
) -> None:
    path = path_of(begin(taker, "small"))
    assert spoken(taker.follow(taker.post(path, {"language": "de"}))) == "en"


@pytest.mark.parametrize(("start", "finish"), [("en", "en"), ("en", "fr"), ("fr", "en"), ("fr", "fr")])
def test_the_languages_at_the_start_and_at_the_finish_are_stored(
    small_app: Flask, start: str, finish: str
) -> None:
    client = Client(small_app, start)
    answer_all(client, bank_id="small")
    assert only(small_app)["language_finish"] is None
    client.get(f"/check?language={finish}")
    client.post("/check")
    row = only(small_app)
    assert (row["language_start"], row["language_finish"]) == (start, finish)


def test_both_languages_lead_to_the_same_result(app: Flask) -> None:
    version_id, results = publish(app, SMALL), []
    for language in LANGUAGES:
        client = Client(app, language)
        page = begin(client, "small")
        while page.choices():
            page = client.follow(answer(client, page))
        client.post("/check")
        results.append(client.get("/my-data.json").response.get_json()["sittings"][0]["result"])
    assert version_id == 2
    assert results[0] == results[1]


def test_each_of_two_readers_is_asked_in_their_own_language(small_app: Flask) -> None:
    topic = bank_on(small_app).themes[0].topic
    assert [begin(Client(small_app, language), "small").heading for language in LANGUAGES] == [
        topic[language] for language in LANGUAGES
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_product_is_called_by_its_name_in_each_language(app: Flask, language: Language) -> None:
    page = Client(app, language).get("/")
    assert page.title.endswith({"en": "Bearings", "fr": "Repères"}[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_page_says_at_its_foot_that_it_is_no_test(app: Flask, language: Language) -> None:
    words_of_it = "A self-assessment: not a test, and never for appraisal, staffing or discipline."
    assert told(language, words_of_it) in begin(Client(app, language)).text
