"""Test the page that lists the faults of a draft, and the one that says what is said where."""

from dataclasses import replace

import pytest
from flask import Flask

from app.quiz.bank import Advice, Answered, When
from app.quiz.faults import FaultyBank
from app.quiz.text import Text
from app.quiz.yaml import parse, write
from app.trainer.checked import KEPT
from tests.client import Client, Page, words
from tests.quiz.banks import SMALL, small
from tests.trainer.desk import DRAFT
from tests.trainer.faulty import WAYS
from tests.trainer.reading import send
from tests.trainer.test_faulty_drafts import keep

CHECK, COVERAGE = f"{DRAFT}/check", f"{DRAFT}/coverage"


def listed(page: Page) -> list[str]:
    lists = [one for one in page.tree.iter("ul") if one.get("class") == "faults"]
    return [words(link) for one in lists for link in one.iter("a")]


def told(source: bytes) -> list[str]:
    with pytest.raises(FaultyBank) as caught:
        parse(source)
    return [" ".join(fault.what.en.split()) for fault in caught.value.faults]


def test_a_draft_without_a_fault_can_be_published(tara: Client) -> None:
    page = tara.get(CHECK)
    assert "No faults: it can be published." in page.text
    assert page.link("See what it changes") == f"{DRAFT}/changes"
    assert "6 questions, about 2 minutes" in page.text
    assert "2 of 4 scored questions" in page.text


def test_a_published_version_has_no_faults(tara: Client) -> None:
    page = tara.get("/banks/small/1/check")
    assert "No faults." in page.text
    assert "publish it" not in page.text


@pytest.mark.parametrize("way", ["every text is empty", "nothing has a fit name", "no themes", "odd figures"])
def test_every_fault_is_told_in_the_words_of_the_check_of_a_file(
    way: str, small_app: Flask, tara: Client
) -> None:
    source = write(WAYS[way](small()))
    keep(small_app, source)
    assert sorted(listed(tara.get(CHECK))) == sorted(told(source))


def test_beside_a_fault_stands_what_the_pages_call_its_place(small_app: Flask, tara: Client) -> None:
    keep(small_app, write(WAYS["every text is empty"](small())))
    send(tara, f"{DRAFT}/themes/listen", {"title.en": "Listen first"})
    text = words(tara.get(CHECK).tree)
    assert "Listen firstTheme" in text
    assert "Listen first, question 2Theme" in text
    # What has no title yet is called by its id.
    assert "busy, question 1Theme" in text


def test_what_only_a_file_can_have_is_told_until_the_draft_is_edited(small_app: Flask, tara: Client) -> None:
    keep(small_app, SMALL.replace("margin: 10", "margin: 10\ncolour: blue").encode())
    assert any("colour" in what for what in listed(tara.get(CHECK)))
    send(tara, f"{DRAFT}/about", {"title.en": "Edited"})
    assert listed(tara.get(CHECK)) == []


def test_a_fault_leads_to_its_field_and_is_gone_once_it_is_put_right(tara: Client) -> None:
    send(tara, f"{DRAFT}/bands", {"b:way:title.fr": ""})
    page = tara.get(CHECK)
    assert "1 thing has to be put right" in page.text
    assert page.link("Band “way”, title") == f"{DRAFT}/bands#b:way:title.fr"
    send(tara, f"{DRAFT}/bands", {"b:way:title.fr": "En route"})
    assert listed(tara.get(CHECK)) == []


def test_at_most_a_hundred_faults_of_a_part_are_listed(small_app: Flask, tara: Client) -> None:
    blank = tuple(Advice(f"p-{at}", Text("", ""), Text("", "x")) for at in range(40))
    keep(small_app, write(replace(small(), advice=blank)))
    page = tara.get(CHECK)
    # Two titles and a text each, and what is said of the advice as a whole.
    assert len(listed(page)) == 100 + 2
    assert "and 20 more" in page.text


def test_what_was_checked_is_not_kept_for_ever(tara: Client) -> None:
    for number in range(KEPT + 2):
        send(tara, f"{DRAFT}/about", {"title.en": f"Title {number}"})
        assert listed(tara.get(CHECK)) == []


def test_the_matrix_says_what_is_said_and_where_nothing_is(tara: Client) -> None:
    page = tara.get(COVERAGE)
    (table,) = page.tree.iter("table")
    rows = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert rows[0] == ["Theme", "On new ground", "On the way", "At home"]
    by_theme = {row[0]: row[1:] for row in rows[1:]}
    assert all("Only what everybody is told" in cell for cell in by_theme["Listen first"])
    assert "Make time" in by_theme["Too busy"][0]
    assert "Guide others" in by_theme["For no theme in particular"][2]
    assert "Guide others" not in by_theme["For no theme in particular"][1]
    said = "Listen first: only what everybody is told (On new ground, On the way, At home)"
    assert said in page.text


def test_a_band_without_any_advice_for_a_theme_is_a_hole(tara: Client) -> None:
    send(tara, f"{DRAFT}/advice/read", {"place_below": "40"})
    assert "Listen first: nothing is said (On the way, At home)" in tara.get(COVERAGE).text


def test_a_piece_that_one_sheet_alone_reaches_stands_in_its_band(small_app: Flask, tara: Client) -> None:
    at_most = When(place_from=100, theme_at_least=100, answered=Answered("listen-1", ("often",)))
    only = Advice("top", Text("Top", "Haut"), Text("x", "x"), theme="listen", when=at_most)
    keep(small_app, write(replace(small(), advice=(*small().advice, only))))
    (table,) = tara.get(COVERAGE).tree.iter("table")
    row = next(row for row in table.iter("tr") if words(row).startswith("Listen first"))
    assert ["Top" in words(cell) for cell in list(row)[1:]] == [False, False, True]


def test_conditions_that_exclude_each_other_are_named_beside_the_matrix(tara: Client) -> None:
    send(tara, f"{DRAFT}/advice/read", {"place_from": "60", "place_below": "40"})
    said = (
        "these conditions exclude each other: when the place is at least 60, and when the place is below 40"
    )
    assert said in tara.get(COVERAGE).text


def test_what_is_for_those_without_a_place_is_named(small_app: Flask, tara: Client) -> None:
    page = tara.get(COVERAGE)
    assert "Advice that stands nowhere" not in page.text
    keep(small_app, write(WAYS["a theme that is gone"](small())))
    assert "What these pieces refer to is not there" in tara.get(COVERAGE).text


def test_a_draft_that_cannot_be_scored_says_so(small_app: Flask, tara: Client) -> None:
    keep(small_app, write(WAYS["bands in no order"](small())))
    page = tara.get(COVERAGE)
    assert "This is worked out once" in page.text
    assert page.link("See what has to be put right") == CHECK


def test_many_themes_are_paged(small_app: Flask, tara: Client) -> None:
    first = small().themes[0]
    many = tuple(
        replace(
            first,
            id=f"t-{at}",
            title=Text(f"Theme {at}.", ""),
            questions=tuple(replace(one, id=f"{one.id}-{at}") for one in first.questions),
        )
        for at in range(10)
    )
    keep(small_app, write(replace(small(), themes=many, advice=())))
    page = tara.get(COVERAGE)
    assert ("Theme 7." in page.text, "Theme 8." in page.text) == (True, False)
    more = tara.get(page.link("The next themes"))
    assert "Theme 9." in more.text
    assert more.link("← The themes before") == f"{COVERAGE}?page=1"
