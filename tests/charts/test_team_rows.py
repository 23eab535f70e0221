"""Rows of means: a team's themes, and its rounds."""

import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts import rounds, team_themes
from app.charts.looks import Look, is_narrow, palette_of
from app.charts.rows import STRETCH
from app.quiz.bank import Bank
from app.quiz.changes import Stood
from app.quiz.disclosure.figures import Mean
from app.quiz.text import LANGUAGES, Language, Text
from tests.charts.banks import FIVE, NINE, TWO, WORDY
from tests.charts.reading import SVG, Picture, contrast, is_readable, some, style
from tests.charts.teams import SHIPPED, mean, means, team, with_themes, withheld

ALL_LOOKS: tuple[Look, ...] = get_args(Look)
looks = st.sampled_from(ALL_LOOKS)
languages = st.sampled_from(LANGUAGES)
words = st.lists(st.text("abcdeimnorstuvw", min_size=1, max_size=40), min_size=1, max_size=14).map(" ".join)


reasons = words.map(lambda one: Text(one, one))
stood = st.builds(Stood, words, st.none() | means) | st.builds(Stood, words, st.none(), reasons)
WHY = Text("the weight of “Listen” has changed", "le poids de «\u00a0Écouter\u00a0» a changé")


def themes(*means: Mean | None, bank: Bank = SHIPPED, look: Look = "wide") -> Picture:
    return Picture(team_themes.draw(bank, with_themes(*means, bank=bank), "en", look))


def in_rounds(*places: Mean | None, bank: Bank = FIVE, look: Look = "wide") -> Picture:
    named = [Stood(f"Round {at}", place) for at, place in enumerate(places)]
    return Picture(rounds.draw(bank, named, "en", look))


@st.composite
def any_bank(draw: st.DrawFn) -> Bank:
    """Make a bank of 2 to 20 themes with titles of any length."""
    titles = draw(st.lists(words, min_size=2, max_size=20))
    theme = SHIPPED.themes[0]
    return replace(
        SHIPPED,
        themes=tuple(replace(theme, id=f"t{at}", title=Text(one, one)) for at, one in enumerate(titles)),
    )


@some
@given(any_bank(), languages, looks, st.lists(st.none() | means, min_size=1, max_size=6))
def test_themes_are_readable_in_any_number_and_length(
    bank: Bank, language: Language, look: Look, figures: list[Mean | None]
) -> None:
    published = with_themes(*figures, bank=bank)
    picture = Picture(team_themes.draw(bank, published, language, look))
    is_readable(picture)
    size = (picture.frame.right, picture.frame.bottom)
    assert size == team_themes.size(bank, published, language, look)


@some
@given(
    st.sampled_from((TWO, FIVE, NINE, WORDY)),
    languages,
    looks,
    st.lists(stood, max_size=7),
    st.builds(Stood, words, st.none() | means),
)
def test_rounds_are_readable_in_any_number_and_with_any_names_and_breaks(
    bank: Bank, language: Language, look: Look, earlier: list[Stood], last: Stood
) -> None:
    named = [*earlier, last]
    picture = Picture(rounds.draw(bank, named, language, look))
    is_readable(picture)
    assert (picture.frame.right, picture.frame.bottom) == rounds.size(bank, named, language, look)


@some
@given(st.text(max_size=60), looks)
def test_a_name_may_hold_anything_that_can_be_typed(name: str, look: Look) -> None:
    is_readable(Picture(rounds.draw(FIVE, [Stood(name, mean(40)), Stood("b", None)], "fr", look)))


def test_what_no_font_knows_is_a_box_and_what_cannot_be_seen_a_space() -> None:
    named = [Stood("One\n\x00 two \N{PARTY POPPER}$x^2$", mean(50))]
    picture = Picture(rounds.draw(FIVE, named, "en", "wide"))
    assert "One two \N{WHITE VERTICAL RECTANGLE}$x^2$" in picture.texts


@pytest.mark.parametrize("people", [7, 14, 45])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_themes_are_readable(people: int, language: Language) -> None:
    for look in ALL_LOOKS:
        is_readable(Picture(team_themes.draw(SHIPPED, team(people), language, look)))


def test_the_highest_theme_stands_first_ties_in_the_banks_order_and_what_is_withheld_last() -> None:
    published = with_themes(mean(40), None, mean(70), mean(15, "or-less"), mean(40))
    ordered = team_themes.ordered(SHIPPED, published)
    figures = [published.themes[theme.id] for theme in ordered]
    values = [figure.value for figure in figures if figure]
    assert values == sorted(values, reverse=True)
    assert figures[-3:] == [None] * 3
    at_40 = [theme for theme in ordered if published.themes[theme.id] == mean(40)]
    assert at_40 == sorted(at_40, key=SHIPPED.themes.index)


@some
@given(st.integers(0, 100), looks)
def test_a_dot_lies_on_its_line_from_0_to_100_in_the_middle_of_its_interval(value: int, look: Look) -> None:
    for picture in (themes(mean(value), look=look), in_rounds(mean(value), look=look)):
        rail, dot, interval = (picture.box(f"{name}-0") for name in ("rail", "dot", "interval"))
        point = (rail.right - rail.left) / 100
        assert (dot.left + dot.right) / 2 == pytest.approx(rail.left + value * point, abs=0.02)
        assert interval.left == pytest.approx(rail.left + max(0, value - 12) * point, abs=0.02)
        assert interval.right == pytest.approx(rail.left + min(100, value + 12) * point, abs=0.02)


