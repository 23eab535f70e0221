"""Do to the questionnaire what people do to web pages: nothing is lost, nothing surprises."""

import pytest
from playwright.sync_api import Page, expect

from app.quiz.bank import Bank
from tests.journeys.browsing import Setting
from tests.journeys.conftest import NewVisitor, OpenBrowser
from tests.journeys.people import LATELY, sheet
from tests.journeys.walking import Walker

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])


@pytest.fixture
def begun(open_browser: OpenBrowser, bank: Bank) -> Walker:
    return Walker(open_browser(), bank).start()


def sees_chosen(walker: Walker, page_id: str) -> None:
    """Prove that the page that is open shows the answers that were given."""
    walker.sees_page(page_id)
    for question in bank_questions(walker, page_id):
        expect(walker.choice(question, sheet(walker.bank, LATELY)[question])).to_be_checked()


def sees_unanswered(walker: Walker, page_id: str) -> None:
    """Prove that on the page that is open nothing is chosen."""
    walker.sees_page(page_id)
    expect(walker.page.get_by_role("radio", checked=True)).to_have_count(0)


def bank_questions(walker: Walker, page_id: str) -> list[str]:
    return list(walker.bank.asked_on(page_id))


def save(walker: Walker, page_id: str) -> None:
    walker.answer(page_id, sheet(walker.bank, LATELY))
    walker.press("Save and continue")


@SCRIPT
def test_the_browsers_back_button_shows_what_was_chosen(
    open_browser: OpenBrowser, bank: Bank, javascript: bool
) -> None:
    walker = Walker(open_browser(Setting(javascript=javascript)), bank).start()
    first, second, third = bank.pages[:3]
    save(walker, first)
    save(walker, second)
    walker.sees_page(third)
    walker.page.go_back()
    sees_chosen(walker, second)
    walker.page.go_back()
    sees_chosen(walker, first)
    walker.press("Save and continue")
    walker.sees_page(third)


def test_our_back_button_keeps_what_is_chosen_on_the_page_that_is_left(begun: Walker) -> None:
    first, second = begun.bank.pages[:2]
    save(begun, first)
    begun.answer(second, sheet(begun.bank, LATELY))
    begun.press("Back")
    sees_chosen(begun, first)
    begun.page.goto(f"/questions/{second}")
    sees_chosen(begun, second)


def test_a_page_left_half_answered_by_our_back_button_is_no_error(begun: Walker) -> None:
    first, second = begun.bank.pages[:2]
    save(begun, first)
    begun.sees_page(second)
    begun.press("Back")
    sees_chosen(begun, first)
    expect(begun.page.get_by_role("alert")).to_have_count(0)


def test_reloading_keeps_what_was_saved(begun: Walker) -> None:
    first, second = begun.bank.pages[:2]
    save(begun, first)
    begun.sees_page(second)
    begun.page.reload()
    sees_unanswered(begun, second)
    begun.page.goto(f"/questions/{first}")
    begun.page.reload()
    sees_chosen(begun, first)


def test_reloading_a_page_that_shows_what_is_wrong_asks_again(begun: Walker) -> None:
    first = begun.bank.pages[0]
    question, _ = bank_questions(begun, first)
    begun.choice(question, sheet(begun.bank, LATELY)[question]).check()
    begun.press("Save and continue")
    expect(begun.page.get_by_role("alert")).to_be_visible()
    begun.page.reload()
    expect(begun.page.get_by_role("alert")).to_be_visible()
    expect(begun.choice(question, sheet(begun.bank, LATELY)[question])).to_be_checked()


def test_a_double_click_saves_once_and_moves_on_by_one_page(begun: Walker) -> None:
    first, second = begun.bank.pages[:2]
    begun.answer(first, sheet(begun.bank, LATELY))
    begun.button("Save and continue").dblclick()
    sees_unanswered(begun, second)
    begun.page.goto(f"/questions/{first}")
    sees_chosen(begun, first)


def test_a_double_click_on_start_begins_once(open_browser: OpenBrowser, bank: Bank) -> None:
    walker = Walker(open_browser(), bank)
    walker.page.goto("/")
    walker.button("Start").dblclick()
    sees_unanswered(walker, bank.pages[0])


def test_a_double_click_on_finish_shows_the_result(
    open_browser: OpenBrowser, bank: Bank, new_visitor: NewVisitor
) -> None:
    walker = Walker(open_browser(visitor=new_visitor().begin().answer(sheet(bank, LATELY))), bank)
    walker.page.goto("/check")
    walker.button("Finish and see my result").dblclick()
    walker.sees_result()


