"""Print the result, or save it as a PDF: two good pages."""

import re

import pytest
from playwright.sync_api import expect

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from tests.journeys.browsing import Setting
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import People
from tests.journeys.walking import Walker
from tests.taker.reading import told

PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("who", ["finisher", "returner", "outsider"])
@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_is_printed_on_two_pages(
    open_browser: OpenBrowser, people: People, language: Language, javascript: bool, who: str
) -> None:
    page = open_browser(Setting(language, javascript=javascript, dark=True), getattr(people, who))
    page.goto("/result")
    for paper in ("A4", "Letter"):
        assert len(PAGE.findall(page.pdf(format=paper))) == 2, paper


def test_what_was_unfolded_is_printed_too(open_browser: OpenBrowser, people: People) -> None:
    page = open_browser(visitor=people.finisher)
    page.goto("/result")
    page.get_by_text("more ideas").click()
    assert len(PAGE.findall(page.pdf(format="A4"))) > 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_shows_what_is_for_paper(
    open_browser: OpenBrowser, bank: Bank, people: People, language: Language
) -> None:
    walker = Walker(open_browser(Setting(language), people.finisher), bank, language)
    walker.page.goto("/result")
    walker.page.emulate_media(media="print")
    walker.sees_result()
    expect(walker.button("I’m done on this device")).to_be_hidden()
    expect(walker.link("Get my private link")).to_be_hidden()
    expect(walker.page.get_by_text(told(language, "Remind me in 30 days")).first).to_be_hidden()
    expect(walker.page.get_by_role("banner")).to_be_hidden()
    expect(walker.page.get_by_role("table")).to_be_visible()


def test_the_page_offers_to_print_where_a_script_can(open_browser: OpenBrowser, people: People) -> None:
    page = open_browser(visitor=people.finisher)
    page.goto("/result")
    expect(page.get_by_role("button", name="Print, or save as PDF")).to_be_visible()
    plain = open_browser(Setting(javascript=False), people.finisher)
    plain.goto("/result")
    expect(plain.get_by_role("button", name="Print, or save as PDF")).to_be_hidden()
