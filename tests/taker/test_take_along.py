"""Test what can be taken along: a reminder, one's own data, the workings."""

import json
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar

from app.quiz.bank import DOES_NOT_APPLY, Bank
from app.quiz.scoring import half_up, score
from app.quiz.text import LANGUAGES, Language
from tests.client import Client, words
from tests.taker.reading import flat, of_class, sections, told
from tests.taker.sheets import keyed, outside
from tests.taker.stock import SMALL, bank_on, kept, publish, seat
from tests.taker.walk import answer, begin


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reminder_can_be_had_for_each_step(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    seat(client, keyed(bank, Fraction(1, 4)))
    page = client.get("/result")
    pieces = {flat(piece.title[language]): piece for piece in bank.advice}
    said = told(language, "Remind me in 30 days")
    links = [link for link in page.tree.iter("a") if words(link).startswith(said)]
    assert len(links) == 3
    for (title, _), link in zip(sections(page, "step"), links, strict=True):
        before, file = date.today(), client.get(link.get("href") or "").response
        assert file.mimetype == "text/calendar"
        assert f'filename="{pieces[title].id}.ics"' in file.headers["Content-Disposition"]
        (event,) = Calendar.from_ical(file.get_data()).walk("VEVENT")
        on = event.decoded("DTSTART")
        assert isinstance(on, date)
        assert before + timedelta(30) <= on <= date.today() + timedelta(30)
        assert flat(str(event["SUMMARY"])) == told(language, "One month on: %(step)s", step=title)
        assert flat(str(event["DESCRIPTION"])) == flat(pieces[title].text[language])


def test_a_reminder_says_nothing_of_the_answers_or_the_place(client: Client) -> None:
    bank = bank_on(client.app)
    token = seat(client, keyed(bank, Fraction(1, 4)))
    page = client.get("/result")
    said = client.get(page.link("Remind me in 30 days: " + sections(page, "step")[0][0])).response.get_data(
        as_text=True
    )
    assert token not in said
    assert bank.bands[1].title["en"] not in said
    assert "http" not in said


@pytest.mark.parametrize("path", ["/result/1/steps/unheard-of.ics", "/result/2/steps/read.ics"])
def test_a_step_nobody_suggests_has_no_reminder(taker: Client, small: Bank, path: str) -> None:
    seat(taker, keyed(small, 1))
    assert taker.get("/result/1/steps/read.ics").status == 200
    assert taker.get(path).status == 404


def test_who_has_no_result_has_no_reminder(taker: Client) -> None:
    begin(taker, "small")
    assert taker.get("/result/1/steps/read.ics").status == 404


def own_data(client: Client) -> list[dict[str, Any]]:
    response = client.get("/my-data.json").response
    assert response.mimetype == "application/json"
    assert 'filename="my-data.json"' in response.headers["Content-Disposition"]
    found: list[dict[str, Any]] = json.loads(response.get_data())["sittings"]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_ones_own_data_holds_every_answer_in_words(small_app: Flask, language: Language) -> None:
    client, bank = Client(small_app, language), bank_on(small_app)
    answers = outside(bank)
    seat(client, answers, language=language)
    (sitting,) = own_data(client)
    assert {one["question"]: one["choice"] for one in sitting["answers"]} == answers
    for one in sitting["answers"]:
        assert one["text"] == bank.asks(one["question"])[language]
        label = bank.label(one["question"], one["choice"])
        words_of_it = told(language, "Does not apply to my work") if label is None else label[language]
        assert one["label"] == words_of_it
    assert DOES_NOT_APPLY in answers.values()


def test_ones_own_data_holds_what_is_kept_of_each_sitting(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1), days_ago=40)
    begin_again(taker)
    rows = kept(taker.app)
    for row, sitting in zip(reversed(rows), own_data(taker), strict=True):
        assert sitting["bank"] == "small"
        assert sitting["occasion"] == row["occasion"]
        assert sitting["language_at_start"] == row["language_start"]
        assert sitting["language_at_finish"] == row["language_finish"]
        assert sitting["last_page"] == row["last_page"]
        assert sitting["minutes"] == row["minutes"]
        assert sitting["kept_until"] == row["expires_on"].isoformat()
        assert sitting["result"] == row["result"]
        assert sitting["finished_on"] == (row["finished_on"] and row["finished_on"].isoformat())


