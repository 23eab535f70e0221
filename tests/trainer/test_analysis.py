"""Test the page on which questions work, and that of one question."""

import re
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from sqlalchemy import delete

from app.store import tables
from app.trainer.views.question_files import XLSX
from tests.client import Client, Page, words
from tests.taker.stock import SMALL, bank_on, publish
from tests.taker.teams import writing
from tests.trainer.desk import signed_in
from tests.trainer.sheets import crowd, finish, seal, sealed, stop

PAGE = "/banks/small/1/analysis"
PAGES = (PAGE, f"{PAGE}?of=both", f"{PAGE}/listen-1", f"{PAGE}.csv", "/banks/small/1/unclear")

MANY = SMALL.replace("id: small", "id: many", 1).replace(
    "      - id: busy-3",
    "".join(
        f"      - {{id: more-{n}, role: practice, scale: frequency, "
        f"text: {{en: I do {n}., fr: Je fais {n}.}}}}\n"
        for n in range(26)
    )
    + "      - id: busy-3",
)
"""The small bank with 31 questions."""


def table_rows(page: Page) -> list[Element]:
    (table,) = [one for one in page.tree.iter("table") if one.get("class") == "questions"]
    (body,) = table.iter("tbody")
    return list(body.iter("tr"))


def asked(page: Page) -> list[str]:
    """Return the questions of the table, in its order."""
    return [words(next(row.iter("a"))) for row in table_rows(page)]


def cells(page: Page, question: str) -> dict[str, str]:
    """Return what the table says of a question, by the name of the figure."""
    (row,) = [row for row in table_rows(page) if words(next(row.iter("a"))) == question]
    return {cell.get("data-words") or "answers": words(cell) for cell in row.iter("td")}


def test_a_draft_has_no_figures_and_leads_to_the_version_that_has(tara: Client) -> None:
    page = tara.get("/banks/small/2/analysis")
    assert "Nobody is asked a draft" in page.text
    assert page.link("See those of version 1") == PAGE


def test_under_thirty_sheets_nothing_is_shown_and_it_says_why(small_app: Flask, tara: Client) -> None:
    sealed(small_app, crowd(bank_on(small_app), 29))
    page = tara.get(PAGE)
    assert "30 and more at a time; until then up to 29 wait" in page.text
    assert list(page.tree.iter("img")) == []
    assert "Cronbach" not in page.text
    one = tara.get(f"{PAGE}/listen-1")
    assert "30 and more at a time" in one.text
    assert list(one.tree.iter("img")) == []


def test_a_row_says_how_a_question_was_answered(small_app: Flask, tara: Client) -> None:
    bank = bank_on(small_app)
    never, often = (crowd(bank, people, seed, {"listen-1": choice}) for people, seed, choice in (
        (30, 1, "never"), (10, 2, "often")))  # fmt: skip
    sealed(small_app, [*never, *often])
    row = cells(tara.get(PAGE), "I read before I write.")
    # 30 at 0 and 10 at 100: mean 25; the sample deviation is sqrt(30 x 25^2 + 10 x 75^2) / 39) = 43.85.
    assert (row["How many"], row["Mean"], row["Spread (SD)"]) == ("40", "25", "44")
    assert (row["At the low end"], row["At the high end"]) == ("75%", "25%")
    assert "Does not tell people apart" in row["To look at"]
    assert row["Does not apply"] == "not offered"


def test_the_picture_of_answers_says_in_words_what_it_shows(small_app: Flask, tara: Client) -> None:
    bank = bank_on(small_app)
    sealed(
        small_app, [*crowd(bank, 30, 1, {"listen-1": "never"}), *crowd(bank, 10, 2, {"listen-1": "often"})]
    )
    for path in (PAGE, PAGE + "/listen-1"):
        page = tara.get(path)
        if path == PAGE:
            picture = next(page.tree.iter("img"))
            assert picture.get("alt") == "Never: 75%, Sometimes: 0%, Often: 25%"
            assert picture.get("loading") == "lazy"
            drawn = tara.get(picture.get("src") or "")
            assert drawn.response.mimetype == "image/svg+xml"


