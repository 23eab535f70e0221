"""Write the table of which questions work as CSV and as a spreadsheet: no more than its page shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it carries no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # it carries no types

from app.quiz.bank import Bank, Question
from app.quiz.item_analysis import Analysis, Estimate, Row
from app.quiz.item_analysis.telling import FLAGS, MISSING, tell_choices
from app.quiz.text import Language
from app.reports import question_words as words
from app.reports.cells import Cell, csv_file

PLACES = 4
"""How many decimals a figure has: a file is for working on, not for reading."""

WIDTHS = (24, 60, 12, *(12,) * 12, 50, 40, 40)
"""How wide the columns of the spreadsheet are, in characters."""


@dataclass(frozen=True, slots=True)
class Table:
    """Hold what a table tells: how the questions of a version, published on a day, work.

    `sheets` says of which language the sheets are; `unclear` counts by question.
    """

    bank: Bank
    number: int
    day: date
    sheets: str
    analysis: Analysis
    unclear: Mapping[str, int]

    def head(self, language: Language) -> list[tuple[str, Cell]]:
        """Return what the figures are of, as pairs of a name and a value."""
        whole = self.analysis.whole
        alpha, error = whole.alpha, whole.error
        return [
            (words.BANK[language], self.bank.title[language]),
            (words.VERSION[language], self.number),
            (words.DATE[language], self.day.isoformat()),
            (words.LANGUAGE[language], words.LANGUAGES_OF[self.sheets][language]),
            (words.SHEETS[language], whole.sheets),
            (words.COMPLETE[language], whole.complete),
            (words.ALPHA[language], _number(alpha.value)),
            (words.ALPHA_LOW[language], _number(alpha.low)),
            (words.ALPHA_HIGH[language], _number(alpha.high)),
            (words.ERROR[language], _number(error.value)),
        ]

    def rows(self, language: Language) -> Iterator[tuple[Cell, ...]]:
        """Yield a row a question, in the order asked."""
        for theme in self.bank.themes:
            for question in theme.questions:
                row = self.analysis.row(question.id)
                yield (
                    theme.topic[language],
                    question.text[language],
                    words.ROLES[question.role][language],
                    words.REVERSED[question.reversed][language],
                    *_spread(row),
                    *_estimates(row),
                    self.unclear.get(question.id, 0),
                    self._answers(question, row, language),
                    "; ".join(FLAGS[flag][language] for flag in row.flags),
                    _missing(row, language),
                )

    def _answers(self, question: Question, row: Row, language: Language) -> str:
        return tell_choices(self.bank, question, row.spread, language) if row.spread else ""


def _spread(row: Row) -> tuple[Cell, ...]:
    spread = row.spread
    if spread is None:
        return (None,) * 5
    shares = (spread.mean, spread.deviation, spread.floor, spread.ceiling)
    return (spread.n, *(_number(100 * share) for share in shares))


def _estimates(row: Row) -> tuple[Cell, ...]:
    nothing = Estimate()
    absent, with_others = row.does_not_apply or nothing, row.correlation or nothing
    dropped = row.if_dropped or nothing
    share = None if absent.value is None else 100 * absent.value
    values = (share, with_others.value, with_others.low, with_others.high, dropped.value)
    return tuple(_number(value) for value in values)


def _missing(row: Row, language: Language) -> str:
    """Say why a figure is missing."""
    whys = [one.why for one in (row.does_not_apply, row.correlation, row.if_dropped) if one and one.why]
    return "; ".join(MISSING[why][language] for why in dict.fromkeys(whys))


def _number(value: float | None) -> Decimal | None:
    return None if value is None else round(Decimal(value), PLACES).normalize() + 0


def as_csv(table: Table, language: Language) -> bytes:
    """Write a table as CSV, for analysis: what the figures are of stands in every row."""
    head = table.head(language)
    names, values = tuple(name for name, _ in head), tuple(value for _, value in head)
    rows = ((*values, *row) for row in table.rows(language))
    return csv_file([(*names, *words.columns(language)), *rows], language)


def as_xlsx(table: Table, language: Language) -> bytes:
    """Write a table as a spreadsheet, for reading; the same values always give the same bytes."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        book.set_properties({"created": datetime(table.day.year, table.day.month, table.day.day)})
        _fill(book, book.add_worksheet(words.SHEET[language]), table, language)
    return file.getvalue()


def _fill(book: Workbook, sheet: Worksheet, table: Table, language: Language) -> None:
    strong = book.add_format({"bold": True, "valign": "top"})
    heading = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1})
    text = book.add_format({"valign": "top", "text_wrap": True})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    head = table.head(language)
    for at, (name, value) in enumerate(head):
        sheet.write_string(at, 0, name, strong)
        _write(sheet, at, 1, value, text)
    first = len(head) + 1
    for at, row in enumerate((words.columns(language), *table.rows(language))):
        for column, cell in enumerate(row):
            _write(sheet, first + at, column, cell, text if at else heading)
    sheet.freeze_panes(first + 1, 2)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, look: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, look)
    elif cell is not None:
        sheet.write_number(row, column, cell, look)