def begin_again(client: Client) -> None:
    client.get("/again/1")
    client.follow(client.post("/start/small"))


def test_ones_own_data_holds_no_token_and_no_id(taker: Client) -> None:
    page = begin(taker, "small")
    answer(taker, page)
    text, row = json.dumps(own_data(taker)), kept(taker.app)[0]
    assert (taker.cookie("sitting") or "") not in text
    assert row["id"] not in text
    assert row["token_hash"].hex() not in text


def test_ones_own_data_holds_nothing_of_others(taker: Client, small: Bank) -> None:
    seat(Client(taker.app), keyed(small, 1))
    begin(taker, "small")
    (sitting,) = own_data(taker)
    assert sitting["answers"] == []


def test_who_has_nothing_gets_no_data(taker: Client) -> None:
    assert taker.get("/my-data.json").status == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workings_show_every_counted_answer_and_every_score(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    answers = keyed(bank, Fraction(3, 4))
    seat(client, answers)
    tables = of_class(client.get("/how-this-is-made"), "workings")
    assert score(bank, answers).place is not None
    for theme, table in zip(bank.themes, tables[: len(bank.themes)], strict=True):
        said = words(table)
        assert flat(theme.title[language]) in said
        for question in theme.asked("practice"):
            label = bank.label(question.id, answers[question.id])
            assert label
            assert flat(question.text[language]).removesuffix(".") in said
            assert flat(label[language]).lower() in said.lower()
        for question in theme.asked("belief"):
            assert flat(question.text[language]).removesuffix(".") not in said


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scores_of_the_workings_add_up_to_the_place(small_app: Flask, language: Language) -> None:
    client, bank = Client(small_app, language), bank_on(small_app)
    answers = keyed(bank, Fraction(1, 2))
    answers["listen-1"] = "often"
    seat(client, answers)
    page = client.get("/how-this-is-made")
    caption = told(language, "From themes to place")
    (table,) = (
        found for found in of_class(page, "workings") if words(next(found.iter("caption"))) == caption
    )
    rows = [[words(cell) for cell in row.iter("td")] for row in table.iter("tr")][1:]
    *themes, (place,) = rows
    weighted = [(number(weight), number(figure)) for weight, figure in themes]
    mean = sum((weight * figure for weight, figure in weighted), Fraction()) / sum(
        weight for weight, _ in weighted
    )
    assert abs(mean - number(place)) <= Fraction(1, 100)
    assert half_up(number(place)) == score(bank, answers).shown


def test_a_question_asked_from_the_other_side_is_shown_turned_round(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    said = taker.get("/how-this-is-made").text
    assert "2 of 2" in said
    assert "0 of 2, turned round: 2" in said


def test_what_does_not_apply_is_shown_as_not_counted(taker: Client, small: Bank) -> None:
    seat(taker, outside(small))
    assert "not counted" in taker.get("/how-this-is-made").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_place_the_workings_say_that_there_is_none(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    seat(client, outside(bank))
    page = client.get("/how-this-is-made")
    assert words(of_class(page, "workings")[-1]).endswith(told(language, "none"))
    assert told(language, "4. Give or take", margin=bank.margin) not in page.text


def test_each_result_has_workings_of_its_own(app: Flask) -> None:
    version_id, client = publish(app, SMALL), Client(app)
    seat(client, keyed(bank_on(app), 1), days_ago=40)
    seat(client, keyed(bank_on(app, version_id), 1), version_id)
    titles = [bank_on(app, number).themes[-1].title["en"] for number in (1, version_id)]
    assert titles[0] in client.get("/how-this-is-made/1").text
    assert titles[1] in client.get("/how-this-is-made/2").text
    assert titles[1] in client.get("/how-this-is-made").text
