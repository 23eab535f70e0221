"""Test what is gathered of questions for where they are edited, and how often advice was given."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from flask import Flask, render_template

from app.quiz.bank import DOES_NOT_APPLY
from app.store.session import Session
from app.trainer import figures
from app.trainer.numerals import figure, percent
from app.web.language import speaking
from tests.taker.stock import SMALL, bank_on, ground_of, publish
from tests.trainer.sheets import counted, crowd, multiplied, sealed
from tests.trainer.test_unclear import call


@contextmanager
def reading(app: Flask) -> Iterator[Session]:
    with app.test_request_context("/"), ground_of(app).database.reading() as session:
        yield session


def beside(app: Flask, question_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return of which version a question's figures are, and over how many."""
    with reading(app) as session:
        found = figures.beside(session, "small", question_ids)
    return {key: (one.version.number, _n(one)) for key, one in found.items()}


def _n(one: figures.Beside) -> int:
    spread = one.rows["en"].spread
    assert spread
    return spread.n


def test_a_question_has_the_figures_of_the_newest_version_that_has_any(small_app: Flask) -> None:
    assert beside(small_app, ["listen-1"]) == {}
    sealed(small_app, crowd(bank_on(small_app), 40))
    newer = publish(small_app, SMALL.replace("I put it off.", "I put it off for long."))
    assert beside(small_app, ["listen-1", "nobody"]) == {"listen-1": (1, 40)}
    sealed(small_app, crowd(bank_on(small_app, newer), 31), version_id=newer)
    assert beside(small_app, ["listen-1"]) == {"listen-1": (3, 31)}


def test_a_question_that_went_keeps_the_figures_it_had(small_app: Flask) -> None:
    sealed(small_app, crowd(bank_on(small_app), 40))
    newer = publish(small_app, SMALL.replace("id: busy-1", "id: busy-9"))
    sealed(small_app, crowd(bank_on(small_app, newer), 31), version_id=newer)
    assert beside(small_app, ["busy-1", "busy-9"]) == {"busy-9": (3, 31), "busy-1": (1, 40)}


def test_a_question_that_applied_to_nobody_keeps_the_figures_of_the_version_before(small_app: Flask) -> None:
    sealed(small_app, crowd(bank_on(small_app), 40))
    newer = publish(small_app, SMALL.replace("I put it off.", "I put it off for long."))
    nobody = {"listen-2": DOES_NOT_APPLY}
    sealed(small_app, crowd(bank_on(small_app, newer), 31, fixed=nobody), version_id=newer)
    assert beside(small_app, ["listen-1", "listen-2"]) == {"listen-1": (3, 31), "listen-2": (1, 40)}


def test_beside_a_question_stands_how_it_works_and_what_to_do(small_app: Flask) -> None:
    sealed(small_app, crowd(bank_on(small_app), 40, 1, {"listen-1": "never"}))
    call(small_app, "listen-1", "")
    with reading(small_app) as session:
        found = figures.beside(session, "small", ["listen-1", "busy-2"])
        html = render_template(
            "trainer/question-figures.html", found=found["listen-1"], language="en", **figures.words()
        )
        nothing = render_template("trainer/question-figures.html", found=None, **figures.words())
    assert "How it works in version 1" in html
    assert "Does not tell people apart." in html
    assert "40 answered, mean 0 of 100" in html
    assert "called unclear: 1" in html
    assert 'alt="Never: 100%, Sometimes: 0%, Often: 0%"' in html
    assert 'href="/banks/small/1/analysis/listen-1"' in html
    assert nothing.strip() == ""


def test_advice_is_counted_by_piece_over_everybody(small_app: Flask) -> None:
    with reading(small_app) as session:
        assert figures.given(session, 1) is None
    sealed(small_app, crowd(bank_on(small_app), 40, 1, {"listen-1": "never"}))
    sealed(small_app, crowd(bank_on(small_app), 30, 2), "fr")
    with reading(small_app) as session:
        given = figures.given(session, 1)
    assert given
    # It has no condition: everybody is given it.
    assert (given["read"].given, given["read"].sheets) == (70, 70)
    assert all(0 <= one.first <= one.given <= 70 for one in given.values())
    assert sum(one.first for one in given.values()) <= 3 * 70


def test_the_newest_version_is_the_one_published_last(small_app: Flask) -> None:
    with reading(small_app) as session:
        newest = figures.newest_published(session, "small")
        assert newest
        assert newest.number == 1
        assert figures.newest_published(session, "nobody") is None


def test_sums_over_many_times_as_many_sheets_say_the_same(small_app: Flask) -> None:
    sheets = crowd(bank_on(small_app), 40)
    counted(small_app, sheets, times=25)
    assert beside(small_app, ["listen-1"]) == {"listen-1": (1, 1000)}


@pytest.mark.parametrize("times", [1, 2, 3, 7, 64])
def test_a_sum_is_multiplied_by_adding(small_app: Flask, times: int) -> None:
    from app.quiz.item_analysis import Sheet, Sums, sums_of

    once = sums_of(bank_on(small_app), [Sheet(one) for one in crowd(bank_on(small_app), 5)])
    assert multiplied(once, times) == sum([once] * times, Sums())


@pytest.mark.parametrize(
    ("value", "places", "en", "fr"),
    [
        (0.25, 2, "0.25", "0,25"),
        (-0.25, 2, "−0.25", "−0,25"),
        (-0.001, 2, "0.00", "0,00"),
        (1234.0, 0, "1,234", "1\N{NO-BREAK SPACE}234"),
        (12.06, 1, "12.1", "12,1"),
    ],
)
def test_numbers_are_written_as_the_reader_does(
    bare_app: Flask, value: float, places: int, en: str, fr: str
) -> None:
    with bare_app.test_request_context("/"):
        with speaking("en"):
            assert figure(value, places) == en
        with speaking("fr"):
            assert figure(value, places) == fr
            assert percent(0.625) == "62\N{NO-BREAK SPACE}%"
