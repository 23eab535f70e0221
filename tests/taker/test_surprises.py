"""Test that two tabs, double clicks, reloads and skipped pages lose nothing and surprise nobody."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.quiz.bank import Bank
from tests.client import Client, Page
from tests.taker.reading import chosen
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, bank_on, kept, only, publish, seat
from tests.taker.walk import answer, answer_all, begin, finish, first, path_of

LISTEN, BUSY, ORIGIN = "listen", "busy", "origin"
"""The pages of the small bank."""


def at_once(app: Flask, client: Client, *acts: Callable[[Client], Page]) -> list[Page]:
    """Do several things in the same moment, each in a tab of its own; return the answers."""
    together = Barrier(len(acts))
    tokens = {name: client.cookie(name) for name in ("session", "sitting")}

    def do(act: Callable[[Client], Page]) -> Page:
        tab = Client(app, counting=False)
        tab.page = client.page
        for name, value in tokens.items():
            if value:
                tab.set_cookie(name, value)
        together.wait()
        return act(tab)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def sending(path: str, **answers: str) -> Callable[[Client], Page]:
    sent = {name.replace("_", "-"): value for name, value in answers.items()}
    return lambda tab: tab.post(path, sent)


def test_a_second_tab_loses_nothing_of_the_first(taker: Client, small: Bank) -> None:
    page = begin(taker, "small")
    tab = taker.another_tab()
    busy = tab.get(f"/questions/{BUSY}")
    answer(taker, page)
    answer(tab, busy)
    assert set(only(taker.app)["answers"]) == {*small.asked_on(LISTEN), *small.asked_on(BUSY)}


def test_a_start_page_left_open_in_a_second_tab_goes_on_with_the_sitting(taker: Client) -> None:
    taker.get("/")
    tab = taker.another_tab()
    first_page = taker.follow(taker.post("/start/small"))
    assert tab.follow(tab.post("/start/small")).heading == first_page.heading
    assert len(kept(taker.app)) == 1


def test_two_pages_sent_at_once_are_both_kept(taker: Client, small: Bank) -> None:
    begin(taker, "small")
    sheet = keyed(small, 1)
    acts = []
    for page_id in small.pages:
        sent = {f"q-{key}": sheet[key] for key in small.asked_on(page_id)}
        acts.append(sending(f"/questions/{page_id}", **sent))
    answers = at_once(taker.app, taker, *acts)
    assert [page.status for page in answers] == [303] * len(acts)
    assert only(taker.app)["answers"] == sheet


def test_a_double_click_saves_a_page_once_and_leads_to_one_place(taker: Client) -> None:
    page = begin(taker, "small")
    act = sending(path_of(page), q_listen_1="often", q_listen_2="never")
    assert {answer.location for answer in at_once(taker.app, taker, act, act)} == {f"/questions/{BUSY}"}


def test_a_double_click_on_begin_again_begins_one_sitting(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    taker.get("/again/1")
    act = sending("/start/small")
    answers = at_once(taker.app, taker, act, act, act, act)
    assert {page.location for page in answers} == {f"/questions/{LISTEN}"}
    assert [row["occasion"] for row in kept(taker.app)] == [1, 2]


def test_a_double_click_on_finish_finishes_once(taker: Client) -> None:
    answer_all(taker, bank_id="small")
    act = sending("/check")
    assert {page.location for page in at_once(taker.app, taker, act, act)} == {"/result"}
    assert only(taker.app)["result"] is not None


def test_a_double_click_on_delete_deletes_without_a_fault(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    taker.get("/delete")
    act = sending("/delete", sure="yes")
    assert sorted(page.status for page in at_once(taker.app, taker, act, act)) == [200, 410]
    assert kept(taker.app) == []


@pytest.mark.parametrize(
    ("opened", "sent_to"),
    [("/check", "/check"), ("/delete", "/delete"), ("/again/1", "/give-up"), ("/questions/listen",) * 2],
)
def test_a_form_left_open_from_another_sitting_changes_nothing(
    taker: Client, small: Bank, opened: str, sent_to: str
) -> None:
    for answers, finished in ((keyed(small, 0), True), (keyed(small, 1), False)):
        seat(taker, answers, finished=finished)
    old = taker.get(opened)
    seat(client := Client(taker.app), keyed(small, 0))
    seat(client, keyed(small, 0), finished=False)
    before = kept(taker.app)
    taker.set_cookie("sitting", client.cookie("sitting") or "")
    assert taker.post(sent_to, {**old.fields(), "sure": "yes"}).location == "/continue"
    assert kept(taker.app) == before


def test_sending_a_page_again_changes_nothing(taker: Client) -> None:
    page = begin(taker, "small")
    led = {answer(taker, page).location for _ in range(3)}
    assert led == {f"/questions/{BUSY}"}


def test_reloading_a_page_that_was_wrong_shows_what_was_kept(taker: Client) -> None:
    page = begin(taker, "small")
    assert taker.post(path_of(page), {"q-listen-1": "often"}).status == 422
    again = taker.get(path_of(page))
    assert again.status == 200
    assert chosen(again) == {"listen-1": "often"}


def test_a_page_can_be_skipped_by_its_address_and_is_asked_for_in_the_end(taker: Client, small: Bank) -> None:
    begin(taker, "small")
    page, seen = taker.get(f"/questions/{BUSY}"), []
    while page.choices():
        seen.append(path_of(page))
        page = taker.follow(answer(taker, page))
    assert seen == [f"/questions/{page_id}" for page_id in (BUSY, ORIGIN, LISTEN)]
    assert path_of(page) == "/check"


def test_after_a_change_the_check_page_comes_back_when_nothing_is_missing(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1), finished=False)
    for page_id in small.pages:
        assert answer(taker, taker.get(f"/questions/{page_id}")).location == "/check"


def test_after_a_change_the_next_page_that_lacks_an_answer_comes(taker: Client, small: Bank) -> None:
    sheet = {key: choice for key, choice in keyed(small, 1).items() if key in small.asked_on(BUSY)}
    seat(taker, sheet, finished=False)
    assert answer(taker, taker.get(f"/questions/{BUSY}")).location == f"/questions/{ORIGIN}"
    assert answer(taker, taker.get(f"/questions/{ORIGIN}")).location == f"/questions/{LISTEN}"


def test_to_go_on_leads_on_from_the_page_last_reached(taker: Client) -> None:
    begin(taker, "small")
    answer(taker, taker.get(f"/questions/{BUSY}"))
    assert taker.get("/continue").location == f"/questions/{ORIGIN}"


def test_to_go_on_leads_to_the_check_page_when_everything_is_answered(taker: Client) -> None:
    answer_all(taker, bank_id="small")
    assert taker.get("/continue").location == "/check"


def test_to_go_on_leads_to_the_result_after_finishing(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    assert taker.get("/continue").location == "/result"


def test_a_page_the_bank_does_not_have_is_not_found(taker: Client) -> None:
    begin(taker, "small")
    for path in ("/questions/unheard-of", "/questions/listen-1", "/questions/LISTEN"):
        assert taker.get(path).status == 404, path
        assert taker.post(path, {"q-listen-1": "often"}).status == 404, path
    assert only(taker.app)["answers"] == {}


OF_A_SITTING = ("/questions/listen", "/check", "/continue", "/result", "/keep", "/delete")


def test_a_page_of_a_sitting_tells_who_has_none_that_nothing_is_open(taker: Client) -> None:
    for path in OF_A_SITTING:
        page = taker.get(path)
        assert (page.status, page.heading) == (404, "There is nothing open in this browser"), path


def test_a_page_of_a_sitting_that_is_gone_says_that_it_was_there(taker: Client) -> None:
    taker.set_cookie("sitting", "a-token-that-was-purged")
    assert {path: taker.get(path).status for path in OF_A_SITTING} == dict.fromkeys(OF_A_SITTING, 410)


@pytest.mark.parametrize("path", ["/questions/listen", "/check"])
def test_after_finishing_a_page_of_questions_leads_to_the_result(
    taker: Client, small: Bank, path: str
) -> None:
    seat(taker, keyed(small, 1))
    assert taker.get(path).location == "/result"


def test_after_finishing_nothing_that_is_sent_changes_an_answer(taker: Client) -> None:
    page = begin(taker, "small")
    tab = taker.another_tab()
    finish(taker, bank_id="small")
    before = kept(taker.app)
    changed = answer(tab, page, lambda _question, offered: offered[-1])
    assert changed.location == "/result"
    assert tab.post("/check").location == "/result"
    assert kept(taker.app) == before


def test_the_back_button_after_finishing_leads_to_the_result(taker: Client) -> None:
    finish(taker, bank_id="small")
    assert taker.follow(taker.get(f"/questions/{LISTEN}")).heading.startswith("Today: ")


def test_a_sitting_under_way_stays_on_its_version(taker: Client, small: Bank) -> None:
    page = begin(taker, "small")
    publish(taker.app, SMALL.replace("I read before I write.", "I read and then write."))
    assert "I read and then write." in begin(Client(taker.app), "small").text
    assert small.question("listen-1").text["en"] in taker.get(path_of(page)).text
    while page.choices():
        page = taker.follow(answer(taker, page, first))
    taker.post("/check")
    assert [row["version_id"] for row in kept(taker.app) if row["result"]] == [1]


SENT = st.fixed_dictionaries(
    {},
    optional={
        "q-listen-1": st.sampled_from(["never", "often", "forged"]),
        "q-listen-2": st.sampled_from(["sometimes", "does-not-apply", ""]),
        "q-busy-1": st.sampled_from(["agree", "disagree", "often"]),
        "q-busy-2": st.sampled_from(["never", "often", "does-not-apply"]),
        "q-busy-3": st.sampled_from(["never", "sometimes"]),
        "q-origin": st.sampled_from(["always", "late", "nowhere"]),
        "then": st.sampled_from(["back", "keep", "forged"]),
        "language": st.sampled_from(["fr", "en", "de"]),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(st.tuples(st.sampled_from([LISTEN, BUSY, ORIGIN]), SENT, st.booleans()), max_size=6))
def test_whatever_is_sent_in_whatever_order_every_valid_answer_is_kept_and_nothing_else(
    small_app: Flask, sent: list[tuple[str, dict[str, str], bool]]
) -> None:
    bank, before = bank_on(small_app), kept(small_app)
    client = Client(small_app)
    begin(client, "small")
    tab, expected = client.another_tab(), dict[str, str]()
    for page_id, fields, in_the_tab in sent:
        asked = bank.asked_on(page_id)
        valid = {
            key: fields[f"q-{key}"] for key, choices in asked.items() if fields.get(f"q-{key}") in choices
        }
        expected |= valid
        page = (tab if in_the_tab else client).post(f"/questions/{page_id}", fields)
        aside = fields.get("then") in ("back", "keep") or "language" in fields
        assert page.status == (303 if aside or len(valid) == len(asked) else 422)
    (row,) = (row for row in kept(small_app) if row["id"] not in {other["id"] for other in before})
    assert row["answers"] == expected
