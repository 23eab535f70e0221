"""Hold rounds by one-time codes and one after another; look at a team page as people have set things."""

import re

import pytest
from playwright.sync_api import expect

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from tests.journeys.browsing import NARROW, WIDE, Setting
from tests.journeys.conftest import OpenBrowser
from tests.journeys.office import Office
from tests.journeys.pages import PAGES
from tests.journeys.people import People
from tests.journeys.service import Service
from tests.journeys.test_keyboard import goes_down_the_page, stops
from tests.journeys.test_print import PAGE
from tests.journeys.walking import Walker
from tests.journeys.ways import Way

REFUSED = "This code does not let you in"
FOCUSED = (
    "account/sign-in, wrong",
    "account/invite",
    "account/people",
    "account/set-up",
    "manager/figures, few",
    "manager/new_round",
    "manager/round",
    "manager/settings",
    "join, with a code",
    "team",
)
PICTURES = "image => image.decode().then(() => [image.currentSrc, image.naturalWidth, image.clientWidth])"


@pytest.fixture
def slips(open_browser: OpenBrowser, office: Office, bank: Bank) -> tuple[Walker, list[str]]:
    """Open a round with three codes, as a manager whose browser has no script, and read its slips."""
    manager = Walker(open_browser(Setting(javascript=False), office.manager), bank)
    manager.page.goto(office.quiet.team)
    manager.link("Open a round").click()
    manager.field("What is the round called?").fill("With slips")
    manager.choose_bank()
    manager.page.get_by_role("radio", name="By one-time codes").check()
    manager.press("Open the round")
    expect(manager.page.get_by_role("alert")).to_contain_text("Say how many people there are")
    expect(manager.field("What is the round called?")).to_have_value("With slips")
    manager.field("How many people are there?").fill("3")
    manager.press("Open the round")
    manager.link("Slips to print and cut").click()
    manager.sees("Slips with codes")
    return manager, manager.page.get_by_role("listitem").get_by_role("strong").all_inner_texts()


def test_a_code_typed_by_hand_lets_one_person_in_once(
    slips: tuple[Walker, list[str]], open_browser: OpenBrowser, bank: Bank
) -> None:
    manager, codes = slips
    assert len(set(codes)) == 3
    written = codes[0].lower().replace("-", " ")
    person, second = (Walker(open_browser(Setting(width=NARROW)), bank) for _ in range(2))
    for walker in (person, second):
        walker.page.goto("/")
        walker.link("I have a code from my team").click()
        walker.field("Your code").fill(f" {written} ")
    person.press("Start")
    person.sees_page(bank.pages[0])
    second.press("Start")
    expect(second.page.get_by_role("alert")).to_contain_text(REFUSED)
    expect(second.field("Your code")).to_have_value(re.compile(written))
    expect(second.field("Your code")).to_have_accessible_description(re.compile(f"Error: {REFUSED}"))
    second.field("Your code").fill(codes[1])
    second.press("Start")
    second.sees_page(bank.pages[0])
    manager.page.reload()
    assert manager.page.get_by_role("listitem").get_by_role("strong").all_inner_texts() == codes


def test_a_slip_opened_by_its_code_asks_before_it_lets_in(
    open_browser: OpenBrowser, office: Office, bank: Bank
) -> None:
    walker = Walker(open_browser(Setting("fr")), bank, "fr")
    for _ in range(2):
        walker.page.goto(f"/code/{office.coded.slips[-1]}")
        expect(walker.field("Your code")).to_have_value(office.coded.slips[-1])
    walker.press("Start")
    walker.sees_page(bank.pages[0])


