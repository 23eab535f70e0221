"""Whether some sheet calls a piece of advice is decided exactly, and the sheet is shown."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.advice import holds
from app.quiz.bank import DOES_NOT_APPLY, Advice, Answered, Band, Bank, When
from app.quiz.coverage import Coverage, impossible, witness
from app.quiz.scoring import Result, score
from app.quiz.search import Undecided
from tests.quiz.banks import (
    advice,
    bank,
    every_sheet,
    every_shipped,
    question,
    scale,
    sheet_of,
    shipped,
    small,
    theme,
)

SCALES = {"two": scale(0, 1), "odd": scale(3, 0, 5), "even": scale(0, 1, 2)}


@st.composite
def tiny_banks(draw: st.DrawFn) -> Bank:
    """Draw banks with so few sheets that all can be tried."""
    themes, left = [], 4
    for at in range(draw(st.integers(1, 3))):
        asked = []
        for number in range(draw(st.integers(1, max(1, min(2, left))))):
            name = draw(st.sampled_from(list(SCALES)))
            turned, spare = draw(st.booleans()), draw(st.booleans())
            asked.append(question(f"q-{at}-{number}", name, turned=turned, may_not_apply=spare))
            left -= 1
        weight = draw(st.sampled_from(["1", "0.5", "2.5", "0", "10"])) if at else "1"
        themes.append(theme(f"t-{at}", asked, Decimal(weight)))
    if draw(st.booleans()):
        believes = question("q-b", "two", role="belief")
        themes[0] = theme("t-0", [*themes[0].questions, believes])
    starts = draw(st.sampled_from([(0, 50), (0, 20, 40, 60, 80), (0, 33, 34), (0, 100)]))
    return bank(themes, scales=SCALES, starts=starts, background=draw(st.booleans()))


@st.composite
def pieces(draw: st.DrawFn, bank: Bank) -> Advice:
    """Draw a piece with any conditions; narrow windows are as likely as wide ones."""
    whole = st.integers(0, 100)
    low, theme_low = draw(whole), draw(whole)
    width = st.sampled_from([1, 1, 2, 5, 30])
    place = draw(st.sampled_from(["none", "from", "below", "both"]))
    figure = draw(st.sampled_from(["none", "none", "from", "below", "both"]))
    answered = None
    if draw(st.booleans()):
        asked = {key: ids for page in bank.pages for key, ids in bank.asked_on(page).items()}
        name = draw(st.sampled_from(list(asked)))
        chosen = draw(st.sets(st.sampled_from(asked[name]), min_size=1))
        answered = Answered(name, tuple(sorted(chosen)))
    when = When(
        place_from=low if place in ("from", "both") else None,
        place_below=low + draw(width) if place in ("below", "both") else None,
        theme_at_least=theme_low if figure in ("from", "both") else None,
        theme_below=theme_low + draw(width) if figure in ("below", "both") else None,
        answered=answered,
    )
    return advice("piece", when, theme=draw(st.sampled_from(bank.themes)).id)


Scored = Iterable[tuple[dict[str, str], Result]]


def all_scored(bank: Bank) -> Scored:
    """Score every sheet there is."""
    return ((sheet, score(bank, sheet)) for sheet in every_sheet(bank))


def calls(scored: Scored, piece: Advice, band: Band | None = None) -> bool:
    """Tell by trying whether a sheet calls a piece."""
    return any(
        holds(piece, sheet, result) and (band is None or result.band == band.id) for sheet, result in scored
    )


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_sheet_is_found_exactly_when_trying_all_sheets_finds_one(data: st.DataObject) -> None:
    drawn = data.draw(tiny_banks())
    piece = data.draw(pieces(drawn))
    found = witness(drawn, piece)
    assert (found is not None) == calls(all_scored(drawn), piece)
    if found is not None:
        assert holds(piece, found, score(drawn, found))
        assert not drawn.missing(found)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_band_is_reached_exactly_when_trying_all_sheets_reaches_it(data: st.DataObject) -> None:
    drawn = data.draw(tiny_banks())
    piece = data.draw(pieces(drawn))
    scored = list(all_scored(drawn))
    for band in drawn.bands:
        found = witness(drawn, piece, band)
        assert (found is not None) == calls(scored, piece, band)
        if found is not None:
            assert score(drawn, found).band == band.id


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_small_banks_sheets_are_all_found(data: st.DataObject) -> None:
    piece = data.draw(pieces(small()))
    assert (witness(small(), piece) is not None) == calls(scored_small(), piece)


@cache
def scored_small() -> Scored:
    return list(all_scored(small()))


@pytest.mark.parametrize("end", ["highest", "lowest"])
def test_the_one_sheet_in_a_million_million_that_reaches_a_piece_is_found(end: str) -> None:
    # 13 themes of 2 questions of 5 choices, one theme a hair lighter: 5 to the 26th sheets.
    themes = [theme(f"t-{at}", [question(f"q-{at}-{n}", turned=n == 0) for n in (0, 1)]) for at in range(13)]
    wide = bank(themes, starts=(0, 100))
    when = When(place_from=100) if end == "highest" else When(place_below=1)
    assert witness(wide, advice("piece", when)) == sheet_of(wide, end)  # type: ignore[arg-type]


@pytest.mark.parametrize("steps", [40, 66, 90, 100, 130])
def test_steps_that_are_wider_than_a_place_leave_places_out(steps: int) -> None:
    one = bank([theme("t", [question("q", "fine")])], scales={"fine": scale(*range(steps + 1))})
    scored = list(all_scored(one))
    for place in range(100):
        piece = advice("piece", When(place_from=place, place_below=place + 1))
        assert (witness(one, piece) is not None) == calls(scored, piece), place


def test_a_place_on_a_bound_is_shown_above_it() -> None:
    # a-1 alone makes 12.5, which is shown as 13.
    two = bank([theme("a", [question("a-1")]), theme("b", [question("b-1")])])
    when = When(answered=Answered("a-1", ("1",)), place_below=13)
    assert witness(two, advice("piece", when)) is None
    assert witness(two, advice("piece", replace(when, place_below=14)))


def test_a_walk_stops_on_the_lower_bound_itself() -> None:
    # Places are 0.5, 1.5, 2.5 …: of those, 11.5 alone is shown as 12.
    scales = {"hundred": scale(*range(101)), "fifty": scale(*range(51))}
    two = bank(
        [theme("a", [question("a-1", "hundred")]), theme("b", [question("b-1", "fifty")])], scales=scales
    )
    when = When(answered=Answered("a-1", ("1",)), place_from=12, place_below=13)
    assert witness(two, advice("piece", when)) == {"a-1": "1", "b-1": "11"}


def test_a_theme_score_and_a_place_that_only_just_go_together_are_found() -> None:
    themes = [theme(f"t-{at}", [question(f"q-{at}-{n}") for n in (0, 1)]) for at in range(13)]
    wide = bank(themes)
    # With one theme at 12.5, shown as 13, the place is at most (12 x 100 + 12.5) / 13, shown as 93.
    just = advice("piece", When(place_from=93, theme_below=14, theme_at_least=13), theme="t-4")
    assert witness(wide, just)
    assert not witness(wide, replace(just, when=replace(just.when, place_from=94)))


def test_leaving_out_a_theme_can_be_the_only_way() -> None:
    # All counted, places are multiples of 25; a third of the weight left out gives halves only.
    heavy = theme("heavy", [question("h-1", "two"), question("h-2", "two")], 2)
    light = theme("light", [question("l-1", "two", may_not_apply=True)], 2)
    plain = theme("plain", [question("p-1", "two")], 2)
    few = bank([heavy, light, plain], scales=SCALES)
    piece = advice("piece", When(place_from=25, place_below=26))
    found = witness(few, piece)
    assert found is not None
    assert found["l-1"] == DOES_NOT_APPLY


def test_no_place_is_found_where_less_than_two_thirds_of_the_weight_is_scored() -> None:
    heavy = theme("heavy", [question("h-1", "two", may_not_apply=True)], 2)
    light = theme("light", [question("l-1", "two")], 1)
    few = bank([heavy, light], scales=SCALES)
    skips = Answered("h-1", (DOES_NOT_APPLY,))
    assert witness(few, advice("piece", When(answered=skips)))
    assert not witness(few, advice("piece", When(answered=skips, place_from=0)))
    assert not witness(few, advice("piece", When(answered=skips, theme_below=100), theme="heavy"))


def test_the_background_question_and_beliefs_can_be_asked_for() -> None:
    for name, choice in (("origin", "late"), ("busy-1", "agree")):
        piece = advice("piece", When(answered=Answered(name, (choice,)), place_from=99))
        found = witness(small(), piece)
        assert found is not None
        assert found[name] == choice


def test_every_band_of_the_small_bank_has_a_sheet() -> None:
    for band in small().bands:
        found = Coverage(small()).witness(None, band)
        assert found is not None
        assert score(small(), found).band == band.id


def test_conditions_that_exclude_each_other_are_named() -> None:
    assert impossible(advice("piece", When(place_from=40, place_below=40))) == ("place_from", "place_below")
    pair = impossible(advice("piece", When(theme_at_least=60, theme_below=50)))
    assert pair == ("theme_at_least", "theme_below")
    assert impossible(advice("piece", When(theme_at_least=60, theme_below=61, place_from=3))) is None


@pytest.mark.parametrize("asked", every_shipped(), ids=lambda asked: asked.id)
def test_every_piece_of_a_shipped_bank_is_reached_by_the_sheet_that_is_shown_for_it(asked: Bank) -> None:
    for piece in asked.advice:
        found = witness(asked, piece)
        assert found is not None
        assert holds(piece, found, score(asked, found)), piece.id


def test_the_shipped_bank_is_decided_in_a_moment() -> None:
    began = process_time()
    proof = Coverage(shipped())
    assert all(proof.witness(piece) for piece in shipped().advice)
    assert process_time() - began < 2


def test_a_hundred_themes_are_decided_in_seconds() -> None:
    themes = [
        theme(
            f"t-{at}",
            [question(f"q-{at}-{n}", turned=n == 1, may_not_apply=n == 2) for n in range(3)],
            Decimal(f"{1 + at % 7}.{at % 10}{at % 3}"),
        )
        for at in range(100)
    ]
    wide = bank(themes, starts=(0, 20, 40, 60, 80))
    began = process_time()
    proof = Coverage(wide)
    for at in range(100):
        when = When(place_from=at, place_below=at + 1, theme_below=30, theme_at_least=20)
        assert proof.witness(advice("piece", when, theme=f"t-{at}")) or at > 95
    assert process_time() - began < 10


def finely_graded() -> Bank:
    """Return a bank of 20 yes-or-no themes, each of whose sheets has a place of its own.

    Places gather closely around k out of 14 to 20 themes, none of which is between 51.5 and 52.5.
    """
    themes = [
        theme(f"t-{at}", [question(f"q-{at}", "two", may_not_apply=True)], Decimal(f"1.{2**at:010}"))
        for at in range(20)
    ]
    return bank(themes, scales=SCALES)


def test_among_very_many_sheets_one_is_found_without_trying_all() -> None:
    assert witness(finely_graded(), advice("piece", When(place_from=50, place_below=51)))


def test_a_band_and_a_piece_for_other_places_need_no_trying() -> None:
    low, high = finely_graded().bands
    assert witness(finely_graded(), advice("piece", When(place_below=low.start + 20)), high) is None
    assert witness(finely_graded(), advice("piece", When(place_from=high.start)), low) is None


def test_what_would_take_too_long_is_called_undecided() -> None:
    with pytest.raises(Undecided):
        witness(finely_graded(), advice("piece", When(place_from=52, place_below=53)))
