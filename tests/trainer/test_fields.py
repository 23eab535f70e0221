"""Test how what was typed into a field is kept, and what is refused at it."""

import pytest
from flask import Flask

from app.quiz.text import Text
from app.trainer.fields import TICKED, Asked, as_number, both, flat, one_line, plain, text_of, text_or_none
from app.trainer.sheet import sheet


@pytest.mark.parametrize("typed", ["a\r\nb", "a\rb", " a\nb\n\n"])
def test_lines_end_in_one_way_with_nothing_blank_around(typed: str) -> None:
    assert plain(typed) == "a\nb"
    assert one_line(typed) == "a b"


def test_a_decimal_comma_is_a_point_in_a_bank() -> None:
    assert as_number(" 1,5 ") == "1.5"


def test_a_text_in_both_languages_comes_back_from_its_fields() -> None:
    assert [one.name for one in both("title")] == ["title.en", "title.fr"]
    for text in (Text("Own", "À soi"), Text("", "Seul")):
        assert text_of(flat("title", text), "title") == text_or_none(flat("title", text), "title") == text
    assert text_or_none(flat("title", None), "title") is None


@pytest.mark.parametrize(
    ("asked", "typed", "is_kept"),
    [
        (Asked("one", "whole"), "12", True),
        (Asked("one", "whole"), "1.5", False),
        (Asked("one", "whole"), "", False),
        (Asked("one", "whole", optional=True), "", True),
        (Asked("one", "number"), "1,5", True),
        (Asked("one", "number"), "many", False),
        (Asked("one", "choice", ("a", "b")), "b", True),
        (Asked("one", "choice", ("a", "b")), "c", False),
        (Asked("one", "tick"), TICKED, True),
        (Asked("one", "text"), "\N{OWL} =cmd <script>", True),
    ],
)
def test_only_what_cannot_be_kept_at_all_is_refused(
    bare_app: Flask, asked: Asked, typed: str, is_kept: bool
) -> None:
    with bare_app.test_request_context("/", method="POST", data={"one": typed}):
        form = sheet([asked], {"one": ""})
        # Nothing was shown, so what is typed is told from what the draft has by the check alone.
        assert form.validate() == is_kept
        assert bool(form.errors) != is_kept
