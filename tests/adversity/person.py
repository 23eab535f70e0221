"""Take the quiz over HTTP, as a browser without JavaScript does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

BANK = "digital-public-servant"
PATIENCE = 60

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
RADIO = re.compile(r'<input type="radio" id="[^"]*" name="([^"]*)" value="([^"]*)"( checked)?>')


@dataclass(frozen=True)
class Answer:
    """Hold what came back."""

    status: int
    location: str
    headers: Mapping[str, str]
    body: str

    def hidden(self) -> dict[str, str]:
        """Return the hidden fields of the page's form, its token among them."""
        return {unescape(name): unescape(value) for name, value in HIDDEN.findall(self.body)}

    def choices(self) -> dict[str, list[str]]:
        """Return what is on offer by the name of its question."""
        offered: dict[str, list[str]] = {}
        for name, value, _ in RADIO.findall(self.body):
            offered.setdefault(name, []).append(value)
        return offered

    def chosen(self) -> dict[str, str]:
        """Return what is chosen already."""
        return {name: value for name, value, checked in RADIO.findall(self.body) if checked}


class Person:
    """Keep cookies, and send forms with the token of their page."""

    def __init__(self, address: str, cookies: Mapping[str, str] | None = None) -> None:
        self.address = address
        self.cookies = dict(cookies or {})

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Open an address; a redirect is not followed."""
        return self._ask("GET", path, None, headers or {})

    def post(self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        """Send a form."""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields), {**form, **(headers or {})})

    def begin(self) -> str:
        """Begin, and return the path of the first page."""
        started = self.post(f"/start/{BANK}", self.get("/").hidden())
        assert started.status == 303, (started.status, started.body)
        return started.location

    def fill_in(self, path: str, which: int = 0) -> tuple[dict[str, str], dict[str, str]]:
        """Open a page and return what to send, and of that the answers: each question's so-manieth choice."""
        page = self.get(path)
        assert page.status == 200, (path, page.status)
        answers = {name: offered[which] for name, offered in page.choices().items()}
        return {**page.hidden(), **answers}, answers

    def save(self, path: str, which: int = 0) -> Answer:
        """Answer every question of a page."""
        return self.post(path, self.fill_in(path, which)[0])

    def answer_all(self, which: int = 0) -> None:
        """Begin and answer every page."""
        path = self.begin()
        while path != "/check":
            saved = self.save(path, which)
            assert saved.status == 303, (path, saved.status)
            path = saved.location

    def another_tab(self) -> "Person":
        """Return the same person in another tab."""
        return Person(self.address, self.cookies)

    def _ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {**({"Cookie": cookie} if cookie else {}), **headers})
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for value in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(value).items():
                self.cookies[name] = morsel.value
        return Answer(
            response.status,
            response.headers.get("Location", ""),
            {name.lower(): value for name, value in response.headers.items()},
            text,
        )
