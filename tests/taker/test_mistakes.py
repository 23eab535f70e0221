"""Test what becomes of a page that is sent incomplete, forged or under a stale token."""

import pytest
from flask import Flask

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from tests.client import Client, Page, words
from tests.taker.reading import by_id, chosen, flat, of_class, summary, told
from tests.taker.stock import bank_on, kept, only
from tests.taker.walk import answer, begin, path_of


def questions_of(bank: Bank, page: Page) -> dict[str, tuple[str, ...]]:
    return dict(bank.asked_on(path_of(page).rsplit("/", 1)[-1]))


def half_answered(client: Client, bank: Bank) -> tuple[Page, str, str]:
    """Answer the first question of the first page only; return the page, that question and the next."""
    page = begin(client, bank.id)
    answered, missing = list(questions_of(bank, page))[:2]
    sent = {f"q-{answered}": questions_of(bank, page)[answered][-1]}
    return client.post(path_of(page), sent), answered, missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_names_every_question_that_lacks_an_answer(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    page = client.post(path_of(begin(client)))
    assert page.status == 422
    assert summary(page) == {
        f"q-{key}-1": told(
            language, "Choose an answer: %(question)s", question=flat(bank.asks(key)[language])
        )
        for key in questions_of(bank, page)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_says_that_there_is_a_problem(app: Flask, language: Language) -> None:
    client = Client(app, language)
    page = client.post(path_of(begin(client)))
    assert told(language, ": there is a problem") in page.title
    assert told(language, "There is a problem") in [words(heading) for heading in page.tree.iter("h2")]


def test_the_summary_leads_to_the_first_choice_of_the_question(taker: Client, small: Bank) -> None:
    page, _, missing = half_answered(taker, small)
    (target,) = summary(page)
    field = by_id(page, target)
    assert field.get("name") == f"q-{missing}"
    assert field.get("value") == page.choices()[f"q-{missing}"][0]


def test_the_message_stands_at_the_field_and_is_tied_to_it(taker: Client, small: Bank) -> None:
    page, _, missing = half_answered(taker, small)
    (wrong,) = (group for group in page.tree.iter("fieldset") if group.get("aria-describedby"))
    assert flat(small.asks(missing)["en"]) in words(wrong)
    message = by_id(page, wrong.get("aria-describedby") or "")
    assert message in list(wrong.iter())
    assert words(message).endswith("Choose an answer.")


def test_what_was_chosen_is_still_there_and_already_saved(taker: Client, small: Bank) -> None:
    page, answered, _ = half_answered(taker, small)
    choice = questions_of(small, page)[answered][-1]
    assert chosen(page) == {answered: choice}
    assert only(taker.app)["answers"] == {answered: choice}


def test_what_was_wrong_can_be_put_right_on_the_same_page(taker: Client, small: Bank) -> None:
    page, _, _ = half_answered(taker, small)
    assert answer(taker, page).location == f"/questions/{small.pages[1]}"


def test_an_incomplete_page_does_not_take_back_what_was_answered_before(taker: Client, small: Bank) -> None:
    page = begin(taker, "small")
    answer(taker, page)
    before = only(taker.app)["answers"]
    taker.post(path_of(page))
    assert only(taker.app)["answers"] == before


def test_a_forged_choice_is_refused_and_not_kept(taker: Client, small: Bank) -> None:
    page = begin(taker, "small")
    question, other = questions_of(small, page)
    for forged in ("", "agree", "does-not-apply", "100", "\N{SNOWMAN}" * 500):
        assert forged not in small.asked_on(small.pages[0])[question]
        sent = {f"q-{question}": forged, f"q-{other}": small.accepted(small.question(other))[0]}
        refused = taker.post(path_of(page), sent)
        assert refused.status == 422, forged
        assert set(summary(refused)) == {f"q-{question}-1"}, forged
    assert set(only(taker.app)["answers"]) == {other}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_forged_choice_is_told_apart_from_a_missing_one(app: Flask, language: Language) -> None:
    client = Client(app, language)
    page = answer(client, begin(client), lambda _question, _offered: "forged")
    told_at_fields = [words(message) for message in of_class(page, "wrong")]
    words_of_it = told(language, "Choose one of the answers on this page.")
    assert all(message.endswith(words_of_it) for message in told_at_fields)
    assert len(told_at_fields) == len(page.choices())


def test_an_answer_to_a_question_of_another_page_is_not_kept(taker: Client, small: Bank) -> None:
    page = begin(taker, "small")
    elsewhere, accepted = next(iter(small.asked_on(small.pages[1]).items()))
    answer(taker, page, then={f"q-{elsewhere}": accepted[0], "q-unheard-of": "often"})
    assert set(only(taker.app)["answers"]) == set(questions_of(small, page))


@pytest.mark.parametrize("token", ["", "forged", "W10.forged.forged"])
def test_a_forged_form_token_saves_nothing_and_keeps_what_was_sent(
    taker: Client, small: Bank, token: str
) -> None:
    page = begin(taker, "small")
    sent = {name: offered[-1] for name, offered in page.choices().items()}
    refused = taker.post(path_of(page), {**sent, "csrf_token": token})
    assert refused.status == 400
    assert only(taker.app)["answers"] == {}
    assert {name: value for name, value in refused.fields().items() if name != "csrf_token"} == sent


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stale_form_is_explained(app: Flask, language: Language) -> None:
    client = Client(app, language)
    refused = answer(client, begin(client), then={"csrf_token": ""})
    assert refused.heading == told(language, "Please send that once more")


def test_what_a_stale_form_sent_is_kept_by_sending_it_again(taker: Client, small: Bank) -> None:
    page = begin(taker, "small")
    refused = answer(taker, page, then={"csrf_token": "stale"})
    again = taker.post(path_of(page), refused.fields())
    assert again.location == f"/questions/{small.pages[1]}"
    assert set(only(taker.app)["answers"]) == set(questions_of(small, page))


def test_the_button_that_was_pressed_is_sent_again_too(taker: Client) -> None:
    page = begin(taker, "small")
    refused = taker.post(path_of(page), {"then": "keep", "csrf_token": "stale"})
    assert taker.post(path_of(page), refused.fields()).location == "/keep"


def test_a_token_of_another_browser_is_refused(taker: Client) -> None:
    page = begin(taker, "small")
    stranger = begin(Client(taker.app), "small").fields()["csrf_token"]
    assert answer(taker, page, then={"csrf_token": stranger}).status == 400


def test_a_page_that_all_see_alike_carries_each_ones_own_token(taker: Client) -> None:
    clients = [taker, Client(taker.app), Client(taker.app)]
    pages = [begin(client, "small") for client in clients]
    assert len({page.fields()["csrf_token"] for page in pages}) == len(clients)
    assert len({page.fields()["sitting"] for page in pages}) == len(clients)
    assert len({without_own(page) for page in pages}) == 1
    assert {answer(client, page).status for client, page in zip(clients, pages, strict=True)} == {303}


def without_own(page: Page) -> str:
    return page.html.replace(page.fields()["csrf_token"], "").replace(page.fields()["sitting"], "")


def test_an_old_tab_of_another_sitting_changes_nothing_in_this_one(taker: Client) -> None:
    other = Client(taker.app)
    begin(other, "small")
    old = begin(taker, "small")
    answers = {name: offered[0] for name, offered in old.choices().items()}
    taker.set_cookie("sitting", other.cookie("sitting") or "")
    refused = taker.post(path_of(old), {**answers, "sitting": old.fields()["sitting"]})
    assert refused.location == "/continue"
    kept_now = taker.get("/my-data.json").response.get_json()
    assert [one["answers"] for one in kept_now["sittings"]] == [[]]


def test_a_form_that_another_site_sends_is_refused_without_a_way_to_send_it_again(taker: Client) -> None:
    path = path_of(begin(taker, "small"))
    taker.page = None
    refused = taker.post(path, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status == 403
    assert list(refused.tree.iter("form")) == []


def test_beginning_under_a_stale_token_begins_nothing(taker: Client) -> None:
    taker.get("/")
    assert taker.post("/start/small", {"csrf_token": "stale"}).status == 400
    assert kept(taker.app) == []