def test_whoever_is_in_a_round_that_is_closed_finishes_for_themselves(
    open_browser: OpenBrowser, office: Office, bank: Bank
) -> None:
    made = office.manager.open_round(office.quiet.team, "Closed too early")
    visitor = office.visitor().join(made.join)
    walker = Walker(open_browser(visitor=visitor), bank)
    walker.page.goto(f"/questions/{bank.pages[0]}")
    office.manager.close(made)
    for question, accepted in bank.asked_on(bank.pages[0]).items():
        walker.choice(question, accepted[0]).check()
    walker.press("Save and continue")
    walker.sees_page(bank.pages[1])
    walker.page.goto(made.join)
    walker.sees("This round is closed")
    expect(walker.link("Go on")).to_be_visible()


def test_a_new_round_of_the_same_team_begins_from_its_figures(
    open_browser: OpenBrowser, office: Office, bank: Bank
) -> None:
    manager = Walker(open_browser(visitor=office.manager), bank)
    manager.page.goto(office.second.team)
    manager.sees_heading("Permits & Licences")
    manager.page.get_by_role("link", name="See the figures After the training").click()
    manager.sees_heading("Permits & Licences: After the training")
    expect(manager.page.get_by_role("heading", name="Round by round")).to_be_visible()
    manager.page.get_by_role("link", name="Before the training", exact=True).click()
    manager.link("See the figures").click()
    manager.sees_heading("Permits & Licences: Before the training")
    manager.link("Open a round").click()
    manager.field("What is the round called?").fill("Next spring")
    manager.choose_bank()
    manager.press("Open the round")
    manager.sees_heading("Permits & Licences: Next spring")
    expect(manager.page.get_by_text("Fewer than 5 people have added their answers.")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_page_is_printed_on_four_pages_at_most(
    open_browser: OpenBrowser, office: Office, bank: Bank, language: Language
) -> None:
    manager = Walker(open_browser(Setting(language, dark=True), office.manager), bank, language)
    manager.page.goto(f"{office.second.path}/figures")
    for paper in ("A4", "Letter"):
        assert len(PAGE.findall(manager.page.pdf(format=paper))) <= 4, paper
    manager.page.emulate_media(media="print")
    expect(manager.page.get_by_role("table")).to_have_count(3)
    expect(manager.page.get_by_role("banner")).to_be_hidden()
    expect(manager.link("The published figures as CSV")).to_be_hidden()


@pytest.mark.parametrize(
    ("setting", "look"),
    [
        (Setting(), "wide"),
        (Setting(dark=True), "wide-dark"),
        (Setting("fr", NARROW), "narrow"),
        (Setting("fr", NARROW, dark=True, forced_colors=True), "narrow-dark"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_picture_of_a_team_is_drawn_for_the_screen_it_is_seen_on(
    open_browser: OpenBrowser, office: Office, setting: Setting, look: str
) -> None:
    page = open_browser(setting, office.manager)
    page.goto(f"{office.second.path}/figures")
    pictures = page.get_by_role("img").all()
    assert len(pictures) == 4
    for picture in pictures:
        address, natural, shown = picture.evaluate(PICTURES)
        assert f"/{look}.svg" in address
        assert 0 < shown <= natural


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", FOCUSED)
def test_the_focus_is_seen_at_every_stop_of_accounts_and_teams(
    open_browser: OpenBrowser, people: People, office: Office, service: Service, name: str, width: int
) -> None:
    page = open_browser(Setting(width=width))
    PAGES[name](Way(page, people, office, service, "en"))
    page.evaluate("document.activeElement.blur()")
    goes_down_the_page(stops(page))


def test_in_high_contrast_fields_buttons_and_what_is_wrong_have_lines(
    open_browser: OpenBrowser, bank: Bank
) -> None:
    walker = Walker(open_browser(Setting(forced_colors=True, dark=True)), bank)
    walker.page.goto("/account/sign-in")
    walker.press("Sign in")
    for element in (walker.field("Password"), walker.button("Sign in"), walker.page.get_by_role("alert")):
        assert float(str(element.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)"))) >= 1
    walker.field("Password").focus()
    assert walker.field("Password").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
