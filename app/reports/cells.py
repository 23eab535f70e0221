"""Write rows as CSV that a spreadsheet opens as a table, and never as formulas."""

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

from app.quiz.text import Language, Text

Cell = str | int | Decimal | None

# What a spreadsheet takes for a formula: at the beginning of a cell, or after a separator or line break that
# it may take for the beginning of another. See OWASP, "CSV Injection".
FORMULA = re.compile(r"""((?:^|[,;\t\r\n])["'\s]*)(?=[=+\-@＝＋－＠])""")

SEPARATOR = Text(",", ";")
"""What stands between two cells: spreadsheets in French take a comma for a decimal sign."""

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""What tells a spreadsheet that a file is UTF-8."""


def safe(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula, or for a tab or break."""
    marked = FORMULA.sub(r"\1'", text)
    return f"'{marked}" if marked.startswith(("\t", "\r", "\n")) else marked


class _Comma(Decimal):
    """Be a number that is written with a decimal comma."""

    def __str__(self) -> str:
        return super().__str__().replace(".", ",")


def csv_file(rows: Iterable[Sequence[Cell]], language: Language) -> bytes:
    """Write rows as CSV in UTF-8: every text between quotes and made safe, numbers bare, None empty.

    Decimals have the sign that spreadsheets in the language read.
    """
    file = StringIO()
    writer = csv.writer(file, delimiter=SEPARATOR[language], quoting=csv.QUOTE_NONNUMERIC)
    for row in rows:
        writer.writerow([_written(cell, language) for cell in row])
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def _written(cell: Cell, language: Language) -> str | int | Decimal:
    if isinstance(cell, str):
        return safe(cell)
    if isinstance(cell, Decimal) and language == "fr":
        return _Comma(cell)
    return "" if cell is None else cell
