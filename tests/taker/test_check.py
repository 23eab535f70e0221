"""Test the page on which one checks one's answers before finishing."""

import pytest
from flask import Flask

from app.quiz.bank import DOES_NOT_APPLY, Bank
from app.quiz.text import LANGUAGES, Language
from tests.client import Client, Page, words
from tests.taker.reading import by_id, flat, of_class, summary, told
from tests.taker.sheets import keyed, outside
from tests.taker.stock import bank_on, only, seat
from tests.taker.walk import answer_all, begin


def answers_on(page: Page) -> list[tuple[str, str]]:
    """Return each question with the answer that stands beside it, without the link."""
    found = []
    for row in page.tree.iter("div"):
        asked, given = row.find("dt"), row.find("dd")
        if asked is not None and given is not None:
            strong = given.find("strong")
            found.append(
                (words(asked), flat(given.text or "") or (words(strong) if strong is not None else ""))
            )
    return found


def every_question(bank: Bank) -> list[str]:
    return [key for page in bank.pages for key in bank.asked_on(page)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_shown_with_the_answer_given(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    sheet = keyed(bank, 1)
    seat(client, sheet, finished=False)
    labels = {key: bank.label(key, choice) for key, choice in sheet.items()}
    assert answers_on(client.get("/check")) == [
        (flat(bank.asks(key)[language]), flat(label[language]))
        for key in every_question(bank)
        if (label := labels[key])
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_apply_is_shown_in_words(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    sheet = outside(bank)
    seat(client, sheet, finished=False)
    said = [given for _, given in answers_on(client.get("/check"))]
    assert said.count(told(language, "Does not apply to my work")) == list(sheet.values()).count(
        DOES_NOT_APPLY
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_topics_stand_above_their_answers_in_order(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    seat(client, keyed(bank, 1), finished=False)
    headings = [words(heading) for heading in client.get("/check").tree.iter("h2")]
    assert bank.background
    topics = [*(theme.topic for theme in bank.themes), bank.background.topic]
    assert headings == [flat(topic[language]) for topic in topics]


def test_each_answer_has_a_link_that_leads_to_its_first_choice(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1), finished=False)
    page = taker.get("/check")
    for question in every_question(small):
        (link,) = by_id(page, f"answer-{question}").iter("a")
        path, _, target = (link.get("href") or "").partition("#")
        assert by_id(taker.get(path), target).get("name") == f"q-{question}"


def test_each_link_says_which_answer_it_changes(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1), finished=False)
    page = taker.get("/check")
    for question in every_question(small):
        (link,) = by_id(page, f"answer-{question}").iter("a")
        assert words(link).startswith("Change")
        assert small.asks(question)["en"] in words(link)


def test_what_is_not_answered_yet_says_so_and_offers_to_answer_it(taker: Client, small: Bank) -> None:
    begin(taker, "small")
    page = taker.get("/check")
    assert answers_on(page) == [(small.asks(key)["en"], "Not answered yet") for key in every_question(small)]
    links = [
        words(link)
        for question in every_question(small)
        for link in by_id(page, f"answer-{question}").iter("a")
    ]
    assert all(said.startswith("Answer") for said in links)


def test_looking_at_an_incomplete_check_page_is_no_mistake(taker: Client) -> None:
    begin(taker, "small")
    page = taker.get("/check")
    assert page.status == 200
    assert of_class(page, "problem") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_finishing_with_something_missing_names_what_is_missing(app: Flask, language: Language) -> None:
    client, bank = Client(app, language), bank_on(app)
    missing = (*bank.asked_on(bank.pages[2]), *bank.asked_on(bank.pages[-1]))
    sheet = {key: choice for key, choice in keyed(bank, 1).items() if key not in missing}
    seat(client, sheet, finished=False)
    client.get("/check")
    page = client.post("/check")
    assert page.status == 422
    assert summary(page) == {
        f"answer-{key}": told(
            language, "Not answered yet: %(question)s", question=flat(bank.asks(key)[language])
        )
        for key in missing
    }
    assert only(app)["result"] is None


def test_what_is_missing_can_be_answered_and_then_finished(taker: Client, small: Bank) -> None:
    sheet = keyed(small, 1)
    seat(taker, {key: sheet[key] for key in list(sheet)[1:]}, finished=False)
    taker.get("/check")
    page = taker.post("/check")
    (missing,) = small.missing(only(taker.app)["answers"])
    (link,) = by_id(page, f"answer-{missing}").iter("a")
    path = (link.get("href") or "").partition("#")[0]
    taker.get(path)
    sent = {f"q-{key}": sheet[key] for key in small.asked_on(path.rsplit("/", 1)[-1])}
    assert taker.post(path, sent).location == "/check"
    assert taker.post("/check").location == "/result"


def test_an_answer_of_the_summary_can_be_focused(taker: Client) -> None:
    begin(taker, "small")
    page = taker.post("/check")
    assert all(by_id(page, target).get("tabindex") == "-1" for target in summary(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_page_says_who_sees_the_answers_and_that_they_are_then_fixed(
    app: Flask, language: Language
) -> None:
    client = Client(app, language)
    seat(client, keyed(bank_on(app), 1), finished=False)
    fixed = "Nobody but you sees them. After you finish they can no longer be changed."
    assert told(language, fixed) in client.get("/check").text


def test_finishing_under_a_stale_token_can_be_sent_again(taker: Client) -> None:
    answer_all(taker, bank_id="small")
    refused = taker.post("/check", {"csrf_token": "stale"})
    assert refused.status == 400
    assert only(taker.app)["result"] is None
    assert taker.post("/check", refused.fields()).location == "/result"


def test_one_can_come_back_later_from_the_check_page(taker: Client) -> None:
    page = answer_all(taker, bank_id="small")
    assert taker.get(page.link("Come back later")).heading == "Your private link"
