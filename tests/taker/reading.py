"""Read the parts of a page: what stands under which heading, what is where, in which words."""

from datetime import date
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app.quiz.text import Language
from tests.client import Page, words

FRENCH = Path(__file__).parents[2] / "app" / "translations" / "fr" / "LC_MESSAGES" / "messages.po"


@cache
def french() -> Catalog:
    """Return the French words of the pages."""
    with FRENCH.open("rb") as file:
        return read_po(file)


def told(language: Language, english: str, **values: object) -> str:
    """Return words of ours in a language, as they are read, by their English or by how that begins."""
    messages = [message for message in french() if str(message.id).startswith(english)]
    (message,) = [exact for exact in messages if exact.id == english] or messages
    said = str(message.string if language == "fr" else message.id)
    return flat(said % values if values else said)


def flat(text: str) -> str:
    """Return a text as it is read from a page: with single, plain spaces."""
    return " ".join(text.split())


def day_said(day: date, language: Language) -> str:
    """Return a date as it is written: in French the first of a month is an ordinal."""
    words_of_it = format_date(day, "d MMMM y", language)
    return f"1er{words_of_it[1:]}" if language == "fr" and day.day == 1 else words_of_it


def parts(page: Page) -> dict[str, str]:
    """Return the words under each h2 of the main part, in order; under "" what stands before."""
    said = {"": ""}

    def read(element: Element) -> None:
        if element.tag == "h2":
            said[words(element)] = ""
            return
        here = list(said)[-1]
        said[here] += element.text or ""
        for inner in element:
            read(inner)
            here = list(said)[-1]
            said[here] += " " if inner.tag not in ("em", "strong", "a", "span") else ""
            said[here] += inner.tail or ""

    read(next(page.tree.iter("main")))
    return {heading: flat(text) for heading, text in said.items()}


def of_class(page: Page, name: str) -> list[Element]:
    """Return the elements that have a class."""
    return [element for element in page.tree.iter() if name in (element.get("class") or "").split()]


def sections(page: Page, name: str) -> list[tuple[str, str]]:
    """Return the sections of a class, each as its heading and all its words."""
    return [(words(next(found.iter("h3"))), words(found)) for found in of_class(page, name)]


def by_id(page: Page, name: str) -> Element:
    """Return the element with an id."""
    (found,) = (element for element in page.tree.iter() if element.get("id") == name)
    return found


def chosen(page: Page) -> dict[str, str]:
    """Return what is chosen on a page that asks, by question id."""
    return {
        (field.get("name") or "").removeprefix("q-"): field.get("value") or ""
        for field in page.tree.iter("input")
        if field.get("type") == "radio" and field.get("checked") is not None
    }


def summary(page: Page) -> dict[str, str]:
    """Return the lines of the error summary by where they lead; each leads to a place on the page."""
    (found,) = of_class(page, "problem")
    return {(link.get("href") or "").removeprefix("#"): words(link) for link in found.iter("a")}


def sources(page: Page, tag: str = "source", attribute: str = "srcset") -> list[str]:
    """Return the addresses of a page's pictures."""
    return [found.get(attribute) or "" for found in page.tree.iter(tag)]
