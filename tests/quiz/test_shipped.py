"""The banks that come with the service keep what the instrument promises."""

import re
from collections import Counter
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from app.quiz.advice import STEPS, advise, holds
from app.quiz.bank import Bank
from app.quiz.proof import MIDDLE
from app.quiz.scoring import Result, score
from app.quiz.text import LANGUAGES
from tests.quiz.banks import SHIPPED, every_shipped, shipped, texts_of

ROOT = Path(__file__).parents[2]

of_every_bank = pytest.mark.parametrize("bank", every_shipped(), ids=lambda bank: bank.id)


# What the instrument says of the first bank.


def test_the_first_bank_has_13_themes_of_which_3_are_myths() -> None:
    assert Counter(theme.kind for theme in shipped().themes) == {"imperative": 10, "myth": 3}


def test_the_first_bank_asks_26_to_30_questions() -> None:
    assert 26 <= len(shipped().questions) <= 30


def test_the_five_bands_of_the_first_bank_begin_where_the_instrument_says() -> None:
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


# What holds for every bank.


def test_a_second_bank_comes_with_the_service() -> None:
    assert [bank.id for bank in every_shipped()] == ["digital-public-servant", "working-in-the-open"]


@of_every_bank
def test_a_bank_is_in_the_file_called_by_its_id(bank: Bank) -> None:
    assert (SHIPPED.parent / f"{bank.id}.yaml").is_file()


@of_every_bank
def test_it_takes_8_minutes_or_less(bank: Bank) -> None:
    assert bank.minutes <= 8


@of_every_bank
def test_a_theme_asks_for_two_practices_and_a_myth_for_one_belief(bank: Bank) -> None:
    for theme in bank.themes:
        assert len(theme.asked("practice")) >= 2, theme.id
        assert len(theme.asked("belief")) == (1 if theme.kind == "myth" else 0), theme.id


@of_every_bank
def test_every_theme_has_something_for_a_team_to_talk_about(bank: Bank) -> None:
    assert [theme.id for theme in bank.themes if theme.talk is None] == []


@of_every_bank
def test_its_two_scales_have_five_choices_worth_0_to_4(bank: Bank) -> None:
    assert len(bank.scales) == 2
    for scale in bank.scales.values():
        assert [choice.points for choice in scale.choices] == [0, 1, 2, 3, 4]


@of_every_bank
def test_about_half_of_what_is_scored_is_turned_round(bank: Bank) -> None:
    asked = [question for question in bank.questions.values() if question.role == "practice"]
    assert 0.4 <= sum(question.reversed for question in asked) / len(asked) <= 0.6


@of_every_bank
@pytest.mark.parametrize("position", range(5))
def test_whoever_gives_the_same_choice_throughout_lands_in_the_middle(bank: Bank, position: int) -> None:
    answers = {
        question.id: bank.scale_of(question).choices[position].id for question in bank.questions.values()
    }
    assert score(bank, answers).shown in MIDDLE
    assert len(advise(bank, answers, score(bank, answers))) >= STEPS


@of_every_bank
@pytest.mark.parametrize("reached", [0, 50, 100])
def test_a_theme_has_advice_that_needs_no_one_answer(bank: Bank, reached: int) -> None:
    everywhere: dict[str, Fraction | None] = {theme.id: Fraction(reached) for theme in bank.themes}
    place = Fraction(reached)
    result = Result(everywhere, place, reached, bank.band_at(reached).id, bank.margin, {})
    spoken_to = {piece.theme for piece in bank.advice if holds(piece, {}, result)}
    assert [theme.id for theme in bank.themes if theme.id not in spoken_to] == []


@of_every_bank
def test_its_questions_are_short_enough_to_be_read_at_once(bank: Bank) -> None:
    for question in bank.questions.values():
        for language in LANGUAGES:
            assert 20 <= len(question.text[language]) <= 190, question.id


@of_every_bank
def test_no_question_says_not_to_turn_itself_round(bank: Bank) -> None:
    for question in bank.questions.values():
        if question.reversed:
            assert not re.search(r"\b(not|never|don’t|do not)\b", question.text.en), question.text.en


@of_every_bank
def test_nobody_is_called_a_newcomer_or_a_native(bank: Bank) -> None:
    for path, text in texts_of(bank):
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


@of_every_bank
@pytest.mark.parametrize("what", [*WRONG, *WRONG_IN_FRENCH])
def test_its_french_is_set_as_in_quebec(bank: Bank, what: str) -> None:
    pattern = {**WRONG, **WRONG_IN_FRENCH}[what]
    assert not {path: text.fr for path, text in texts_of(bank) if re.search(pattern, text.fr)}


@of_every_bank
@pytest.mark.parametrize("what", [*WRONG, *WRONG_IN_ENGLISH])
def test_its_english_is_set_well(bank: Bank, what: str) -> None:
    pattern = {**WRONG, **WRONG_IN_ENGLISH}[what]
    assert not {path: text.en for path, text in texts_of(bank) if re.search(pattern, text.en)}


@of_every_bank
def test_every_text_says_something_in_both_languages(bank: Bank) -> None:
    for path, text in texts_of(bank):
        assert text.en.strip(), path
        assert text.fr.strip(), path
        same_word_in_both = ("source", "title", "topic")
        assert text.en != text.fr or path.endswith(same_word_in_both), path


def test_no_bank_borrows_the_words_of_another() -> None:
    for one, other in combinations(every_shipped(), 2):
        mine, theirs = (
            {
                words
                for path, text in texts_of(bank)
                if not path.startswith("scales.")
                for words in (text.en, text.fr)
            }
            for bank in (one, other)
        )
        assert mine & theirs == set()


@of_every_bank
def test_the_application_knows_no_bank(bank: Bank) -> None:
    source = [bank.source.author, bank.source.title] if bank.source else []
    titled = [bank.title, bank.ends.low, bank.ends.high, *(theme.title for theme in bank.themes)]
    names = [bank.id, *source, *(words for text in titled for words in (text.en, text.fr))]
    kinds = (".py", ".html", ".txt", ".js", ".css", ".po")
    for file in sorted(path for path in (ROOT / "app").rglob("*") if path.suffix in kinds):
        written = file.read_text("utf-8")
        assert [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", written)] == [], file


def test_no_page_speaks_of_an_article() -> None:
    """Not every bank follows one; a bank that does says so in its own `parts`."""
    files = [*(ROOT / "app" / "templates").rglob("*.*"), *(ROOT / "app" / "translations").rglob("*.po")]
    assert [file for file in files if re.search(r"\barticles?\b", file.read_text("utf-8"))] == []
