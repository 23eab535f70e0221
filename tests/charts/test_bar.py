"""A bar shows a score against where 100 is."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.bar import bar
from app.charts.palette import PALETTES, Tone
from tests.charts.reading import Box, Picture, some

tones = st.sampled_from(get_args(Tone))
scores = st.integers(0, 100)


@some
@given(scores, tones)
def test_a_bar_is_as_long_as_its_score(shown: int, tone: Tone) -> None:
    picture = Picture(bar(shown, tone))
    length = picture.box("fill").right - picture.box("fill").left if shown else 0
    assert length == pytest.approx(130 * shown / 100, abs=0.01)


@some
@given(scores, tones)
def test_a_bar_has_an_outlined_track_up_to_100(shown: int, tone: Tone) -> None:
    picture = Picture(bar(shown, tone))
    assert picture.box("outline") == picture.box("track") == Box(0.5, 0.5, 129.5, 9.5)
    assert picture.fill("track") == PALETTES[tone].track


@pytest.mark.parametrize("tone", get_args(Tone))
def test_a_bar_for_nothing_is_an_empty_track(tone: Tone) -> None:
    assert not Picture(bar(0, tone)).has("fill")


@some
@given(scores, tones)
def test_the_same_score_gives_the_same_bytes(shown: int, tone: Tone) -> None:
    assert bar(shown, tone) == bar(shown, tone)


def test_the_tones_differ() -> None:
    assert len({bar(50, tone) for tone in get_args(Tone)}) == len(get_args(Tone))


def test_a_bar_scales_from_130_by_10() -> None:
    root = Picture(bar(50, "light")).root
    assert (root.attrib["width"], root.attrib["height"], root.attrib["viewBox"]) == (
        "130",
        "10",
        "0 0 130 10",
    )
