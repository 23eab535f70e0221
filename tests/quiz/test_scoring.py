"""A sheet of answers is scored exactly, rounded once, and never surprises."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.bank import DOES_NOT_APPLY, Absent, Band, Bank
from app.quiz.scoring import Result, half_up, neighbour, score, share, workings
from tests.quiz.banks import WORDS, bank, question, scale, sheet_of, sheets, small, theme

VECTORS = json.loads(
    (Path(__file__).parent / "vectors" / "scoring.json").read_text("utf-8"), parse_float=Decimal
)


def bank_of(document: dict[str, Any]) -> Bank:
    """Make a bank of a worked case; a choice is called by its points."""
    themes = [
        theme(
            each["id"],
            [
                question(
                    asked["id"],
                    str(asked["points"]),
                    role=asked.get("role", "practice"),
                    turned=asked.get("reversed", False),
                    may_not_apply=True,
                )
                for asked in each["questions"]
            ],
            Decimal(each.get("weight", 1)),
        )
        for each in document["themes"]
    ]
    scales = {str(top): scale(*range(top + 1)) for top in (2, 4, 6)}
    bands = [Band(band["id"], band["from"], WORDS, WORDS) for band in document["bands"]]
    return bank(themes, scales=scales, in_bands=bands)


def rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else round(Decimal(value.numerator) / Decimal(value.denominator), 6)


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_a_worked_case_comes_out_as_worked(case: dict[str, Any]) -> None:
    answers = {
        key: DOES_NOT_APPLY if value in (None, DOES_NOT_APPLY) else str(value)
        for key, value in case["answers"].items()
    }
    result, expected = score(bank_of(case["bank"]), answers), case["expected"]
    assert {key: rounded(value) for key, value in result.themes.items()} == expected["themes"]
    assert rounded(result.place) == expected["place"]
    assert (result.shown, result.band) == (expected["shown"], expected["band"])


@given(sheets(small()))
def test_a_place_is_between_0_and_100_and_lies_in_its_band(answers: dict[str, str]) -> None:
    result = score(small(), answers)
    if result.place is not None and result.shown is not None:
        assert 0 <= result.place <= 100
        assert abs(result.place - result.shown) <= Fraction(1, 2)
        assert small().band_at(result.shown).id == result.band


@given(sheets(small()), st.data())
def test_a_higher_answer_as_it_is_keyed_never_lowers_anything(
    answers: dict[str, str], data: st.DataObject
) -> None:
    asked = data.draw(
        st.sampled_from([each for each in small().questions.values() if each.role == "practice"])
    )
    here = share(small(), asked, answers)
    other = {**answers, asked.id: data.draw(st.sampled_from(small().scale_of(asked).choices)).id}
    there = share(small(), asked, other)
    before, after = score(small(), answers), score(small(), other)
    if here is not None and there is not None and here <= there:
        assert (before.place or 0) <= (after.place or 0)
        assert all((value or 0) <= (after.themes[key] or 0) for key, value in before.themes.items())


@given(sheets(small()))
def test_a_result_survives_being_stored_as_json(answers: dict[str, str]) -> None:
    result = score(small(), answers)
    assert Result.from_document(json.loads(json.dumps(result.to_document()))) == result


@given(sheets(small()), st.randoms())
def test_the_order_of_the_answers_does_not_matter(answers: dict[str, str], randomness: Any) -> None:
    shuffled = list(answers.items())
    randomness.shuffle(shuffled)
    assert score(small(), dict(shuffled)) == score(small(), answers)


@given(sheets(small()))
def test_beliefs_and_origin_are_never_part_of_the_place(answers: dict[str, str]) -> None:
    without = {key: value for key, value in answers.items() if key not in ("busy-1", "origin")}
    assert score(small(), without).place == score(small(), answers).place


def test_the_best_and_the_least_of_everything_are_100_and_0() -> None:
    assert score(small(), sheet_of(small(), "highest")).shown == 100
    assert score(small(), sheet_of(small(), "lowest")).shown == 0


def test_an_empty_sheet_has_no_place_and_no_score() -> None:
    result = score(small(), {})
    assert (result.place, result.shown, result.band) == (None, None, None)
    assert result.themes == {"listen": None, "busy": None}
    assert result.beliefs == {"busy": None}
    assert result.shown_theme("listen") is None
    assert result.shown_theme("nowhere") is None


def test_a_question_that_is_not_the_banks_is_ignored() -> None:
    assert score(small(), {"elsewhere": "often"}) == score(small(), {})


def test_a_choice_that_is_not_the_scales_is_absent() -> None:
    with pytest.raises(Absent):
        score(small(), {"listen-1": "weekly"})


def test_no_place_comes_from_themes_without_weight() -> None:
    light = bank([theme("light", [question("l-1")], 0), theme("heavy", [question("h-1")], 1)])
    assert score(light, {"l-1": "4"}).place is None


@pytest.mark.parametrize(
    ("answers", "leaning"), [("0", "questions"), ("2", "two-minds"), ("4", "leans"), (DOES_NOT_APPLY, None)]
)
def test_a_belief_leans_towards_the_myth_or_away_from_it(answers: str, leaning: str | None) -> None:
    asked = [question("b-1", role="belief"), question("p-1")]
    assert score(bank([theme("myth", asked)]), {"b-1": answers}).beliefs == {"myth": leaning}


def test_a_reversed_belief_is_turned() -> None:
    asked = [question("b-1", role="belief", turned=True), question("p-1")]
    assert score(bank([theme("myth", asked)]), {"b-1": "4"}).beliefs == {"myth": "questions"}


@pytest.mark.parametrize(
    ("value", "whole"), [("62.5", 63), ("62.4999", 62), ("0.5", 1), ("0", 0), ("99.5", 100)]
)
def test_halves_are_rounded_up(value: str, whole: int) -> None:
    assert half_up(Fraction(value)) == whole


@pytest.mark.parametrize(
    ("place", "other"),
    [(0, None), (25, None), (30, "band-40"), (39, "band-40"), (40, "band-0"), (50, "band-60"), (49, "band-0"),
     (51, "band-60"), (60, "band-40"), (70, "band-40"), (71, None), (100, None)],
)  # fmt: skip
def test_a_neighbour_is_named_where_a_bound_is_within_the_margin(place: int, other: str | None) -> None:
    three = bank([theme("t", [question("q")])], starts=(0, 40, 60))
    result = Result({}, Fraction(place), place, "", three.margin, {})
    found = neighbour(three, result.shown, result.margin)
    assert (found and found.id) == other


def test_where_there_is_no_place_there_is_no_neighbour() -> None:
    assert neighbour(small(), score(small(), {}).shown, small().margin) is None


def test_the_workings_show_how_each_answer_counts() -> None:
    answers = {"listen-1": "often", "listen-2": DOES_NOT_APPLY, "busy-2": "sometimes", "busy-3": "sometimes"}
    shown = workings(small(), answers)
    assert [(each.choice, each.points, each.top, each.share) for each in shown["listen"]] == [
        ("often", 2, 2, 1),
        (DOES_NOT_APPLY, None, 2, None),
    ]
    assert [each.question.id for each in shown["busy"]] == ["busy-2", "busy-3"]


@given(sheets(small()))
def test_the_workings_add_up_to_the_theme_scores(answers: dict[str, str]) -> None:
    result = score(small(), answers)
    for theme_id, worked in workings(small(), answers).items():
        shares = [each.share for each in worked if each.share is not None]
        assert result.themes[theme_id] == (100 * sum(shares, Fraction()) / len(shares) if shares else None)
