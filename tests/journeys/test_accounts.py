"""Have an account: the first link, an invitation, signing in and out, a password, a second factor."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from app.quiz.bank import Bank
from tests.account.authenticator import Phone
from tests.journeys.audits import accessibility_faults, layout_faults
from tests.journeys.browsing import NARROW, Setting, Watch, open_context
from tests.journeys.conftest import OpenBrowser
from tests.journeys.office import PASSWORD, Office, Official
from tests.journeys.service import Service, running
from tests.journeys.walking import Walker
from tests.taker.reading import told

ANOTHER = "quiet lantern mosaic 3"
WRONG = "The address and the password do not go together. Check both and try again."
LEAVING = "In less than two minutes you will be signed out."


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Run a service at which nobody has an account."""
    with running(tmp_path_factory.mktemp("empty"), workers=1) as started:
        yield started


@pytest.fixture
def first(empty: Service, browser: Browser, bank: Bank) -> Iterator[Walker]:
    """Open a browser at that service, and prove at the end that nothing went wrong in it."""
    context, watch = open_context(browser, empty.address, Setting(width=NARROW)), Watch(empty.address)
    watch.over(context)
    yield Walker(context.new_page(), bank)
    context.close()
    assert watch.complaints == []


@pytest.fixture
def guest(office: Office) -> Official:
    """Make an account that a test may change."""
    return office.guest()


def test_the_first_link_makes_an_administrator_who_invites_a_manager(first: Walker, empty: Service) -> None:
    first.page.goto(empty.first_link)
    first.sees("Welcome")
    assert accessibility_faults(first.page) == layout_faults(first.page) == []
    first.press("Make my account")
    expect(first.page.get_by_role("alert", name="There is a problem").get_by_role("link")).to_have_text(
        ["Enter your e-mail address.", "Choose a password."]
    )
    first.field("E-mail address").fill("root@example.org")
    first.field("New password").fill("password")
    first.press("Make my account")
    expect(first.field("E-mail address")).to_have_value("root@example.org")
    first.field("New password").fill(PASSWORD)
    first.press("Make my account")
    first.sees("Your account")
    link = invites(first, empty, "mara@example.org")
    first.press("Sign out")
    first.page.goto(empty.first_link)
    first.sees("This link is no longer good")
    first.page.goto(link)
    first.field("New password").fill(PASSWORD)
    first.press("Make my account")
    first.link("My teams").click()
    first.sees("My teams")


def invites(walker: Walker, service: Service, email: str) -> str:
    """Invite a manager; without a mail server the link stands in the log, and the page says so."""
    walker.link("Accounts").click()
    walker.link("Invite somebody").click()
    walker.field("E-mail address").fill(email)
    walker.page.get_by_role("checkbox", name="Manager").check()
    walker.page.get_by_role("radio", name="Français").check()
    walker.press("Send the invitation")
    walker.sees("The invitation is made")
    expect(walker.page.get_by_text("the message stands in the service’s log")).to_be_visible()
    return service.link_for(email)


@pytest.mark.parametrize(
    "setting", [Setting(), Setting("fr", javascript=False)], ids=["en", "fr-without-script"]
)
def test_a_wrong_password_is_told_and_what_was_typed_stays(
    open_browser: OpenBrowser, office: Office, bank: Bank, setting: Setting
) -> None:
    walker = Walker(open_browser(setting), bank, setting.language)
    signs_in(walker, office.manager.email, "not what it is at all")
    summary = walker.page.get_by_role("alert")
    expect(summary.get_by_role("link", name=told(setting.language, WRONG), exact=True)).to_be_visible()
    expect(walker.field("E-mail address")).to_have_value(office.manager.email)
    expect(walker.field("Password")).to_have_value("")
    walker.field("Password").fill(PASSWORD)
    walker.press("Sign in")
    walker.sees("My teams")


def test_after_signing_in_one_is_where_one_wanted_to_be(
    open_browser: OpenBrowser, office: Office, bank: Bank
) -> None:
    walker = Walker(open_browser(), bank)
    walker.page.goto(office.empty)
    walker.sees("Sign in")
    signs_in(walker, office.manager.email, at=None)
    walker.sees_heading("Library & Archives")


def test_signing_out_in_one_window_ends_a_copied_cookie_in_another(
    open_browser: OpenBrowser, guest: Official, bank: Bank
) -> None:
    here, there = (Walker(open_browser(visitor=guest), bank) for _ in range(2))
    for walker in (here, there):
        walker.page.goto("/account")
        walker.sees("Your account")
    here.press("Sign out")
    here.sees("Sign in")
    there.page.reload()
    there.sees("Sign in")
    here.page.go_back()
    here.sees("Sign in")


