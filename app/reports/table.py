"""Write the published figures of a round as CSV and as a spreadsheet: nothing that the pages do not show.

What is told or withheld in words is no number here either: its value is empty, its words are there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it carries no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # it carries no types

from app.quiz.bank import Bank
from app.quiz.disclosure.figures import Belief, Counts, Figures, Mean
from app.quiz.disclosure.telling import LEANINGS, tell_count, tell_mean, tell_people, tell_why
from app.quiz.disclosure.words import LEANING, WITHHELD
from app.quiz.text import Language, Text
from app.reports import words
from app.reports.cells import Cell, csv_file
from app.reports.words import PARTS, Part

WIDTHS = (20, 46, 20, 10, 18, 18, 60)
"""How wide the columns of the spreadsheet are, in characters."""


@dataclass(frozen=True, slots=True)
class Table:
    """Hold what a table tells: the figures of one round of a team, published on a day, by their bank."""

    team: str
    round: str
    day: date
    bank: Bank
    figures: Figures

    def head(self, language: Language) -> list[tuple[str, str]]:
        """Return what the figures are of, as pairs of a name and a text."""
        return [
            (words.TEAM[language], self.team),
            (words.ROUND[language], self.round),
            (words.DATE[language], self.day.isoformat()),
            (words.BANK[language], self.bank.title[language]),
        ]

    def rows(self, language: Language) -> Iterator[tuple[Cell, ...]]:
        """Yield a row a figure: part, what, choice, value, 95 % interval from and to, words."""
        published = self.figures
        added = words.ADDED[language]
        yield _row("people", language, added, told=tell_people(published, language))
        yield self._place(language)
        for band in self.bank.bands:
            yield _count("bands", language, band.title[language], "", published.bands, band.id)
        for key, mean in published.themes.items():
            what = self.bank.theme(key).title[language]
            yield _mean("themes", language, what, mean, otherwise=WITHHELD["few"])
        for belief in published.beliefs:
            yield from self._belief(belief, language)

    def _place(self, language: Language) -> tuple[Cell, ...]:
        place = self.figures.place
        row = _mean("place", language, words.SPECTRUM[language], place, otherwise=words.NO_PLACE)
        if place is None or place.bound != "exactly":
            return row
        return (*row[:-1], self.bank.band_at(place.value).title[language])

    def _belief(self, belief: Belief, language: Language) -> Iterator[tuple[Cell, ...]]:
        theme = self.bank.theme(belief.theme)
        what = (theme.myth or theme.title)[language]
        if belief.part:
            yield _row("beliefs", language, what, told=LEANING[belief.part][language])
            return
        for key, text in LEANINGS.items():
            yield _count("beliefs", language, what, text[language], belief.counts, key)


def _row(
    part: Part, language: Language, what: str, choice: str = "", *numbers: int | None, told: str = ""
) -> tuple[Cell, ...]:
    value, low, high = (*numbers, None, None, None)[:3]
    return (PARTS[part][language], what, choice, value, low, high, told)


def _mean(part: Part, language: Language, what: str, mean: Mean | None, otherwise: Text) -> tuple[Cell, ...]:
    if mean is None:
        return _row(part, language, what, told=otherwise[language])
    if mean.bound != "exactly":
        return _row(part, language, what, told=tell_mean(mean, language))
    return _row(part, language, what, "", mean.value, mean.low, mean.high)


def _count(
    part: Part, language: Language, what: str, choice: str, counts: Counts, key: str
) -> tuple[Cell, ...]:
    told = tell_count(counts, key, language)
    if key not in counts.counts:
        return _row(part, language, what, choice, told=told)
    left_out = tell_why(counts, language)
    return _row(
        part, language, what, choice, counts.counts[key], told=f"{told}. {left_out}" if left_out else told
    )


def _columns(language: Language) -> tuple[str, ...]:
    names = (words.PART, words.WHAT, words.CHOICE, words.VALUE, words.LOW, words.HIGH, words.TOLD)
    return tuple(name[language] for name in names)


def as_csv(table: Table, language: Language) -> bytes:
    """Write a table as CSV, for analysis: team, round, date and bank stand in every row."""
    head = table.head(language)
    names, values = tuple(name for name, _ in head), tuple(value for _, value in head)
    rows = ((*values, *row) for row in table.rows(language))
    return csv_file([(*names, *_columns(language)), *rows], language)


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
        sheet.write_string(at, 1, value, text)
    sheet.write_string(len(head), 0, words.NOTE[language])
    first = len(head) + 2
    for at, row in enumerate((_columns(language), *table.rows(language))):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(first + at, column, cell, text if at else heading)
            elif cell is not None:
                sheet.write_number(first + at, column, cell, text)
    sheet.freeze_panes(first + 1, 0)
