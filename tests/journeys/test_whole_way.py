"""Go the whole way, from the start page to the result, with every kind of browser."""

from fractions import Fraction

import pytest
from playwright.sync_api import expect

from app.quiz.bank import Answers, Bank
from app.quiz.scoring import score
from app.quiz.text import Language
from tests.journeys.browsing import NARROW, WIDE, Setting
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import LATELY, sheet
from tests.journeys.walking import Walker
from tests.quiz.banks import every_shipped
from tests.taker.reading import told
from tests.taker.sheets import keyed


# Every pair of language, script and width.
@pytest.mark.parametrize(
    ("language", "javascript", "width"),
    [("en", True, WIDE), ("en", False, NARROW), ("fr", True, NARROW), ("fr", False, WIDE)],
    ids=[
        "en-with-script-wide",
        "en-without-script-narrow",
        "fr-with-script-narrow",
        "fr-without-script-wide",
    ],
)
def test_a_person_goes_from_the_start_page_to_their_own_result(
    open_browser: OpenBrowser, bank: Bank, language: Language, javascript: bool, width: int
) -> None:
    answers = sheet(bank, LATELY)
    walker = Walker(open_browser(Setting(language, width, javascript=javascript)), bank, language)
    walker.start().answer_all(answers)
    walker.sees("Check your answers")
    walker.press("Finish and see my result")
    walker.sees_heading(told(language, "Today: %(band)s", band=band(bank, answers, language)))
    for heading in ("What you already do", "Choose one step this month", "Common beliefs", "All themes"):
        name = told(language, heading)
        expect(walker.page.get_by_role("heading", level=2, name=name, exact=True)).to_be_visible()


def test_the_start_page_offers_another_bank_that_is_taken_to_its_end(
    open_browser: OpenBrowser,
) -> None:
    bank = every_shipped()[1]
    answers = keyed(bank, Fraction(3, 4))
    walker = Walker(open_browser(Setting("fr", NARROW)), bank, "fr")
    walker.page.goto("/")
    walker.page.get_by_role("link", name=told("fr", "See this one")).click()
    walker.sees_heading(bank.title.fr)
    walker.press("Start")
    walker.answer_all(answers)
    walker.press("Finish and see my result")
    walker.sees_heading(told("fr", "Today: %(band)s", band=band(bank, answers, "fr")))


def band(bank: Bank, answers: Answers, language: Language) -> str:
    place = score(bank, answers).shown
    assert place is not None
    return bank.band_at(place).title[language]
