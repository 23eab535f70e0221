"""A team's picture shows where it stands, how surely, and how many stand where."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.looks import Look, is_narrow, palette_of
from app.charts.spectrum import spectrum
from app.charts.team_place import draw, size
from app.quiz.bank import Bank
from app.quiz.disclosure.figures import Mean
from app.quiz.text import LANGUAGES, Language
from tests.charts.banks import FIVE, NINE, TWO, UNEVEN, WORDY
from tests.charts.reading import Picture, contrast, is_readable, some
from tests.charts.teams import SHIPPED, mean, means, team, with_bands

ALL_LOOKS: tuple[Look, ...] = get_args(Look)
looks = st.sampled_from(ALL_LOOKS)
banks = st.sampled_from((TWO, FIVE, NINE, UNEVEN, WORDY))
languages = st.sampled_from(LANGUAGES)
number = st.integers(0, 4000).map(lambda people: 3 * people)


def picture(
    place: Mean | None,
    *numbers: int,
    bank: Bank = FIVE,
    language: Language = "en",
    look: Look = "wide",
    then: Mean | None = None,
) -> Picture:
    return Picture(draw(bank, with_bands(bank, place, *numbers), language, look, then=then))


@some
@given(banks, languages, looks, st.none() | means, st.none() | means, st.data())
def test_words_are_readable_for_any_bank_and_any_figures(
    bank: Bank, language: Language, look: Look, place: Mean | None, then: Mean | None, data: st.DataObject
) -> None:
    numbers = data.draw(st.just([]) | st.lists(number, min_size=len(bank.bands), max_size=len(bank.bands)))
    is_readable(picture(place, *numbers, bank=bank, language=language, look=look, then=then))


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_the_team_stands_where_a_person_at_the_same_place_does(look: Look) -> None:
    person = Picture(spectrum(FIVE, "en", shown=38, margin=12, look=look))
    group = picture(mean(38), look=look)
    assert group.middle("you") == pytest.approx(person.middle("you"), abs=0.01)
    assert (group.box("margin").left, group.box("margin").right) == pytest.approx(
        (person.box("margin").left, person.box("margin").right), abs=0.01
    )
    assert [group.fill(f"ground-{band.start}") for band in FIVE.bands] == [
        person.fill(f"ground-{band.start}") for band in FIVE.bands
    ]


@pytest.mark.parametrize(("language", "words"), [("en", "Your team: 38"), ("fr", "Votre équipe\u00a0: 38")])
def test_the_marker_says_whose_it_is_and_at_what(language: Language, words: str) -> None:
    assert picture(mean(38), language=language).line(words).bold


@some
@given(st.integers(1, 99), looks)
def test_a_place_with_a_limit_only_is_a_stretch_up_to_the_end(limit: int, look: Look) -> None:
    less, more = (picture(mean(limit, bound), look=look) for bound in ("or-less", "or-more"))
    land, at = less.box("horizon"), picture(mean(limit), look=look).middle("you")
    assert less.line(f"Your team: {limit} or less")
    assert (less.box("limit").left, less.box("limit").right) == pytest.approx((land.left, at), abs=0.01)
    assert more.line(f"Your team: {limit} or more")
    assert (more.box("limit").left, more.box("limit").right) == pytest.approx((at, land.right), abs=0.01)
    assert not less.has("you")
    assert not more.has("you")


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_a_place_that_is_withheld_has_no_marker_and_no_stretch(look: Look) -> None:
    drawn = picture(None, look=look)
    assert "Your team: not shown" in drawn.texts
    assert not {"you", "margin", "limit"} & set(drawn.names())
    assert not any("likely" in text for text in drawn.texts)


@pytest.mark.parametrize(("language", "about"), [("en", "about"), ("fr", "environ")])
def test_counts_stand_under_their_ground_as_rounded_numbers(language: Language, about: str) -> None:
    drawn = picture(mean(50), 3, 9, 21, 0, 6, language=language)
    for band, people in zip(FIVE.bands, (3, 9, 21, 0, 6), strict=True):
        words = drawn.line(f"{about} {people}")
        assert words.x == pytest.approx(drawn.middle(f"ground-{band.start}"), abs=0.1)
        assert words.y > drawn.box(f"ground-{band.start}").bottom


def test_where_there_is_no_room_the_counts_are_bare_and_a_note_says_what_they_are() -> None:
    drawn = picture(mean(50), 3, 9, 21, 0, 6, look="narrow")
    assert {"3", "9", "21", "0", "6", "numbers: about how many people"} <= set(drawn.texts)


def test_where_there_is_no_room_at_all_no_number_stands_alone() -> None:
    drawn = picture(mean(50), 3, 9, 21, 0, 6, bank=UNEVEN)
    assert not [text for text in drawn.texts if re.search(r"\b(3|9|21|0|6|people)\b", text)]


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_without_published_counts_there_are_none(look: Look) -> None:
    assert not [text for text in picture(mean(50), look=look).texts if "about" in text]


@some
@given(st.integers(0, 100), st.integers(0, 100), looks)
def test_the_earlier_round_is_hollow_and_moves_nothing_else(now: int, past: int, look: Look) -> None:
    before, after = picture(mean(now), look=look), picture(mean(now), look=look, then=mean(past))
    assert after.middle("then") == pytest.approx(picture(mean(past), look=look).middle("you"), abs=0.01)
    assert [line for line in after.lines if line.text != f"Last time: {past}"] == before.lines


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_its_marks_and_words_stand_out(look: Look) -> None:
    ground = palette_of(look).ground
    drawn = picture(mean(38), 3, 9, 21, 0, 6, look=look, then=mean(60))
    assert min(contrast(line.colour, ground) for line in drawn.lines) >= 4.5
    assert min(contrast(drawn.fill(mark), ground) for mark in ("you", "then")) >= 3


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_it_has_the_size_it_says(look: Look) -> None:
    root = picture(mean(38), look=look).root
    assert (root.attrib["width"], root.attrib["height"]) == tuple(map(str, size(look)))
    assert size(look)[0] == (288 if is_narrow(look) else 736)


def test_figures_with_the_same_values_give_the_same_bytes() -> None:
    drawn = {draw(SHIPPED, team(14), "fr", "wide", then=mean(40)) for _ in range(3)}
    assert len(drawn) == 1
    assert team.__wrapped__(14) == team(14)
    assert draw(SHIPPED, team.__wrapped__(14), "fr", "wide", then=mean(40)) in drawn


@pytest.mark.parametrize("people", [7, 14, 45])
def test_teams_of_any_size_can_be_read(people: int) -> None:
    for language in LANGUAGES:
        for look in ALL_LOOKS:
            is_readable(Picture(draw(SHIPPED, team(people), language, look)))
