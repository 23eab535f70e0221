"""Test what is said of a draft while it is being written."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.quiz.bank import Bank
from app.quiz.progress import Keying, keying, unwritten
from app.quiz.scoring import half_up, score
from app.quiz.text import Text
from tests.quiz.banks import FIVE, bank, every_sheet, question, scale, shipped, small, theme


def lopsided() -> Bank:
    """Return a bank of two scales, with one question of three turned round."""
    return bank(
        [
            theme("a", [question("a1"), question("a2", turned=True)], 2),
            theme("b", [question("b1", "three")]),
        ],
        scales={**FIVE, "three": scale(0, 1, 2)},
    )


def test_straight_lines_land_where_their_sheets_are_placed() -> None:
    asked = lopsided()
    straight = (sheet for sheet in every_sheet(asked) if sheet["a1"] == sheet["a2"])
    places = [half_up(place) for sheet in straight if (place := score(asked, sheet).place) is not None]
    assert keying(asked) == Keying(3, 1, min(places), max(places))
    assert not keying(asked).balanced


def test_the_shipped_bank_is_balanced() -> None:
    told = keying(shipped())
    assert told.balanced
    assert told.scored == len([one for one in shipped().questions.values() if one.role == "practice"])


@pytest.mark.parametrize(
    "faulty",
    [
        replace(small(), themes=()),
        bank([theme("a", [])]),
        bank([theme("a", [question("a1", "nowhere")])]),
        bank([theme("a", [question("a1")], Decimal(0))]),
        bank([theme("a", [question("a1")], Decimal(-1))]),
        bank([theme("a", [question("a1")], Decimal(10**9))]),
        bank([theme("a", [question("a1")])], scales={"five": scale()}),
        bank([theme("a", [question("a1")])], scales={"five": scale(1)}),
        bank([theme("a", [question("a1")])], scales={"five": scale(0, 0)}),
        bank([theme("a", [question("a1")])], scales={"five": scale(-1, 4)}),
        bank([theme("a", [question("a1")])], scales={"five": scale(0, 10**9)}),
    ],
)
def test_where_nothing_can_be_scored_no_place_is_told(faulty: Bank) -> None:
    told = keying(faulty)
    assert (told.lowest, told.highest, told.balanced) == (None, None, False)


def test_what_is_not_fit_to_be_scored_counts_for_nothing() -> None:
    asked = lopsided()
    more = (
        theme("c", [question("c1", "nowhere")]),
        theme("d", [question("a1")]),
        theme("a", [question("e1")]),
    )
    told = keying(replace(asked, themes=(*asked.themes, *more)))
    assert (told.lowest, told.highest) == (keying(asked).lowest, keying(asked).highest)
    assert told.scored == 6


def test_texts_without_a_language_are_counted_wherever_they_stand() -> None:
    assert unwritten(small()) == {"en": 0, "fr": 0}
    choice = replace(small().scales["frequency"].choices[0], label=Text("", ""))
    gaps = replace(
        small(),
        title=Text(" ", "Titre"),
        scales={"frequency": replace(small().scales["frequency"], choices=(choice,))},
        themes=(replace(small().themes[0], talk=Text("Talk", "\n")),),
    )
    assert unwritten(gaps) == {"en": 2, "fr": 2}
    assert unwritten(gaps.themes[0]) == {"en": 0, "fr": 1}
    assert unwritten(replace(gaps.themes[0], talk=None)) == {"en": 0, "fr": 0}
