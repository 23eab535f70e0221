"""Be on the way to a page: who goes, in which window, in which language."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from app.quiz.text import Language
from tests.journeys.people import People
from tests.journeys.service import Service
from tests.journeys.visitor import Visitor
from tests.taker.reading import told


@dataclass(frozen=True)
class Way:
    """Hold what one needs to come to a page: who goes, in which window, in which language."""

    page: Page
    people: People
    service: Service
    language: Language

    def go(self, path: str, who: Visitor | None = None) -> None:
        """Open an address as somebody."""
        if who:
            who.enter(self.page.context)
        self.page.goto(path)

    def press(self, english: str) -> None:
        """Press a button, by its words in English."""
        self.page.get_by_role("button", name=told(self.language, english), exact=True).click()


Arrive = Callable[[Way], None]
