"""Prepare sittings over plain HTTP, where the way there is not what a journey is about."""

import re
from collections.abc import Mapping, Sequence
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from playwright.sync_api import BrowserContext

from app.quiz.bank import Answers, Bank

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SITTING = re.compile(r'name="sitting" value="([^"]+)"')

Fields = Mapping[str, str | Sequence[str]]


class Caller:
    """Send the forms of the pages as a browser does, with cookies and the form token."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._jar = CookieJar()
        self._open = build_opener(HTTPCookieProcessor(self._jar))
        self._token = ""

    def cookies(self) -> Mapping[str, str]:
        """Return the cookies by name, to be given to a browser."""
        return {cookie.name: cookie.value or "" for cookie in self._jar}

    def enter(self, context: BrowserContext) -> None:
        """Let a browser go on as this visitor."""
        context.add_cookies(
            [{"name": name, "value": value, "url": self._address} for name, value in self.cookies().items()]
        )

    def read(self, path: str) -> str:
        """Open an address and return its page."""
        with self._open.open(urljoin(self._address, path)) as answer:
            return str(answer.read().decode())

    def fill_in(self, path: str, fields: Fields | None = None, *, at: str = "") -> str:
        """Fill in the form of a page that sends to its own address, or another; return where it leads."""
        self._token = _token(self.read(at or path))
        return self._send(path, fields)

    def _send(self, path: str, fields: Fields | None = None) -> str:
        """Send a form with the token at hand, and return the address of the page that follows."""
        sent = urlencode({"csrf_token": self._token, **(fields or {})}, doseq=True).encode()
        with self._open.open(Request(urljoin(self._address, path), data=sent)) as answer:
            answer.read()
            return str(urlsplit(answer.url).path)


class Visitor(Caller):
    """Take the questionnaire."""

    def __init__(self, address: str, bank: Bank) -> None:
        super().__init__(address)
        self._bank = bank

    def begin(self) -> "Visitor":
        """Begin a sitting, or begin again."""
        self._token = self._token or _token(self.read("/"))
        self._send(f"/start/{self._bank.id}")
        return self

    def join(self, path: str) -> "Visitor":
        """Begin a sitting in a team's round, by the path of its link."""
        self.fill_in(path)
        return self

    def answer(self, answers: Answers, pages: int | None = None) -> "Visitor":
        """Answer the first pages, or all of them."""
        for page in self._bank.pages[:pages]:
            self._send(
                f"/questions/{page}",
                {f"q-{question}": answers[question] for question in self._bank.asked_on(page)},
            )
        return self

    def finish(self) -> "Visitor":
        """Finish the sitting."""
        self._send("/check")
        return self

    def decide(self, share: str) -> "Visitor":
        """Add the answers to the team's figures ("added"), or not ("declined")."""
        self._send("/team", {"share": share, "sitting": _sitting(self.read("/team"))})
        return self

    def delete(self) -> "Visitor":
        """Delete everything, while a browser may still hold the cookies."""
        self._send("/delete", {"sure": "yes"})
        return self


def _sitting(page: str) -> str:
    found = SITTING.search(page)
    assert found, page
    return found[1]


def _token(page: str) -> str:
    found = TOKEN.search(page)
    assert found, page
    return found[1]
