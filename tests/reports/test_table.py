"""The files of a round hold the published figures, and nothing else."""

import csv
import re
import time
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from app.quiz.disclosure import Figures
from app.quiz.disclosure.figures import Belief
from app.quiz.text import LANGUAGES, Language
from app.reports.table import Table, as_csv, as_xlsx
from tests.charts.teams import ALIKE, COUNTED, IN_PART, SHIPPED, SMALL, mean, team, with_belief, withheld

DAY = date(2026, 11, 24)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Row = dict[str, str]


def table(figures: Figures, name: str = "Library", round_name: str = "Before") -> Table:
    return Table(name, round_name, DAY, SHIPPED, figures)


def rows(figures: Figures, language: Language = "en") -> list[Row]:
    file = as_csv(table(figures), language).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(file, newline=""), delimiter={"en": ",", "fr": ";"}[language]))


def of(part: str, figures: Figures) -> list[Row]:
    return [row for row in rows(figures) if row["Part"] == part]


def sheet(file: bytes, columns: str = "ABCDEFG") -> list[list[str | float | None]]:
    """Read the one sheet of a spreadsheet: texts as texts, numbers as numbers; fail at a formula or link."""
    parts = ZipFile(BytesIO(file))
    words = [
        "".join(text.text or "" for text in item.iter(f"{MAIN}t"))
        for item in ElementTree.fromstring(parts.read("xl/sharedStrings.xml")).iter(f"{MAIN}si")
    ]
    page = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    assert not list(page.iter(f"{MAIN}f"))
    assert not list(page.iter(f"{MAIN}hyperlink"))
    found: list[list[str | float | None]] = []
    for row in page.iter(f"{MAIN}row"):
        cells: list[str | float | None] = [None] * len(columns)
        for cell in row.iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v")
            if value is not None:
                text = cell.get("t") == "s"
                cells[columns.index(cell.attrib["r"][0])] = words[int(value)] if text else float(value)
        found.append(cells)
    return found


def test_every_row_says_what_it_is_of() -> None:
    for row in rows(team(14)):
        assert (row["Team"], row["Round"], row["Date"]) == ("Library", "Before", "2026-11-24")
        assert row["Questions"] == SHIPPED.title.en


def test_there_is_a_row_for_each_figure() -> None:
    assert [row["What"] for row in of("Themes", team(14))] == [theme.title.en for theme in SHIPPED.themes]
    assert [row["What"] for row in of("People by stretch", team(14))] == [
        band.title.en for band in SHIPPED.bands
    ]
    assert len(of("Common beliefs", team(14))) == 9


def test_a_mean_has_its_value_and_interval() -> None:
    published = replace(withheld(), place=mean(48), themes={**team(14).themes, "listen": mean(70)})
    (place,) = of("Place", published)
    assert (place["Value"], place["Likely from (95%)"], place["Likely to (95%)"]) == ("48", "36", "60")
    assert place["In words"] == "Taking part"
    assert of("Themes", published)[0]["Value"] == "70"


def test_what_is_told_in_words_is_no_number() -> None:
    published = replace(
        withheld(), place=mean(15, "or-less"), themes={**withheld().themes, "listen": mean(85, "or-more")}
    )
    for row, words in ((of("Place", published)[0], "15 or less"), (of("Themes", published)[0], "85 or more")):
        assert (row["Value"], row["Likely from (95%)"], row["Likely to (95%)"]) == ("", "", "")
        assert row["In words"] == words


def test_what_is_withheld_has_the_reason_and_no_number() -> None:
    for row in rows(withheld())[1:]:
        assert (row["Value"], row["Likely from (95%)"], row["Likely to (95%)"]) == ("", "", "")
        assert row["In words"].startswith("Not shown: too few")


def test_people_are_told_as_so_many_or_more() -> None:
    (people,) = of("People", team(14))
    assert (people["Value"], people["In words"]) == ("", "10 or more")


def test_a_small_team_has_words_for_its_beliefs_and_no_counts() -> None:
    published = replace(with_belief(Belief("", "most", SMALL)), bands=SMALL)
    assert {row["In words"] for row in of("Common beliefs", published)} == {"Most lean towards it."}
    assert len(of("Common beliefs", published)) == 3
    assert {row["Value"] for row in rows(published)} == {""}


def test_counts_are_said_to_be_rounded_and_whether_everybody_is_in_them() -> None:
    whole = of("Common beliefs", with_belief(Belief("", None, COUNTED)))[0]
    assert (whole["Choice"], whole["Value"], whole["In words"]) == ("lean towards it", "9", "about 9")
    part = of("Common beliefs", with_belief(Belief("", None, IN_PART)))[0]
    assert part["In words"] == "about 3. People released in smaller parts are not in these counts."


def test_what_may_hold_everybody_is_no_number() -> None:
    found = of("Common beliefs", with_belief(Belief("", None, ALIKE)))[:3]
    assert [row["Value"] for row in found] == ["", "", ""]
    assert [row["In words"][:9] for row in found] == ["No counts", "No counts", "most, per"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spreadsheet_has_the_same_rows(language: Language) -> None:
    for published in (team(7), team(45), withheld()):
        cells = sheet(as_xlsx(table(published), language))
        assert cells[0][:2] == [{"en": "Team", "fr": "Équipe"}[language], "Library"]
        kept = [[(text and str(text).removesuffix(".0")) or "" for text in row] for row in cells[5:]]
        wanted = [list(row.values())[4:] for row in rows(published, language)]
        assert kept[1:] == wanted
        assert kept[0] == list(rows(published, language)[0])[4:]


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\tx", "\rx", "https://x.example"])
def test_a_name_is_never_a_formula_or_a_link(name: str) -> None:
    plain = Table(name, name, DAY, SHIPPED, team(14))
    cells = sheet(as_xlsx(plain, "en"))
    assert str(cells[0][1]).endswith(name[1:])
    found = next(csv.reader(StringIO(as_csv(plain, "en").decode("utf-8-sig").split("\n", 1)[1], newline="")))
    assert found[0] == found[1] == ("" if name.startswith("http") else "'") + name


def test_numbers_are_numbers_in_a_spreadsheet() -> None:
    values = [row[3] for row in sheet(as_xlsx(table(team(45)), "fr"))[6:]]
    assert sum(isinstance(value, float) for value in values) >= 14


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_values_give_the_same_bytes_at_any_time(language: Language) -> None:
    first = as_xlsx(table(team(14)), language)
    begun = time.time()
    # The times in a spreadsheet have whole seconds: let one pass.
    while int(time.time()) == int(begun):
        pass
    assert as_xlsx(table(team(14)), language) == first
    assert as_csv(table(team(14)), language) == as_csv(table(team(14)), language)


def test_a_spreadsheet_says_what_its_figures_are_not_for() -> None:
    (note,) = [row[0] for row in sheet(as_xlsx(table(team(14)), "en")) if "appraisal" in str(row[0])]
    assert re.search(r"rounded at random", str(note))
