"""A CSV file opens as a table, and what people typed in it is never a formula."""

import csv
from io import StringIO
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.text import LANGUAGES, Language
from app.reports.cells import csv_file, safe

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
hostile = st.text() | st.text("=+-@,;\"' \t\r\na", max_size=12)
"""Anything, and what is made to break out of a cell."""

SEPARATORS = {"en": ",", "fr": ";"}


def read(file: bytes, separator: str) -> list[list[str]]:
    return list(csv.reader(StringIO(file.decode("utf-8-sig"), newline=""), delimiter=separator))


@pytest.mark.parametrize("sign", SIGNS)
def test_what_begins_like_a_formula_gets_an_apostrophe(sign: str) -> None:
    assert safe(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"


@pytest.mark.parametrize("before", [" ", '"', "'", "  \t", "\"'"])
def test_nor_can_a_formula_hide_behind_a_space_or_a_quotation_mark(before: str) -> None:
    assert safe(f"{before}=1+1") == f"{before}'=1+1"


@pytest.mark.parametrize("separator", [",", ";", "\t", "\n"])
def test_nor_can_it_begin_a_cell_of_its_own_where_a_file_is_split_otherwise(separator: str) -> None:
    assert safe(f"Team{separator}=1+1") == f"Team{separator}'=1+1"
    assert safe(f'Team"{separator}"=1+1') == f'Team"{separator}"\'=1+1'


@pytest.mark.parametrize("text", ["Team A", "Équipe d’ici", "a-b", "1 + 1", "A, B", "e@mail.example", ""])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


@given(st.sampled_from(LANGUAGES), st.lists(st.lists(hostile, min_size=2, max_size=4), min_size=1))
def test_no_cell_begins_like_a_formula_and_no_text_is_lost(language: Language, rows: list[list[str]]) -> None:
    found = read(csv_file(rows, language), SEPARATORS[language])
    assert [len(row) for row in found] == [len(row) for row in rows]
    for cell, text in zip(chain.from_iterable(found), chain.from_iterable(rows), strict=True):
        assert not cell.startswith(SIGNS)
        assert cell.replace("'", "") == text.replace("'", "")


@given(st.sampled_from(LANGUAGES), hostile, st.sampled_from(",;"))
def test_nor_does_one_when_the_file_is_split_at_the_other_separator(
    language: Language, text: str, separator: str
) -> None:
    for row in read(csv_file([("Team", text)], language), separator):
        assert not [cell for cell in row if cell.strip().startswith(("=", "+", "-", "@"))]


def test_numbers_are_numbers_and_nothing_is_nothing() -> None:
    assert csv_file([("a", -5, None, 12)], "en") == b'\xef\xbb\xbf"a",-5,"",12\r\n'
    assert csv_file([("a", -5, None, 12)], "fr") == b'\xef\xbb\xbf"a";-5;"";12\r\n'
