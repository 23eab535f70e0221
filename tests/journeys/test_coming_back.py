"""Stop and come back, here or on another device; leave no trace; take it again."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.quiz.bank import Bank
from tests.journeys import trouble
from tests.journeys.browsing import Setting
from tests.journeys.conftest import NewVisitor, OpenBrowser
from tests.journeys.people import EARLIER, LATELY, sheet
from tests.journeys.service import Service
from tests.journeys.visitor import Visitor
from tests.journeys.walking import Walker

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])


@pytest.fixture
def finisher(new_visitor: NewVisitor, bank: Bank) -> Visitor:
    """Somebody who has finished, and whose sitting a test may end."""
    return new_visitor().begin().answer(sheet(bank, LATELY)).finish()


@pytest.fixture
def result(open_browser: OpenBrowser, bank: Bank, finisher: Visitor) -> Walker:
    """Their result, open in a browser."""
    walker = Walker(open_browser(visitor=finisher), bank)
    walker.page.goto("/result")
    return walker


def private_link(page: Page) -> str:
    return page.get_by_label("Copy it to a place that only you can see.").input_value()


@SCRIPT
def test_another_browser_goes_on_where_this_one_stopped(
    open_browser: OpenBrowser, bank: Bank, javascript: bool
) -> None:
    here = Walker(open_browser(Setting(javascript=javascript)), bank).start()
    first, second, third = bank.pages[:3]
    here.answer(first, sheet(bank, LATELY))
    here.press("Save and continue")
    here.answer(second, sheet(bank, LATELY))
    here.press("Save and come back later")
    here.sees("Your private link")
    there = Walker(open_browser(Setting("fr", javascript=javascript)), bank, "fr")
    there.page.goto(private_link(here.page))
    there.sees("Welcome back")
    there.press("Open my answers")
    there.sees_page(third)
    there.press("Back")
    there.sees_page(second)
    for question in bank.asked_on(second):
        expect(there.choice(question, sheet(bank, LATELY)[question])).to_be_checked()


def test_opening_a_private_link_alone_opens_nothing(
    open_browser: OpenBrowser, bank: Bank, finisher: Visitor
) -> None:
    walker = Walker(open_browser(), bank)
    walker.page.goto(f"/back/{finisher.cookies()['sitting']}")
    walker.sees("Welcome back")
    walker.page.goto("/result")
    walker.sees("There is nothing open in this browser")


def test_the_private_link_is_copied_by_one_click(open_browser: OpenBrowser, finisher: Visitor) -> None:
    page = open_browser(visitor=finisher)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/keep")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == private_link(page)


def test_without_script_the_private_link_is_there_to_be_copied_by_hand(
    open_browser: OpenBrowser, finisher: Visitor
) -> None:
    page = open_browser(Setting(javascript=False), finisher)
    page.goto("/keep")
    assert private_link(page).endswith(finisher.cookies()["sitting"])
    expect(page.get_by_role("button", name="Copy", exact=True)).to_have_count(0)


def test_whoever_is_done_on_this_device_leaves_nothing_open_and_can_come_back(result: Walker) -> None:
    result.link("Get my private link").click()
    result.sees("Your private link")
    link = private_link(result.page)
    result.press("I’m done on this device")
    result.sees("This browser has forgotten you")
    result.page.go_back()
    result.sees("There is nothing open in this browser")
    result.link("Go to the start page").click()
    expect(result.button("Start")).to_be_visible()
    result.page.goto(link)
    result.press("Open my answers")
    result.sees_result()


@SCRIPT
def test_everything_is_deleted_after_asking_twice(
    open_browser: OpenBrowser, bank: Bank, service: Service, finisher: Visitor, javascript: bool
) -> None:
    token = finisher.cookies()["sitting"]
    walker = Walker(open_browser(Setting(javascript=javascript), finisher), bank)
    walker.page.goto("/result")
    walker.link("Delete everything").click()
    walker.sees("Delete everything?")
    walker.press("Delete for good")
    expect(walker.page.get_by_role("alert", name="There is a problem")).to_be_visible()
    assert trouble.kept(service.database, token) == 1
    walker.page.get_by_role("checkbox", name="Yes, delete everything of mine").check()
    walker.press("Delete for good")
    walker.sees("Everything is deleted")
    assert trouble.kept(service.database, token) == 0
    for path in ("/result", f"/back/{token}"):
        walker.page.goto(path)
        walker.sees("There is nothing open in this browser")


def test_whoever_decides_otherwise_keeps_everything(result: Walker) -> None:
    result.link("Delete everything").click()
    result.link("No, keep it").click()
    result.sees_result()


def test_taken_again_then_and_now_stand_side_by_side(
    open_browser: OpenBrowser, bank: Bank, new_visitor: NewVisitor
) -> None:
    visitor = new_visitor().begin().answer(sheet(bank, EARLIER)).finish()
    walker = Walker(open_browser(visitor=visitor), bank)
    walker.page.goto("/result")
    walker.link("Take it again and compare").click()
    walker.sees("Take it again")
    walker.press("Begin again")
    walker.sees_page(bank.pages[0])
    expect(walker.page.get_by_role("radio", checked=True)).to_have_count(0)
    visitor.answer(sheet(bank, LATELY))
    walker.page.goto("/check")
    walker.press("Finish and see my result")
    walker.sees_result()
    expect(walker.page.get_by_role("heading", name="Then and now")).to_be_visible()
    expect(walker.page.get_by_role("img", name="ast time")).to_be_visible()
    walker.page.get_by_role("link", name="My result of").click()
    expect(walker.heading).to_contain_text("On ")
    expect(walker.page.get_by_role("heading", name="Then and now")).to_have_count(0)


def test_begun_again_and_given_up_the_last_result_is_back(result: Walker) -> None:
    result.link("Take it again and compare").click()
    result.press("Begin again")
    result.sees_page(result.bank.pages[0])
    result.page.goto("/result")
    result.page.get_by_role("link", name="Go on with it").click()
    result.sees_page(result.bank.pages[0])
    result.page.goto("/again/1")
    result.press("Delete these new answers and go back to my last result")
    result.sees_result()
    expect(result.page.get_by_role("link", name="Go on with it")).to_have_count(0)


def test_a_step_is_taken_along_as_a_calendar_file(result: Walker) -> None:
    with result.page.expect_download() as caught:
        result.page.get_by_role("link", name="Remind me in 30 days").first.click()
    assert "BEGIN:VEVENT" in Path(caught.value.path()).read_text()


def test_ones_own_data_are_taken_along(result: Walker) -> None:
    with result.page.expect_download() as caught:
        result.link("Download my data").click()
    data = json.loads(Path(caught.value.path()).read_text())
    assert len(data["sittings"][0]["answers"]) == len(sheet(result.bank, LATELY))


def test_the_rest_of_the_ideas_unfolds(result: Walker) -> None:
    folded = result.page.get_by_role("heading", level=3)
    before = folded.count()
    result.page.get_by_text("more ideas").click()
    expect(folded.nth(before)).to_be_visible()
