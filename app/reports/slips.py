"""Write one-time codes as a file for a mail merge."""

from collections.abc import Iterable

from app.quiz.text import Language, Text
from app.reports.cells import csv_file

CODE, LINK = Text("code", "code"), Text("link", "lien")


def slips(codes: Iterable[tuple[str, str]], language: Language) -> bytes:
    """Write codes, each with its link, as CSV, in the order given; a code begins with a letter or digit."""
    return csv_file([(CODE[language], LINK[language]), *codes], language)