@some
@given(st.integers(1, 99), looks)
def test_a_mean_with_a_limit_only_is_a_stretch_open_to_the_end_and_has_no_dot(limit: int, look: Look) -> None:
    less, more = themes(mean(limit, "or-less"), look=look), themes(mean(limit, "or-more"), look=look)
    for picture, share in ((less, (0, limit)), (more, (limit, 100))):
        rail, stretch = picture.box("rail-0"), picture.box("stretch-0")
        wanted = [rail.left + (rail.right - rail.left) * end / 100 for end in share]
        assert [stretch.left, stretch.right] == pytest.approx(wanted, abs=0.02)
    assert f"{limit} or less" in less.texts
    assert f"{limit} or more" in more.texts
    assert not [name for name in (*less.names(), *more.names()) if name.startswith("dot")]


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_a_withheld_theme_says_so_in_its_row_and_has_no_marks(look: Look) -> None:
    picture = themes(mean(40), None, look=look)
    assert picture.texts.count("not shown") == 6
    assert len([name for name in picture.names() if name.startswith(("dot", "rail"))]) == 2 * 7
    nothing = Picture(team_themes.draw(SHIPPED, withheld(), "fr", look))
    assert nothing.texts.count("non affiché") == 13
    assert not [name for name in nothing.names() if name.startswith(("dot", "rail", "stretch"))]


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_a_title_stands_beside_its_line_or_on_narrow_screens_above_it(look: Look) -> None:
    picture = themes(mean(40), look=look)
    title, rail = picture.line(SHIPPED.themes[0].title.en).box, picture.box("rail-0")
    if is_narrow(look):
        assert title.bottom < rail.top
    else:
        assert title.right < rail.left
        assert title.top < rail.top < rail.bottom < title.bottom


def test_rounds_go_down_in_time_the_last_one_full_and_bold() -> None:
    picture = in_rounds(mean(40), mean(90), None, mean(45))
    heights = [picture.line(f"Round {at}").y for at in range(4)]
    assert heights == sorted(heights)
    assert [picture.line(f"Round {at}").bold for at in range(4)] == [False, False, False, True]
    assert [picture.has(f"hollow-{at}") for at in range(4)] == [True, True, False, False]


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_a_round_that_cannot_be_set_beside_the_last_is_a_break_with_its_reason(look: Look) -> None:
    named = [
        Stood("One", None, WHY),
        Stood("Two", None, WHY),
        Stood("Three", mean(40)),
        Stood("Four", None, WHY),
        Stood("Five", mean(45)),
    ]
    picture = Picture(rounds.draw(FIVE, named, "en", look))
    assert [picture.has(f"break-{at}") for at in range(5)] == [True, True, False, True, False]
    assert [picture.has(f"dot-{at}") for at in range(5)] == [False, False, True, False, True]
    reasons = [line for line in picture.lines if line.text.startswith("Cannot be set beside")]
    # One reason for the first two, under the second of them.
    assert len(reasons) == 2
    assert picture.box("break-1").bottom < reasons[0].box.top < picture.line("Three").y
    assert "not shown" not in picture.texts


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_the_bounds_of_the_bands_are_not_carried_over_a_break(look: Look) -> None:
    track = palette_of(look).track
    with_break, without = (
        [
            sorted(float(number) for number in re.findall(r"-?[\d.]+", path.attrib["d"])[1::2])
            for path in picture.root.iter(f"{SVG}path")
            if style(path).get("stroke") == track
        ]
        for picture in (
            Picture(rounds.draw(FIVE, [Stood("One", None, why), Stood("Two", mean(45))], "en", look))
            for why in (WHY, None)
        )
    )
    assert min(min(heights) for heights in without) < 10
    assert min(min(heights) for heights in with_break) > 30


def test_nothing_joins_two_rounds() -> None:
    picture = in_rounds(mean(10), mean(90))
    marks = [name for name in picture.names() if name.endswith(("-0", "-1")) and "ground" not in name]
    for name in marks:
        assert picture.box(name).bottom - picture.box(name).top < 16
    assert {"interval-0", "interval-1"} <= set(marks)


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_the_land_lies_under_the_rounds_band_under_band(look: Look) -> None:
    picture = in_rounds(mean(41), look=look)
    ground = picture.box("ground-40")
    assert ground.left - 0.1 <= picture.middle("dot-0") <= ground.right
    assert ground.top > picture.box("dot-0").bottom
    assert picture.line("Taking part").bold


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_marks_and_words_stand_out_also_in_grey(look: Look) -> None:
    palette = palette_of(look)
    pictures = (
        themes(mean(40), mean(15, "or-less"), None, look=look),
        in_rounds(mean(40), mean(90, "or-more"), look=look),
        Picture(rounds.draw(FIVE, [Stood("One", None, WHY), Stood("Two", None)], "en", look)),
    )
    for picture in pictures:
        assert min(contrast(line.colour, palette.ground) for line in picture.lines) >= 4.5
        for name in picture.names():
            if name.startswith(("dot", "stretch")):
                colour = picture.fill(name)
                seen = blended(colour, palette.ground, STRETCH) if name.startswith("stretch") else colour
                assert contrast(seen, palette.ground) >= 3
                assert contrast(colour, palette.track) >= 3


def blended(colour: str, ground: str, opacity: float) -> str:
    """Return the colour that is seen where one is laid over another."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + bytes(round(one * opacity + other * (1 - opacity)) for one, other in pairs).hex()