def test_a_changed_password_signs_every_other_browser_out(
    open_browser: OpenBrowser, guest: Official, bank: Bank
) -> None:
    here, there = (Walker(open_browser(), bank) for _ in range(2))
    for walker in (here, there):
        signs_in(walker, guest.email)
        walker.sees("My teams")
    here.link("Your account").click()
    here.link("Change the password").click()
    here.field("Current password").fill("not what it is at all")
    here.field("New password").fill(ANOTHER)
    here.press("Change the password")
    expect(here.field("Current password")).to_have_accessible_description("Error: This is not your password.")
    here.field("Current password").fill(PASSWORD)
    here.field("New password").fill(ANOTHER)
    here.press("Change the password")
    here.sees("Your password is changed")
    there.page.reload()
    there.sees("Sign in")
    signs_in(there, guest.email, ANOTHER)
    there.sees("My teams")


def test_a_second_factor_is_set_up_and_asked_for(
    open_browser: OpenBrowser, guest: Official, bank: Bank
) -> None:
    walker = Walker(open_browser(visitor=guest), bank)
    walker.page.goto("/account")
    walker.link("Set up a second factor: a code from your phone").click()
    expect(walker.page.get_by_role("img", name="QR code for your authenticator")).to_be_visible()
    phone = Phone(walker.page.get_by_text("Or type this key").get_by_role("strong").inner_text())
    walker.field("Code from your phone").fill("000 000")
    walker.press("Turn it on")
    expect(walker.page.get_by_role("alert")).to_contain_text("This code is not right, or it was used.")
    walker.field("Code from your phone").fill(phone.code(-1))
    walker.press("Turn it on")
    walker.sees("Your recovery codes")
    kept = walker.page.get_by_role("code").first.inner_text()
    walker.link("I have kept them").click()
    walker.press("Sign out")
    signs_in(walker, guest.email)
    walker.sees("Your code")
    walker.field("Code from your phone").fill(phone.code())
    walker.press("Sign in")
    walker.sees("My teams")
    walker.press("Sign out")
    signs_in(walker, guest.email)
    walker.link("I do not have my phone: use a recovery code").click()
    walker.field("Recovery code").fill(kept)
    walker.press("Sign in")
    walker.sees("My teams")


def test_two_minutes_before_one_is_signed_out_the_page_says_so_and_one_may_stay(
    open_browser: OpenBrowser, office: Office, bank: Bank
) -> None:
    walker = Walker(open_browser(Setting(width=NARROW), office.manager), bank)
    page = walker.page
    page.clock.install()
    page.goto("/account/password")
    expect(page.get_by_text("you are signed out in 30 minutes")).to_be_visible()
    page.clock.fast_forward("27:50")
    expect(page.get_by_text(LEAVING)).to_be_hidden()
    page.clock.fast_forward("00:20")
    expect(page.get_by_role("status").filter(has_text=LEAVING)).to_be_visible()
    assert accessibility_faults(page) == layout_faults(page) == []
    walker.press("Stay signed in")
    walker.sees("Change the password")
    expect(page.get_by_text(LEAVING)).to_be_hidden()


def test_without_script_the_page_says_how_long_one_stays_signed_in(
    open_browser: OpenBrowser, office: Office
) -> None:
    page = open_browser(Setting("fr", javascript=False), office.manager)
    page.goto("/account")
    expect(page.get_by_text("votre session se ferme dans 30 minutes")).to_be_visible()
    expect(page.get_by_text(told("fr", LEAVING))).to_be_hidden()


def test_the_language_stays_from_signing_in_to_signing_out(
    open_browser: OpenBrowser, guest: Official, bank: Bank
) -> None:
    page = open_browser()
    page.goto("/account/sign-in")
    page.get_by_role("link", name="Français", exact=True).click()
    walker = Walker(page, bank, "fr")
    signs_in(walker, guest.email)
    walker.sees("My teams")
    walker.link("Your account").click()
    walker.sees("Your account")
    walker.press("Sign out")
    walker.sees("Sign in")


def signs_in(
    walker: Walker, email: str, password: str = PASSWORD, at: str | None = "/account/sign-in"
) -> None:
    """Sign in on the page that is open, or by the page for it."""
    if at:
        walker.page.goto(at)
    walker.field("E-mail address").fill(email)
    walker.field("Password").fill(password)
    walker.press("Sign in")
