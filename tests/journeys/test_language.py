"""Read in one's language, and switch it anywhere without losing anything."""

import pytest
from playwright.sync_api import expect

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from tests.journeys.browsing import Setting
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import LATELY, People, sheet
from tests.journeys.walking import Walker

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browsers_language_is_spoken(open_browser: OpenBrowser, bank: Bank, language: Language) -> None:
    walker = Walker(open_browser(Setting(language)), bank, language)
    walker.page.goto("/")
    walker.sees_heading(bank.title[language])


@SCRIPT
def test_switching_in_the_middle_of_a_page_keeps_the_place_and_what_is_chosen(
    open_browser: OpenBrowser, bank: Bank, javascript: bool
) -> None:
    english = Walker(open_browser(Setting(javascript=javascript)), bank).start()
    french = Walker(english.page, bank, "fr")
    first = bank.pages[0]
    answered, left = list(bank.asked_on(first))[:2]
    english.sees_page(first)
    english.choice(answered, sheet(bank, LATELY)[answered]).check()
    english.switch("Français").click()
    french.sees_page(first)
    expect(french.choice(answered, sheet(bank, LATELY)[answered])).to_be_checked()
    expect(french.group(left).get_by_role("radio", checked=True)).to_have_count(0)
    expect(french.page.get_by_role("alert")).to_have_count(0)
    french.switch("English").click()
    english.sees_page(first)
    expect(english.choice(answered, sheet(bank, LATELY)[answered])).to_be_checked()


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/check", "Check your answers"),
        ("/keep", "Your private link"),
        ("/delete", "Delete everything?"),
        ("/nowhere", "There is no such page"),
    ],
)
def test_switching_on_a_page_shows_the_same_page_in_the_other_language(
    open_browser: OpenBrowser, bank: Bank, people: People, path: str, heading: str
) -> None:
    page = open_browser(visitor=people.answerer)
    page.goto(path)
    page.get_by_role("link", name="Français").click()
    Walker(page, bank, "fr").sees(heading)
    page.get_by_role("link", name="English").click()
    Walker(page, bank).sees(heading)
    assert page.url.endswith(path)


def test_a_result_is_read_in_either_language(open_browser: OpenBrowser, bank: Bank, people: People) -> None:
    page = open_browser(visitor=people.finisher)
    page.goto("/result")
    Walker(page, bank).sees_result()
    page.get_by_role("link", name="Français").click()
    Walker(page, bank, "fr").sees_result()
    expect(page.get_by_role("img", name=bank.ends.high["fr"])).to_be_visible()