def test_each_language_has_figures_of_its_own_and_both_are_their_sum(small_app: Flask, tara: Client) -> None:
    bank = bank_on(small_app)
    sealed(small_app, crowd(bank, 40, 1))
    sealed(small_app, crowd(bank, 35, 2), "fr")
    counted = {
        tongue: cells(tara.get(f"{PAGE}?of={tongue}"), "I read before I write.")["How many"]
        for tongue in ("en", "fr", "both")
    }
    assert counted == {"en": "40", "fr": "35", "both": "75"}
    assert "hides here" in tara.get(f"{PAGE}?of=both").text
    assert "hides here" not in tara.get(PAGE).text


def test_a_reader_of_french_sees_the_french_sheets_first_with_commas(small_app: Flask) -> None:
    sealed(small_app, crowd(bank_on(small_app), 35), "fr")
    page = signed_in(small_app, "fabien", language="fr").get(PAGE)
    assert "35" in cells(page, "Je lis avant d’écrire.")["Combien"]
    assert "L’alpha de Cronbach est de 0," in page.text


def test_the_whole_is_said_in_plain_sentences(small_app: Flask, tara: Client) -> None:
    sealed(small_app, crowd(bank_on(small_app), 60))
    text = tara.get(PAGE).text
    assert "60 finished sheets are counted; 60 of them are complete" in text
    assert "how far the 4 scored questions pull the same way" in text
    assert "10 points either way, as this bank declares it" in text
    assert "Half of all people take 9 minutes or less" in text


def test_from_100_complete_sheets_on_the_margin_is_measured(small_app: Flask, tara: Client) -> None:
    sealed(small_app, crowd(bank_on(small_app), 100))
    text = tara.get(PAGE).text
    assert "measured on the sheets of both languages; this bank declares 10" in text


def test_it_tells_on_which_page_people_stop(small_app: Flask, tara: Client) -> None:
    sealed(small_app, crowd(bank_on(small_app), 60))
    assert "fewer than 30 sheets were left unfinished" in tara.get(PAGE).text
    stop(small_app, *[None] * 10, *["listen"] * 20, *["busy"] * 6, *["origin"] * 4)
    page = tara.get(PAGE)
    assert "60 of 100 people who began have finished" in page.text
    (table,) = [one for one in page.tree.iter("table") if one.get("class") == "means"]
    found = [[words(cell) for cell in row] for row in table.iter("tr")][1:]
    assert found == [
        ["Listening", "100", "10 (10%)"],
        ["Time", "90", "20 (22%)"],
        ["You and the tools", "70", "6 (9%)"],
        ["The check before finishing", "64", "4 (6%)"],
    ]


def test_it_sorts_by_any_column_and_back(small_app: Flask, tara: Client) -> None:
    bank = bank_on(small_app)
    sealed(small_app, crowd(bank, 40, 1, {"busy-3": "often", "listen-1": "often"}))
    page = tara.get(PAGE)
    in_order = [question.text.en for question in bank.questions.values()]
    assert asked(page) == in_order
    ascending = tara.get(page.link("Mean").partition("#")[0])
    # Reversed, "often" counts nothing; not reversed, it counts all.
    assert asked(ascending)[0] == "I put it off."
    assert asked(ascending)[-1] == "I read before I write."
    (head,) = [one for one in ascending.tree.iter("th") if one.get("aria-sort")]
    assert (head.get("aria-sort"), words(head)) == ("ascending", "Mean ↑")
    descending = tara.get(ascending.link("Mean").partition("#")[0])
    assert asked(descending) == sorted(
        in_order, key=lambda text: (-_mean(descending, text), in_order.index(text))
    )
    assert asked(descending)[0] == "I read before I write."
    assert asked(tara.get(descending.link("In the order asked").partition("#")[0])) == in_order


def _mean(page: Page, question: str) -> float:
    return float(cells(page, question)["Mean"])


@pytest.mark.parametrize("order", ["up", "down"])
def test_what_has_no_figure_stands_last_whichever_way_one_sorts(
    small_app: Flask, tara: Client, order: str
) -> None:
    sealed(small_app, crowd(bank_on(small_app), 40))
    assert asked(tara.get(f"{PAGE}?sort=correlation&order={order}"))[-1] == "There is no time for it."


