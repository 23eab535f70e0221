"""What a team holds of each myth: bars where there are counts, words where there are none."""

from dataclasses import replace
from typing import get_args

import pytest

from app.charts.looks import Look, palette_of
from app.charts.team_beliefs import draw, size
from app.quiz.disclosure.figures import Belief, Counts, Figures
from app.quiz.text import LANGUAGES, Language, Text
from tests.charts.reading import Picture, contrast, is_readable
from tests.charts.teams import ALIKE, BELIEFS, COUNTED, FEW, SHIPPED, SMALL, team, with_belief

ALL_LOOKS: tuple[Look, ...] = get_args(Look)


def picture(published: Figures, language: Language = "en", look: Look = "wide") -> Picture:
    return Picture(draw(SHIPPED, published, language, look))


@pytest.mark.parametrize("look", ALL_LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_can_be_told_is_readable(language: Language, look: Look) -> None:
    for at in range(len(BELIEFS)):
        published = with_belief(*BELIEFS[at:], *BELIEFS[:at])
        drawn = picture(published, language, look)
        is_readable(drawn)
        assert (drawn.frame.right, drawn.frame.bottom) == size(SHIPPED, published, language, look)


@pytest.mark.parametrize("look", ALL_LOOKS)
@pytest.mark.parametrize("people", [7, 14, 45])
def test_teams_of_any_size_can_be_read(people: int, look: Look) -> None:
    for language in LANGUAGES:
        is_readable(picture(team(people), language, look))


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_bars_are_as_long_as_their_counts_on_one_scale_for_all_myths(look: Look) -> None:
    other = Counts({"leans": 3, "two-minds": 12, "questions": 36})
    drawn = picture(with_belief(Belief("", None, COUNTED), Belief("", None, other)), look=look)
    lengths = [drawn.box(f"bar-{at}").right - drawn.box(f"bar-{at}").left for at in range(6)]
    assert [length / lengths[5] for length in lengths] == pytest.approx(
        [9 / 36, 0, 27 / 36, 3 / 36, 12 / 36, 1], abs=0.001
    )


def test_every_bar_says_what_it_counts_and_how_many() -> None:
    wide = picture(with_belief(Belief("", None, COUNTED)))
    assert {"lean towards it", "are in two minds", "question it", "about 9", "about 0", "about 27"} <= set(
        wide.texts
    )
    narrow = picture(with_belief(Belief("", None, COUNTED)), "fr", "narrow")
    assert {"environ 9 y adhèrent plutôt", "environ 0 hésitent", "environ 27 en doutent"} <= set(narrow.texts)


def test_counts_of_nobody_have_bars_without_length() -> None:
    drawn = picture(with_belief(Belief("", None, Counts(dict.fromkeys(COUNTED.counts, 0)))))
    assert {drawn.box(f"bar-{at}").right - drawn.box(f"bar-{at}").left for at in range(9)} == {0}


@pytest.mark.parametrize("look", ALL_LOOKS)
@pytest.mark.parametrize(("part", "third"), [("few", 0), ("half", 1), ("most", 2)])
def test_few_half_and_most_fill_their_third_and_are_said_in_bold(look: Look, part: str, third: int) -> None:
    (belief,) = [belief for belief in BELIEFS if belief.part == part]
    drawn = picture(with_belief(belief), look=look)
    palette = palette_of(look)
    assert [drawn.fill(f"bar-{at}") == palette.deep for at in range(3)] == [at == third for at in range(3)]
    bold = [line.text for line in drawn.lines if line.bold]
    assert bold.count({"few": "few", "half": "about half", "most": "most"}[part]) == 3
    assert contrast(palette.deep, palette.track) >= 3


def test_a_small_team_has_no_numbers() -> None:
    drawn = picture(with_belief(Belief("", "half", SMALL)))
    assert not [text for text in drawn.texts if any(sign.isdigit() for sign in text)]


@pytest.mark.parametrize(
    ("counts", "words", "why"),
    [
        (FEW, None, "Not shown: too few people have an answer here."),
        (ALIKE, "Most, perhaps all, question it.", "No counts: the answers are so alike"),
        (replace(COUNTED, left_out=True), "about 9", "People released in smaller parts"),
    ],
)
def test_what_is_withheld_is_said_in_its_place(counts: Counts, words: str | None, why: str) -> None:
    drawn = picture(with_belief(Belief("", None, counts)))
    assert words is None or drawn.texts.count(words) == 3
    assert len([text for text in drawn.texts if text.startswith(why)]) == 3
    assert bool(counts.counts) == any(name.startswith("bar") for name in drawn.names())


def test_a_theme_that_asks_for_a_belief_without_a_myth_is_named_by_its_title() -> None:
    bare = replace(SHIPPED, themes=tuple(replace(theme, myth=None) for theme in SHIPPED.themes))
    drawn = Picture(draw(bare, with_belief(Belief("", "few", SMALL)), "en", "wide"))
    assert "“Choose your priorities”" in drawn.texts


@pytest.mark.parametrize("look", ["narrow", "wide"])
def test_a_myth_of_any_length_is_wrapped(look: Look) -> None:
    myth = Text("so many words for one thing " * 12, "y")
    long = replace(SHIPPED, themes=tuple(replace(theme, myth=myth) for theme in SHIPPED.themes))
    is_readable(Picture(draw(long, with_belief(Belief("", "few", SMALL)), "en", look)))


@pytest.mark.parametrize("look", ALL_LOOKS)
def test_words_and_bars_stand_out(look: Look) -> None:
    ground = palette_of(look).ground
    drawn = picture(with_belief(Belief("", None, COUNTED), Belief("", "few", SMALL)), look=look)
    assert min(contrast(line.colour, ground) for line in drawn.lines) >= 4.5
    assert contrast(drawn.fill("bar-0"), ground) >= 3
