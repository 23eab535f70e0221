"""Sums over sheets are exact, do not depend on order, and can be added up."""

import json
from collections import Counter
from itertools import permutations
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.advice import advise
from app.quiz.bank import DOES_NOT_APPLY, Absent
from app.quiz.item_analysis import Part, Sheet, Sums, is_complete, sums_of
from app.quiz.scoring import score, share
from tests.quiz.banks import bank, question, scale, sheet_of, shipped, small, theme
from tests.quiz.item_analysis.crowds import columns, crowd

SEEDS = st.integers(0, 2**32)


@given(seed=SEEDS, people=st.integers(0, 12), order=st.randoms(use_true_random=False))
def test_order_does_not_matter(seed: int, people: int, order: Random) -> None:
    sheets = crowd(small(), seed, people, absent=0.2)
    shuffled = list(sheets)
    order.shuffle(shuffled)
    assert sums_of(small(), shuffled) == sums_of(small(), sheets)


@given(seed=SEEDS, sizes=st.lists(st.integers(0, 6), min_size=1, max_size=4))
def test_sums_of_blocks_add_up_to_the_sums_of_all(seed: int, sizes: list[int]) -> None:
    blocks = [crowd(small(), seed + at, size, absent=0.3) for at, size in enumerate(sizes)]
    added = sum((sums_of(small(), block) for block in blocks), Sums())
    assert added == sums_of(small(), [sheet for block in blocks for sheet in block])


def test_adding_knows_no_order() -> None:
    parts = [sums_of(small(), crowd(small(), seed, 5, absent=0.3)) for seed in range(3)]
    assert (
        len({json.dumps((a + (b + c)).to_document(), sort_keys=True) for a, b, c in permutations(parts)}) == 1
    )


@given(seed=SEEDS, people=st.integers(0, 12))
def test_sums_survive_being_stored(seed: int, people: int) -> None:
    sums = sums_of(small(), crowd(small(), seed, people, absent=0.2))
    assert Sums.from_document(json.loads(json.dumps(sums.to_document()))) == sums


def numbers(document: object) -> int:
    return sum(map(numbers, document.values())) if isinstance(document, dict) else 1


def test_what_is_stored_is_bounded_by_the_bank_and_not_by_the_sheets() -> None:
    chosen = sum(len(shipped().scale_of(each).choices) + 3 for each in shipped().questions.values())
    most = 2 * (chosen + 2 * len(shipped().advice)) + len(shipped().themes) + 120 + 10
    sums = sums_of(shipped(), crowd(shipped(), 1, 600, absent=0.1))
    many = sum([sums] * 1000, Sums())
    assert numbers(many.to_document()) == numbers(sums.to_document()) <= most
    assert many.sheets == 600_000


def test_a_sheet_is_complete_when_every_practice_question_has_a_real_choice() -> None:
    answers = dict(sheet_of(small(), "highest"))
    assert is_complete(small(), answers)
    belief = next(each for each in small().questions.values() if each.role == "belief")
    assert is_complete(small(), {**answers, belief.id: DOES_NOT_APPLY})
    assert not is_complete(small(), {**answers, "listen-2": DOES_NOT_APPLY})
    assert not is_complete(small(), {key: value for key, value in answers.items() if key != "listen-1"})


def test_rows_count_what_was_chosen_and_to_whom_it_does_not_apply() -> None:
    one = bank([theme("t", [question("a", may_not_apply=True), question("b")])])
    given_ = [{"a": "4", "b": "1"}, {"a": "4", "b": "2"}, {"a": DOES_NOT_APPLY, "b": "2"}, {"b": "0"}]
    sums = sums_of(one, [Sheet(answers) for answers in given_])
    assert sums.row("a") == Part(2, {"chose": {"4": 2}})
    assert sums.row("b") == Part(4, {"chose": {"1": 1, "2": 2, "0": 1}})
    assert sums.over_all("does-not-apply") == {"a": 1}
    assert (sums.sheets, sums.complete.whole.sheets, sums.others.whole.sheets) == (4, 2, 2)
    assert sums.row("unknown") == Part()


def test_minutes_are_counted_where_they_are_known() -> None:
    answers = sheet_of(small(), "lowest")
    sums = sums_of(small(), [Sheet(answers, minutes) for minutes in (8, None, 120, 8)])
    assert sums.minutes == Part(3, {"took": {"8": 2, "120": 1}})


@given(seed=SEEDS, people=st.integers(1, 12))
def test_advice_is_counted_as_it_was_given_and_among_the_first_three(seed: int, people: int) -> None:
    sheets = crowd(small(), seed, people, absent=0.2)
    said = [
        [each.advice.id for each in advise(small(), sheet.answers, score(small(), sheet.answers))]
        for sheet in sheets
    ]
    sums = sums_of(small(), sheets)
    assert sums.over_all("given") == Counter(piece for pieces in said for piece in pieces)
    assert sums.over_all("first") == Counter(piece for pieces in said for piece in pieces[:3])


@given(seed=SEEDS, people=st.integers(1, 10))
def test_squares_and_products_are_exact_over_scales_of_any_length(seed: int, people: int) -> None:
    mixed = bank(
        [
            theme("t", [question("a", "two"), question("b", "three", turned=True)]),
            theme("u", [question("c", "seven", may_not_apply=True), question("d", "seven", role="belief")]),
        ],
        scales={"two": scale(0, 1), "three": scale(0, 1, 2), "seven": scale(*range(8))},
    )
    sheets = crowd(mixed, seed, people, absent=0.3)
    whole = sums_of(mixed, sheets).complete.whole
    # 14 units are one share: the least common multiple of 1, 2 and 7.
    held = {key: 14 * column for key, column in columns(mixed, sheets).items()}
    total = np.sum(list(held.values()), axis=0)
    assert whole.of("total").get("sum", 0) == round(float(total.sum()))
    assert whole.of("total").get("square", 0) == round(float((total**2).sum()))
    for key, column in held.items():
        assert whole.of("product").get(key, 0) == round(float((column * total).sum()))
    for key, questions in {"t": "ab", "u": "c"}.items():
        assert whole.of("theme").get(key, 0) == round(
            float((np.sum([held[each] for each in questions], axis=0) ** 2).sum())
        )


def test_an_unknown_choice_is_not_summed() -> None:
    with pytest.raises(Absent):
        sums_of(small(), [Sheet({**sheet_of(small(), "lowest"), "listen-1": "unheard-of"})])


def test_a_belief_has_a_row_and_no_part_in_what_is_scored() -> None:
    sheets = crowd(small(), 3, 9)
    sums = sums_of(small(), sheets)
    scored = {each.id for each in small().questions.values() if each.role == "practice"}
    (belief,) = set(small().questions) - scored
    assert sums.row(belief).sheets == 9
    assert set(sums.complete.whole.of("product")) <= scored
    assert share(small(), small().question(belief), sheets[0].answers) is not None
