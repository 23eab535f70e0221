"""Say how one comes to a page: who goes, in which window, in which language."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from app.quiz.text import Language
from tests.journeys.office import Office
from tests.journeys.people import People
from tests.journeys.service import Service
from tests.journeys.visitor import Caller
from tests.taker.reading import told


@dataclass(frozen=True)
class Way:
    """Hold what one needs to come to a page: who goes, in which window, in which language."""

    page: Page
    people: People
    office: Office
    service: Service
    language: Language

    def go(self, path: str, who: Caller | None = None) -> None:
        """Open an address as somebody."""
        if who:
            who.enter(self.page.context)
        self.page.goto(path)

    def fill(self, label: str, words: str) -> None:
        """Type into a field, by its label in English."""
        self.page.get_by_label(told(self.language, label), exact=True).fill(words)

    def press(self, english: str) -> None:
        """Press a button, by its words in English."""
        self.page.get_by_role("button", name=told(self.language, english), exact=True).click()


Arrive = Callable[[Way], None]


def at(path: str, who: str = "newcomer") -> Arrive:
    """Open an address as one of the people."""

    def arrive(way: Way) -> None:
        visitor = getattr(way.people, who)
        way.go(path, visitor() if callable(visitor) else visitor)

    return arrive
