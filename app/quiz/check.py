"""Check a bank that is being worked on, as a value: what its file would be told, without writing the file."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import count
from typing import Any

from app.quiz.bank import Bank
from app.quiz.faults import Fault
from app.quiz.marks import Found, Listing, Mark, Node, Scalar, Table, Unreadable, keep
from app.quiz.places import fault, mark_of
from app.quiz.shape import shape
from app.quiz.soundness import flaws
from app.quiz.yaml import plain


def faults(bank: Bank) -> tuple[Fault, ...]:
    """Return every fault of a bank, in its file's order and in the words that `parse` has for its file.

    Writing a long bank and reading it again takes fifty times as long. A line counts values here.
    """
    found: list[Found] = []
    root = _node(plain(bank), count(1))
    assert isinstance(root, Table)  # noqa: S101  # a bank is written as keys
    try:
        shaped = shape(root, found)
        for path, what in flaws(shaped.bank, shaped.broken):
            keep(found, Found(mark_of(root, path), path, what))
    except Unreadable as error:
        found.append(error.found)
    told = (fault("", root, one) for one in found)
    return tuple(sorted(told, key=lambda one: one.line))


def _node(value: Any, lines: Iterator[int]) -> Node:
    """Return a value as a reader of its file has it before him."""
    mark = Mark(next(lines), 1)
    if isinstance(value, Mapping):
        return Table(mark, {key: (mark, _node(held, lines)) for key, held in value.items()})
    if isinstance(value, list):
        return Listing(mark, [_node(held, lines) for held in value])
    if isinstance(value, bool):
        return Scalar(mark, "true" if value else "false", plain=True)
    if isinstance(value, Decimal):
        return Scalar(mark, f"{value:f}", plain=True)
    return Scalar(mark, str(value), plain=isinstance(value, int))
