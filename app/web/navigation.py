"""Know the places that people with accounts go to; each room adds its own."""

from collections.abc import Collection
from dataclasses import dataclass
from math import inf

from flask_babel import LazyString


@dataclass(frozen=True, slots=True)
class Place:
    """Describe an entry of the navigation: where it leads, its words, and for which roles (none: for all)."""

    endpoint: str
    words: LazyString
    roles: frozenset[str] = frozenset()


_PLACES: list[Place] = []


def add(endpoint: str, words: LazyString, *roles: str) -> None:
    """Add a place to the navigation of those with one of some roles, or of everybody who is signed in."""
    _PLACES.append(Place(endpoint, words, frozenset(roles)))


def places(roles: Collection[str]) -> list[Place]:
    """List the places of somebody with some roles: what fewest roles share first, their account last."""
    theirs = (place for place in _PLACES if not place.roles or place.roles.intersection(roles))
    return sorted(theirs, key=lambda place: len(place.roles) or inf)
