"""Be one person with a browser: keep cookies and form tokens, follow redirects, take the whole journey."""

import re
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from random import Random
from time import perf_counter
from urllib.parse import urlencode

RADIO = re.compile(r'type="radio"[^>]* name="([^"]+)" value="([^"]+)"')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
START = re.compile(r'action="(/start/[^"]+)"')
PICTURE = re.compile(r'(?:src|srcset)="(/pictures/[^" ]+)')
SCORES = 'class="scores"'
"""What only a result page holds."""

FOUND, SEE_OTHER = 200, 303


class Unexpected(Exception):
    """Say which answer was not the one a person expects."""


class Person:
    """Take the questionnaire at one address, over and over, each time as somebody new."""

    def __init__(self, port: int, seed: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._random = Random(seed)
        self._cookies: SimpleCookie = SimpleCookie()
        self.durations: list[float] = []

    def journey(self) -> dict[str, str]:
        """Go from the start page to the result; return every page by its address, in order."""
        self._cookies = SimpleCookie()
        pages = {"/": self._get("/")}
        start = START.search(pages["/"])
        if start is None:
            raise Unexpected("the start page has no form to start with")
        path = self._post(start[1], pages["/"])
        while path != "/result":
            pages[path] = self._get(path)
            path = self._post(path, pages[path])
        pages[path] = self._get(path)
        if SCORES not in pages[path]:
            raise Unexpected("the result page shows no scores")
        return pages

    def look_at(self, html: str) -> None:
        """Fetch the pictures of a page, as a browser does once."""
        for picture in dict.fromkeys(PICTURE.findall(html)):
            self._get(picture)

    def _get(self, path: str) -> str:
        return self._ask("GET", path, "", FOUND)[1]

    def _post(self, path: str, page: str) -> str:
        token = TOKEN.search(page)
        if token is None:
            raise Unexpected(f"the form sent to {path} has no token")
        offered: dict[str, list[str]] = {}
        for name, value in RADIO.findall(page):
            offered.setdefault(name, []).append(value)
        chosen = {name: self._random.choice(values) for name, values in offered.items()}
        return self._ask("POST", path, urlencode({"csrf_token": token[1], **chosen}), SEE_OTHER)[0]

    def _ask(self, method: str, path: str, body: str, expected: int) -> tuple[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in self._cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = perf_counter()
        self._connection.request(method, path, body or None, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        self.durations.append(perf_counter() - began)
        for line in answer.headers.get_all("Set-Cookie", []):
            self._cookies.load(line)
        if answer.status != expected:
            raise Unexpected(f"{method} {path} answered {answer.status}, not {expected}")
        return answer.headers.get("Location", ""), text
