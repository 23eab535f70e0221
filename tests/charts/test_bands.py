"""The picture of the bands as they are edited names every one of them, and where it lies."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.bands import describe, draw, drawable, reaches, size
from app.charts.looks import Look, is_narrow, palette_of
from app.charts.spectrum import spectrum
from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language, Text
from tests.charts.banks import FIVE, NINE, TWO, UNEVEN, WORDY, bank
from tests.charts.reading import Picture, contrast, is_readable, some
from tests.charts.teams import SHIPPED

ALL_LOOKS: tuple[Look, ...] = get_args(Look)
looks = st.sampled_from(ALL_LOOKS)
languages = st.sampled_from(LANGUAGES)
words = st.lists(st.text("abcdeimnorstuvw", min_size=1, max_size=22), min_size=1, max_size=8).map(" ".join)
bounds = st.sets(st.integers(1, 100), min_size=1, max_size=8).map(sorted)


@st.composite
def any_bank(draw: st.DrawFn) -> Bank:
    """Make a bank of 2 to 9 bands at any bounds, with titles of any length."""
    return bank(*((start, draw(words), draw(words)) for start in (0, *draw(bounds))))


@some
@given(any_bank(), languages, looks)
def test_every_band_can_be_read_in_any_number_and_length(one: Bank, language: Language, look: Look) -> None:
    picture = Picture(draw(one, language, look))
    is_readable(picture)
    assert (picture.frame.right, picture.frame.bottom) == size(one, language, look)
    said = " ".join(picture.texts)
    for band, reach in zip(one.bands, reaches(one.bands, language), strict=True):
        assert reach in picture.texts
        # A title is on one line or on several, none of them cut but where a single word has no room.
        assert "…" in said or all(word in said for word in band.title[language].split())


@some
@given(st.text(max_size=60), st.text(max_size=60), looks)
def test_a_title_may_hold_anything_that_can_be_typed_or_nothing(one: str, other: str, look: Look) -> None:
    strange = bank((0, one, other), (50, other, one), low=Text(one, other), high=Text(other, one))
    for language in LANGUAGES:
        is_readable(Picture(draw(strange, language, look)))


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_a_band_without_a_title_yet_is_called_by_its_id(look: Look) -> None:
    assert "band-50" in Picture(draw(bank((0, "Low", "Bas"), (50, "", "")), "en", look)).texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_room_names_stand_under_their_ground(language: Language) -> None:
    for one in (TWO, FIVE, SHIPPED):
        picture = Picture(draw(one, language, "wide"))
        for band in one.bands:
            ground, name = picture.box(f"ground-{band.start}"), picture.line(band.title[language]).box
            assert ground.left < (name.left + name.right) / 2 < ground.right
            assert name.top > ground.bottom
        assert not {"1", "2"} & set(picture.texts)


@pytest.mark.parametrize(
    ("one", "look"), [(WORDY, "wide"), (UNEVEN, "wide"), (NINE, "narrow"), (FIVE, "narrow")]
)
def test_where_there_is_no_room_they_are_numbered_and_listed_in_order(one: Bank, look: Look) -> None:
    picture = Picture(draw(one, "en", look))
    heights = []
    for number, reach in enumerate(reaches(one.bands, "en"), 1):
        under, beside = sorted(
            (line for line in picture.lines if line.text == str(number)), key=lambda line: line.y
        )[:2]
        assert not under.bold
        heights.append(picture.line(reach).y if picture.texts.count(reach) == 1 else beside.y)
        assert beside.y == heights[-1]
    assert heights == sorted(heights)


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_the_grounds_have_the_colours_and_bounds_of_a_persons_picture(look: Look) -> None:
    bands, person = (
        Picture(draw(FIVE, "en", look)),
        Picture(spectrum(FIVE, "en", shown=5, margin=0, look=look)),
    )
    for start in (0, 20, 40, 60, 80):
        assert bands.fill(f"ground-{start}") == person.fill(f"ground-{start}")
        assert bands.box(f"ground-{start}").left == person.box(f"ground-{start}").left
    assert not bands.has("you")


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_words_stand_out(look: Look) -> None:
    picture = Picture(draw(WORDY, "fr", look))
    assert min(contrast(line.colour, palette_of(look).ground) for line in picture.lines) >= 4.5
    assert is_narrow(look) == (picture.frame.right == 288)


def test_a_reach_holds_both_its_ends_and_one_place_is_only_that() -> None:
    assert reaches(UNEVEN.bands, "en") == ("0", "1 to 6", "7 to 59", "60 to 98", "99 to 100")
    assert reaches(TWO.bands, "fr") == ("de 0 à 49", "de 50 à 100")


@pytest.mark.parametrize(
    ("starts", "drawn"),
    [
        ((0, 50), True),
        ((0, 100), True),
        (range(0, 90, 10), True),
        ((), False),
        ((0,), False),
        (range(0, 100, 10), False),
        ((1, 50), False),
        ((0, 101), False),
        ((0, 50, 40), False),
        ((0, 50, 50), False),
    ],
)
def test_bands_that_do_not_follow_each_other_are_not_drawn(starts: tuple[int, ...], drawn: bool) -> None:
    assert drawable(bank(*((start, "A", "B") for start in starts))) == drawn


def test_the_words_name_every_band_in_both_languages() -> None:
    assert describe(TWO, "en") == (
        "The land in 2 stretches, from left to right: “Setting out”, 0 to 49; “Under way”, 50 to 100. "
        "The land does not rise; it runs from “digital newcomer” to “digital native”, in the author’s terms."
    )
    assert "«\u00a0En chemin\u00a0», de 50 à 100." in describe(TWO, "fr")


def test_the_same_values_give_the_same_bytes() -> None:
    assert draw(NINE, "en", "wide") == draw(replace(NINE), "en", "wide")
