"""Tell the audit trail's entries in words; each room adds the words for what it notes."""

from flask_babel import LazyString

_ACTS: dict[str, LazyString] = {}
_VALUES: dict[str, LazyString] = {}


def tell(acts: dict[str, LazyString], values: dict[str, LazyString] | None = None) -> None:
    """Add words for acts ("suspended" …) and for values with a name of their own ("admin" …)."""
    _ACTS.update(acts)
    _VALUES.update(values or {})


def act(what: str) -> object:
    """Return the words for an act; one that nobody told of is shown as it was noted."""
    return _ACTS.get(what, what)


def value(text: str) -> str:
    """Return a noted value in words, as far as there are any."""
    return ", ".join(str(_VALUES.get(part, part)) for part in text.split(", "))
