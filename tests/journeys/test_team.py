"""See a team and never a person: a round by its link, from the manager's sign-in to the team page."""

import csv
import io
import re
from collections.abc import Sequence

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from app.quiz.bank import Answers, Bank
from tests.journeys import trouble
from tests.journeys.browsing import NARROW, Setting
from tests.journeys.conftest import OpenBrowser
from tests.journeys.fetched import Fetched, unpacked
from tests.journeys.office import PASSWORD, Office
from tests.journeys.people import LATELY, sheet
from tests.journeys.service import Service
from tests.journeys.visitor import Visitor
from tests.journeys.walking import Walker

SETTINGS = (
    Setting(),
    Setting("fr", javascript=False),
    Setting("fr", NARROW),
    Setting(),
    Setting(dark=True),
    Setting(),
)
"""The first goes by keyboard alone; the last does not add the answers."""

ASKED = "Add your answers to your team’s figures?"


@pytest.fixture
def manager(open_browser: OpenBrowser, office: Office, bank: Bank) -> Walker:
    """Sign a manager in by the page for it."""
    walker = Walker(open_browser(), bank)
    email = office.manager.email
    walker.page.goto("/teams")
    walker.sees("Sign in")
    walker.page.get_by_label("E-mail address").fill(email)
    walker.page.get_by_label("Password").fill(PASSWORD)
    walker.press("Sign in")
    walker.sees("My teams")
    return walker


def test_a_manager_sees_a_team_of_six_and_none_of_the_six(
    manager: Walker, open_browser: OpenBrowser, office: Office, bank: Bank, service: Service
) -> None:
    fetched = Fetched(manager.page.context)
    link = makes_team(manager, "Web Desk", "Before the training")
    round_page = manager.page.url
    people = [Walker(open_browser(setting), bank, setting.language) for setting in SETTINGS]
    sheets = [sheet(bank, (*LATELY[n:], *LATELY[:n])) for n in range(4)] + [sheet(bank, LATELY)] * 2
    takes_by_keyboard(people[0], link, sheets[0])
    takes(people[1], link, sheets[1])
    for person, answers in zip(people[2:], sheets[2:], strict=True):
        goes_on_from(person, office.visitor(), link, answers)
    few = manager.page.get_by_text("Fewer than 5 people have added their answers.")
    for person in people[:4]:
        adds(person)
        manager.page.goto(round_page)
        expect(few).to_be_visible()
    adds(people[4])
    manager.page.reload()
    expect(manager.page.get_by_text("5 or more people have added their answers.")).to_be_visible()
    declines(people[5])
    assert result_of(people[5]) == result_of(people[4])
    last = office.visitor().join(link).answer(sheets[3]).finish().decide("added")
    closes(manager)
    sees_figures(manager, bank)
    takes_files_along(manager, fetched)
    tokens = [token_of(person.page) for person in people] + [last.cookies()["sitting"]]
    assert fetched.holding(*tokens, *trouble.sittings(service.database)) == []
    tells_nobody(fetched)
    # What may be in it is found: also what stands in the spreadsheet.
    assert fetched.holding(link)
    assert any(".xlsx" in address for _, address in fetched.holding("Web Desk"))


def makes_team(manager: Walker, team: str, occasion: str) -> str:
    """Make a team, open a round by its link, and return the link."""
    manager.link("Make a team").click()
    manager.page.get_by_label("What is the team called?").fill(team)
    manager.press("Make the team")
    manager.sees("Open a round")
    manager.page.get_by_label("What is the round called?").fill(occasion)
    manager.choose_bank()
    manager.press("Open the round")
    manager.sees_heading(f"{team}: {occasion}")
    return manager.page.get_by_label("The link to send").input_value()


def takes_by_keyboard(person: Walker, link: str, answers: Answers) -> None:
    """Take the questionnaire by keyboard alone."""
    press = person.page.keyboard.press
    person.page.goto(link)
    person.tab_to(person.button("Start"))
    press("Enter")
    for page_id in person.bank.pages:
        person.sees_page(page_id)
        for question, accepted in person.bank.asked_on(page_id).items():
            person.tab_to(person.choice(question, accepted[0]))
            press("Space")
            for _ in range(accepted.index(answers[question])):
                press("ArrowDown")
        person.tab_to(person.button("Save and continue"))
        press("Enter")
    person.sees("Check your answers")
    person.tab_to(person.button("Finish and see my result"))
    press("Enter")
    person.sees(ASKED)
    person.tab_to(person.link("See what your manager would see"))
    press("Enter")
    sees_example(person)
    person.tab_to(person.link("Back to my decision"))
    press("Enter")
    person.sees(ASKED)


