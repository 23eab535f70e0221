"""The alternative texts say what a team's pictures show, and only what is published."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.team_alternatives import (
    describe_beliefs,
    describe_place,
    describe_rounds,
    describe_themes,
)
from app.quiz.changes import Stood
from app.quiz.disclosure.figures import Belief, Counts, Mean
from app.quiz.text import LANGUAGES, Language, Text
from tests.charts.banks import FIVE
from tests.charts.teams import (
    ALIKE,
    BELIEFS,
    COUNTED,
    FEW,
    SHIPPED,
    SMALL,
    mean,
    means,
    team,
    with_bands,
    with_belief,
    with_themes,
    withheld,
)

languages = st.sampled_from(LANGUAGES)


def themes(*figures: Mean | None, language: Language = "en") -> str:
    return describe_themes(SHIPPED, with_themes(*figures), language)


@given(languages, means, st.none() | means)
def test_the_place_is_said_with_its_band_and_its_interval(
    language: Language, place: Mean, then: Mean | None
) -> None:
    said = describe_place(FIVE, with_bands(FIVE, place), language, then)
    assert FIVE.band_at(place.value).title[language] in said
    between = {"en": f"from {place.low} to {place.high}", "fr": f"de {place.low} à {place.high}"}
    assert between[language] in said
    assert ({"en": "last time", "fr": "la dernière fois"}[language] in said) == (then is not None)
    assert FIVE.ends.low[language] in said
    assert FIVE.ends.high[language] in said


@pytest.mark.parametrize(
    ("language", "words"), [("en", "at 15 or less on a line"), ("fr", "à 15 ou moins sur une ligne")]
)
def test_a_limit_is_said_as_a_limit(language: Language, words: str) -> None:
    assert words in describe_place(FIVE, with_bands(FIVE, mean(15, "or-less")), language)


def test_counts_are_said_as_rounded_or_why_there_are_none() -> None:
    counted = describe_place(FIVE, with_bands(FIVE, mean(50), 0, 3, 9, 6, 0), "en")
    assert "about 9 in “Taking part”" in counted
    assert "about 0 in “On new ground”" in counted
    small = describe_place(FIVE, with_bands(FIVE, mean(50)), "en")
    assert "ten people or more" in small
    assert "about" not in small


def test_what_may_hold_everybody_is_said_in_words() -> None:
    published = team(45, ease=1.0)
    assert published.bands.nearly_all == "native"
    said = describe_place(SHIPPED, published, "en")
    assert "Most, perhaps all, are in “On home ground”. No counts:" in said


@pytest.mark.parametrize(("language", "words"), [("en", "is not shown"), ("fr", "n’est pas affiché")])
def test_a_withheld_place_is_said(language: Language, words: str) -> None:
    assert words in describe_place(SHIPPED, withheld(), language)


def test_the_highest_and_the_lowest_theme_are_named() -> None:
    said = themes(mean(70), *[mean(50)] * 11, mean(15, "or-less"))
    assert "The highest: “Listen to the conversation” (70)." in said
    assert "The lowest: “Engage, wherever you come from” (15 or less)." in said
    assert "Not shown" not in said


def test_ties_are_said_as_ties() -> None:
    said = themes(mean(70), mean(70), *[mean(50)] * 9, mean(40), mean(40))
    assert "The highest, at a tie: “Listen to the conversation” (70), “Immerse yourself” (70)." in said
    assert (
        "The lowest, at a tie: “Invite others to join” (40), “Engage, wherever you come from” (40)." in said
    )
    french = themes(mean(70), mean(70), *[mean(50)] * 9, mean(40), mean(40), language="fr")
    assert "Les plus hautes, à égalité\u00a0: «\u00a0Écoutez la conversation\u00a0» (70)" in french


def test_a_tie_of_many_is_counted_and_not_listed() -> None:
    assert "The lowest, at a tie: 11 themes (20, 20 or less)." in themes(
        mean(30), mean(30), *[mean(20), mean(20, "or-less")] * 5, mean(20)
    )


def test_where_all_are_alike_none_stands_out() -> None:
    said = themes(mean(50))
    assert "No theme stands out: 13 themes (50)." in said
    assert "highest:" not in said


def test_withheld_themes_are_named() -> None:
    said = themes(None, *[mean(50)] * 12)
    assert "Not shown, because too few people have an answer there: “Listen to the conversation”." in said
    assert describe_themes(SHIPPED, withheld(), "en") == "No theme is shown: too few people have an answer."


def test_each_myth_is_said_with_its_counts_or_words() -> None:
    said = describe_beliefs(
        SHIPPED, with_belief(Belief("", None, COUNTED), Belief("", "few", SMALL), Belief("", None, FEW)), "en"
    )
    assert (
        "“I am too busy for social media.” About 9 lean towards it, about 0 are in two minds, "
        "about 27 question it." in said
    )
    assert "no longer talk in person.” Few lean towards it." in said
    assert said.endswith("at a disadvantage.” Not shown: too few people have an answer here.")


def test_a_myth_that_all_see_alike_has_no_number() -> None:
    said = describe_beliefs(SHIPPED, with_belief(Belief("", None, ALIKE)), "en")
    assert said.count("Most, perhaps all, question it. No counts: the answers are so alike") == 3
    assert not re.search(r"\d", said)


def test_counts_without_everybody_say_so() -> None:
    part = Counts(COUNTED.counts, left_out=True)
    assert "smaller parts" in describe_beliefs(SHIPPED, with_belief(Belief("", None, part)), "en")


def test_rounds_are_said_in_their_order_with_their_names() -> None:
    named = [Stood("Before {0}", mean(40)), Stood("Between", None), Stood("After", mean(90, "or-more"))]
    english, french = (describe_rounds(named, language) for language in LANGUAGES)
    assert english.endswith(
        "“Before {0}” at 40 (likely 28 to 52); “Between”, not shown; “After” at 90 or more "
        "(likely 78 to 100)."
    )
    assert "«\u00a0Before {0}\u00a0» à 40 (probablement de 28 à 52)" in french


def test_a_round_that_cannot_be_set_beside_the_last_says_why() -> None:
    why = Text("the weight of “Listen” has changed", "le poids de «\u00a0Écouter\u00a0» a changé")
    english, french = (
        describe_rounds([Stood("A", None, why), Stood("B", mean(40))], language) for language in LANGUAGES
    )
    assert (
        "“A”, which cannot be set beside the last round, because since then the weight of “Listen” has "
        "changed; “B” at 40" in english
    )
    assert "car depuis le poids de «\u00a0Écouter\u00a0» a changé; «\u00a0B\u00a0» à 40" in french


def test_every_language_keeps_its_own_signs() -> None:
    for belief, place, people in product(BELIEFS, (None, mean(40)), (7, 45)):
        for language in LANGUAGES:
            said = " ".join(
                (
                    describe_place(SHIPPED, with_bands(SHIPPED, place), language, mean(20)),
                    describe_place(SHIPPED, team(people), language),
                    describe_themes(SHIPPED, team(people), language),
                    describe_beliefs(SHIPPED, with_belief(belief), language),
                    describe_rounds([Stood("A", place)], language),
                )
            )
            wrong = r"[«] |[^\u00a0][»:]|[«][^\u00a0]|\s[;!?]|'|\"|“" if language == "fr" else r"'|\"|«"
            assert not re.search(wrong, said), said
