"""Sign in, be warned before one is signed out, and stay: with and without JavaScript."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.account.people import PASSWORD, make
from tests.journeys.accounts import office
from tests.journeys.browsing import USUAL
from tests.journeys.conftest import OpenBrowser
from tests.journeys.service import Service

WARNED_BEFORE = 2 * 60
IDLE = 30 * 60
EMAIL = "someone@example.org"


@pytest.fixture(scope="module")
def someone(service: Service) -> str:
    """Return the address of somebody with an account."""
    make(office(service)._app, EMAIL, "manager")
    return EMAIL


def sign_in(page: Page, email: str) -> None:
    """Sign in as people do."""
    page.goto("/")
    page.get_by_role("link", name="For those who invite teams or train: sign in").click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_one_is_warned_before_one_is_signed_out_and_can_stay(open_browser: OpenBrowser, someone: str) -> None:
    page = open_browser()
    page.clock.install()
    sign_in(page, someone)
    page.get_by_role("link", name="Change the password").click()
    warning = page.get_by_text("In less than two minutes you will be signed out.")
    stay = page.get_by_role("button", name="Stay signed in")
    expect(stay).to_be_hidden()
    page.clock.fast_forward((IDLE - WARNED_BEFORE - 5) * 1000)
    expect(stay).to_be_hidden()
    page.clock.fast_forward(6 * 1000)
    expect(warning).to_be_visible()
    stay.click()
    expect(page.get_by_role("heading", name="Change the password")).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_one_signs_in_and_out(open_browser: OpenBrowser, someone: str, script: bool) -> None:
    page = open_browser(replace(USUAL, javascript=script))
    sign_in(page, someone)
    expect(page.get_by_text("Without a new page you are signed out in 30 minutes.")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
