"""Hold one thing that differs between two versions of a bank, and find what moved and what reads anew."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from app.quiz.bank import Identified
from app.quiz.text import Text
from app.quiz.wording import begun, say

Kind = Literal["questions", "texts", "scales", "weights", "bands", "advice"]
"""What a change is about: themes are among the questions, the margin among the weights."""

Path = tuple[str, ...]
"""The way to a thing in either version, by ids and never by places: ("themes", "listen", "title")."""


@dataclass(frozen=True, slots=True)
class Altered:
    """Say one thing that differs.

    `where` begins with a capital, `what` in lower case, to stand after a colon. `old` and `new` are texts as
    they were and as they are, None where there was or is none; both are None where `what` says it all.
    """

    kind: Kind
    path: Path
    where: Text
    what: Text
    old: Text | None = None
    new: Text | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Hold what the alterations of one thing have in common."""

    kind: Kind
    path: Path
    where: Text

    def altered(self, what: Text, old: Text | None = None, new: Text | None = None) -> Altered:
        """Say that the thing itself differs."""
        return Altered(self.kind, self.path, begun(self.where), what, old, new)

    def part(self, key: str, name: Text, kind: Kind | None = None) -> "Place":
        """Return a place within this one, such as a theme's title."""
        where = say("{where}, {name}", "{where}, {name}", where=self.where, name=name)
        return Place(kind or self.kind, (*self.path, key), where)

    def reworded(self, old: Text | None, new: Text | None) -> Iterator[Altered]:
        """Yield that a text reads anew, and in which language, or is there in one version only."""
        if old == new:
            return
        if old is None or new is None:
            yield self.altered(ADDED if old is None else REMOVED, old, new)
        elif old.en == new.en:
            yield self.altered(REWORDED_FR, old, new)
        else:
            yield self.altered(REWORDED_EN if old.fr == new.fr else REWORDED, old, new)


Thing = TypeVar("Thing", bound=Identified)


Sorted = tuple[list[Thing], list[Thing], list[tuple[Thing, Thing]]]


def sort_out(before: Sequence[Thing], after: Sequence[Thing]) -> Sorted[Thing]:
    """Sort things by their ids into what is new, what is gone, and what is in both, as it was and as it is.

    Of two things with one id, which only a draft with a fault has, the last counts.
    """
    then, now = ({thing.id: thing for thing in things} for things in (before, after))
    return (
        [thing for key, thing in now.items() if key not in then],
        [thing for key, thing in then.items() if key not in now],
        [(then[key], thing) for key, thing in now.items() if key in then],
    )


def moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return the fewest ids to move so that those of both come in the new order.

    What stays is a longest increasing run of the places before, found as in patience sorting.
    """
    places = {key: place for place, key in enumerate(before)}
    both = [key for key in dict.fromkeys(after) if key in places]
    ends: list[int] = []
    lengths = []
    for key in both:
        at = bisect_left(ends, places[key])
        ends[at : at + 1] = [places[key]]
        lengths.append(at)
    wanted, staying = len(ends) - 1, set()
    for key, length in reversed(list(zip(both, lengths, strict=True))):
        # The last key of the wanted length that comes before the one just taken.
        if length == wanted:
            staying.add(key)
            wanted -= 1
    return frozenset(both) - staying


ADDED = Text("added", "ajout")
REMOVED = Text("removed", "retrait")
MOVED = Text("moved", "déplacement")
REWORDED = Text("new wording", "nouvelle formulation")
REWORDED_EN = Text("new wording in English", "nouvelle formulation en anglais")
REWORDED_FR = Text("new wording in French", "nouvelle formulation en français")
