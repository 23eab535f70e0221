"""Codes for a mail merge: two columns."""

import csv
from io import StringIO

from app.reports.slips import slips

CODES = [("K7PM-2QXW", "https://bearings.example/code/K7PM-2QXW"), ("zz", "https://bearings.example/code/zz")]


def test_a_line_holds_a_code_and_its_link_in_the_order_given() -> None:
    rows = list(csv.reader(StringIO(slips(CODES, "en").decode("utf-8-sig"))))
    assert rows == [["code", "link_lien"], *map(list, CODES)]


def test_french_has_its_own_separator_and_the_same_heading() -> None:
    assert slips(CODES[:1], "fr").decode("utf-8-sig").splitlines() == [
        '"code";"link_lien"',
        '"K7PM-2QXW";"https://bearings.example/code/K7PM-2QXW"',
    ]


def test_no_codes_leave_the_heading() -> None:
    assert slips([], "en") == b'\xef\xbb\xbf"code","link_lien"\r\n'