@pytest.mark.parametrize(
    "sort",
    ["n", "mean", "deviation", "floor", "ceiling", "does-not-apply", "correlation", "if-dropped", "unclear",
     "flags", "nonsense", "%00"],
)  # fmt: skip
def test_no_sorting_loses_a_question(small_app: Flask, tara: Client, sort: str) -> None:
    bank = bank_on(small_app)
    for _ in range(2):
        page = tara.get(f"{PAGE}?sort={sort}&of=nobody&page=x")
        assert sorted(asked(page)) == sorted(question.text.en for question in bank.questions.values())
        sealed(small_app, crowd(bank, 40))


def test_many_questions_are_shown_by_pages(bare_app: Flask) -> None:
    publish(bare_app, MANY)
    trainer = signed_in(bare_app, "tara")
    first = trainer.get("/banks/many/1/analysis")
    second = trainer.get("/banks/many/1/analysis?page=2")
    every = [question.text.en for question in bank_on(bare_app).questions.values()]
    assert len(every) == 31
    assert asked(first) == every[:25]
    assert asked(second) == asked(trainer.get("/banks/many/1/analysis?page=99")) == every[25:]
    assert "/banks/many/1/analysis?of=en&page=2#questions" in first.links()


def test_the_weak_question_stands_at_the_top_with_what_to_do(small_app: Flask, tara: Client) -> None:
    bank = bank_on(small_app)
    # Chance answers one question, and the same alternation everything else.
    sheets = [
        {**one, **dict.fromkeys(("listen-1", "busy-2"), high), **dict.fromkeys(("listen-2",), low),
         "busy-3": ("never", "sometimes", "often", "sometimes")[at // 2 % 4]}
        for at, one in enumerate(crowd(bank, 400))
        for high, low in [(("often", "never"), ("never", "often"))[at % 2]]
    ]  # fmt: skip
    sealed(small_app, sheets)
    page = tara.get(PAGE)
    assert page.link("I put it off.") == f"{PAGE}/busy-3?of=en"
    assert page.text.index("I put it off.") < page.text.index("All questions")
    one = tara.get(f"{PAGE}/busy-3?of=en")
    assert "Review. How people answer this hardly goes with" in one.text


def test_a_question_keyed_the_wrong_way_round_is_asked_about(small_app: Flask, tara: Client) -> None:
    bank = bank_on(small_app)
    # Everybody answers busy-3 as if it were not reversed.
    sheets = [
        {**one, **dict.fromkeys(("listen-1", "busy-2", "busy-3"), high), "listen-2": low}
        for at, one in enumerate(crowd(bank, 100))
        for high, low in [(("often", "never"), ("never", "often"))[at % 2]]
    ]
    sealed(small_app, sheets)
    assert "Is this reversed?" in cells(tara.get(PAGE), "I put it off.")["To look at"]
    assert "Is this reversed? Who does more of everything else" in tara.get(f"{PAGE}/busy-3").text


def test_a_figure_that_cannot_be_says_why(small_app: Flask, tara: Client) -> None:
    bank = bank_on(small_app)
    alike = {"listen-1": "often", "listen-2": "never", "busy-2": "often", "busy-3": "never"}
    sealed(small_app, crowd(bank, 40, 1, alike))
    page = tara.get(PAGE)
    assert "(Cronbach’s alpha): none: everybody answered alike." in page.text
    assert "everybody answered alike" in cells(page, "I put it off.")["Goes with the others (r)"]


def test_one_question_shows_both_texts_and_every_answer_with_its_people(
    small_app: Flask, tara: Client
) -> None:
    bank = bank_on(small_app)
    sealed(
        small_app, [*crowd(bank, 30, 1, {"listen-1": "never"}), *crowd(bank, 10, 2, {"listen-1": "often"})]
    )
    page = tara.get(f"{PAGE}/listen-1")
    assert "I read before I write." in page.text
    assert "Je lis avant d’écrire." in page.text
    rows = [[words(cell) for cell in row] for row in next(page.tree.iter("table")).iter("tr")]
    assert rows[1:] == [["Never", "", "30 (75%)"], ["Sometimes", "", "0 (0%)"], ["Often", "", "10 (25%)"]]


def test_a_belief_says_that_it_is_not_counted(small_app: Flask, tara: Client) -> None:
    sealed(small_app, crowd(bank_on(small_app), 40))
    assert "A belief: it is not counted" in tara.get(f"{PAGE}/busy-1").text
    assert "it goes with the sum of the others" not in tara.get(f"{PAGE}/busy-1").text


def test_an_unknown_question_is_not_there(tara: Client) -> None:
    assert tara.get(f"{PAGE}/nobody").status == 404


def test_the_trend_breaks_where_a_question_was_turned_round(small_app: Flask, tara: Client) -> None:
    reworded = SMALL.replace("I put it off.", "I put it off for long.")
    turned = reworded.replace(
        "Je remets cela à plus tard.}\n        scale: frequency\n        reversed: true",
        "Je remets cela à plus tard.}\n        scale: frequency",
    ).replace(
        "J’y réserve du temps.}\n        scale: frequency",
        "J’y réserve du temps.}\n        scale: frequency\n        reversed: true",
    )
    second, third = publish(small_app, reworded), publish(small_app, turned)
    for number, version_id in enumerate((1, second, third), 1):
        sealed(small_app, crowd(bank_on(small_app, version_id), 40 + number), version_id=version_id)
    page = tara.get("/banks/small/4/analysis/busy-3")
    (table,) = [one for one in page.tree.iter("table") if one.get("class") == "means"]
    steps = [[words(cell) for cell in row] for row in table.iter("tr")][1:]
    assert [step[1] for step in steps if len(step) > 1] == ["41", "42", "43"]
    assert steps[2] == ["Not to be set beside what stands above: it was turned round."]
    assert len(list(table.iter("tbody"))) == 2
    other = tara.get("/banks/small/4/analysis/listen-1")
    assert "the other scored questions changed" in other.text
    assert "Not to be set beside" not in other.text


def shown(client: Client) -> list[bytes]:
    """Return what every page shows, without the token of the form that signs out."""
    pages = [client.get(path).response.get_data() for path in PAGES]
    return [re.sub(rb'name="csrf_token" value="[^"]+"', b"", page) for page in pages]


def test_nothing_changes_until_a_block_is_sealed(small_app: Flask, tara: Client) -> None:
    bank = bank_on(small_app)
    sealed(small_app, crowd(bank, 40))
    before = shown(tara)
    finish(small_app, crowd(bank, 29, 7))
    assert shown(tara) == before
    seal(small_app)
    assert shown(tara) == before
    finish(small_app, crowd(bank, 1, 8))
    assert shown(tara) == before
    seal(small_app)
    assert [one != other for one, other in zip(before, shown(tara), strict=True)] == [True] * 4 + [False]


def test_deleting_a_sitting_takes_nothing_out_of_the_figures(small_app: Flask, tara: Client) -> None:
    bank = bank_on(small_app)
    sealed(small_app, crowd(bank, 40))
    before = shown(tara)
    with writing(small_app) as session:
        session.execute(delete(tables.sittings))
    seal(small_app)
    assert shown(tara) == before


@pytest.mark.parametrize("path", [*PAGES, f"{PAGE}.xlsx", "/pictures/choices/light/50-50.svg"])
def test_managers_are_refused_and_takers_are_asked_to_sign_in(small_app: Flask, path: str) -> None:
    assert signed_in(small_app, "mona", "manager").get(path).status == 403
    assert Client(small_app).get(path).location.startswith("/account/sign-in")


def test_the_table_can_be_taken_along_as_a_file(small_app: Flask, tara: Client) -> None:
    sealed(small_app, crowd(bank_on(small_app), 40))
    page = tara.get(f"{PAGE}?of=both")
    for said, mimetype in (("CSV", "text/csv"), ("XLSX", XLSX)):
        file = tara.get(page.link(said)).response
        assert file.mimetype == mimetype
        name = f"questions-small-1-both.{said.lower()}"
        assert file.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "Both languages together" in tara.get(page.link("CSV")).response.get_data(as_text=True)


def test_there_is_no_file_of_a_draft(tara: Client) -> None:
    assert tara.get("/banks/small/2/analysis.csv").status == 404
