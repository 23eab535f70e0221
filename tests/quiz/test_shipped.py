"""The bank that comes with the service keeps what the instrument promises."""

import re
from collections import Counter

import pytest

from app.quiz.advice import STEPS, advise
from app.quiz.proof import MIDDLE
from app.quiz.scoring import score
from app.quiz.text import LANGUAGES
from tests.quiz.banks import shipped, texts_of

TEXTS = dict(texts_of(shipped()))


def test_it_has_13_themes_of_which_3_are_myths() -> None:
    assert Counter(theme.kind for theme in shipped().themes) == {"imperative": 10, "myth": 3}


def test_it_asks_26_to_30_questions() -> None:
    assert 26 <= len(shipped().questions) <= 30


def test_it_takes_8_minutes_or_less() -> None:
    assert shipped().minutes <= 8


@pytest.mark.parametrize("theme", shipped().themes, ids=lambda theme: theme.id)
def test_a_theme_asks_for_two_practices_and_a_myth_for_one_belief(theme: object) -> None:
    (found,) = [each for each in shipped().themes if each is theme]
    assert len(found.asked("practice")) >= 2
    assert len(found.asked("belief")) == (1 if found.kind == "myth" else 0)


def test_its_two_scales_have_five_choices_worth_0_to_4() -> None:
    assert len(shipped().scales) == 2
    for scale in shipped().scales.values():
        assert [choice.points for choice in scale.choices] == [0, 1, 2, 3, 4]


def test_about_half_of_what_is_scored_is_turned_round() -> None:
    asked = [question for question in shipped().questions.values() if question.role == "practice"]
    assert 0.4 <= sum(question.reversed for question in asked) / len(asked) <= 0.6


@pytest.mark.parametrize("position", range(5))
def test_whoever_gives_the_same_choice_throughout_lands_in_the_middle(position: int) -> None:
    answers = {
        question.id: shipped().scale_of(question).choices[position].id
        for question in shipped().questions.values()
    }
    assert score(shipped(), answers).shown in MIDDLE
    assert len(advise(shipped(), answers, score(shipped(), answers))) >= STEPS


def test_its_five_bands_begin_where_the_instrument_says() -> None:
    assert {band.id: band.start for band in shipped().bands} == {
        "newcomer": 0,
        "explorer": 20,
        "participant": 40,
        "guide": 60,
        "native": 80,
    }


def test_each_side_has_its_five_pieces_from_the_article() -> None:
    for side in ("newcomer", "native"):
        sources = {piece.source for piece in shipped().advice if piece.leads_for == side}
        assert {f"{side} {number}" for number in range(1, 6)} <= sources


def test_its_questions_are_short_enough_to_be_read_at_once() -> None:
    for question in shipped().questions.values():
        for language in LANGUAGES:
            assert 20 <= len(question.text[language]) <= 190, question.id


def test_no_question_says_not_to_turn_itself_round() -> None:
    for question in shipped().questions.values():
        if question.reversed:
            assert not re.search(r"\b(not|never|don’t|do not)\b", question.text.en), question.text.en


def test_nobody_is_called_a_newcomer_or_a_native() -> None:
    for path, text in TEXTS.items():
        if path.startswith("bands."):
            assert not re.search("newcomer|native|nouvel arrivant|natif", text.en + text.fr), path


WRONG = {
    "an ASCII apostrophe": r"'",
    "a straight quotation mark": r'"',
    "three dots for an ellipsis": r"\.\.\.",
    "two spaces": r"\s\s",
    "a space at an end": r"^\s|\s$",
    "a space before a comma or a point": r"\s[,.](\s|$)",
}
WRONG_IN_FRENCH = {
    "« without a no-break space": r"«(?!\u00a0)",
    "» without a no-break space": r"(?<!\u00a0)»",
    "a colon without a no-break space": r"(?<!\u00a0):(?=\s|$)",
    "a space before ; ! ?": r"\s[;!?]",
    "English quotation marks": "[“”]",
}
WRONG_IN_ENGLISH = {"French quotation marks": "[«»]", "a space before : ; ! ?": r"\s[:;!?]"}


@pytest.mark.parametrize("what", [*WRONG, *WRONG_IN_FRENCH])
def test_its_french_is_set_as_in_quebec(what: str) -> None:
    pattern = {**WRONG, **WRONG_IN_FRENCH}[what]
    assert not {path: text.fr for path, text in TEXTS.items() if re.search(pattern, text.fr)}


@pytest.mark.parametrize("what", [*WRONG, *WRONG_IN_ENGLISH])
def test_its_english_is_set_well(what: str) -> None:
    pattern = {**WRONG, **WRONG_IN_ENGLISH}[what]
    assert not {path: text.en for path, text in TEXTS.items() if re.search(pattern, text.en)}


def test_every_text_says_something_in_both_languages() -> None:
    for path, text in TEXTS.items():
        assert text.en.strip(), path
        assert text.fr.strip(), path
        same_word_in_both = ("source", "title", "topic")
        assert text.en != text.fr or path.endswith(same_word_in_both), path
