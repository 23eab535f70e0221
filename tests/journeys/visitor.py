"""Prepare sittings over plain HTTP, where the way there is not what a journey is about."""

import re
from collections.abc import Mapping
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from playwright.sync_api import BrowserContext

from app.quiz.bank import Answers, Bank

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Visitor:
    """Send the forms of the pages as a browser does, with cookies and the form token."""

    def __init__(self, address: str, bank: Bank) -> None:
        self._address, self._bank = address, bank
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

    def begin(self) -> "Visitor":
        """Begin a sitting, or begin again."""
        self._token = self._token or self._read("/")
        self._send(f"/start/{self._bank.id}")
        return self

    def join(self, link: str) -> "Visitor":
        """Join a team's round by the secret of its link."""
        self._token = self._token or self._read("/")
        self._send(f"/join/{link}")
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

    def delete(self) -> "Visitor":
        """Delete everything, while a browser may still hold the cookies."""
        self._send("/delete", {"sure": "yes"})
        return self

    def _read(self, path: str) -> str:
        with self._open.open(self._address + path) as answer:
            found = TOKEN.search(answer.read().decode())
        assert found, path
        return found[1]

    def _send(self, path: str, fields: Mapping[str, str] | None = None) -> None:
        sent = urlencode({"csrf_token": self._token, **(fields or {})}).encode()
        with self._open.open(Request(self._address + path, data=sent)) as answer:
            answer.read()
