"""Do once what every test would do again, so that a test costs what it tests and little more.

Nothing here changes what an application does: only when it is worked out.
"""

import gc
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

from app.store import versions


class Compiled(BytecodeCache):
    """Keep compiled templates from one application to the next."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is known of a template; its source is compared by Jinja."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self._code[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


def compile_rules_once() -> None:
    """Let Werkzeug compile the function that builds an address once for each rule, not for each application.

    It is most of what making an application costs, and depends on nothing but what the rule says.
    """
    compile_builder: Callable[[Rule, bool], Any] = Rule._compile_builder
    known: dict[Hashable, Any] = {}

    def compiled(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, rule.subdomain, rule.host, repr(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_builder(rule, append_unknown)
        return known[key]

    Rule._compile_builder = compiled  # type: ignore[assignment]  # as in its class, where it is bound


def read_banks_once() -> None:
    """Let the store read the same bytes of a bank once: a bank is a value, and never changes."""
    versions.parse = lru_cache(maxsize=64)(versions.parse)  # type: ignore[attr-defined]
    versions.read = lru_cache(maxsize=64)(versions.read)  # type: ignore[attr-defined]


def look_away_from_what_stays() -> None:
    """Keep the garbage collector off all that was imported and collected, which stays to the end anyway.

    What comes and goes is looked through a tenth as often: it is a few applications more in memory.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
