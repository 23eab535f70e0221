"""Test the private link: how it is kept, traded and forgotten, and what it never shows."""

from xml.etree import ElementTree

import pytest
from flask import Flask

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from tests.client import Client, Page, words
from tests.taker.reading import by_id, chosen, day_said, of_class, told
from tests.taker.sheets import keyed
from tests.taker.stock import bank_on, kept, only, seat
from tests.taker.walk import answer, answer_all, begin, path_of


def private_link(client: Client) -> str:
    """Return the path of the private link as the page shows it."""
    link = by_id(client.get("/keep"), "link").get("value") or ""
    return link.removeprefix("http://localhost")


def come_back(client: Client, link: str) -> Page:
    """Open a private link and press its button; return where that leads."""
    client.get(link)
    return client.follow(client.post(link))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_private_link_is_shown_with_how_long_it_holds(app: Flask, language: Language) -> None:
    client = Client(app, language)
    begin(client)
    page = client.get("/keep")
    until = only(app)["expires_on"]
    assert page.heading == told(language, "Your private link")
    assert day_said(until, language) in page.text


def test_the_private_link_holds_the_token_of_the_cookie(taker: Client) -> None:
    begin(taker, "small")
    assert private_link(taker) == f"/back/{taker.cookie('sitting')}"


def test_the_token_has_at_least_128_random_bits_and_is_each_time_another(taker: Client) -> None:
    tokens = set()
    for _ in range(3):
        client = Client(taker.app)
        begin(client, "small")
        tokens.add(client.cookie("sitting") or "")
    assert len(tokens) == 3
    assert all(len(token) * 6 >= 128 for token in tokens)


def test_another_browser_goes_on_where_this_one_stopped(taker: Client, small: Bank) -> None:
    answer(taker, begin(taker, "small"))
    elsewhere = Client(taker.app)
    page = come_back(elsewhere, private_link(taker))
    assert path_of(page) == f"/questions/{small.pages[1]}"
    assert chosen(elsewhere.get(f"/questions/{small.pages[0]}")) == only(taker.app)["answers"]


def test_a_finished_sitting_comes_back_to_its_result(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    assert come_back(Client(taker.app), private_link(taker)).heading.startswith("Today: ")


def test_both_browsers_can_go_on_and_lose_nothing(taker: Client, small: Bank) -> None:
    page = begin(taker, "small")
    elsewhere = Client(taker.app)
    come_back(elsewhere, private_link(taker))
    answer(elsewhere, elsewhere.get(f"/questions/{small.pages[1]}"))
    taker.get(path_of(page))
    answer(taker, page)
    asked = {*small.asked_on(small.pages[0]), *small.asked_on(small.pages[1])}
    assert set(only(taker.app)["answers"]) == asked


def test_one_link_leads_to_all_results_of_a_person(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 0), days_ago=40)
    seat(taker, keyed(small, 1))
    elsewhere = Client(taker.app)
    page = come_back(elsewhere, private_link(taker))
    assert elsewhere.get(page.link("My result of")).status == 200


def test_opening_the_link_alone_changes_nothing(taker: Client) -> None:
    begin(taker, "small")
    before, link = kept(taker.app), private_link(taker)
    scanner = Client(taker.app)
    page = scanner.get(link)
    assert page.status == 200
    assert scanner.cookie("sitting") is None
    assert kept(taker.app) == before
    assert scanner.get("/continue").status == 404


def test_the_page_of_the_link_has_one_button(taker: Client) -> None:
    begin(taker, "small")
    page = Client(taker.app).get(private_link(taker))
    assert [words(button) for button in page.tree.iter("button")] == ["Open my answers"]


def test_opening_the_link_where_its_sitting_is_open_warns_of_nothing(taker: Client) -> None:
    begin(taker, "small")
    assert of_class(taker.get(private_link(taker)), "notice") == []


def test_opening_the_link_where_another_sitting_is_open_warns(taker: Client) -> None:
    begin(taker, "small")
    other = Client(taker.app)
    begin(other, "small")
    page = other.get(private_link(taker))
    (warning,) = of_class(page, "notice")
    assert "other answers open" in words(warning)
    assert private_link(other) == f"/back/{other.cookie('sitting')}"
    assert other.get(page.link("Get that link")).heading == "Your private link"


def test_a_cookie_of_a_sitting_that_is_gone_is_no_other_sitting(taker: Client) -> None:
    begin(taker, "small")
    other = Client(taker.app)
    other.set_cookie("sitting", "a-token-that-was-purged")
    assert of_class(other.get(private_link(taker)), "notice") == []


