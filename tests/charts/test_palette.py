"""The colours can be told apart, by anyone and in grey."""

from itertools import pairwise

import pytest

from app.charts.palette import PALETTES, Palette
from tests.charts.reading import contrast, luminance

tones = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())


@tones
def test_words_stand_out_from_the_ground_by_four_and_a_half(palette: Palette) -> None:
    assert contrast(palette.ink, palette.ground) >= 4.5
    assert contrast(palette.quiet, palette.ground) >= 4.5


@tones
def test_marks_stand_out_from_the_ground_by_three(palette: Palette) -> None:
    for mark in (palette.accent, palette.ink, palette.quiet, palette.deep, palette.outline):
        assert contrast(mark, palette.ground) >= 3


@tones
def test_a_bar_stands_out_from_its_track_by_three(palette: Palette) -> None:
    assert contrast(palette.deep, palette.track) >= 3


@tones
@pytest.mark.parametrize("count", range(2, 10))
def test_neighbouring_grounds_differ_in_grey(palette: Palette, count: int) -> None:
    for one, other in pairwise(palette.grounds(count)):
        assert contrast(one, other) >= 1.1


@tones
@pytest.mark.parametrize("count", range(2, 10))
def test_grounds_go_one_way_from_one_end_of_the_land_to_the_other(palette: Palette, count: int) -> None:
    grounds = palette.grounds(count)
    assert (len(grounds), grounds[0], grounds[-1]) == (count, palette.land[0], palette.land[-1])
    shades = [luminance(colour) for colour in grounds]
    assert shades in (sorted(shades), sorted(shades, reverse=True))


@tones
def test_five_bands_have_the_five_colours_of_the_land(palette: Palette) -> None:
    assert palette.grounds(5) == palette.land


def test_print_is_grey_on_white() -> None:
    palette = PALETTES["print"]
    marks = (palette.ink, palette.quiet, palette.accent, palette.deep, palette.track, palette.outline)
    for colour in (*marks, *palette.grounds(9)):
        assert len(set(bytes.fromhex(colour[1:]))) == 1
    assert palette.ground == "#ffffff"
