"""Words can be read: none leaves the picture, none meets another, none is too small."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.lettering import cut, fold, measure
from app.charts.looks import Look
from app.charts.spectrum import spectrum
from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language, Text
from tests.charts.banks import FIVE, NINE, TWO, UNEVEN, WORDY, bank
from tests.charts.reading import Picture, is_readable, some

places = st.integers(0, 100)
languages = st.sampled_from(LANGUAGES)
looks = st.sampled_from(("wide", "narrow"))
words = st.text("abcdeimnorstuvw", min_size=1, max_size=22)
titles = st.lists(words, min_size=1, max_size=6).map(" ".join)
bounds = st.sets(st.integers(1, 99), min_size=1, max_size=8).map(sorted)


@st.composite
def any_bank(draw: st.DrawFn) -> Bank:
    """Make a bank of 2 to 9 bands at any bounds, with titles and ends of any length."""
    starts = [0, *draw(bounds)]
    ends = [Text(text := draw(titles), text) for _ in range(2)]
    return bank(*((start, title := draw(titles), title) for start in starts), low=ends[0], high=ends[1])


@pytest.mark.parametrize("look", ["wide", "narrow"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bank", [TWO, FIVE, NINE], ids=["two", "five", "nine"])
def test_words_are_readable_at_every_place(bank: Bank, language: Language, look: Look) -> None:
    for shown in range(101):
        # Last time is by turns absent, right here, next to it and far away.
        then = (None, shown, max(0, shown - 1), min(100, shown + 1), 100 - shown)[shown % 5]
        is_readable(Picture(spectrum(bank, language, shown=shown, margin=10, then=then, look=look)))


@some
@given(any_bank(), looks, places, st.none() | places, st.integers(0, 60))
def test_words_are_readable_for_any_bank(
    bank: Bank, look: Look, shown: int, then: int | None, margin: int
) -> None:
    is_readable(Picture(spectrum(bank, "en", shown=shown, margin=margin, then=then, look=look)))
    is_readable(Picture(spectrum(bank, "fr", shown=shown, margin=margin, then=then, look=look)))


@some
@given(st.sampled_from((TWO, FIVE, NINE, UNEVEN)), languages, places)
def test_a_wide_picture_names_every_band_and_the_persons_in_bold(
    bank: Bank, language: Language, shown: int
) -> None:
    picture = Picture(spectrum(bank, language, shown=shown, margin=10, look="wide"))
    for band in bank.bands:
        assert set(_lines_of(picture, band.title[language])) == {band is bank.band_at(shown)}


@some
@given(st.sampled_from((TWO, FIVE, NINE, UNEVEN, WORDY)), languages, places)
def test_a_narrow_picture_names_the_persons_band_only(bank: Bank, language: Language, shown: int) -> None:
    picture = Picture(spectrum(bank, language, shown=shown, margin=10, look="narrow"))
    for band in bank.bands:
        assert bool(_lines_of(picture, band.title[language])) == (band is bank.band_at(shown))


@some
@given(languages, places)
def test_where_there_is_no_room_for_all_a_wide_picture_names_the_persons_band(
    language: Language, shown: int
) -> None:
    picture = Picture(spectrum(WORDY, language, shown=shown, margin=10, look="wide"))
    named = [band for band in WORDY.bands if _lines_of(picture, band.title[language])]
    assert named == [WORDY.band_at(shown)]


@pytest.mark.parametrize("shown", range(0, 101, 10))
def test_titles_in_many_rows_give_way_when_the_authors_terms_need_rows_too(shown: int) -> None:
    term = Text(*["someone who came to all this when most of the work was already done on paper"] * 2)
    titles = ((band.start, band.title.en, band.title.fr) for band in NINE.bands)
    crowded = bank(*titles, low=term, high=term)
    picture = Picture(spectrum(crowded, "en", shown=shown, margin=10, then=shown, look="wide"))
    is_readable(picture)
    assert [band for band in crowded.bands if _lines_of(picture, band.title.en)] == [crowded.band_at(shown)]


def _lines_of(picture: Picture, title: str) -> list[bool]:
    """Return whether the lines that spell a title are bold; nothing where it is not written."""
    lines = [line for line in picture.lines if not line.italic]
    for one in lines:
        if one.text == title:
            return [one.bold]
        for other in lines:
            if f"{one.text} {other.text}" == title and one.x == other.x and 0 < other.y - one.y < 20:
                return [one.bold, other.bold]
    return []


@pytest.mark.parametrize("look", ["wide", "narrow"])
@pytest.mark.parametrize(
    ("language", "you", "shaded", "quotes"),
    [
        ("en", "You, today", "shaded: give or take", ("“", "”")),
        ("fr", "Vous, aujourd’hui", "partie ombrée\u00a0: marge", ("«\u00a0", "\u00a0»")),
    ],
)
def test_a_picture_speaks_one_language(
    language: Language, look: Look, you: str, shaded: str, quotes: tuple[str, str]
) -> None:
    picture = Picture(spectrum(FIVE, language, shown=38, margin=10, look=look))
    assert picture.line(you).bold
    assert shaded in picture.texts
    terms = [line.text for line in picture.lines if line.italic]
    assert terms[0].startswith(quotes[0] + FIVE.ends.low[language][:6])
    assert terms[-1].endswith(FIVE.ends.high[language][-6:] + quotes[1])


@pytest.mark.parametrize(("shown", "anchor"), [(0, "start"), (50, "middle"), (100, "end")])
def test_the_persons_label_leans_inwards_at_the_edges(shown: int, anchor: str) -> None:
    picture = Picture(spectrum(FIVE, "en", shown=shown, margin=10, look="narrow"))
    assert picture.line("You, today").anchor == anchor


def test_signs_that_mean_something_elsewhere_are_only_words_here() -> None:
    strange = bank((0, "<b> & $x^2$", "<b> & $x^2$"), (50, "--> %s {0}", "--> %s {0}"))
    picture = Picture(spectrum(strange, "en", shown=38, margin=10, look="wide"))
    assert "<b> & $x^2$" in picture.texts
    assert "--> %s {0}" in picture.texts


@some
@given(titles, st.floats(20, 400))
def test_folding_keeps_every_word_and_the_wider_line_is_never_wider_than_the_whole(
    text: str, room: float
) -> None:
    lines = fold(text, room, 13)
    assert " ".join(lines) == text
    assert max(measure(line, 13) for line in lines) <= measure(text, 13)
    assert len(lines) == 1 or measure(text, 13) > room


def test_folding_never_parts_words_that_are_held_together() -> None:
    assert fold("«\u00a0natif du numérique\u00a0»", 10, 12) == ("«\u00a0natif du", "numérique\u00a0»")


@some
@given(titles, st.floats(20, 400))
def test_what_is_cut_fits_and_says_so(text: str, room: float) -> None:
    kept = cut(text, room, 13)
    assert measure(kept, 13) <= room
    assert kept == text or (kept.endswith("…") and text.startswith(kept[:-1]))


@pytest.mark.parametrize("text", ["y" * 2_000, "longest " * 250])
def test_the_longest_text_is_measured_a_few_times_and_not_letter_by_letter(text: str) -> None:
    before = measure.cache_info().misses
    for line in fold(text, 90, 12.5):
        assert measure(cut(line, 90, 12.5), 12.5) <= 90
    assert measure.cache_info().misses - before < 60


@given(st.lists(st.text("iwm", min_size=1, max_size=9), min_size=2, max_size=9))
def test_two_lines_come_out_as_even_as_they_can(words: list[str]) -> None:
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    evenest = min(max(map(measure_at_12, lines)) for lines in breaks)
    assert max(map(measure_at_12, fold(" ".join(words), 0, 12))) == evenest


def measure_at_12(line: str) -> float:
    return measure(line, 12)
