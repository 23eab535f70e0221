"""The matrix says what trying all sheets would say, and shows what is missing."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.advice import HALF, holds
from app.quiz.bank import DOES_NOT_APPLY, Absent, Advice, Answered, Bank, When
from app.quiz.matrix import Cell, Row, Unreached, matrix
from app.quiz.soundness import measures
from tests.quiz.banks import advice, bank, question, scale, shipped, small, theme
from tests.quiz.tiny import Scored, all_scored, calls, finely_graded, pieces, tiny_banks


@st.composite
def advised_banks(draw: st.DrawFn) -> Bank:
    """Draw tiny banks with a few pieces, for themes and for none."""
    drawn = draw(tiny_banks())
    made = []
    for at in range(draw(st.integers(0, 5))):
        piece = replace(draw(pieces(drawn)), id=f"piece-{at}")
        if draw(st.integers(0, 4)) == 0:
            no_figure = replace(piece.when, theme_at_least=None, theme_below=None)
            piece = replace(piece, theme=None, when=no_figure)
        made.append(piece)
    return replace(drawn, advice=tuple(made))


def passes_over(scored: Scored, bank: Bank, row: Row, band: str) -> bool:
    """Tell by trying whether a sheet of a band that is low in a theme calls none of its pieces."""
    if row.theme is None:
        return False
    about = [piece for piece in bank.advice if piece.theme == row.theme.id]
    lows = [
        (sheet, result)
        for sheet, result in scored
        if result.band == band and (result.shown_theme(row.theme.id) or 0) < HALF
        if result.themes[row.theme.id] is not None
    ]
    return any(not any(holds(piece, sheet, result) for piece in about) for sheet, result in lows)


@settings(max_examples=60)
@given(advised_banks())
def test_every_cell_says_what_trying_all_sheets_says(drawn: Bank) -> None:
    scored = all_scored(drawn)
    laid = matrix(drawn)
    assert [row.theme for row in laid.rows] == [*drawn.themes, None]
    for row in laid.rows:
        about = [piece for piece in drawn.advice if piece.theme == (row.theme and row.theme.id)]
        for band, cell in zip(laid.bands, row.cells, strict=True):
            said = tuple(piece for piece in about if calls(scored, piece, band))
            is_empty = not any(result.band == band.id for _, result in scored)
            assert cell.said == said
            assert cell.is_hole == (not is_empty and all(piece.when == When() for piece in said))
            assert cell.passes_over == passes_over(scored, drawn, row, band.id)
            assert not cell.unsure
            assert (band in laid.empty) == is_empty


@settings(max_examples=60)
@given(advised_banks())
def test_what_stands_in_no_cell_is_listed_beside_them(drawn: Bank) -> None:
    scored = all_scored(drawn)
    laid = matrix(drawn)
    standing = {piece for row in laid.rows for cell in row.cells for piece in cell.said}
    for piece in drawn.advice:
        reached = calls(scored, piece)
        assert (piece in [one.piece for one in laid.unreached]) == (not reached)
        assert (piece in laid.placeless) == (reached and piece not in standing)
    assert all(one.keys for one in laid.unreached)


def row_of(laid_of: Bank, *own: Advice) -> tuple[Cell, ...]:
    """Return the cells of the first theme of a bank that has only some pieces."""
    (row,) = matrix(replace(laid_of, advice=own), [laid_of.themes[0].id]).rows
    return row.cells


def test_a_piece_for_everybody_leaves_a_hole_and_one_that_leads_for_some_does_not() -> None:
    plain = advice("plain", theme="listen")
    assert [cell.is_hole for cell in row_of(small(), plain)] == [True, True, True]
    assert [cell.is_hole for cell in row_of(small(), replace(plain, leads_for="native"))] == [False] * 3
    assert [cell.passes_over for cell in row_of(small(), plain)] == [False] * 3


def test_an_answer_that_no_piece_asks_for_is_seen_to_be_passed_over() -> None:
    asks = [
        advice(
            f"piece-{choice}", When(theme_below=50, answered=Answered("listen-1", (choice,))), theme="listen"
        )
        for choice in ("never", "sometimes", "often")
    ]
    assert not any(cell.passes_over for cell in row_of(small(), *asks))
    # With 0 of 2 points for listen-1 and 1 of 2 for listen-2, the theme is at 25.
    assert row_of(small(), *asks[1:])[0].passes_over


def test_a_gap_of_one_place_between_two_pieces_is_seen() -> None:
    one = bank([theme("t", [question("q-1"), question("q-2")])])
    low, high = (
        advice("low", When(theme_below=25), theme="t"),
        advice("high", When(theme_at_least=26), theme="t"),
    )
    assert row_of(one, low, high)[0].passes_over
    assert not row_of(one, low, replace(high, when=When(theme_at_least=25)))[0].passes_over
    # With one theme its score is the place, so that a piece for that place closes the gap too.
    assert not row_of(one, low, high, advice("mid", When(place_from=25, place_below=26), theme="t"))[
        0
    ].passes_over


def test_a_gap_just_below_the_half_is_seen() -> None:
    one = bank([theme("t", [question("q", "uneven")])], scales={"uneven": scale(0, 49, 100)})
    assert row_of(one, advice("low", When(theme_below=49), theme="t"))[0].passes_over
    assert not row_of(one, advice("low", When(theme_below=50), theme="t"))[0].passes_over
    # Where no score lies between 25 and 50, below 49 is as good.
    five = bank([theme("t", [question("q")])])
    assert not row_of(five, advice("low", When(theme_below=49), theme="t"))[0].passes_over


def test_a_piece_that_nobody_can_get_is_named_with_the_pair_that_excludes_each_other() -> None:
    never = When(place_from=20, place_below=80, theme_at_least=60, theme_below=60)
    piece = advice("never", never, theme="listen")
    (found,) = matrix(replace(small(), advice=(piece,))).unreached
    assert found == Unreached(piece, ("theme_at_least", "theme_below"))


def test_a_piece_only_for_those_without_a_place_is_told_apart_from_one_for_nobody() -> None:
    heavy = theme("heavy", [question("h", may_not_apply=True)], 2)
    piece = advice("placeless", When(answered=Answered("h", (DOES_NOT_APPLY,))), theme="light")
    laid = matrix(bank([heavy, theme("light", [question("l")], 1)], pieces=[piece]))
    assert laid.placeless == (piece,)
    assert not laid.unreached


FAULTY = [
    advice("no-theme", theme="nowhere"),
    advice("no-theme-named", When(theme_below=50)),
    advice("no-question", When(answered=Answered("nowhere", ("never",)))),
    advice("no-question-and-no-choice", When(answered=Answered("nowhere", ()))),
    advice("no-choice", When(answered=Answered("origin", ("always", "seldom")))),
]


@pytest.mark.parametrize("piece", FAULTY, ids=[piece.id for piece in FAULTY])
def test_a_piece_that_refers_to_what_is_not_there_is_listed_apart(piece: Advice) -> None:
    faulty = replace(small(), advice=(piece, *small().advice))
    laid = matrix(faulty)
    assert laid.faulty == (piece,)
    assert laid.rows == matrix(small()).rows
    assert measures(faulty)


def test_a_piece_that_asks_for_no_choice_at_all_reaches_nobody() -> None:
    piece = advice("nothing", When(answered=Answered("origin", ())))
    assert matrix(replace(small(), advice=(piece,))).unreached == (Unreached(piece, ("answered",)),)


def test_some_rows_are_the_same_by_themselves() -> None:
    whole = matrix(shipped())
    assert matrix(shipped(), ["busy", None]).rows == (whole.rows[4], whole.rows[-1])
    with pytest.raises(Absent):
        matrix(shipped(), ["nowhere"])


def test_the_shipped_bank_has_something_to_say_in_every_cell_of_a_theme() -> None:
    laid = matrix(shipped())
    assert laid.faulty + laid.unreached + laid.placeless + laid.empty == ()
    for row in laid.rows[:-1]:
        assert not any(cell.is_hole or cell.passes_over for cell in row.cells)


def test_what_would_take_too_long_is_unsure_and_is_no_hole() -> None:
    narrow = When(place_from=52, place_below=53)
    asked = [advice(f"piece-{at}", narrow, theme="t-0") for at in range(2)]
    clashing = advice("clashing", replace(narrow, theme_at_least=60, theme_below=50), theme="t-0")
    laid = matrix(replace(finely_graded(), advice=(*asked, clashing)), ["t-0"])
    low, high = laid.rows[0].cells
    assert low == Cell((), is_hole=True, passes_over=True)
    assert high.unsure == tuple(asked)
    assert not high.is_hole
    assert laid.unreached == (Unreached(clashing, ("theme_at_least", "theme_below")),)


def test_a_hundred_themes_nine_bands_and_four_hundred_pieces_are_laid_out_in_a_moment() -> None:
    themes = [
        theme(f"t-{at}", [question(f"q-{at}-{n}", turned=n == 0) for n in range(3)]) for at in range(100)
    ]
    whens = [
        When(theme_below=40),
        When(theme_at_least=75),
        When(place_from=30, theme_below=60),
        When(place_below=50),
    ]
    own = [advice(f"a-{at}-{n}", whens[n], theme=f"t-{at}") for at in range(100) for n in range(4)]
    wide = bank(themes, starts=range(0, 99, 11), pieces=own)
    began = process_time()
    assert len(matrix(wide).rows) == 101
    assert process_time() - began < 2


def test_pages_of_thirty_questions_are_laid_out_in_seconds() -> None:
    themes = [
        theme(f"t-{at}", [question(f"q-{at}-{n}", turned=n % 2 == 0, may_not_apply=True) for n in range(30)])
        for at in range(10)
    ]
    when = When(place_below=50, answered=Answered("q-1-1", ("0",)))
    own = [advice(f"a-{at}", when, theme=f"t-{at}") for at in range(10)]
    began = process_time()
    matrix(bank(themes, starts=(0, 20, 40, 60, 80), pieces=own))
    assert process_time() - began < 3
