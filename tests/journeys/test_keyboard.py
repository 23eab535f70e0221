"""Go by keyboard alone, and see at every moment where one is."""

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

import pytest
from playwright.sync_api import Page, expect

from app.quiz.bank import Bank
from tests.journeys.browsing import NARROW, WIDE, Setting
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import LATELY, People, sheet
from tests.journeys.walking import MOST_STOPS, Walker

STOP = """() => {
  const focused = document.activeElement;
  if (focused === document.body) return null;
  const seen = focused.closest(".card") || focused;
  const { top, left, bottom } = seen.getBoundingClientRect();
  const style = getComputedStyle(seen);
  return {
    words: (seen.textContent || seen.id).trim().slice(0, 40),
    top: top + scrollY, bottom: bottom + scrollY, left,
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
  };
}"""

PAGES = {
    "start": "/",
    "question": "/questions/{first}",
    "check": "/check",
    "keep": "/keep",
    "delete": "/delete",
}

Stop = dict[str, float]


def stops(page: Page) -> list[Stop]:
    """Press Tab through the page from its top, and return every stop."""
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        found.append(cast("Stop", stop))
    return found


def goes_down_the_page(met: Sequence[Stop]) -> None:
    """Prove that every stop is seen, and comes after the one before."""
    assert len(met) >= 4
    for stop in met:
        assert stop["ring"] >= 2, stop
    # The skip link lies over the header.
    for before, after in pairwise(met[1:]):
        beside = after["top"] < before["bottom"] and after["left"] > before["left"]
        assert beside or after["top"] >= before["bottom"] - 1, (before, after)


def test_the_questionnaire_is_taken_by_keyboard_alone(open_browser: OpenBrowser, bank: Bank) -> None:
    walker = Walker(open_browser(), bank)
    press = walker.page.keyboard.press
    walker.page.goto("/")
    walker.tab_to(walker.button("Start"))
    press("Enter")
    for page_id in bank.pages:
        walker.sees_page(page_id)
        home = walker.page.get_by_role("link", name="Bearings")
        for stop in (walker.link("Skip to the content"), home, walker.switch("Français")):
            press("Tab")
            expect(stop).to_be_focused()
        for question, accepted in bank.asked_on(page_id).items():
            press("Tab")
            expect(walker.choice(question, accepted[0])).to_be_focused()
            press("Space")
            expect(walker.choice(question, accepted[0])).to_be_checked()
            press("ArrowDown")
            expect(walker.choice(question, accepted[1])).to_be_checked()
            press("Tab")
            focused = walker.page.locator(":focus")
            expect(focused).to_have_attribute("value", f"unclear:{question}")
        press("Tab")
        expect(walker.button("Save and continue")).to_be_focused()
        press("Enter")
    walker.sees("Check your answers")
    walker.tab_to(walker.button("Finish and see my result"))
    press("Enter")
    walker.sees_result()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_enter_in_the_form_saves_and_continues(
    open_browser: OpenBrowser, bank: Bank, javascript: bool
) -> None:
    walker = Walker(open_browser(Setting(javascript=javascript)), bank).start()
    first, second = bank.pages[:2]
    walker.answer(first, sheet(bank, LATELY))
    walker.page.keyboard.press("Enter")
    walker.sees_page(second)
    expect(walker.switch("Français")).to_be_visible()


def test_the_first_stop_skips_to_the_content(open_browser: OpenBrowser, bank: Bank) -> None:
    walker = Walker(open_browser(), bank).start()
    walker.sees_page(bank.pages[0])
    walker.page.keyboard.press("Tab")
    skip = walker.link("Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    walker.page.keyboard.press("Enter")
    expect(walker.page.get_by_role("main")).to_be_focused()
    walker.page.keyboard.press("Tab")
    question, accepted = next(iter(bank.asked_on(bank.pages[0]).items()))
    expect(walker.choice(question, accepted[0])).to_be_focused()


def test_what_is_wrong_has_the_focus_and_leads_to_its_field(open_browser: OpenBrowser, bank: Bank) -> None:
    walker = Walker(open_browser(), bank).start()
    first = bank.pages[0]
    walker.sees_page(first)
    walker.press("Save and continue")
    summary = walker.page.get_by_role("alert", name="There is a problem")
    expect(summary).to_be_focused()
    for question, accepted in bank.asked_on(first).items():
        summary.get_by_role("link", name=bank.asks(question)["en"]).press("Enter")
        expect(walker.choice(question, accepted[0])).to_be_focused()
        expect(walker.choice(question, accepted[0])).to_be_in_viewport()
        expect(walker.group(question)).to_have_accessible_description("Error: Choose an answer.")


def test_what_is_not_answered_yet_is_reached_from_the_check(
    open_browser: OpenBrowser, bank: Bank, people: People
) -> None:
    walker = Walker(open_browser(visitor=people.beginner), bank)
    walker.page.goto("/check")
    walker.press("Finish and see my result")
    summary = walker.page.get_by_role("alert", name="There is a problem")
    expect(summary).to_be_focused()
    missing = [question for page_id in bank.pages[4:] for question in bank.asked_on(page_id)]
    assert summary.get_by_role("link").count() == len(missing)
    summary.get_by_role("link", name=bank.asks(missing[0])["en"]).press("Enter")
    walker.page.keyboard.press("Tab")
    walker.page.keyboard.press("Enter")
    walker.sees_page(bank.pages[4])
    expect(walker.choice(missing[0], bank.accepted(bank.question(missing[0]))[0])).to_be_focused()


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", PAGES)
def test_the_focus_is_seen_at_every_stop_and_goes_down_the_page(
    open_browser: OpenBrowser, bank: Bank, people: People, name: str, width: int
) -> None:
    page = open_browser(Setting(width=width), visitor=people.answerer)
    page.goto(PAGES[name].format(first=bank.pages[0]))
    goes_down_the_page(stops(page))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_focus_is_seen_at_every_stop_of_the_result(
    open_browser: OpenBrowser, people: People, width: int
) -> None:
    page = open_browser(Setting(width=width), visitor=people.returner)
    page.goto("/result")
    met = stops(page)
    assert len(met) >= 12
    assert all(stop["ring"] >= 2 for stop in met), met
