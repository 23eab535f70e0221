"""A bank as a value is checked for what its file's form cannot show."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.quiz.bank import Bank, Theme, When
from app.quiz.faults import Path
from app.quiz.proof import band_flaws, line_flaws, reach_flaws
from app.quiz.soundness import flaws, measures, plain_flaws
from tests.quiz.banks import advice, bands, bank, question, scale, small, theme

Change = Callable[[Bank], Bank]


def change(**values: Any) -> Change:
    return lambda bank: replace(bank, **values)


def change_theme(at: int, **values: Any) -> Change:
    def changed(bank: Bank) -> Bank:
        themes = list(bank.themes)
        themes[at] = replace(themes[at], **values)
        return replace(bank, themes=tuple(themes))

    return changed


def change_scale(*points: int) -> Change:
    return lambda bank: replace(bank, scales={**bank.scales, "spare": scale(*points)})


def change_background(count: int) -> Change:
    def changed(bank: Bank) -> Bank:
        assert bank.background
        origins = (bank.background.choices * 10)[:count]
        return replace(bank, background=replace(bank.background, choices=origins))

    return changed


def plain(count: int) -> tuple[Theme, ...]:
    return tuple(theme(f"t-{at}", [question(f"q-{at}", "frequency")]) for at in range(count))


UNSOUND: list[tuple[str, Change, Path, str]] = [
    ("no theme", change(themes=()), ("themes",), "from 1 to 100 themes"),
    ("101 themes", change(themes=plain(101)), ("themes",), "from 1 to 100 themes"),
    (
        "31 questions on a page",
        change_theme(0, questions=plain(31)[0].questions * 31),
        ("themes", 0, "questions"),
        "at most 30 questions",
    ),
    (
        "no scored question",
        change_theme(0, questions=()),
        ("themes", 0, "questions"),
        "the theme has no score",
    ),
    (
        "no weight at all",
        lambda bank: change_theme(0, weight=Decimal(0))(change_theme(1, weight=Decimal(0))(bank)),
        ("themes",),
        "one weight at least",
    ),
    (
        "a weight beyond all bounds",
        change_theme(0, weight=Decimal(1001)),
        ("themes", 0, "weight"),
        "from 0 to 1000",
    ),
    ("a myth without its myth", change_theme(1, myth=None), ("themes", 1), "needs the text “myth”"),
    ("a myth without its reality", change_theme(1, reality=None), ("themes", 1), "needs the text “reality”"),
    ("one choice", change_scale(0), ("scales", "spare", "choices"), "from 2 to 20 choices"),
    ("no choice", change_scale(), ("scales", "spare", "choices"), "from 2 to 20 choices"),
    ("21 choices", change_scale(*range(21)), ("scales", "spare", "choices"), "from 2 to 20 choices"),
    ("no choice worth nothing", change_scale(1, 2), ("scales", "spare", "choices"), "worth 0 points"),
    ("no choice worth anything", change_scale(0, 0), ("scales", "spare", "choices"), "one more than 0"),
    ("one background choice", change_background(1), ("background", "choices"), "from 2 to 20 choices"),
    ("30 background choices", change_background(30), ("background", "choices"), "from 2 to 20 choices"),
    ("no band", change(bands=()), ("bands",), "from 2 to 9 bands"),
    ("one band", change(bands=bands(0)), ("bands",), "from 2 to 9 bands"),
    ("ten bands", change(bands=bands(*range(0, 100, 10))), ("bands",), "from 2 to 9 bands"),
    (
        "two pieces for everybody",
        lambda bank: replace(bank, advice=(bank.advice[0], *bank.advice[2:])),
        ("advice",),
        "at least 3 pieces should have no conditions",
    ),
    ("no advice", change(advice=()), ("advice",), "at least 3 pieces should have no conditions"),
    ("501 pieces", lambda bank: replace(bank, advice=bank.advice * 84), ("advice",), "at most 500 pieces"),
    (
        "no advice for a theme",
        lambda bank: replace(bank, advice=bank.advice[1:]),
        ("themes", 0, "id"),
        "no piece of advice is for this theme",
    ),
    (
        "a straight line to the top",
        lambda bank: change_theme(
            0,
            questions=(
                replace(bank.themes[0].questions[0]),
                replace(bank.themes[0].questions[1], reversed=False),
            ),
        )(bank),
        ("themes",),
        "whoever gives the same choice throughout (“frequency: often”) lands at 83",
    ),
]


@pytest.mark.parametrize(("name", "change", "path", "phrase"), UNSOUND, ids=[case[0] for case in UNSOUND])
def test_what_makes_no_sense_is_said_at_its_path(name: str, change: Change, path: Path, phrase: str) -> None:
    found = list(flaws(change(small())))
    assert any(where == path and phrase in what.en for where, what in found), (name, found)


def test_the_small_bank_is_sound() -> None:
    assert not list(flaws(small()))


def test_a_bank_that_follows_no_work_can_be_sound() -> None:
    pieces = tuple(replace(piece, source=None) for piece in small().advice)
    assert list(flaws(replace(small(), source=None, parts={}, advice=pieces))) == []


def test_a_bank_without_a_background_question_can_be_sound() -> None:
    assert not list(flaws(replace(small(), background=None)))


def test_a_band_that_is_only_told_what_everybody_is_told_is_named() -> None:
    everybody = [advice(f"piece-{at}", theme="t") for at in range(3)]
    high = advice("high", When(place_from=50))
    asked = [question("q-1"), question("q-2", turned=True)]
    found = list(flaws(bank([theme("t", asked)], pieces=[*everybody, high])))
    assert [path for path, _ in found] == [("bands", 0, "id")]
    assert "no advice is for this band" in found[0][1].en


def test_weights_too_fine_to_prove_anything_by_are_named() -> None:
    themes = [
        theme(
            f"t-{at}",
            [question(f"q-{at}", "two", turned=at % 2 == 0, may_not_apply=True)],
            Decimal(f"1.{2**at:010}"),
        )
        for at in range(20)
    ]
    pieces = [advice(f"piece-{at}", theme=f"t-{at}") for at in range(20)]
    narrow = advice("narrow", When(place_from=52, place_below=53))
    found = list(flaws(bank(themes, scales={"two": scale(0, 1)}, pieces=[*pieces, narrow])))
    assert [path for path, _ in found] == [("themes",)]
    assert "too finely graded" in found[0][1].en


def test_what_is_broken_is_not_read_and_the_rest_is() -> None:
    nothing: Any = None
    unsound = replace(small(), margin=99, bands=nothing)
    found = list(flaws(unsound, frozenset({"bands"})))
    assert [path for path, _ in found] == [("margin",)]


def test_what_is_proven_in_pages_is_together_what_is_proven_at_once() -> None:
    straight = change_theme(0, questions=(question("q-1", "frequency"), question("q-2", "frequency")))
    nobody = advice("nobody", When(place_from=90, theme_below=10), theme="busy", source="exercise")
    unproven = replace(straight(small()), advice=(*small().advice[:3], nobody, *small().advice[3:5]))
    assert not list(plain_flaws(unproven))
    pages = [*reach_flaws(unproven, range(3)), *reach_flaws(unproven, range(3, 6))]
    paged = [*line_flaws(unproven), *pages, *band_flaws(unproven)]
    assert paged == list(flaws(unproven))
    assert {path for path, _ in paged} == {("themes",), ("advice", 3, "when")}


@pytest.mark.parametrize("case", UNSOUND, ids=[case[0] for case in UNSOUND])
def test_people_can_be_placed_unless_something_but_the_advice_is_wrong(
    case: tuple[str, Change, Path, str],
) -> None:
    _, change, path, phrase = case
    only_advice = path == ("advice",) or "advice" in phrase or "straight" in case[0]
    assert measures(change(small())) == only_advice
