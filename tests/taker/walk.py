"""Walk through the questionnaire as a person does."""

from collections.abc import Callable

from tests.client import Client, Page

Choose = Callable[[str, list[str]], str]
"""Choose one of the values on offer for a question."""

SHIPPED = "digital-public-servant"


def first(_question: str, offered: list[str]) -> str:
    """Choose the first answer on offer."""
    return offered[0]


def begin(client: Client, bank_id: str = SHIPPED) -> Page:
    """Begin a sitting and return its first page."""
    client.get(f"/start/{bank_id}")
    return client.follow(client.post(f"/start/{bank_id}"))


def answer(client: Client, page: Page, choose: Choose = first, then: dict[str, str] | None = None) -> Page:
    """Answer everything a page asks and return where that leads; `then` is the button, if not the first."""
    answers = {name: choose(name, offered) for name, offered in page.choices().items()}
    return client.post(page.response.request.path, {**answers, **(then or {})})


def answer_all(client: Client, choose: Choose = first, bank_id: str = SHIPPED) -> Page:
    """Begin, answer every page, and return the page to check one's answers."""
    page = begin(client, bank_id)
    while page.choices():
        page = client.follow(answer(client, page, choose))
    return page


def finish(client: Client, choose: Choose = first, bank_id: str = SHIPPED) -> Page:
    """Take the whole questionnaire and return the result page."""
    answer_all(client, choose, bank_id)
    return client.follow(client.post("/check"))


def path_of(page: Page) -> str:
    """Return the address a page was asked for by."""
    return page.response.request.path
