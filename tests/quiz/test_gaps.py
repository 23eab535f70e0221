"""Test how a bank that is being worked on is shown."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.quiz.bank import Answered, When
from app.quiz.gaps import GAP, shown
from app.quiz.text import LANGUAGES, Text
from tests.quiz.banks import shipped, small, texts_of


def test_a_bank_without_gaps_is_shown_as_it_is() -> None:
    assert shown(small()) == small()
    assert shown(shipped()) == shipped()


@given(english=st.sampled_from(["", " ", "title"]), french=st.sampled_from(["", "\n", "titre"]))
def test_each_language_is_marked_by_itself(english: str, french: str) -> None:
    title = shown(replace(small(), title=Text(english, french))).title
    assert title.en == (english if english == "title" else GAP.en)
    assert title.fr == (french if french == "titre" else GAP.fr)


def test_every_gap_is_marked() -> None:
    empty = Text("", "")
    themes = tuple(
        replace(theme, topic=empty, questions=tuple(replace(one, text=empty) for one in theme.questions))
        for theme in small().themes
    )
    for _, text in texts_of(shown(replace(small(), themes=themes))):
        assert all(text[tongue] for tongue in LANGUAGES)


def test_advice_with_a_fault_is_left_out_and_the_rest_stays() -> None:
    first, *others = small().advice
    faulty = replace(first, when=When(answered=Answered("gone", ("never",))))
    assert shown(replace(small(), advice=(faulty, *others))).advice == tuple(others)
    assert shown(replace(small(), advice=(first,))).advice == (first,)
