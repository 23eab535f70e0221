"""Edit a draft in a real browser: what only a script, or the browser itself, makes easier."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from app.store import versions
from app.store.engine import open_database
from tests.conftest import SHIPPED
from tests.journeys.browsing import Setting
from tests.journeys.conftest import OpenBrowser
from tests.journeys.office import Office
from tests.journeys.service import Service

BANK = "digital-public-servant"
WRITTEN = "I read it all first."


@pytest.fixture
def draft(service: Service) -> str:
    """Return the address of a draft of its own."""
    database = open_database(f"sqlite:///{service.database}")
    with database.writing() as session:
        versions.take_turns(session)
        begun = versions.add(session, BANK, SHIPPED.read_bytes(), "imported", date.today())
        session.commit()
    database.engine.dispose()
    return f"/banks/{BANK}/{begun.number}"


def order(page: Page) -> list[str]:
    """Return the ids of what stands in order on a page."""
    return [thing.get_attribute("data-thing") or "" for thing in page.locator("[data-thing]").all()]


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_what_was_typed_is_there_on_going_back_from_a_failed_save(
    open_browser: OpenBrowser, office: Office, draft: str, javascript: bool
) -> None:
    trainer = office.newcomer(f"typing-{javascript}@example.org".lower(), "trainer")
    page = open_browser(Setting(javascript=javascript), trainer)
    page.goto(f"{draft}/themes/listen")
    field = page.get_by_label("Question 1, in English")
    field.fill(WRITTEN)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.go_back()
    expect(field).to_have_value(WRITTEN)
    page.get_by_role("button", name="Save").click()
    page.get_by_label("The same meaning, in better words").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto(f"{draft}/themes/listen")
    expect(field).to_have_value(WRITTEN)
    expect(page.get_by_text("not saved is back")).to_have_count(0)


def test_what_was_left_unsaved_is_back_and_can_be_let_go(
    open_browser: OpenBrowser, office: Office, draft: str
) -> None:
    page = open_browser(visitor=office.newcomer("leaving@example.org", "trainer"))
    page.goto(f"{draft}/themes/listen")
    field = page.get_by_label("Question 1, in English")
    before = field.input_value()
    field.fill(WRITTEN)
    page.goto(draft)
    page.goto(f"{draft}/themes/listen")
    expect(field).to_have_value(WRITTEN)
    page.get_by_role("button", name="Let it go").click()
    expect(field).to_have_value(before)


def test_a_theme_is_dragged_to_its_place(open_browser: OpenBrowser, office: Office, draft: str) -> None:
    page = open_browser(visitor=office.newcomer("dragging@example.org", "trainer"))
    page.goto(draft)
    first, second, third = order(page)[:3]
    page.locator(f"#at-{third} .handle").drag_to(
        page.locator(f"#at-{second}"), target_position={"x": 50, "y": 5}
    )
    page.wait_for_url(f"**{draft}#at-{third}")
    assert order(page)[:3] == [first, third, second]
