"""Go through the map of addresses, and fill one in."""

import re
from collections.abc import Iterator, Mapping

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.routing.map import MapAdapter

ARGUMENT = re.compile(r"<(?:[^:<>]*:)?(\w+)>")


def adapter(app: Flask) -> MapAdapter:
    """Return what finds the view of an address."""
    return app.url_map.bind("localhost")


def rules(app: Flask, method: str = "GET") -> Iterator[Rule]:
    """Yield every address that takes a method."""
    return (rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()))


def every_view(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Yield every address with each method it takes."""
    return ((rule, method) for method in ("GET", "POST") for rule in rules(app, method))


def named_in(rule: Rule) -> list[str]:
    """Return the names of what is filled in."""
    return ARGUMENT.findall(rule.rule)


def filled(rule: Rule, values: Mapping[str, object]) -> str:
    """Return an address with values filled in, just as they are."""
    return ARGUMENT.sub(lambda found: str(values[found[1]]), rule.rule)
