"""Whether some sheet calls a piece of advice is decided exactly, and the sheet is shown."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.advice import holds
from app.quiz.bank import DOES_NOT_APPLY, Advice, Answered, Answers, Bank, When
from app.quiz.coverage import CONDITIONS, PATIENCE, Aim, Coverage, impossible, witness
from app.quiz.scoring import Result, score
from app.quiz.search import Undecided
from tests.quiz.banks import advice, bank, every_shipped, question, scale, sheet_of, shipped, small, theme
from tests.quiz.tiny import SCALES, Scored, all_scored, calls, finely_graded, pieces, tiny_banks


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


@settings(max_examples=100)
@given(st.data())
def test_several_things_at_once_are_aimed_at_exactly(data: st.DataObject) -> None:
    drawn = data.draw(tiny_banks())
    lows = st.integers(0, 100)
    stretches = st.builds(lambda low, wide: (low, low + wide), lows, st.sampled_from([1, 2, 30, 60]))
    asked = {key: ids for page in drawn.pages for key, ids in drawn.asked_on(page).items()}
    answers = {key: st.lists(st.sampled_from(ids), unique=True).map(tuple) for key, ids in asked.items()}
    aim = Aim(
        data.draw(st.none() | stretches),
        data.draw(st.dictionaries(st.sampled_from([one.id for one in drawn.themes]), stretches)),
        data.draw(st.fixed_dictionaries({}, optional=answers)),
    )
    tried = any(comes_to(aim, sheet, result) for sheet, result in all_scored(drawn))
    found = Coverage(drawn).sheet(aim)
    assert Coverage(drawn).can(aim) == tried
    assert (found is not None) == tried
    assert found is None or comes_to(aim, found, score(drawn, found))


def comes_to(aim: Aim, sheet: Answers, result: Result) -> bool:
    """Tell whether a sheet comes to an aim."""
    shown = [(result.shown, aim.place)] if aim.place else []
    shown += [(result.shown_theme(theme), stretch) for theme, stretch in aim.themes.items()]
    return all(at is not None and at in range(*stretch) for at, stretch in shown) and all(
        sheet[question] in choices for question, choices in aim.answered.items()
    )


@settings(max_examples=100)
@given(st.data())
def test_the_fewest_conditions_that_exclude_each_other_are_named(data: st.DataObject) -> None:
    drawn = data.draw(tiny_banks())
    piece = data.draw(pieces(drawn))
    scored = all_scored(drawn)
    keys = Coverage(drawn).clash(piece)
    named = [key for key in CONDITIONS if getattr(piece.when, key) is not None]
    assert bool(keys) == (not calls(scored, piece))
    for fewer in range(len(keys)):
        for some in combinations(named, fewer):
            assert calls(scored, only(piece, some))
    assert not keys or not calls(scored, only(piece, keys))


def only(piece: Advice, keys: Iterable[str]) -> Advice:
    """Return a piece with some of its conditions."""
    return replace(piece, when=When(**{key: getattr(piece.when, key) for key in keys}))


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


def test_among_very_many_sheets_one_is_found_without_trying_all() -> None:
    assert witness(finely_graded(), advice("piece", When(place_from=50, place_below=51)))


def test_a_band_and_a_piece_for_other_places_need_no_trying() -> None:
    low, high = finely_graded().bands
    assert witness(finely_graded(), advice("piece", When(place_below=low.start + 20)), high) is None
    assert witness(finely_graded(), advice("piece", When(place_from=high.start)), low) is None


def test_after_many_searches_that_took_too_long_none_is_begun() -> None:
    coverage = Coverage(finely_graded())
    for _ in range(PATIENCE):
        with pytest.raises(Undecided):
            coverage.can(Aim((52, 53)))
    began = process_time()
    with pytest.raises(Undecided):
        coverage.can(Aim((52, 53)))
    assert process_time() - began < 0.01


def test_what_would_take_too_long_is_called_undecided() -> None:
    with pytest.raises(Undecided):
        witness(finely_graded(), advice("piece", When(place_from=52, place_below=53)))
