"""Read pages as a demanding person would: every page has to be sound, whatever the test looks for."""

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from copy import deepcopy
from functools import lru_cache
from types import TracebackType
from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask
from flask.sessions import SessionMixin
from sqlalchemy import event
from tinyhtml5.parser import HTMLParser
from werkzeug.test import TestResponse

from app.store.engine import Database

WRITES = ("INSERT", "UPDATE", "DELETE")

HELD = re.compile(r'(<input type="hidden" name="(?:csrf_token|sitting)" value=")([\w.-]+)', re.ASCII)
"""What two pages that are alike hold in hidden fields, each its own."""

ANYTHING = "(anything)"
"""What stands there while such pages are compared: no token has brackets."""


class Page:
    """Hold one answer of the application; an HTML page is parsed and proven sound."""

    tree: Element

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        if response.mimetype == "text/html" and not 300 <= self.status < 400:
            self.tree = _tree(self.html)

    @property
    def title(self) -> str:
        """Return the words of the title."""
        return words(next(self.tree.iter("title")))

    @property
    def heading(self) -> str:
        """Return the words of the one h1."""
        return words(next(self.tree.iter("h1")))

    @property
    def text(self) -> str:
        """Return all words of the page's body."""
        return words(next(self.tree.iter("body")))

    @property
    def location(self) -> str:
        """Return where a redirect leads."""
        assert self.status in (302, 303), self.status
        return self.response.location or ""

    def fields(self) -> dict[str, str]:
        """Return what a browser would send back from the page's forms, without any button."""
        sent = {}
        for field in self.tree.iter("input"):
            chosen = field.get("type") not in ("radio", "checkbox") or field.get("checked") is not None
            if field.get("name") and chosen:
                sent[field.get("name") or ""] = field.get("value") or ""
        return sent

    def choices(self) -> dict[str, list[str]]:
        """Return the values on offer by the name of their question."""
        found: dict[str, list[str]] = {}
        for field in self.tree.iter("input"):
            if field.get("type") == "radio":
                found.setdefault(field.get("name") or "", []).append(field.get("value") or "")
        return found

    def button(self, name: str) -> str:
        """Return the value that the page's button of a name sends."""
        (value,) = (one.get("value") or "" for one in self.tree.iter("button") if one.get("name") == name)
        return value

    def links(self) -> list[str]:
        """Return where the page's links lead."""
        return [link.get("href") or "" for link in self.tree.iter("a")]

    def link(self, said: str) -> str:
        """Return where the one link leads whose words begin so."""
        (target,) = {link.get("href") or "" for link in self.tree.iter("a") if words(link).startswith(said)}
        return target


class Client:
    """Go from page to page as a browser without JavaScript does, with cookies and form tokens."""

    def __init__(self, app: Flask, language: str = "en", *, counting: bool = True) -> None:
        """Of clients that act at the same moment none can count what is its own."""
        self.app = app
        self._watch = Committed if counting else lambda _app: nullcontext()
        self._client = app.test_client()
        self._headers = {"Accept-Language": language}
        self.page: Page | None = None

    def another_tab(self) -> "Client":
        """Return a client with the same cookies, which sees pages of its own."""
        tab = Client(self.app)
        tab._client, tab._headers, tab.page = self._client, self._headers, self.page
        return tab

    def get(self, path: str, **more: Any) -> Page:
        """Open an address; a redirect is not followed."""
        headers = {**self._headers, **more.pop("headers", {})}
        with self._watch(self.app):
            answer = Page(self._client.get(path, headers=headers, buffered=True, **more))
        return self._seen(answer)

    def post(self, path: str, data: Mapping[str, str] | None = None, **more: Any) -> Page:
        """Send a form with the token of the page last seen; a redirect is not followed."""
        token = {"csrf_token": self.page.fields()["csrf_token"]} if self.page else {}
        headers = {**self._headers, **more.pop("headers", {})}
        sent = {**token, **(data or {})}
        with self._watch(self.app):
            answer = Page(self._client.post(path, data=sent, headers=headers, **more))
        return self._seen(answer)

    def send(self, path: str, body: bytes, content_type: str) -> Page:
        """Send a body just as it is; a redirect is not followed."""
        with self._watch(self.app):
            answer = self._client.post(path, data=body, content_type=content_type, headers=self._headers)
        return self._seen(Page(answer))

    def follow(self, page: Page) -> Page:
        """Follow redirects up to a page."""
        while 300 <= page.status < 400:
            page = self.get(page.location)
        return page

    def cookie(self, name: str) -> str | None:
        """Return the value of a cookie."""
        found = self._client.get_cookie(name)
        return found.value if found else None

    def set_cookie(self, name: str, value: str) -> None:
        """Set a cookie."""
        self._client.set_cookie(name, value)

    def session_cookie(self) -> AbstractContextManager[SessionMixin]:
        """Open the session cookie, to read or change what is in it."""
        return self._client.session_transaction()

    def _seen(self, page: Page) -> Page:
        if page.html and page.status != 303 and "csrf_token" in page.html:
            self.page = page
        return page


