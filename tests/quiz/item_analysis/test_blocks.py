"""No figure is over fewer than thirty sheets, and none can be found by subtracting one from another."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quiz.bank import DOES_NOT_APPLY, Bank
from app.quiz.item_analysis import FEWEST, Part, Sheet, Sums, analyse, fold, fold_part, sums_of
from tests.quiz.banks import advice, bank, question, theme
from tests.quiz.item_analysis.crowds import crowd

WORK = bank(
    [
        theme("often", [question("a"), question("b", may_not_apply=True)]),
        theme(
            "rarely", [question("c", may_not_apply=True), question("d", role="belief", may_not_apply=True)]
        ),
    ],
    pieces=[advice("always")],
)

BLOCKS = st.lists(
    st.tuples(st.integers(0, 2**32), st.integers(0, 45), st.sampled_from([0.0, 0.03, 0.3, 0.9])), max_size=7
)
History = list[tuple[int, int, float]]


def blocks_of(history: History) -> list[Sums]:
    return [sums_of(WORK, crowd(WORK, *block)) for block in history]


def folded(blocks: Sequence[Sums]) -> list[tuple[Sums, Sums]]:
    """Return what is shown and what waits, at the start and after each block."""
    states = [(Sums(), Sums())]
    for block in blocks:
        states.append(fold(*states[-1], block))
    return states


def parts(sums: Sums) -> Iterator[tuple[str, Part]]:
    """Yield every part under its name, those with nothing in them too."""
    yield "minutes", sums.minutes
    for kind, group in (("complete", sums.complete), ("others", sums.others)):
        yield kind, group.whole
        for asked in WORK.questions:
            yield f"{kind} {asked}", group.row(asked)


def grown(before: Sums, after: Sums) -> dict[str, int]:
    """Return by how many sheets each part has grown."""
    then = dict(parts(before))
    return {name: part.sheets - then[name].sheets for name, part in parts(after)}


@given(BLOCKS)
@settings(max_examples=30)
def test_each_part_grows_by_thirty_sheets_or_more_or_not_at_all(history: History) -> None:
    states = folded(blocks_of(history))
    for (before, _), (after, _) in pairwise(states):
        then = dict(parts(before))
        for name, part in parts(after):
            assert part == then[name] or part.sheets - then[name].sheets >= FEWEST


@given(BLOCKS)
@settings(max_examples=30)
def test_a_row_grows_only_when_its_group_does(history: History) -> None:
    states = folded(blocks_of(history))
    for (before, _), (after, _) in pairwise(states):
        by = grown(before, after)
        for name, sheets in by.items():
            assert not sheets or by[name.split()[0]]


@given(BLOCKS)
@settings(max_examples=30)
def test_what_grows_takes_all_that_waited(history: History) -> None:
    # So the same answers are never in two parts at different moments, but for whole lumps.
    blocks = blocks_of(history)
    states = folded(blocks)
    for (before, waited), (after, waits), block in zip(states[:-1], states[1:], blocks, strict=True):
        then, arrived, left = dict(parts(before)), dict(parts(waited + block)), dict(parts(waits))
        for name, part in parts(after):
            moved = part != then[name]
            assert part == (then[name] + arrived[name] if moved else then[name])
            assert left[name] == (Part() if moved else arrived[name])


@given(BLOCKS)
@settings(max_examples=30)
def test_nothing_is_lost(history: History) -> None:
    blocks = blocks_of(history)
    shown, waiting = folded(blocks)[-1]
    assert shown + waiting == sum(blocks, Sums())


@given(BLOCKS)
@settings(max_examples=30)
def test_no_row_tells_of_fewer_than_thirty(history: History) -> None:
    for shown, _ in folded(blocks_of(history)):
        found = analyse(WORK, shown)
        for row in found.rows:
            assert row.spread is None or row.spread.n >= FEWEST
        assert found.whole.complete is None or found.whole.complete >= FEWEST


def with_one(bank: Bank, choice: str) -> list[Sheet]:
    """Return thirty complete sheets, and one of somebody to whom `b` does not apply and who chose for `a`."""
    alone = Sheet({"a": choice, "b": DOES_NOT_APPLY, "c": "1", "d": "1"})
    return [*crowd(bank, 5, 30), alone]


@pytest.mark.parametrize("choice", ["0", "2", "4"])
def test_one_person_to_whom_something_does_not_apply_is_not_the_difference_to_the_complete(
    choice: str,
) -> None:
    # The row of `a` over 31, and alpha over the 30 complete sheets, would tell what the 31st chose.
    shown, waiting = fold(Sums(), Sums(), sums_of(WORK, with_one(WORK, choice)))
    without = sums_of(WORK, crowd(WORK, 5, 30))
    assert (shown.complete, shown.others.whole.sheets) == (without.complete, 0)
    assert analyse(WORK, shown).row("a") == analyse(WORK, without).row("a")
    assert waiting.others.whole.sheets == 1


def test_twenty_nine_show_nothing_and_the_thirtieth_all() -> None:
    sheets = crowd(WORK, 2, 30)
    shown, waiting = fold(Sums(), Sums(), sums_of(WORK, sheets[:29]))
    assert (shown.complete, shown.others) == (Sums().complete, Sums().others)
    shown, waiting = fold(shown, waiting, sums_of(WORK, sheets[29:]))
    assert shown.complete == sums_of(WORK, sheets).complete
    assert waiting.complete == Sums().complete


def test_a_row_that_few_answered_waits_for_the_next_lump_of_its_group() -> None:
    rare = [
        Sheet({"a": "1", "b": "1", "c": "1" if at < 10 else DOES_NOT_APPLY, "d": "1"}) for at in range(40)
    ]
    often = [Sheet({"a": "1", "b": DOES_NOT_APPLY, "c": "3", "d": "1"}) for _ in range(29)]
    blocks = [
        sums_of(WORK, sheets) for sheets in (rare[10:] + often[:10], often[10:], often[:10], often[:20])
    ]
    seen = [shown.others for shown, _ in folded(blocks)]
    assert [group.whole.sheets for group in seen] == [0, 40, 40, 40, 89]
    # After the third block, 39 have answered `c`, and their group has not moved: a row of 39 would stand
    # beside counts of does-not-apply over others.
    assert [group.row("c").sheets for group in seen] == [0, 0, 0, 0, 59]
    assert [group.row("a").sheets for group in seen] == [0, 40, 40, 40, 89]


def test_a_part_by_itself_waits_for_thirty() -> None:
    block = Part(15, {"kept": {"listen": 15}})
    shown, waiting = fold_part(Part(), Part(), block)
    assert (shown, waiting) == (Part(), block)
    assert fold_part(shown, waiting, block) == (Part(30, {"kept": {"listen": 30}}), Part())
