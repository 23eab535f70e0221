"""The alternative text says what the picture shows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.words import describe, reach
from app.quiz.text import LANGUAGES, Language
from tests.charts.banks import FIVE

places = st.integers(0, 100)
margins = st.integers(0, 60)
languages = st.sampled_from(LANGUAGES)


@given(languages, places, margins, st.none() | places)
def test_it_names_the_band_the_ends_and_last_times_band(
    language: Language, shown: int, margin: int, then: int | None
) -> None:
    words = describe(FIVE, language, shown, margin, then)
    assert FIVE.band_at(shown).title[language] in words
    assert FIVE.ends.low[language] in words
    assert FIVE.ends.high[language] in words
    assert then is None or FIVE.band_at(then).title[language] in words


@given(places, margins, st.none() | places)
def test_it_differs_with_the_language(shown: int, margin: int, then: int | None) -> None:
    assert describe(FIVE, "en", shown, margin, then) != describe(FIVE, "fr", shown, margin, then)


@given(languages, places, margins)
def test_it_tells_of_last_time_only_when_there_was_one(language: Language, shown: int, margin: int) -> None:
    last_time = {"en": "last time", "fr": "la dernière fois"}[language]
    assert last_time not in describe(FIVE, language, shown, margin)
    assert last_time in describe(FIVE, language, shown, margin, shown)


@pytest.mark.parametrize(("language", "close"), [("en", "is close by"), ("fr", "est tout près")])
def test_a_neighbour_is_named_when_its_bound_is_within_the_margin(language: Language, close: str) -> None:
    assert f"{FIVE.bands[2].title[language]}" in describe(FIVE, language, 38, 2)
    assert close in describe(FIVE, language, 38, 2)
    assert close not in describe(FIVE, language, 38, 1)


@given(places, margins)
def test_the_stretch_stays_between_0_and_100_and_holds_the_place(shown: int, margin: int) -> None:
    low, high = reach(shown, margin)
    assert 0 <= low <= shown <= high <= 100
    assert low == 0 or shown - low == margin
    assert high == 100 or high - shown == margin


@given(languages, places, st.integers(1, 60))
def test_it_says_how_far_the_shaded_part_runs(language: Language, shown: int, margin: int) -> None:
    low, high = reach(shown, margin)
    stretch = {"en": f"from {low} to {high}", "fr": f"de {low} à {high}"}[language]
    assert stretch in describe(FIVE, language, shown, margin)


@pytest.mark.parametrize(("language", "shaded"), [("en", "shaded"), ("fr", "ombrée")])
def test_it_speaks_of_no_shaded_part_without_a_margin(language: Language, shaded: str) -> None:
    assert shaded not in describe(FIVE, language, 38, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_point_is_singular(language: Language) -> None:
    assert "1 point" in describe(FIVE, language, 38, 1)
    assert "points" not in describe(FIVE, language, 38, 1)


@given(places, margins, st.none() | places)
def test_french_has_no_break_spaces_where_they_belong_and_none_before_other_marks(
    shown: int, margin: int, then: int | None
) -> None:
    words = describe(FIVE, "fr", shown, margin, then)
    assert not re.search(r"[«] |[^\u00a0][»:]|[«][^\u00a0]|\s[;!?]|'|\"|“", words)


@given(places, margins, st.none() | places)
def test_english_quotes_are_curly(shown: int, margin: int, then: int | None) -> None:
    assert not re.search(r"'|\"|«", describe(FIVE, "en", shown, margin, then))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_of_what_is_seen_not_of_an_image(language: Language) -> None:
    assert "image" not in describe(FIVE, language, 38, 10, 20).lower()
