"""Test that whatever a fault may be about has a page, also what no check complains of yet."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask

from app.quiz.faults import Path
from app.quiz.yaml import plain
from app.trainer.fault_places import Places
from tests.client import Client
from tests.trainer.desk import draft


def paths(value: Any, here: Path = ()) -> Iterator[Path]:
    """Yield the path of a value and of all within it."""
    yield here
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from paths(held, (*here, key))
    elif isinstance(value, list):
        for at, held in enumerate(value):
            yield from paths(held, (*here, at))


def test_every_value_of_a_bank_leads_to_a_field_that_is_there(small_app: Flask, tara: Client) -> None:
    found = draft(small_app)
    with small_app.test_request_context("/"):
        places = Places(found)
        urls = {
            places.url(path) for path in (*paths(plain(found.bank)), ("scales", "gone"), ("parts", "gone"))
        }
    for address in {url.partition("#")[0] for url in urls}:
        page = tara.get(address)
        assert page.status == 200, address
        ids = {element.get("id") for element in page.tree.iter()}
        anchors = {url.partition("#")[2] for url in urls if url.startswith(f"{address}#")}
        assert anchors <= ids, address
