"""Test how a person answers, page by page."""

import pytest
from flask import Flask

from app.quiz.bank import DOES_NOT_APPLY, Bank
from app.quiz.text import LANGUAGES, Language
from tests.client import Client, words
from tests.taker.reading import chosen, flat, told
from tests.taker.sheets import keyed
from tests.taker.stock import bank_on, only, seat
from tests.taker.walk import answer, answer_all, begin, finish, first, path_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_goes_from_the_start_page_to_a_result(app: Flask, language: Language) -> None:
    page = finish(Client(app, language))
    assert page.heading.startswith({"en": "Today: ", "fr": "Aujourd’hui : "}[language])


def test_a_bank_of_any_kind_goes_from_its_start_page_to_a_result(taker: Client) -> None:
    assert finish(taker, bank_id="small").heading.startswith("Today: ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_headed_by_a_neutral_topic_and_gives_no_answer_away(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    begin(client)
    for theme in bank.themes:
        page = client.get(f"/questions/{theme.id}")
        assert page.heading == flat(theme.topic[language])
        for telling in (theme.title, theme.strength, theme.myth, theme.reality):
            assert telling is None or flat(telling[language]) not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_asks_its_questions_with_all_their_choices(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    begin(client)
    for theme in bank.themes:
        page = client.get(f"/questions/{theme.id}")
        asked = [words(legend) for legend in page.tree.iter("legend")]
        assert asked == [flat(question.text[language]) for question in theme.questions]
        for question in theme.questions:
            assert page.choices()[f"q-{question.id}"] == list(bank.accepted(question))
            for choice in bank.scale_of(question).choices:
                assert flat(choice.label[language]) in page.text


def test_does_not_apply_is_offered_where_the_bank_says_so_and_nowhere_else(client: Client) -> None:
    bank = bank_on(client.app)
    begin(client)
    for theme in bank.themes:
        for name, offered in client.get(f"/questions/{theme.id}").choices().items():
            assert (DOES_NOT_APPLY in offered) == bank.question(name.removeprefix("q-")).may_not_apply


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_background_question_comes_last_and_says_it_is_not_scored(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    begin(client)
    assert bank.background
    page = client.get(f"/questions/{bank.pages[-1]}")
    assert page.heading == flat(bank.background.topic[language])
    assert told(language, "One last question. It is not scored.") in page.text
    assert page.choices() == {f"q-{bank.background.id}": [choice.id for choice in bank.background.choices]}


@pytest.mark.parametrize(
    ("language", "where"),
    [
        ("en", "Topic 4 of 13. Your answers so far are saved."),
        ("fr", "Thème 4 sur 13. Vos réponses sont enregistrées."),
    ],
)
def test_a_page_tells_how_far_one_is(app: Flask, language: str, where: str) -> None:
    client = Client(app, language)
    begin(client)
    page = client.get(f"/questions/{bank_on(app).pages[3]}")
    assert where in page.text


def test_progress_grows_from_nothing_to_the_last_page(taker: Client, small: Bank) -> None:
    begin(taker, "small")
    bars = [next(taker.get(f"/questions/{page}").tree.iter("progress")) for page in small.pages]
    assert [bar.get("value") for bar in bars] == ["0", "1", "2"]
    assert {bar.get("max") for bar in bars} == {"3"}


def test_the_first_page_does_not_say_that_answers_are_saved(taker: Client) -> None:
    assert "saved" not in begin(taker, "small").text


def test_every_page_is_saved_when_it_is_sent(client: Client) -> None:
    page, so_far = begin(client), dict[str, str]()
    while page.choices():
        so_far |= {name.removeprefix("q-"): offered[0] for name, offered in page.choices().items()}
        page = client.follow(answer(client, page, first))
        assert only(client.app)["answers"] == so_far
    assert set(so_far) == {key for page_id in bank_on(client.app).pages for key in asked_on(client, page_id)}


def asked_on(client: Client, page_id: str) -> set[str]:
    return set(bank_on(client.app).asked_on(page_id))


def test_a_page_leads_to_the_next(taker: Client, small: Bank) -> None:
    page, seen = begin(taker, "small"), []
    while page.choices():
        seen.append(path_of(page))
        page = taker.follow(answer(taker, page))
    assert seen == [f"/questions/{page_id}" for page_id in small.pages]
    assert path_of(page) == "/check"


def test_going_back_shows_what_was_chosen(taker: Client, small: Bank) -> None:
    answers = keyed(small, 1)
    seat(taker, answers, finished=False)
    for page_id in small.pages:
        page = taker.get(f"/questions/{page_id}")
        assert chosen(page) == {key: answers[key] for key in small.asked_on(page_id)}


def test_a_page_seen_empty_before_shows_what_was_chosen_since(taker: Client) -> None:
    page = begin(taker, "small")
    answer(taker, page)
    assert chosen(taker.get(path_of(page))) == only(taker.app)["answers"]
    assert chosen(begin(Client(taker.app), "small")) == {}


def test_an_answer_can_be_changed(taker: Client) -> None:
    page = begin(taker, "small")
    answer(taker, page, first)
    answer(taker, page, lambda _question, offered: offered[-1])
    kept = only(taker.app)["answers"]
    assert kept == {name.removeprefix("q-"): offered[-1] for name, offered in page.choices().items()}


def test_what_does_not_apply_is_recorded_as_such(taker: Client, small: Bank) -> None:
    page = begin(taker, "small")
    answer(taker, page, lambda _question, offered: offered[-1])
    optional = [key for key in small.asked_on(small.pages[0]) if small.question(key).may_not_apply]
    assert optional
    assert {only(taker.app)["answers"][key] for key in optional} == {DOES_NOT_APPLY}


@pytest.mark.parametrize("at", [1, 2])
def test_back_keeps_what_was_chosen_and_asks_for_no_complete_page(
    taker: Client, small: Bank, at: int
) -> None:
    begin(taker, "small")
    taker.get(f"/questions/{small.pages[at]}")
    question, accepted = next(iter(small.asked_on(small.pages[at]).items()))
    sent = {f"q-{question}": accepted[0], "then": "back"}
    page = taker.post(f"/questions/{small.pages[at]}", sent)
    assert page.location == f"/questions/{small.pages[at - 1]}"
    assert only(taker.app)["answers"] == {question: accepted[0]}


def test_back_from_the_first_page_leads_to_the_start_page(taker: Client) -> None:
    page = begin(taker, "small")
    assert taker.post(path_of(page), {"then": "back"}).location == "/"


def test_save_and_come_back_later_keeps_what_was_chosen_and_leads_to_the_private_link(
    taker: Client, small: Bank
) -> None:
    page = begin(taker, "small")
    question, accepted = next(iter(small.asked_on(small.pages[0]).items()))
    kept = taker.post(path_of(page), {f"q-{question}": accepted[-1], "then": "keep"})
    assert taker.follow(kept).heading == "Your private link"
    assert only(taker.app)["answers"] == {question: accepted[-1]}


def test_an_unknown_button_means_save_and_continue(taker: Client, small: Bank) -> None:
    page = begin(taker, "small")
    assert answer(taker, page, then={"then": "elsewhere"}).location == f"/questions/{small.pages[1]}"


def test_enter_in_the_form_means_save_and_continue(taker: Client) -> None:
    buttons = list(begin(taker, "small").tree.iter("button"))
    assert buttons[0].get("form") == "page"
    assert buttons[0].get("name") is None


def test_the_whole_questionnaire_can_be_answered_backwards(taker: Client, small: Bank) -> None:
    begin(taker, "small")
    for page_id in reversed(small.pages):
        page = taker.follow(answer(taker, taker.get(f"/questions/{page_id}")))
    assert path_of(page) == "/check"


def test_the_check_page_comes_when_everything_is_answered(taker: Client, small: Bank) -> None:
    assert path_of(answer_all(taker, bank_id="small")) == "/check"
    assert small.missing(only(taker.app)["answers"]) == ()
