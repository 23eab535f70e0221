"""Respect how people have set their browsers: dark, narrow, high contrast, less motion."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from app.quiz.bank import Bank
from tests.journeys.browsing import NARROW, Setting
from tests.journeys.conftest import OpenBrowser
from tests.journeys.people import LATELY, People, sheet
from tests.journeys.walking import Walker


def style(element: Locator, name: str) -> str:
    return str(element.evaluate("(element, name) => getComputedStyle(element)[name]", name))


@pytest.mark.parametrize(
    ("setting", "look"),
    [
        (Setting(), "wide"),
        (Setting(dark=True), "wide-dark"),
        (Setting(width=NARROW), "narrow"),
        (Setting(width=NARROW, dark=True), "narrow-dark"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_spectrum_is_drawn_for_the_screen_it_is_seen_on(
    open_browser: OpenBrowser, people: People, setting: Setting, look: str
) -> None:
    page = open_browser(setting, people.finisher)
    page.goto("/result")
    picture = page.get_by_role("img", name="You")
    shown = urlsplit(str(picture.evaluate("image => image.decode().then(() => image.currentSrc)"))).path
    assert f"/{look}/" in shown
    # The room for it was kept while it was on its way.
    natural, kept = (
        picture.evaluate("image => image.naturalWidth / image.naturalHeight"),
        picture.evaluate("image => image.clientWidth / image.clientHeight"),
    )
    assert abs(natural - kept) < 0.02


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_in_high_contrast_the_chosen_answer_and_the_focus_are_marked_by_lines(
    open_browser: OpenBrowser, bank: Bank, people: People, dark: bool
) -> None:
    walker = Walker(open_browser(Setting(forced_colors=True, dark=dark), people.beginner), bank)
    first = bank.pages[0]
    walker.page.goto(f"/questions/{first}")
    question, accepted = next(iter(bank.asked_on(first).items()))
    chosen = sheet(bank, LATELY)[question]
    other = next(choice for choice in accepted if choice != chosen)
    assert style(card(walker.choice(question, chosen)), "outlineStyle") == "solid"
    assert style(card(walker.choice(question, other)), "outlineStyle") == "none"
    walker.button("Back").focus()
    assert style(walker.button("Back"), "outlineStyle") == "solid"


def test_whoever_wants_less_motion_sees_none(open_browser: OpenBrowser, bank: Bank, people: People) -> None:
    still = Walker(open_browser(Setting(reduced_motion=True), people.beginner), bank)
    still.page.goto(f"/questions/{bank.pages[0]}")
    moving = still.page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration))"
        ".length"
    )
    assert moving == 0


def test_the_chosen_card_is_marked_by_more_than_its_colour(
    open_browser: OpenBrowser, bank: Bank, people: People
) -> None:
    walker = Walker(open_browser(visitor=people.beginner), bank)
    walker.page.goto(f"/questions/{bank.pages[0]}")
    question = next(iter(bank.asked_on(bank.pages[0])))
    chosen = walker.choice(question, sheet(bank, LATELY)[question])
    expect(chosen).to_be_checked()
    assert "inset" in style(card(chosen), "boxShadow")


def test_the_whole_card_is_the_target(open_browser: OpenBrowser, bank: Bank, people: People) -> None:
    walker = Walker(open_browser(visitor=people.starter), bank)
    walker.page.goto(f"/questions/{bank.pages[0]}")
    question, accepted = next(iter(bank.asked_on(bank.pages[0]).items()))
    box = card(walker.choice(question, accepted[1])).bounding_box()
    assert box
    walker.page.mouse.click(box["x"] + box["width"] - 5, box["y"] + box["height"] - 5)
    expect(walker.choice(question, accepted[1])).to_be_checked()


def card(choice: Locator) -> Locator:
    """Return the card around a choice."""
    return choice.locator("xpath=ancestor::label")
