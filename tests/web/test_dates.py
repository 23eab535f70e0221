"""Test how dates are written."""

from datetime import date

import pytest
from flask import Flask

from app.web.pages import day


@pytest.mark.parametrize(
    ("language", "when", "words"),
    [
        ("en", date(2026, 12, 1), "1 December 2026"),
        ("fr", date(2026, 12, 1), "1er décembre 2026"),
        ("fr", date(2026, 12, 11), "11 décembre 2026"),
    ],
)
def test_a_date_is_written_as_people_do(app: Flask, language: str, when: date, words: str) -> None:
    with app.test_request_context("/", headers={"Accept-Language": language}):
        assert day(when) == words