class Committed:
    """Prove that a request leaves no write uncommitted; also count its statements and commits."""

    def __init__(self, app: Flask) -> None:
        database: Database = app.extensions["ground"].database
        self._engine = database.engine
        self.statements: list[str] = []
        self.commits = 0
        self._pending: dict[Any, list[str]] = {}

    def __enter__(self) -> "Committed":
        event.listen(self._engine, "before_cursor_execute", self._executed)
        event.listen(self._engine, "commit", self._committed)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        event.remove(self._engine, "before_cursor_execute", self._executed)
        event.remove(self._engine, "commit", self._committed)
        assert kind is not None or not self._pending, f"left uncommitted: {self._pending}"

    def _executed(self, connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            self.statements.append(statement)
        if statement.startswith(WRITES):
            self._pending.setdefault(connection, []).append(statement)

    def _committed(self, connection: Any) -> None:
        self.commits += 1
        # What one transaction left open, another's commit does not keep.
        self._pending.pop(connection, None)


def _tree(html: str) -> Element:
    """Return a page as a tree, with what its hidden fields really hold."""
    tree = deepcopy(_proven_sound(HELD.sub(rf"\1{ANYTHING}", html)))
    held = [value for _, value in HELD.findall(html)]
    fields = [field for field in tree.iter("input") if field.get("value") == ANYTHING]
    for field, value in zip(fields, held, strict=True):
        field.set("value", value)
    return tree


@lru_cache(maxsize=256)
def _proven_sound(html: str) -> Element:
    """Parse a page and prove it sound: once, where only its tokens are others."""
    parser = HTMLParser(namespace_html_elements=False)
    tree: Element = parser.parse(html)
    assert parser.errors == [], (parser.errors, html)
    _prove_sound(tree)
    _prove_needs_no_script(tree)
    return tree


def _prove_sound(tree: Element) -> None:
    headings = [words(element) for element in tree.iter("h1")]
    assert len(headings) == 1, headings
    title = words(next(tree.iter("title")))
    assert title.startswith(headings[0]), (title, headings[0])
    assert tree.get("lang") in ("en", "fr")
    ids = [name for element in tree.iter() if (name := element.get("id"))]
    assert len(ids) == len(set(ids)), sorted(ids)
    labelled = {label.get("for") for label in tree.iter("label")}
    for field in tree.iter("input"):
        assert field.get("type") == "hidden" or field.get("id") in labelled, field.attrib
    for picture in tree.iter("img"):
        assert picture.get("alt") is not None, picture.attrib
    for link in tree.iter("a"):
        assert words(link), link.attrib
        target = link.get("href") or ""
        assert not target.startswith("#") or target[1:] in ids, target


def _prove_needs_no_script(tree: Element) -> None:
    """Every button sends a form, save those that stay hidden until a script shows them."""
    forms = list(tree.iter("form"))
    for form in forms:
        # What only asks for another page needs no token, and must not show it in the address.
        guarded = any(field.get("name") == "csrf_token" for field in form.iter("input"))
        assert form.get("method") == ("post" if guarded else "get"), form.attrib
    sending = {button for form in forms for button in form.iter("button")}
    unseen = [item for item in tree.iter("li") if "hidden" in item.attrib]
    hidden = {button for item in unseen for button in item.iter("button")}
    ids = {form.get("id") for form in forms} - {None}
    for element in tree.iter():
        assert not any(name.startswith("on") for name in element.attrib), element.attrib
        assert "style" not in element.attrib, element.attrib
        assert not (element.get("href") or "").startswith("javascript:")
        assert element.tag != "button" or element in sending | hidden or element.get("form") in ids


def words(element: Element) -> str:
    """Return the words within an element, with single spaces."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.tag in ("script", "style"):
        return
    yield element.text or ""
    for inner in element:
        yield from _texts(inner)
        yield " " if inner.tag in ("p", "li", "td", "th", "dt", "dd", "h2", "h3", "label", "legend") else ""
        yield inner.tail or ""
