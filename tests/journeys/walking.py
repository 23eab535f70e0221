"""Take the questionnaire in a browser as a person does: read a question, choose an answer, press a button."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from app.quiz.bank import Answers, Bank
from app.quiz.text import Language, Text
from tests.taker.reading import told

# A busy machine is slow; a person would wait, too.
expect.set_options(timeout=20_000)

MOST_STOPS = 80


@dataclass(frozen=True)
class Walker:
    """Hold the window somebody looks at, and the language they read."""

    page: Page
    bank: Bank
    language: Language = "en"

    def start(self) -> "Walker":
        """Open the start page and begin."""
        self.page.goto("/")
        self.press("Start")
        return self

    def choose_bank(self) -> None:
        """Choose, for a new round, the bank that this person has in mind."""
        self.page.get_by_role("radio", name=self.bank.title[self.language], exact=True).check()

    def press(self, english: str) -> None:
        """Press a button of ours."""
        self.button(english).click()

    def button(self, english: str) -> Locator:
        """Return a button by its words, given in English."""
        return self.page.get_by_role("button", name=told(self.language, english), exact=True)

    def tab_to(self, wanted: Locator) -> None:
        """Press Tab until something has the focus."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"Tab does not lead to {wanted}.")

    def switch(self, name: str) -> Locator:
        """Return the button that switches the language, by the name of the other one."""
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, english: str) -> Locator:
        """Return a link by its words, given in English."""
        return self.page.get_by_role("link", name=told(self.language, english), exact=True)

    def field(self, english: str) -> Locator:
        """Return a field by its label, given in English."""
        return self.page.get_by_label(told(self.language, english), exact=True)

    def group(self, question: str) -> Locator:
        """Return the choices of a question by its words."""
        return self.page.get_by_role("group", name=self.bank.asks(question)[self.language], exact=True)

    def choice(self, question: str, choice: str) -> Locator:
        """Return one choice of a question by its words."""
        label = self.bank.label(question, choice)
        assert label
        return self.group(question).get_by_role("radio", name=label[self.language], exact=True)

    def answer(self, page_id: str, answers: Answers) -> None:
        """Choose the answers of the page that is open."""
        self.sees_page(page_id)
        for question in self.bank.asked_on(page_id):
            self.choice(question, answers[question]).check()

    def answer_all(self, answers: Answers) -> None:
        """Answer and save page after page, from the first one."""
        for page_id in self.bank.pages:
            self.answer(page_id, answers)
            self.press("Save and continue")

    def sees(self, english: str) -> None:
        """Wait for the page with a heading of ours."""
        self.sees_heading(told(self.language, english))

    def sees_page(self, page_id: str) -> None:
        """Wait for a page that asks."""
        self.sees_heading(self.topic(page_id)[self.language])

    def sees_result(self) -> None:
        """Wait for a result that has a place."""
        beginning = told(self.language, "Today: %(band)s", band="")
        expect(self.heading).to_contain_text(beginning)

    def sees_heading(self, words: str) -> None:
        """Wait for the page with a heading."""
        expect(self.heading).to_have_text(words)

    @property
    def heading(self) -> Locator:
        """Return the heading of the page."""
        return self.page.get_by_role("heading", level=1)

    def topic(self, page_id: str) -> Text:
        """Return the words that head a page that asks."""
        if self.bank.background and page_id == self.bank.background.id:
            return self.bank.background.topic
        return self.bank.theme(page_id).topic