def forget_session(page: Page) -> None:
    page.context.clear_cookies(name="session")


def forge_token(page: Page) -> None:
    page.evaluate("document.forms[0].elements.csrf_token.value = 'forged'")


@pytest.mark.parametrize("spoil", [forget_session, forge_token])
def test_a_form_that_is_no_longer_valid_is_sent_once_more_and_loses_nothing(
    begun: Walker, spoil: object
) -> None:
    first, second = begun.bank.pages[:2]
    begun.answer(first, sheet(begun.bank, LATELY))
    assert callable(spoil)
    spoil(begun.page)
    begun.press("Save and continue")
    begun.sees("Please send that once more")
    begun.press("Send again")
    begun.sees_page(second)
    begun.page.goto(f"/questions/{first}")
    sees_chosen(begun, first)


def test_a_form_without_cookies_says_that_nothing_is_open(begun: Walker) -> None:
    begun.answer(begun.bank.pages[0], sheet(begun.bank, LATELY))
    begun.page.context.clear_cookies()
    begun.press("Save and continue")
    begun.sees("Please send that once more")
    begun.press("Send again")
    begun.sees("There is nothing open in this browser")


def test_two_tabs_lose_nothing(begun: Walker) -> None:
    first, second, third = begun.bank.pages[:3]
    begun.sees_page(first)
    other = Walker(begun.page.context.new_page(), begun.bank)
    other.page.goto(f"/questions/{second}")
    begun.answer(first, sheet(begun.bank, LATELY))
    other.answer(second, sheet(begun.bank, LATELY))
    other.press("Save and continue")
    other.sees_page(third)
    begun.press("Save and continue")
    begun.sees_page(third)
    for page_id in (first, second):
        begun.page.goto(f"/questions/{page_id}")
        sees_chosen(begun, page_id)


def test_a_tab_that_stayed_behind_leads_to_the_result_once_another_has_finished(
    open_browser: OpenBrowser, bank: Bank, new_visitor: NewVisitor
) -> None:
    visitor = new_visitor().begin().answer(sheet(bank, LATELY))
    walker = Walker(open_browser(visitor=visitor), bank)
    walker.page.goto(f"/questions/{bank.pages[0]}")
    visitor.finish()
    walker.press("Save and continue")
    walker.sees_result()


def test_a_page_skipped_by_its_address_is_asked_for_later(begun: Walker) -> None:
    first, *_, last = begun.bank.pages
    begun.page.goto(f"/questions/{last}")
    save(begun, last)
    sees_unanswered(begun, first)


def test_the_check_opened_too_early_says_what_is_missing(begun: Walker) -> None:
    first = begun.bank.pages[0]
    begun.page.goto("/check")
    begun.sees("Check your answers")
    question = bank_questions(begun, first)[0]
    begun.page.get_by_role("link", name=begun.bank.asks(question)["en"]).click()
    sees_unanswered(begun, first)


def test_the_check_leads_to_every_answer_and_back(
    open_browser: OpenBrowser, bank: Bank, new_visitor: NewVisitor
) -> None:
    walker = Walker(open_browser(visitor=new_visitor().begin().answer(sheet(bank, LATELY))), bank)
    walker.page.goto("/check")
    page_id = bank.pages[1]
    question = bank_questions(walker, page_id)[0]
    other = next(c for c in bank.accepted(bank.question(question)) if c != sheet(bank, LATELY)[question])
    walker.page.get_by_role("link", name=bank.asks(question)["en"]).click()
    sees_chosen(walker, page_id)
    walker.choice(question, other).check()
    walker.press("Save and continue")
    walker.sees("Check your answers")
    label = bank.label(question, other)
    assert label
    answered = walker.page.get_by_role("definition").filter(has_text=bank.asks(question)["en"])
    expect(answered).to_contain_text(label["en"])


def test_after_finishing_no_way_back_changes_an_answer(
    open_browser: OpenBrowser, bank: Bank, new_visitor: NewVisitor
) -> None:
    walker = Walker(open_browser(visitor=new_visitor().begin().answer(sheet(bank, LATELY))), bank)
    walker.page.goto(f"/questions/{bank.pages[0]}")
    walker.page.goto("/check")
    walker.press("Finish and see my result")
    walker.sees_result()
    for _ in range(2):
        walker.page.go_back()
        walker.sees_result()
