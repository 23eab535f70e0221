"""When a piece of advice is given can be read by somebody who never saw the file."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.bank import DOES_NOT_APPLY, Answered, Bank, When
from app.quiz.conditions_told import told_when
from app.quiz.text import Text
from tests.quiz.any_banks import drafts, ids, whens
from tests.quiz.banks import shipped, small


@pytest.mark.parametrize(
    ("when", "english", "french"),
    [
        (When(), "for everybody", "pour tout le monde"),
        (When(place_below=40), "when the place is below 40", "quand la position est de moins de 40"),
        (When(place_from=75), "when the place is at least 75", "quand la position est d’au moins 75"),
        (
            When(place_from=0, place_below=60),
            "when the place is at least 0 and below 60",
            "quand la position est d’au moins 0 et de moins de 60",
        ),
        (
            When(theme_below=60),
            "when “Listen first” is below 60",
            "quand le résultat de «\u00a0Écouter d’abord\u00a0» est de moins de 60",
        ),
        (
            When(place_from=20, theme_at_least=75),
            "when the place is at least 20 and “Listen first” is at least 75",
            "quand la position est d’au moins 20 et que le résultat de «\u00a0Écouter d’abord\u00a0» est "
            "d’au moins 75",
        ),
        (
            When(answered=Answered("listen-2", ("never", "sometimes", DOES_NOT_APPLY))),
            "when the answer to “I wait to be told” is “Never”, “Sometimes” or “does not apply to my work”",
            "quand la réponse à «\u00a0J’attends qu’on me le dise\u00a0» est «\u00a0Jamais\u00a0», "
            "«\u00a0Parfois\u00a0» ou «\u00a0ne s’applique pas à mon travail\u00a0»",
        ),
        (
            When(answered=Answered("origin", ("late",))),
            "when the answer to “How did you come to them?” is “I came to them late”",
            "quand la réponse à «\u00a0Comment y êtes-vous venu?\u00a0» est «\u00a0Venu plus tard\u00a0»",
        ),
    ],
)
def test_conditions_are_told_in_both_languages(when: When, english: str, french: str) -> None:
    assert told_when(small(), when, "listen") == Text(english, french)


@pytest.mark.parametrize(
    ("when", "theme", "english"),
    [
        (When(theme_below=60), None, "when the theme’s score is below 60"),
        (When(theme_below=60), "gone", "when “gone” is below 60"),
        (When(answered=Answered("gone", ("never",))), None, "when the answer to “gone” is “never”"),
        (When(answered=Answered("listen-1", ("gone",))), None, "“I read before I write” is “gone”"),
        (When(answered=Answered("listen-1", ())), None, "when “I read before I write” is answered"),
    ],
)
def test_what_a_draft_names_and_is_not_there_is_called_by_its_id(
    when: When, theme: str | None, english: str
) -> None:
    assert english in told_when(small(), when, theme).en


def test_a_title_that_a_draft_lacks_in_one_language_is_its_id_there() -> None:
    first, *rest = small().themes
    draft = replace(small(), themes=(replace(first, title=Text("Listen first", "")), *rest))
    told = told_when(draft, When(theme_below=9), "listen")
    assert told.en.startswith("when “Listen first”")
    assert "«\u00a0listen\u00a0»" in told.fr


@given(drafts(), whens, st.none() | ids)
def test_any_conditions_of_any_draft_can_be_told(draft: Bank, when: When, theme: str | None) -> None:
    told = told_when(draft, when, theme)
    assert told.en.startswith("when ") == told.fr.startswith("quand ") == (when != When())


def test_the_same_conditions_are_told_alike_and_others_otherwise() -> None:
    told = {
        (piece.when, piece.theme): told_when(shipped(), piece.when, piece.theme) for piece in shipped().advice
    }
    conditions = {
        (when, theme if when.theme_below is not None or when.theme_at_least is not None else None)
        for when, theme in told
    }
    assert len(set(told.values())) == len(conditions)
