"""Test that every address is spelt alike, and takes only what it can mean."""

import re
from collections.abc import Iterator
from itertools import product

from flask import Flask
from werkzeug.routing import AnyConverter, Rule, UnicodeConverter

from tests.addresses.rules import filled

KEBAB = re.compile(r"/|(/[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?)+")


def spelt(rule: Rule) -> Iterator[str]:
    """Yield an address with everything that may stand where there is a choice; what is free is a 1."""
    choices = {
        name: sorted(converter.items) if isinstance(converter, AnyConverter) else ["1"]
        for name, converter in rule._converters.items()
    }
    for chosen in product(*choices.values()):
        yield filled(rule, dict(zip(choices, chosen, strict=True)))


def test_every_address_is_in_kebab_case(bare_app: Flask) -> None:
    spellings = [address for rule in bare_app.url_map.iter_rules() for address in spelt(rule)]
    assert [address for address in spellings if not KEBAB.fullmatch(address)] == []


def test_every_argument_is_as_narrow_as_it_can_be(bare_app: Flask) -> None:
    for rule in bare_app.url_map.iter_rules():
        for name, converter in rule._converters.items():
            free = type(converter) is UnicodeConverter
            assert not free or name == "token" or name.endswith("_id"), rule.rule
