"""Results of two versions are set beside each other only where that is fair."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.quiz.bank import Bank, Question
from app.quiz.changes import difference
from app.quiz.comparability import comparable
from app.quiz.scoring import score
from app.quiz.text import Text
from tests.quiz.banks import bank, question, scale, sheet_of, small, theme


def asked(change: Callable[[Question], Question]) -> Callable[[Bank], Bank]:
    """Return a change of the first question of the first theme."""

    def changed(bank: Bank) -> Bank:
        first, *rest = bank.themes
        questions = (change(first.questions[0]), *first.questions[1:])
        return replace(bank, themes=(replace(first, questions=questions), *rest))

    return changed


def weighed(bank: Bank) -> Bank:
    return replace(
        bank, themes=tuple(replace(each, weight=Decimal(3)) for each in bank.themes[:1]) + bank.themes[1:]
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda bank: replace(bank, id="other"),
        lambda bank: replace(bank, themes=bank.themes[:1]),
        lambda bank: replace(bank, scales={**bank.scales, "frequency": scale(0, 1, 2)}),
        weighed,
        asked(lambda question: replace(question, id="listen-9")),
        asked(lambda question: replace(question, reversed=True)),
        asked(lambda question: replace(question, role="belief")),
    ],
    ids=[
        "another bank",
        "a theme less",
        "other choices",
        "another weight",
        "a new id",
        "turned",
        "not scored",
    ],
)
def test_what_is_scored_otherwise_is_not_comparable(change: Callable[[Bank], Bank]) -> None:
    assert not comparable(small(), change(small()))
    assert difference(small(), score(small(), {}), change(small()), score(small(), {})) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda bank: bank,
        lambda bank: replace(bank, title=Text("Another", "Autre"), advice=(), margin=5),
        lambda bank: replace(bank, themes=bank.themes[::-1]),
        asked(lambda question: replace(question, text=Text("Other words", "D’autres mots"))),
    ],
    ids=["nothing", "what is said", "the order", "a wording"],
)
def test_what_is_scored_alike_is_comparable(change: Callable[[Bank], Bank]) -> None:
    assert comparable(small(), change(small()))


def test_from_the_least_to_the_best_of_everything_is_more_than_chance() -> None:
    then, now = (score(small(), sheet_of(small(), end)) for end in ("lowest", "highest"))
    found = difference(small(), then, small(), now)
    assert found is not None
    assert (found.points, found.more_than_chance) == (Fraction(100), True)


@pytest.mark.parametrize(("points", "sure"), [("2", False), ("3", True), ("-2", False), ("-3", True)])
def test_a_difference_counts_beyond_the_margin_of_both(points: str, sure: bool) -> None:
    # 20 steps of 5 points; two margins of 10 make 14.1.
    one = bank([theme("t", [question("q", "twenty")])], scales={"twenty": scale(*range(21))})
    then, now = (score(one, {"q": str(10 + step)}) for step in (0, int(points)))
    found = difference(one, then, one, now)
    assert found is not None
    assert (found.points, found.more_than_chance) == (Fraction(5 * int(points)), sure)


def test_only_themes_scored_both_times_are_compared() -> None:
    three = bank([theme(name, [question(f"{name}-1", may_not_apply=True)]) for name in "abc"])
    then = score(three, {"a-1": "4", "b-1": "2", "c-1": "2"})
    now = score(three, {"b-1": "2", "c-1": "2"})
    found = difference(three, then, three, now)
    assert found is not None
    assert found.points == 0
    assert difference(three, then, three, score(three, {"c-1": "2"})) is None
