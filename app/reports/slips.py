"""Write one-time codes as a file for a mail merge."""

from collections.abc import Iterable

from app.quiz.text import Language
from app.reports.cells import csv_file

CODE, LINK = "code", "link_lien"
"""The columns: one name in both languages, since a letter in both is merged with one file."""


def slips(codes: Iterable[tuple[str, str]], language: Language) -> bytes:
    """Write codes, each with its link, as CSV, in the order given; a code begins with a letter or digit."""
    return csv_file([(CODE, LINK), *codes], language)
