"""Every fault is said in good English and in good French."""

import re

import pytest

from app.quiz import conditions, marks, shape, syntax
from app.quiz.faults import EXCERPT, excerpt, words
from app.quiz.text import Text
from tests.quiz import test_broken_form, test_broken_meaning, test_broken_syntax
from tests.quiz.broken import Broken, faults_of

EVERY = [*test_broken_syntax.SYNTAX, *test_broken_form.FORM, *test_broken_meaning.MEANING]


@pytest.mark.parametrize("broken", EVERY, ids=lambda broken: broken.name)
def test_a_fault_is_set_well_in_both_languages(broken: Broken) -> None:
    for fault in faults_of(broken.source()):
        assert fault.what.en != fault.what.fr
        for text in (fault.what.en, fault.what.fr):
            assert re.match("[A-Z«“É]", text), text
            assert not re.search(r"['\"{}]", re.sub("“[^”]*”|«[^»]*»|{n}", "", text)), text
        assert not re.search(r"«(?!\u00a0)|(?<!\u00a0)»", fault.what.fr), fault.what.fr
        assert not re.search(r"\s[;!?]| :", re.sub("«[^»]*»", "x", fault.what.fr)), fault.what.fr
        assert not re.search("pydantic|yaml|mapping|scalar|token|NoneType", str(fault.what), re.IGNORECASE)


def test_what_is_quoted_is_one_short_visible_line() -> None:
    assert excerpt("a\n  b\tc") == "a b c"
    assert excerpt("a\u202eb\x00") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"
    assert len(excerpt("x" * 1000)) == EXCERPT


def test_strings_are_quoted_and_numbers_are_not() -> None:
    said = words("{name} and {count}", "{name} : {count}", name="a", count=3)
    assert said == Text("“a” and 3", "«\u00a0a\u00a0»\u00a0: 3")


@pytest.mark.parametrize("room", [conditions, marks, shape, syntax])
def test_no_word_is_kept_in_one_language_only(room: object) -> None:
    pairs = [value for value in vars(room).values() if isinstance(value, tuple) and len(value) == 2]
    assert all(en != fr for en, fr in pairs)
