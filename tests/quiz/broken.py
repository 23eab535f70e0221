"""Break the small bank in many ways; each way says where, and in which words, it is to be reported.

A way is: its name, what stands in the file, what stands there instead, and a phrase of the fault.
The place is marked with ¦ in the new text; the mark is taken out before the file is read.
"""

from typing import NamedTuple

import pytest

from app.quiz.faults import Fault, FaultyBank
from app.quiz.yaml import parse
from tests.quiz.banks import SMALL

MARK = "¦"


class Broken(NamedTuple):
    """Hold one way to break a file."""

    name: str
    old: str
    new: str
    phrase: str

    def source(self) -> bytes:
        """Return the broken file."""
        return self._marked().replace(MARK, "").encode()

    def place(self) -> tuple[int, int]:
        """Return the line and column of the mark."""
        before = self._marked().split(MARK)[0]
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def _marked(self) -> str:
        assert self.old in SMALL, self.name
        broken = SMALL.replace(self.old, self.new, 1)
        assert broken.count(MARK) == 1, self.name
        return broken


def faults_of(source: bytes) -> tuple[Fault, ...]:
    """Return the faults of a file that has some."""
    with pytest.raises(FaultyBank) as caught:
        parse(source, "small.yaml")
    return caught.value.faults


def assert_found(broken: Broken) -> None:
    """Assert that a fault is reported at the mark, in the words of the phrase."""
    faults = faults_of(broken.source())
    found = [fault.what.en.lower() for fault in faults if (fault.line, fault.column) == broken.place()]
    assert any(broken.phrase.lower() in what for what in found), "\n".join(map(str, faults))
