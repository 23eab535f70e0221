"""The files on which questions work hold the figures of their page, and execute nothing."""

import csv
from dataclasses import replace
from datetime import date
from functools import cache
from io import StringIO

import pytest

from app.quiz.bank import Bank
from app.quiz.item_analysis import Sheet, Sums, analyse, sums_of
from app.quiz.text import LANGUAGES, Language, Text
from app.reports.questions import Table, as_csv, as_xlsx
from tests.quiz.banks import small
from tests.quiz.item_analysis.crowds import crowd
from tests.reports.test_table import sheet

DAY = date(2026, 11, 24)
LETTERS = "ABCDEFGHIJKLMNOPQR"


@cache
def sums() -> Sums:
    """Sum 50 sheets; 5 of them are not complete, too few to be counted with them."""
    bank = small()
    first = crowd(bank, 1, 50)
    return sums_of(bank, [Sheet({**one.answers, "listen-1": "never"}, one.minutes) for one in first])


def table(bank: Bank | None = None, held: Sums | None = None) -> Table:
    bank = bank or small()
    return Table(bank, 3, DAY, "en", analyse(bank, sums() if held is None else held), {"listen-1": 4})


def rows(told: Table, language: Language = "en") -> list[dict[str, str]]:
    file = as_csv(told, language).decode("utf-8-sig")
    separator = {"en": ",", "fr": ";"}[language]
    return list(csv.DictReader(StringIO(file, newline=""), delimiter=separator))


def test_every_question_is_a_row_with_what_the_figures_are_of() -> None:
    found = rows(table())
    assert [row["Question"] for row in found] == [one.text.en for one in small().questions.values()]
    assert {(row["Question bank"], row["Version"], row["Published on"], row["Sheets"]) for row in found} == {
        ("A small bank", "3", "2026-11-24", "Read in English")
    }
    assert {row["Finished sheets counted"] for row in found} == {"50"}


def test_a_row_holds_the_questions_figures() -> None:
    first = rows(table())[0]
    assert (first["n"], first["Mean (0 to 100)"], first["Standard deviation"]) == ("50", "0", "0")
    assert (first["At the low end (%)"], first["At the high end (%)"]) == ("100", "0")
    assert first["Answers"] == "Never: 100%, Sometimes: 0%, Often: 0%"
    assert first["To look at"] == "Does not tell people apart"
    assert first["Missing figures"] == "none: everybody answered alike"
    assert (first["Correlation with the others"], first["Does not apply (%)"]) == ("", "")
    assert first["Times called unclear"] == "4"


def test_decimals_have_the_sign_of_the_language() -> None:
    alpha = analyse(small(), sums()).whole.alpha.value
    assert alpha is not None
    english, french = rows(table())[0]["Cronbach’s alpha"], rows(table(), "fr")[0]["Alpha de Cronbach"]
    assert float(english) == pytest.approx(alpha, abs=0.00005)
    assert french == english.replace(".", ",")
    assert "," in french


def test_under_thirty_sheets_no_row_has_a_figure() -> None:
    found = rows(table(held=Sums()))
    empty = ("n", "Mean (0 to 100)", "Correlation with the others", "Alpha without it", "Answers")
    assert {row[name] for row in found for name in empty} == {""}
    assert "not yet: under 30 sheets" in found[0]["Missing figures"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_that_looks_like_a_formula_is_never_one(language: Language) -> None:
    bank = small()
    theme = bank.themes[0]
    cmd = replace(theme.questions[0], text=Text("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"))
    changed = replace(bank, themes=(replace(theme, questions=(cmd, *theme.questions[1:])), *bank.themes[1:]))
    assert rows(table(changed), language)[0]["Question"].startswith("'=cmd")
    # The reader fails at a formula: in a spreadsheet it is a text as it stands.
    assert "=cmd|' /C calc'!A0" in [
        cell for row in sheet(as_xlsx(table(changed), language), LETTERS) for cell in row
    ]


def test_the_spreadsheet_holds_the_same_as_numbers() -> None:
    held = sheet(as_xlsx(table(), "en"), LETTERS)
    (heading,) = [row for row in held if row and row[0] == "Theme"]
    first = dict(zip(heading, held[held.index(heading) + 1], strict=False))
    assert (first["Question"], first["n"], first["Mean (0 to 100)"]) == ("I read before I write.", 50, 0)
    assert as_xlsx(table(), "en") == as_xlsx(table(), "en")
