"""Read the forms of a bank's pages as a browser does, and send them with what a trainer changed."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from tests.client import Client, Page, words

LONE = {"input", "select", "textarea"}


def sent(page: Page) -> dict[str, str]:
    """Return what a browser would send back from the form that edits, without any button."""
    found: dict[str, str] = {}
    for form in page.tree.iter("form"):
        mine = {key: value for field in form.iter() if field.tag in LONE for key, value in _of(field)}
        # Of the forms on a page the one that edits is the longest.
        found = max(found, mine, key=len)
    return found


def save(client: Client, path: str, *seen: Page, **changed: str) -> Page:
    """Send the form of a page that was seen, or is opened now, with some fields changed."""
    return send(client, path, changed, *seen)


def send(client: Client, path: str, changed: Mapping[str, str | None], *seen: Page) -> Page:
    """Send the same with some fields changed, or left out where they are None."""
    page = seen[0] if seen else client.get(path)
    fields = {**sent(page), **changed}
    return client.post(path, {name: value for name, value in fields.items() if value is not None})


def _of(field: Element) -> list[tuple[str, str]]:
    name = field.get("name")
    if not name:
        return []
    if field.tag == "textarea":
        return [(name, (field.text or "").removeprefix("\n"))]
    if field.tag == "select":
        chosen = [one for one in field.iter("option") if one.get("selected") is not None]
        return [(name, (chosen or list(field.iter("option")))[0].get("value") or "")]
    ticked = field.get("type") not in ("radio", "checkbox") or field.get("checked") is not None
    return [(name, field.get("value") or "")] if ticked else []


def said_at(page: Page, name: str) -> str:
    """Return the words of what is wrong with a field."""
    (found,) = (one for one in page.tree.iter() if one.get("id") == f"{name}-wrong")
    return words(found)
