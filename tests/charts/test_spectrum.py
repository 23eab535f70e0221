"""The spectrum shows a place on a stretch of land, honestly and the same every time."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, get_args

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.looks import Look, palette_of
from app.charts.spectrum import size, spectrum
from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from tests.charts.banks import FIVE, NINE, TWO, UNEVEN, WORDY
from tests.charts.reading import Picture, contrast, some

ALL_LOOKS: tuple[Look, ...] = get_args(Look)
places = st.integers(0, 100)
margins = st.integers(1, 60)
looks = st.sampled_from(ALL_LOOKS)
banks = st.sampled_from((TWO, FIVE, NINE, WORDY, UNEVEN))
anything = st.fixed_dictionaries(
    {
        "bank": banks,
        "language": st.sampled_from(LANGUAGES),
        "shown": places,
        "margin": margins,
        "then": st.none() | places,
        "look": looks,
    }
)


def draw(
    shown: int, look: Look = "wide", *, bank: Bank = FIVE, margin: int = 10, then: int | None = None
) -> Picture:
    return Picture(spectrum(bank, "en", shown=shown, margin=margin, then=then, look=look))


def curve(picture: Picture, name: str) -> list[tuple[float, float]]:
    """Return points along a path of cubic pieces."""
    points = numpy.array(picture.points(name))
    shares = numpy.linspace(0, 1, 9)[:, None]
    found = []
    for at in range(0, len(points) - 1, 3):
        a, b, c, d = points[at : at + 4]
        rest = 1 - shares
        found += list(rest**3 * a + 3 * rest**2 * shares * b + 3 * rest * shares**2 * c + shares**3 * d)
    return [(float(x), float(y)) for x, y in found]


@some
@given(anything)
def test_the_same_values_give_the_same_bytes(asked: dict[str, Any]) -> None:
    assert spectrum(**asked) == spectrum(**asked)


def test_eight_threads_at_once_draw_what_one_draws_alone() -> None:
    wanted = [
        (language, look, shown) for language in LANGUAGES for look in ALL_LOOKS for shown in (0, 33, 100)
    ]

    def drawn(what: tuple[Language, Look, int]) -> bytes:
        language, look, shown = what
        return spectrum(FIVE, language, shown=shown, margin=10, then=50, look=look)

    alone = [drawn(what) for what in wanted]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(drawn, wanted * 4)) == alone * 4


@some
@given(anything)
def test_a_picture_is_small_and_holds_no_script_and_no_bookkeeping(asked: dict[str, Any]) -> None:
    svg = spectrum(**asked)
    tags = {element.tag.rpartition("}")[2] for element in Picture(svg).root.iter()}
    assert tags == {"svg", "defs", "style", "g", "path", "text"}
    assert len(svg) < 12 * 1024


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_a_picture_scales_from_its_size_in_px(look: Look) -> None:
    root = draw(38, look).root
    width, height = size(look)
    assert (root.attrib["width"], root.attrib["height"]) == (str(width), str(height))
    assert root.attrib["viewBox"] == f"0 0 {width} {height}"


@pytest.mark.parametrize("look", ["wide", "narrow"])
def test_the_marker_moves_to_the_right_with_the_place(look: Look) -> None:
    across = [draw(shown, look).middle("you") for shown in range(101)]
    steps = numpy.diff(across)
    assert min(steps) > 0
    assert max(steps) - min(steps) < 0.1


@some
@given(banks, places, looks)
def test_the_marker_stands_on_its_bands_ground_and_on_the_horizon(bank: Bank, shown: int, look: Look) -> None:
    picture = draw(shown, look, bank=bank)
    ground = picture.box(f"ground-{bank.band_at(shown).start}")
    marker = picture.box("you")
    assert ground.left - 0.02 <= picture.middle("you") <= ground.right + 0.02
    nearest = min(curve(picture, "horizon"), key=lambda point: abs(point[0] - picture.middle("you")))
    assert nearest[1] == pytest.approx((marker.top + marker.bottom) / 2, abs=1)


@some
@given(banks, places, margins, looks)
def test_the_margin_is_as_wide_as_said_and_ends_with_the_land(
    bank: Bank, shown: int, margin: int, look: Look
) -> None:
    picture = draw(shown, look, bank=bank, margin=margin)
    land, stretch = picture.box("horizon"), picture.box("margin")
    point = (land.right - land.left) / 100
    assert stretch.left == pytest.approx(max(land.left, picture.middle("you") - margin * point), abs=0.05)
    assert stretch.right == pytest.approx(min(land.right, picture.middle("you") + margin * point), abs=0.05)


@some
@given(places, looks)
def test_nothing_is_shaded_without_a_margin(shown: int, look: Look) -> None:
    picture = draw(shown, look, margin=0)
    assert not picture.has("margin")
    assert "shaded: give or take" not in picture.texts


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_the_land_does_not_rise(look: Look) -> None:
    across, down = zip(*curve(draw(38, look), "horizon"), strict=True)
    assert down[0] == pytest.approx(down[-1], abs=0.01)
    rise = numpy.polyfit(across, down, 1)[0] * (across[-1] - across[0])
    assert abs(rise) < 0.5
    assert max(down) - min(down) > 5


@some
@given(banks, looks)
def test_every_band_has_its_ground_from_bound_to_bound(bank: Bank, look: Look) -> None:
    picture = draw(38, look, bank=bank)
    land = picture.box("horizon")
    bounds = [*(band.start for band in bank.bands), 100]
    for start, end in pairwise(bounds):
        ground = picture.box(f"ground-{start}")
        assert ground.left == pytest.approx(land.left + (land.right - land.left) * start / 100, abs=0.01)
        assert ground.right == pytest.approx(land.left + (land.right - land.left) * end / 100, abs=0.01)


@some
@given(places, places, looks)
def test_last_time_has_a_marker_of_its_own(shown: int, then: int, look: Look) -> None:
    picture = draw(shown, look, then=then)
    assert picture.middle("then") == pytest.approx(draw(then, look).middle("you"), abs=0.01)
    assert "Last time" in picture.texts


@some
@given(places, looks)
def test_last_time_is_not_shown_the_first_time(shown: int, look: Look) -> None:
    picture = draw(shown, look)
    assert not picture.has("then")
    assert "Last time" not in picture.texts


@some
@given(banks, places, looks)
def test_last_time_changes_nothing_else(bank: Bank, shown: int, look: Look) -> None:
    before, after = draw(shown, look, bank=bank), draw(shown, look, bank=bank, then=50)
    assert [line for line in after.lines if line.text != "Last time"] == before.lines
    assert after.points("horizon") == before.points("horizon")


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_words_have_a_colour_that_can_be_read_on_the_look_they_are_for(look: Look) -> None:
    ground = palette_of(look).ground
    for line in draw(38, look, then=60).lines:
        assert contrast(line.colour, ground) >= 4.5


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_the_markers_stand_out_on_the_look_they_are_for(look: Look) -> None:
    ground = palette_of(look).ground
    picture = draw(38, look, then=60)
    assert contrast(picture.fill("you"), ground) >= 3
    assert contrast(picture.fill("then"), ground) >= 3


def test_words_are_in_the_readers_own_sans_serif() -> None:
    (css,) = [element.text or "" for element in draw(38).root.iter("{http://www.w3.org/2000/svg}style")]
    families = css.split("font-family: ")[1].split("}")[0].split(", ")
    assert families[0] == "system-ui"
    assert families[-1] == "sans-serif"
