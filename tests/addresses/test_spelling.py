"""Test that every address is spelt alike, and takes only what it can mean."""

import re

from flask import Flask
from werkzeug.routing import UnicodeConverter

from app.web.numbers import LARGEST
from tests.addresses.rules import ARGUMENT, adapter


def test_every_address_is_in_kebab_case(bare_app: Flask) -> None:
    for rule in bare_app.url_map.iter_rules():
        fixed = ARGUMENT.sub("1", rule.rule)
        assert re.fullmatch(r"/|(/[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?)+", fixed), rule.rule


def test_every_argument_is_as_narrow_as_it_can_be(bare_app: Flask) -> None:
    for rule in bare_app.url_map.iter_rules():
        for name, converter in rule._converters.items():
            free = type(converter) is UnicodeConverter
            assert not free or name == "token" or name.endswith("_id"), rule.rule


def test_a_number_that_no_database_takes_for_an_id_leads_nowhere(bare_app: Flask) -> None:
    known = adapter(bare_app)
    assert known.test(f"/result/{LARGEST}")
    assert not known.test(f"/result/{LARGEST + 1}")
