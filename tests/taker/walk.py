"""Walk through the questionnaire as a person does."""

from collections.abc import Callable

from tests.client import Client, Page

Choose = Callable[[str, list[str]], str]
"""Choose one of the values on offer for a question."""


def first(_question: str, offered: list[str]) -> str:
    """Choose the first answer on offer."""
    return offered[0]


def begin(client: Client, bank_id: str = "digital-public-servant") -> Page:
    """Begin a sitting and return its first page."""
    client.get("/")
    return client.follow(client.post(f"/start/{bank_id}"))


def answer(client: Client, page: Page, choose: Choose = first) -> Page:
    """Answer everything a page asks and return where that leads."""
    answers = {name: choose(name, offered) for name, offered in page.choices().items()}
    return client.post(page.response.request.path, answers)


def answer_all(client: Client, choose: Choose = first) -> Page:
    """Begin, answer every page, and return the page to check one's answers."""
    page = begin(client)
    while page.choices():
        page = client.follow(answer(client, page, choose))
    return page


def finish(client: Client, choose: Choose = first) -> Page:
    """Take the whole questionnaire and return the result page."""
    answer_all(client, choose)
    return client.follow(client.post("/check"))