def takes(person: Walker, link: str, answers: Answers) -> None:
    """Take the questionnaire wholly in the browser."""
    person.page.goto(link)
    person.press("Start")
    person.answer_all(answers)
    person.press("Finish and see my result")
    sees_example_first(person)


def goes_on_from(person: Walker, visitor: Visitor, link: str, answers: Answers) -> None:
    """Open the link, be brought to the end of the questions, and finish."""
    person.page.goto(link)
    expect(person.button("Start")).to_be_visible()
    visitor.join(link).answer(answers).enter(person.page.context)
    person.page.goto("/check")
    person.press("Finish and see my result")
    sees_example_first(person)


def sees_example_first(person: Walker) -> None:
    """Be asked, and look at what the manager would see."""
    person.sees(ASKED)
    person.link("See what your manager would see").click()
    sees_example(person)
    person.link("Back to my decision").click()
    person.sees(ASKED)


def sees_example(person: Walker) -> None:
    """See the example, with its pictures."""
    person.sees("What your manager would see")
    sees_pictures(person.page, 3)


def adds(person: Walker) -> None:
    """Add one's answers."""
    person.press("Yes")
    person.sees("Your answers are added to your team’s figures")


def declines(person: Walker) -> None:
    """Add nothing."""
    person.press("No")
    person.sees("Your answers are not in your team’s figures")


def result_of(person: Walker) -> Sequence[str]:
    """Return what a person's result says: its headings, the advice among them, and its table."""
    person.link("See my result").click()
    person.sees_result()
    headings = person.page.get_by_role("heading").all_inner_texts()
    return [*headings, person.page.get_by_role("table").inner_text()]


def closes(manager: Walker) -> None:
    """Close the round that is open on the page, and go to its figures."""
    manager.link("Close and release").click()
    manager.sees("Close the round?")
    manager.press("Close and release")
    manager.link("See the figures").click()


def sees_figures(manager: Walker, bank: Bank) -> None:
    """See the team page: questions first, then advice, pictures and tables."""
    headings = manager.page.get_by_role("heading", level=2).all_inner_texts()
    assert headings[:2] == ["Three questions to talk about", "What would help most"]
    assert headings[2:5] == ["Where the team stands", "The themes", "Common beliefs"]
    expect(manager.page.get_by_role("main").get_by_role("listitem").filter(has_text="?")).to_have_count(3)
    sees_pictures(manager.page, 3)
    themes = manager.page.get_by_role("table", name="Practice in each theme")
    for theme in bank.themes:
        expect(themes.get_by_role("row").filter(has_text=theme.title["en"])).to_be_visible()
    for row in (
        manager.page.get_by_role("table", name="The place on the spectrum").get_by_role("row").all()[1:]
    ):
        mean, interval = row.get_by_role("cell").all_inner_texts()
        # All of them stand at 52, and so does their mean.
        assert int(mean) % 5 == 0
        assert "52" not in interval


def sees_pictures(page: Page, count: int) -> None:
    """See pictures that have loaded, each with its words."""
    pictures = page.get_by_role("img").all()
    assert len(pictures) == count
    for picture in pictures:
        loaded = "image => image.decode().then(() => image.naturalWidth)"
        assert picture.evaluate(loaded) > 0
        assert len(picture.get_attribute("alt") or "") > 40


def takes_files_along(manager: Walker, fetched: Fetched) -> None:
    """Take every file of the team page along, and open it."""
    table = fetched.download(manager.page, "The published figures as CSV").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert len(rows) > 20, rows
    assert b"Web Desk" in unpacked(fetched.download(manager.page, "The published figures as XLSX"))
    for name in ("Where the team stands", "The themes", "Common beliefs"):
        drawn = fetched.download(manager.page, f"{name}, as PNG for slides")
        assert Image.open(io.BytesIO(drawn)).width > 1000


def tells_nobody(fetched: Fetched) -> None:
    """Prove that nothing counts the six who added their answers or the seven who finished.

    No figure is there that was not rounded, either: all of them, and so their mean, stand at 51.92.
    """
    told = fetched.told()
    assert len(told) > 10
    for address, words in told.items():
        counted = re.findall(r"\b(?:[67]|six|seven) (?:or more )?(?:people|persons|answers|have)", words)
        assert counted == [], address
        assert re.findall(r"\d[.,]\d", words.replace("127.0.0.1", "")) == [], address


def token_of(page: Page) -> str:
    """Return the secret of somebody's sitting."""
    return next(one["value"] for one in page.context.cookies() if one["name"] == "sitting")
