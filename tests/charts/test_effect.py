"""The picture of an effect shows how many stay in each band and how many would move where."""

from dataclasses import replace
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.effect import LEAST, describe, draw, size
from app.charts.effect_words import counted, points
from app.charts.looks import Look, palette_of
from app.quiz.bank import Bank
from app.quiz.effect import Effect, Ground
from app.quiz.text import LANGUAGES, Language, Text
from tests.charts.banks import FIVE, NINE, TWO, UNEVEN, WORDY, bank
from tests.charts.reading import Picture, contrast, is_readable, some

ALL_LOOKS: tuple[Look, ...] = get_args(Look)
looks = st.sampled_from(ALL_LOOKS)
languages = st.sampled_from(LANGUAGES)
banks = st.sampled_from((TWO, FIVE, NINE, UNEVEN, WORDY))
MOVES: dict[tuple[Ground, Ground], int] = {
    ("band-0", "band-0"): 30,
    ("band-0", "band-50"): 10,
    ("band-50", "band-0"): 4,
    ("band-50", "band-50"): 1200,
    ("band-50", None): 1,
    (None, None): 5,
}


def effect(before: Bank, after: Bank, moves: dict[tuple[Ground, Ground], int]) -> Effect:
    """Make an effect of these moves; nobody else is there."""
    grounds = ([*(band.id for band in one.bands), None] for one in (before, after))
    firsts, seconds = grounds
    every = {(one, other): moves.get((one, other), 0) for one in firsts for other in seconds}
    return Effect(every, sum(moves.values()), Fraction(1, 5), 6.25, ())


TOLD = effect(TWO, TWO, MOVES)


@st.composite
def any_effect(draw: st.DrawFn) -> tuple[Bank, Bank, Effect]:
    """Make an effect of any size between any two banks."""
    before, after = draw(banks), draw(banks)
    told = effect(before, after, {})
    many = st.sampled_from((0, 0, 0, 1, 7, 130, 2000, 1_000_000))
    return before, after, replace(told, moves={key: draw(many) for key in told.moves})


@some
@given(any_effect(), languages, looks)
def test_any_effect_can_be_read(any_of: tuple[Bank, Bank, Effect], language: Language, look: Look) -> None:
    before, after, told = any_of
    picture = Picture(draw(before, after, told, language, look))
    is_readable(picture)
    assert (picture.frame.right, picture.frame.bottom) == size(before, after, told, language, look)
    parts = [picture.box(name) for name in picture.names() if name.startswith("part-")]
    assert len(parts) == sum(many > 0 for many in told.moves.values())
    for part in parts:
        assert part.right - part.left >= LEAST - 0.1
        assert part.right <= picture.frame.right - 9.9


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_each_row_says_how_many_stay_and_how_many_go_where(look: Look) -> None:
    picture = Picture(draw(TWO, TWO, TOLD, "en", look))
    said = " ".join(picture.texts)
    for words in (
        "Setting out",
        "40",
        "30 stay",
        "10 to “Under way”",
        "Under way",
        "1,205",
        "4 to “Setting out”",
        "1,200 stay",
        "1 without a place",
        "No place",
        "5 stay",
    ):
        assert words in said
    heights = [picture.line(text).y for text in ("Setting out", "Under way", "No place")]
    assert heights == sorted(heights)


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_who_would_move_is_underlined_and_who_stays_is_not(look: Look) -> None:
    picture = Picture(draw(TWO, TWO, TOLD, "en", look))
    assert [name for name in picture.names() if name.startswith("move-")] == [
        "move-0-1",
        "move-1-0",
        "move-1-2",
    ]
    part, line = picture.box("part-0-1"), picture.box("move-0-1")
    assert (part.left, part.right) == (line.left, line.right)
    assert line.top > part.bottom


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_parts_are_as_long_as_many_they_stand_for_and_touch_each_other(look: Look) -> None:
    picture = Picture(draw(TWO, TWO, effect(TWO, TWO, {**MOVES, ("band-0", "band-50"): 300}), "en", look))
    long, short = picture.box("part-1-1"), picture.box("part-0-1")
    assert (long.right - long.left) / (short.right - short.left) == pytest.approx(4, abs=0.05)
    assert picture.box("part-0-0").right == short.left


def test_bands_without_anybody_have_no_row() -> None:
    picture = Picture(draw(FIVE, FIVE, effect(FIVE, FIVE, {("band-20", "band-20"): 3}), "en", "wide"))
    assert "Exploring" in picture.texts
    assert "Taking part" not in picture.texts
    nothing = Picture(draw(FIVE, FIVE, effect(FIVE, FIVE, {}), "en", "wide"))
    assert not [name for name in nothing.names() if name.startswith("part-")]


def test_a_band_that_is_kept_under_another_name_says_so() -> None:
    after = replace(TWO, bands=(replace(TWO.bands[0], title=Text("New", "Neuf")), TWO.bands[1]))
    assert "30 stay, now “New”" in Picture(draw(TWO, after, TOLD, "en", "wide")).texts
    assert (
        "30 y restent, maintenant «\u00a0Neuf\u00a0»" in Picture(draw(TWO, after, TOLD, "fr", "wide")).texts
    )


@some
@given(st.text(max_size=60), looks)
def test_a_title_may_hold_anything_that_can_be_typed(title: str, look: Look) -> None:
    strange = bank((0, title, title), (50, title, title))
    is_readable(Picture(draw(strange, strange, TOLD, "fr", look)))


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_marks_and_words_stand_out(look: Look) -> None:
    palette = palette_of(look)
    picture = Picture(draw(TWO, TWO, TOLD, "en", look))
    assert min(contrast(line.colour, palette.ground) for line in picture.lines) >= 4.5
    # The outline and the line under those who move tell parts apart where their colours are alike.
    assert contrast(palette.accent, palette.ground) >= 3
    assert contrast(palette.outline, palette.ground) >= 3


def test_the_words_say_all_that_the_picture_shows() -> None:
    assert describe(TWO, TWO, TOLD, "en") == (
        "Of 1,250 sheets of answers, 1,235 would stay in their band. “Setting out”: 30 stay, 10 to “Under "
        "way”. “Under way”: 4 to “Setting out”, 1,200 stay, 1 without a place. No place: 5 stay. On average "
        "the place would move by +0.2 points, with a standard deviation of 6.2."
    )
    french = describe(TWO, TWO, TOLD, "fr")
    assert french.startswith("Sur 1\u00a0250 feuilles de réponses, 1\u00a0235 resteraient dans leur zone.")
    assert "«\u00a0En route\u00a0»\u00a0: 30 y restent, 10 vers «\u00a0En chemin\u00a0»." in french
    assert "+0,2 points" in french


def test_without_a_place_both_times_no_move_is_told() -> None:
    assert "average" not in describe(TWO, TWO, replace(TOLD, mean=None, spread=None), "en")


def test_numbers_are_written_as_each_language_does() -> None:
    assert (counted(1234567, "en"), counted(1234567, "fr")) == ("1,234,567", "1\u00a0234\u00a0567")
    assert points(Fraction(-3, 2), "fr", signed=True) == "\N{MINUS SIGN}1,5"
    assert points(Fraction(-1, 1000), "en", signed=True) == "0.0"
    assert points(6.26, "en") == "6.3"
