"""Test what a page costs, counted exactly: statements, commits, bytes."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from flask import Flask

from app.quiz.advice import advise
from app.quiz.bank import Answers, Bank
from app.quiz.scoring import score
from app.quiz.text import LANGUAGES, Language
from tests.client import Client, Committed, Page
from tests.taker.reading import of_class
from tests.taker.sheets import keyed
from tests.taker.stock import bank_on, kept, seat
from tests.taker.teams import open_round, put_in
from tests.taker.walk import answer, answer_all, begin, first, path_of

KIB = 1024


def verbs(counted: Committed) -> list[str]:
    return [statement.split()[0] for statement in counted.statements]


@pytest.mark.parametrize("path", ["/questions/listen", "/check", "/keep", "/delete", "/again/1"])
def test_a_page_of_an_unfinished_sitting_costs_one_select(taker: Client, path: str) -> None:
    answer(taker, begin(taker, "small"))
    with Committed(taker.app) as counted:
        assert taker.get(path).status == 200
    assert verbs(counted) == ["SELECT"]
    assert counted.commits == 0


def test_a_question_page_reads_the_sitting_and_nothing_about_teams(taker: Client) -> None:
    answer(taker, begin(taker, "small"))
    with Committed(taker.app) as counted:
        taker.get("/questions/listen")
    (statement,) = counted.statements
    assert "sittings" in statement
    assert "memberships" not in statement


@pytest.mark.parametrize("path", ["/result", "/result/1", "/how-this-is-made", "/my-data.json", "/keep"])
def test_a_page_of_a_finished_sitting_costs_one_select(taker: Client, small: Bank, path: str) -> None:
    seat(taker, keyed(small, 0), days_ago=40)
    seat(taker, keyed(small, 1))
    with Committed(taker.app) as counted:
        assert taker.get(path).status == 200
    assert verbs(counted) == ["SELECT"]


def test_the_start_page_costs_one_select_and_one_more_for_who_has_begun(taker: Client) -> None:
    taker.get("/")
    with Committed(taker.app) as fresh:
        taker.get("/")
    begin(taker, "small")
    with Committed(taker.app) as begun:
        taker.get("/")
    assert (verbs(fresh), verbs(begun)) == (["SELECT"], ["SELECT", "SELECT"])


def test_saving_a_page_costs_one_select_one_update_and_one_commit(client: Client) -> None:
    page = begin(client)
    with Committed(client.app) as counted:
        answer(client, page)
    assert verbs(counted) == ["SELECT", "UPDATE"]
    assert counted.commits == 1


def test_an_incomplete_page_costs_no_more(client: Client) -> None:
    page = begin(client)
    with Committed(client.app) as counted:
        client.post(path_of(page))
    assert verbs(counted) == ["SELECT", "UPDATE"]
    assert counted.commits == 1


def test_finishing_costs_at_most_five_statements_in_one_transaction(client: Client) -> None:
    answer_all(client)
    with Committed(client.app) as counted:
        client.post("/check")
    assert len(counted.statements) <= 5
    assert counted.commits == 1


def test_finishing_for_a_team_costs_at_most_five_statements_too(client: Client) -> None:
    round_ = open_round(client.app)
    client.get(f"/join/{round_.token}")
    client.post(f"/join/{round_.token}")
    page = client.get("/questions/listen")
    while page.choices():
        page = client.follow(answer(client, page))
    with Committed(client.app) as counted:
        assert client.post("/check").location == "/team"
    assert len(counted.statements) <= 5
    assert counted.commits == 1


def test_a_refused_form_costs_no_statement(client: Client) -> None:
    page = begin(client)
    with Committed(client.app) as counted:
        answer(client, page, first, {"csrf_token": "stale"})
    assert counted.statements == []


def size(page: Page) -> int:
    return len(page.html.encode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_page_is_at_most_12_kb_its_mistakes_included(app: Flask, language: Language) -> None:
    client = Client(app, language)
    begin(client)
    for page_id in bank_on(app).pages:
        path = f"/questions/{page_id}"
        assert size(client.get(path)) <= 12 * KIB
        assert size(client.post(path)) <= 12 * KIB


def heaviest(bank: Bank, language: Language) -> Answers:
    """Return a sheet that is answered with most words, found by changing one answer at a time."""

    def weight(answers: Answers) -> int:
        pieces = advise(bank, answers, score(bank, answers))
        return sum(
            len(piece.advice.text[language])
            + len(piece.advice.title[language])
            + sum(len(bank.asks(reason.question)[language]) + 100 for reason in piece.because)
            for piece in pieces
        )

    def better(answers: Answers) -> Iterator[Answers]:
        yield answers
        for page in bank.pages:
            for question, accepted in bank.asked_on(page).items():
                yield from ({**answers, question: choice} for choice in accepted)

    found: Answers = max((keyed(bank, Fraction(share, 4)) for share in range(5)), key=weight)
    for _ in range(3):
        found = max(better(found), key=weight)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_page_is_at_most_30_kb_for_whoever_is_told_most(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    heavy = heaviest(bank, language)
    assert len(advise(bank, heavy, score(bank, heavy))) >= len(bank.themes)
    seat(client, keyed(bank, 1), days_ago=60)
    seat(client, keyed(bank, 0), days_ago=30)
    seat(client, heavy)
    put_in(app, kept(app)[-1]["id"], open_round(app))
    client.get("/again/3")
    client.post(f"/start/{bank.id}")
    page = client.get("/result")
    assert len(of_class(page, "notice")) == 1
    assert size(page) <= 30 * KIB


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_cookies_together_are_at_most_400_bytes(small_app: Flask, language: Language) -> None:
    client = Client(small_app)
    client.get(f"/?language={language}")
    answer_all(client, bank_id="small")
    client.post("/check")
    sent = client.get("/result").response.request.headers["Cookie"]
    assert {cookie.partition("=")[0] for cookie in sent.split("; ")} == {"language", "session", "sitting"}
    assert len(sent.encode()) <= 400
