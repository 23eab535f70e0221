"""Test what is stored of a sitting beside its answers."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta

from app.quiz.bank import Bank
from app.quiz.scoring import score
from tests.client import Client
from tests.conftest import MakeApp
from tests.taker.stock import kept, only
from tests.taker.walk import answer, answer_all, begin, finish, path_of


def test_a_new_sitting_holds_nothing_but_its_beginning(taker: Client) -> None:
    begin(taker, "small")
    row = only(taker.app)
    assert row["answers"] == {}
    assert row["occasion"] == 1
    assert row["version_id"] == 1
    for unknown in ("last_page", "minutes", "result", "finished_on", "language_finish"):
        assert row[unknown] is None


def test_the_token_is_stored_as_a_hash_only(taker: Client) -> None:
    begin(taker, "small")
    token = taker.cookie("sitting")
    assert token
    assert token not in repr(only(taker.app))
    assert token.encode() not in only(taker.app)["token_hash"]


def test_the_page_last_sent_is_stored(taker: Client, small: Bank) -> None:
    page = begin(taker, "small")
    for page_id in small.pages:
        page = taker.follow(answer(taker, page))
        assert only(taker.app)["last_page"] == page_id


def test_a_page_that_is_only_looked_at_is_not_the_last_page(taker: Client) -> None:
    begin(taker, "small")
    taker.get("/questions/busy")
    assert only(taker.app)["last_page"] is None


def test_an_unfinished_sitting_is_kept_for_days(make_app: MakeApp) -> None:
    client = Client(make_app(keep_unfinished_days=9))
    before = date.today()
    begin(client)
    assert before + timedelta(9) <= only(client.app)["expires_on"] <= date.today() + timedelta(9)


def test_a_page_that_is_sent_keeps_the_sitting_for_longer(make_app: MakeApp) -> None:
    client, later = Client(make_app(keep_unfinished_days=9)), Client(make_app(keep_unfinished_days=11))
    before = date.today()
    path = path_of(begin(client))
    later.set_cookie("sitting", client.cookie("sitting") or "")
    answer(later, later.get(path))
    assert before + timedelta(11) <= only(client.app)["expires_on"] <= date.today() + timedelta(11)


def test_a_finished_sitting_is_kept_for_months(make_app: MakeApp) -> None:
    client, before = Client(make_app(keep_finished_months=7)), date.today()
    finish(client)
    row = only(client.app)
    assert before <= row["finished_on"] <= date.today()
    assert row["expires_on"] == row["finished_on"] + relativedelta(months=7)


def test_the_result_is_stored_as_scored_by_its_version(taker: Client, small: Bank) -> None:
    finish(taker, lambda _question, offered: offered[-1], bank_id="small")
    row = only(taker.app)
    assert row["result"] == score(small, row["answers"]).to_document()


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (80, 1), (100, 2), (119 * 60, 119)])
def test_the_minutes_in_all_are_stored_rounded(taker: Client, seconds: int, minutes: int) -> None:
    answer_all(taker, bank_id="small")
    with taker.session_cookie() as cookie:
        cookie["began"] -= seconds
    taker.post("/check")
    assert only(taker.app)["minutes"] == minutes


def test_a_sitting_that_was_left_for_hours_has_no_minutes(taker: Client) -> None:
    answer_all(taker, bank_id="small")
    with taker.session_cookie() as cookie:
        cookie["began"] -= 3 * 60 * 60
    taker.post("/check")
    assert only(taker.app)["minutes"] is None


def test_a_sitting_that_was_resumed_elsewhere_has_no_minutes(taker: Client) -> None:
    answer_all(taker, bank_id="small")
    elsewhere = Client(taker.app)
    elsewhere.get(f"/back/{taker.cookie('sitting')}")
    elsewhere.follow(elsewhere.post(f"/back/{taker.cookie('sitting')}"))
    elsewhere.post("/check")
    assert only(taker.app)["minutes"] is None


def test_a_browser_that_began_another_sitting_does_not_time_one_that_came_back(taker: Client) -> None:
    answer_all(taker, bank_id="small")
    elsewhere = Client(taker.app)
    begin(elsewhere, "small")
    elsewhere.get(f"/back/{taker.cookie('sitting')}")
    elsewhere.follow(elsewhere.post(f"/back/{taker.cookie('sitting')}"))
    elsewhere.post("/check")
    (finished,) = (row for row in kept(taker.app) if row["result"])
    assert finished["minutes"] is None


def test_a_clock_that_stepped_back_gives_a_minute_at_least(taker: Client) -> None:
    answer_all(taker, bank_id="small")
    with taker.session_cookie() as cookie:
        cookie["began"] += 60 * 60
    taker.post("/check")
    assert only(taker.app)["minutes"] == 1


def test_a_sitting_taken_again_is_stored_as_the_next_occasion(taker: Client) -> None:
    finish(taker, bank_id="small")
    taker.get("/again/1")
    taker.post("/start/small")
    assert [row["occasion"] for row in kept(taker.app)] == [1, 2]
    assert len({row["token_hash"] for row in kept(taker.app)}) == 1