def test_a_wrong_link_says_that_nothing_is_there(taker: Client) -> None:
    begin(taker, "small")
    cookie = taker.cookie("sitting")
    for token in ("wrong", "a" * 32, "a" * 64, "a" * 65, "a" * 500, "%00", "é"):
        for page in (taker.get(f"/back/{token}"), taker.post(f"/back/{token}")):
            assert page.status == 410, token
            assert "If you have a private link, open it here." in page.text, token
    assert taker.cookie("sitting") == cookie


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_whose_sitting_is_deleted_says_what_may_have_happened(
    small_app: Flask, language: Language
) -> None:
    client = Client(small_app, language)
    begin(client, "small")
    link = private_link(client)
    client.get("/delete")
    client.post("/delete", {"sure": "yes"})
    page = client.get(link)
    assert page.status == 410
    assert told(language, "Your answers may have been deleted, their time may be over") in page.text


def test_trading_the_link_under_a_stale_token_can_be_sent_again(taker: Client) -> None:
    begin(taker, "small")
    link, elsewhere = private_link(taker), Client(taker.app)
    refused = elsewhere.post(link, {"csrf_token": "stale"})
    assert refused.status == 400
    assert elsewhere.cookie("sitting") is None
    assert elsewhere.post(link, refused.fields()).location == "/continue"
    assert elsewhere.cookie("sitting") == taker.cookie("sitting")


def test_the_code_is_a_private_picture(taker: Client) -> None:
    begin(taker, "small")
    (image,) = (found for found in taker.get("/keep").tree.iter("img"))
    assert image.get("alt")
    code = taker.get(image.get("src") or "").response
    assert code.mimetype == "image/svg+xml"
    assert ElementTree.fromstring(code.get_data()).tag.endswith("svg")
    assert code.headers["Cache-Control"] == "no-store"
    assert "ETag" not in code.headers


def test_each_sitting_has_a_code_of_its_own(taker: Client) -> None:
    other = Client(taker.app)
    codes = set()
    for client in (taker, other):
        begin(client, "small")
        codes.add(client.get("/keep/code.svg").response.get_data())
    assert len(codes) == 2


def test_who_has_no_sitting_has_no_code(taker: Client) -> None:
    assert taker.get("/keep/code.svg").status == 404


def test_no_page_but_that_of_the_link_contains_the_token(taker: Client, small: Bank) -> None:
    token = seat(taker, keyed(small, 1))
    for path in ("/", "/result", "/result/1", "/how-this-is-made/1", "/again/1", "/delete", "/my-data.json"):
        response = taker.get(path).response
        assert token not in response.get_data(as_text=True)
        assert token not in str(response.headers)
        assert token not in response.request.path
    assert taker.get("/keep").html.count(token) == 1


def test_trading_the_link_leads_to_an_address_without_the_token(taker: Client, small: Bank) -> None:
    token = seat(taker, keyed(small, 1))
    elsewhere = Client(taker.app)
    page = come_back(elsewhere, f"/back/{token}")
    assert token not in page.response.request.url
    assert page.response.request.path == "/result"


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(taker: Client) -> None:
    taker.get("/")
    cookies = taker.post("/start/small").response.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"sitting", "session"}
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_the_cookie_lives_anew_from_the_finish_on(taker: Client) -> None:
    answer_all(taker, bank_id="small")
    cookies = taker.post("/check").response.headers.getlist("Set-Cookie")
    (renewed,) = (cookie for cookie in cookies if cookie.startswith("sitting="))
    assert renewed.startswith(f"sitting={taker.cookie('sitting')};")
    assert "Max-Age" in renewed


def test_who_is_done_is_forgotten_by_the_browser_while_the_sitting_stays(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    before, link = kept(taker.app), private_link(taker)
    taker.get("/result")
    page = taker.post("/done")
    assert page.heading == "This browser has forgotten you"
    assert page.response.headers["Clear-Site-Data"] == '"cache"'
    assert taker.cookie("sitting") is None
    assert taker.cookie("session") is None
    assert taker.get("/result").status == 404
    assert kept(taker.app) == before
    assert come_back(taker, link).heading.startswith("Today: ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_done_is_told_so_in_the_language_of_the_page(app: Flask, language: Language) -> None:
    client = Client(app, language)
    seat(client, keyed(bank_on(app), 1))
    client.get("/keep")
    assert client.post("/done").heading == told(language, "This browser has forgotten you")


def test_whoever_has_nothing_can_be_done_too(taker: Client) -> None:
    taker.get("/")
    assert taker.post("/done").status == 200


def test_who_is_done_keeps_the_language(taker: Client) -> None:
    begin(taker, "small")
    taker.get("/keep?language=fr")
    taker.get("/keep")
    taker.post("/done")
    assert taker.get("/").tree.get("lang") == "fr"
