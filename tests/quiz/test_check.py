"""Test that a bank checked as a value is told what its file is told."""

from dataclasses import replace

import pytest

from app.quiz.check import faults
from app.quiz.faults import FaultyBank
from app.quiz.marks import MOST_FAULTS
from app.quiz.yaml import draft, parse, write
from tests.quiz import test_broken_form, test_broken_meaning
from tests.quiz.banks import question, shipped, small
from tests.quiz.broken import Broken

WAYS = [
    way
    for module in (test_broken_form, test_broken_meaning)
    for found in vars(module).values()
    if isinstance(found, (list, tuple))
    for way in found
    if isinstance(way, Broken)
]


def told(source: bytes) -> list[tuple[object, object]]:
    try:
        parse(source)
    except FaultyBank as faulty:
        return [(fault.path, fault.what) for fault in faulty.faults]
    return []


def test_a_sound_bank_has_no_faults() -> None:
    assert [faults(bank) for bank in (small(), shipped())] == [(), ()]


@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
def test_a_bank_is_told_what_its_file_is_told(way: Broken) -> None:
    try:
        bank = draft(way.source())
    except FaultyBank:
        return  # a broken form is no draft
    assert [(fault.path, fault.what) for fault in faults(bank)] == told(write(bank))


def test_a_bank_with_more_faults_than_anybody_reads_is_told_the_first_and_that_there_are_more() -> None:
    bank = small()
    lost = tuple(question(f"lost-{at}", "gone") for at in range(MOST_FAULTS + 1))
    bank = replace(bank, themes=(replace(bank.themes[0], questions=lost), *bank.themes[1:]))
    found = faults(bank)
    assert len(found) == MOST_FAULTS + 1
    assert [fault.what for fault in found if fault.path == ()] == [found[-1].what]
    assert [(fault.path, fault.what) for fault in found] == told(write(bank))
