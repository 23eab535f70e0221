"""Test how one joins a team's round by its link: what the page says, what the button does, and to whom."""

import pytest
from flask import Flask

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from app.store.rounds import Round
from tests.client import Client, Page, words
from tests.conftest import MakeApp
from tests.taker.members import colleagues, decide, member
from tests.taker.reading import day_said, flat, of_class, told
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, bank_on, kept, only, publish, seat
from tests.taker.teams import (
    ROUND,
    TEAM,
    close,
    delete_team,
    now,
    open_round,
    opened,
    put_in,
    release_early,
    shares,
)
from tests.taker.walk import answer, begin, path_of

OTHER = SMALL.replace("id: small", "id: other").replace("A small bank", "Another small bank")


def edited() -> str:
    """Return a newer edition of the small bank."""
    return SMALL.replace("What it is about.", "What it is now about.")


def link_of(round_: Round) -> str:
    return f"/join/{round_.token}"


def join(client: Client, round_: Round) -> Page:
    """Open a round's link and press its button."""
    client.get(link_of(round_))
    return client.post(link_of(round_))


def buttons(page: Page) -> list[str]:
    """Return the words of the main part's buttons that send a form."""
    return [words(button) for button in next(page.tree.iter("main")).iter("button")]


@pytest.fixture
def round_(small_app: Flask) -> Round:
    """Return an open round on the small bank, which whoever has the link may join."""
    return open_round(small_app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_the_team_and_the_round_and_has_one_button(
    small_app: Flask, round_: Round, language: Language
) -> None:
    page = Client(small_app, language).get(link_of(round_))
    assert page.heading == told(language, "You are joining: %(team)s, %(round)s", team=TEAM, round=ROUND)
    assert buttons(page) == [told(language, "Start")]


PROMISES = (
    "When you have finished, you decide whether to add your answers to your team’s figures.",
    "Nobody but you, unless you choose to add your answers to a team’s figures.",
    "It is not a test of ability",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_who_sees_what_how_long_it_takes_and_that_it_is_no_test(
    app: Flask, language: Language
) -> None:
    bank = bank_on(app)
    page = Client(app, language).get(link_of(open_round(app)))
    assert [promise for promise in PROMISES if told(language, promise) not in page.text] == []
    assert flat(bank.about[language]) in page.text
    assert {"en": f"about {bank.minutes} minutes", "fr": f"environ {bank.minutes} minutes"}[
        language
    ] in page.text


def test_a_mail_scanner_that_opens_the_link_changes_nothing(taker: Client, round_: Round) -> None:
    taker.get(link_of(round_))
    assert (kept(taker.app), shares(taker.app)) == ([], {})
    assert taker.cookie("sitting") is None


def test_the_button_begins_a_sitting_in_the_round_and_leads_to_the_first_question(
    taker: Client, small: Bank, round_: Round
) -> None:
    assert path_of(taker.follow(join(taker, round_))) == f"/questions/{small.pages[0]}"
    assert shares(taker.app) == {only(taker.app)["id"]: (round_.id, "open")}


def test_the_sitting_is_of_the_rounds_version_and_not_of_the_newest(taker: Client, round_: Round) -> None:
    assert publish(taker.app, edited()) != round_.version_id
    join(taker, round_)
    assert only(taker.app)["version_id"] == round_.version_id


def test_the_minutes_of_who_joins_are_counted(taker: Client, round_: Round) -> None:
    join(taker, round_)
    with taker.session_cookie() as cookie:
        assert isinstance(cookie["began"], int)


def test_a_double_click_in_one_browser_joins_once(taker: Client, small: Bank, round_: Round) -> None:
    seat(taker, keyed(small, 1), days_ago=40)
    taker.get(link_of(round_))
    statuses = [taker.post(link_of(round_)).status for _ in range(2)]
    assert statuses == [303, 303]
    assert len(kept(taker.app)) == 2
    assert len(shares(taker.app)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sitting_that_is_under_way_comes_along_with_its_answers(
    small_app: Flask, round_: Round, language: Language
) -> None:
    client = Client(small_app, language)
    second = client.follow(answer(client, begin(client, "small")))
    page = client.get(link_of(round_))
    assert buttons(page) == [told(language, "Go on")]
    assert told(language, "You have begun. Your answers so far are saved in this browser, and") in page.text
    assert client.post(link_of(round_)).location == path_of(second)
    assert shares(small_app) == {only(small_app)["id"]: (round_.id, "open")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_in_the_round_already_is_led_on(small_app: Flask, round_: Round, language: Language) -> None:
    client = Client(small_app, language)
    second = client.follow(answer(client, client.follow(join(client, round_))))
    page = client.get(link_of(round_))
    assert told(language, "You are in this round already.") in page.text
    assert client.follow(client.get(page.link(told(language, "Go on")))).heading == second.heading
    assert client.post(link_of(round_)).location == link_of(round_)
    assert len(kept(small_app)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_finished_in_the_round_is_led_to_the_result_and_to_the_teams_figures(
    small_app: Flask, small: Bank, round_: Round, language: Language
) -> None:
    client = Client(small_app, language)
    seat(client, keyed(small, 1))
    put_in(small_app, only(small_app)["id"], round_)
    seat(client, keyed(small, 0))
    page = stays_out(client, round_)
    assert told(language, "You have finished it for this round, and your result is here.") in page.text
    assert page.link(told(language, "See my result")) == "/result/1"
    assert page.link(told(language, "My team’s figures")) == "/team/1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_a_result_may_take_it_again_for_the_team(
    small_app: Flask, small: Bank, round_: Round, language: Language
) -> None:
    client = Client(small_app, language)
    token = seat(client, keyed(small, 1), days_ago=40)
    day = day_said(only(small_app)["finished_on"], language)
    page = client.get(link_of(round_))
    assert told(language, "You took it on %(day)s. That result stays as it is", day=day) in page.text
    assert buttons(page) == [told(language, "Take it again for this team")]
    assert client.get(page.link(told(language, "See my result"))).status == 200
    client.get(link_of(round_))
    assert client.follow(client.post(link_of(round_))).choices()
    first, second = kept(small_app)
    assert (first["token_hash"], second["occasion"]) == (second["token_hash"], 2)
    assert client.cookie("sitting") == token
    assert shares(small_app) == {second["id"]: (round_.id, "open")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_may_be_in_an_early_release_is_asked_not_to_answer_twice(
    small_app: Flask, round_: Round, language: Language
) -> None:
    client = member(round_, small_app, language)
    decide(client, "added")
    colleagues(round_, small_app, 4)
    assert release_early(small_app, round_)
    page = client.get(link_of(round_))
    asked = told(language, "Your answers may already be in this team’s released figures.")
    assert asked in page.text
    (main,) = of_class(page, "main-button")
    assert words(main) == told(language, "See my result")
    assert [words(quiet) for quiet in of_class(page, "quiet-button")] == [
        told(language, "Take it again for this team")
    ]
    assert asked not in client.get(link_of(open_round(small_app, name="After"))).text


def stays_out(client: Client, round_: Round) -> Page:
    """Return the page of somebody who cannot join now; an old form's button leads back to it."""
    client.get("/")
    page = client.get(link_of(round_))
    before = (kept(client.app), shares(client.app))
    assert client.post(link_of(round_)).location == link_of(round_)
    assert (kept(client.app), shares(client.app)) == before
    assert buttons(page) == []
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_in_the_middle_of_another_round_is_told_its_name(
    small_app: Flask, round_: Round, language: Language
) -> None:
    other = open_round(small_app, team="Parks", name="After the training")
    client = Client(small_app, language)
    join(client, other)
    page = stays_out(client, round_)
    english = "You are in the middle of it for another round: %(team)s, %(round)s."
    assert told(language, english, team="Parks", round="After the training") in page.text
    assert client.get(page.link(told(language, "Go on with it"))).status == 303
    assert client.get(page.link(told(language, "Delete its answers"))).heading == told(
        language, "Delete everything?"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_in_the_middle_of_another_bank_is_told_its_name(
    small_app: Flask, round_: Round, language: Language
) -> None:
    other = publish(small_app, OTHER)
    client = Client(small_app, language)
    seat(client, {}, other, finished=False)
    page = stays_out(client, round_)
    assert bank_on(small_app, other).id != bank_on(small_app).id
    assert flat(bank_on(small_app, other).title[language]) in words(of_class(page, "notice")[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_in_the_middle_of_another_edition_is_told_so(
    small_app: Flask, round_: Round, language: Language
) -> None:
    client = Client(small_app, language)
    seat(client, {}, publish(small_app, edited()), finished=False)
    assert told(language, "You are in the middle of another edition") in stays_out(client, round_).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sitting_whose_round_is_over_joins_no_other(
    small_app: Flask, round_: Round, language: Language
) -> None:
    other = open_round(small_app)
    client = Client(small_app, language)
    join(client, other)
    close(small_app, other)
    page = stays_out(client, round_)
    assert told(language, "You are in the middle of it for a round that is over.") in page.text


def test_a_repeat_that_is_in_the_way_can_be_given_up_without_losing_the_results(
    taker: Client, small: Bank, round_: Round
) -> None:
    seat(taker, keyed(small, 1), days_ago=40)
    other = open_round(taker.app, team="Parks")
    join(taker, other)
    page = taker.get(stays_out(taker, round_).link("Delete its answers"))
    taker.post("/give-up", page.fields())
    assert [row["occasion"] for row in kept(taker.app)] == [1]
    assert join(taker, round_).location == f"/questions/{small.pages[0]}"


def test_what_is_deleted_first_no_longer_stands_in_the_way(taker: Client, small: Bank, round_: Round) -> None:
    join(taker, open_round(taker.app, team="Parks"))
    taker.get("/delete")
    taker.post("/delete", {"sure": "yes"})
    assert taker.follow(join(taker, round_)).choices()
    assert shares(taker.app) == {only(taker.app)["id"]: (round_.id, "open")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_round_says_so_and_that_one_can_still_take_it_for_oneself(
    small_app: Flask, round_: Round, language: Language
) -> None:
    close(small_app, round_)
    client = Client(small_app, language)
    page = stays_out(client, round_)
    assert page.heading == told(language, "This round is closed")
    assert f"{TEAM}, {ROUND}" in page.text
    assert told(language, "You can still take it for yourself, without a team.") in page.text
    assert client.get(page.link(told(language, "Go to the start page"))).status == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_how_often_the_teams_figures_were_opened(
    small_app: Flask, round_: Round, language: Language
) -> None:
    client = Client(small_app, language)
    phrase = {
        "en": "The figures of this round were opened",
        "fr": "Les chiffres de cette ronde ont été consultés",
    }
    assert phrase[language] not in client.get(link_of(round_)).text
    opened(small_app, round_, 3)
    expected = {
        "en": "The figures of this round were opened 3 times.",
        "fr": "Les chiffres de cette ronde ont été consultés 3 fois.",
    }
    assert expected[language] in client.get(link_of(round_)).text
    close(small_app, round_)
    assert expected[language] in client.get(link_of(round_)).text


def test_a_round_that_closes_as_one_presses_the_button_takes_nobody_in(taker: Client, round_: Round) -> None:
    taker.get(link_of(round_))
    close(taker.app, round_)
    assert taker.post(link_of(round_)).location == link_of(round_)
    assert kept(taker.app) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("token", ["x", "nobodys-round_0", "x" * 33, "%C3%A9", "%00"])
def test_a_wrong_link_is_a_page_of_ours(small_app: Flask, language: Language, token: str) -> None:
    client = Client(small_app, language)
    page = client.get(f"/join/{token}")
    assert (page.status, page.heading) == (404, told(language, "This link leads to no round"))
    assert client.get(page.link(told(language, "Go to the start page"))).status == 200
    client.get("/")
    assert client.post(f"/join/{token}").status == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("finished", "way"), [(False, "Go on"), (True, "See my result")])
def test_the_link_of_a_deleted_team_says_so_and_leads_to_what_is_ones_own(
    small_app: Flask, round_: Round, language: Language, finished: bool, way: str
) -> None:
    client = Client(small_app, language)
    seat(client, keyed(bank_on(small_app), 1), finished=finished)
    delete_team(small_app, round_)
    page = client.get(link_of(round_))
    assert page.status == 404
    assert told(language, "It may be mistyped, or its team was deleted. What you answered") in page.text
    assert client.get(page.link(told(language, way))).status in (200, 303)


def test_joining_counts_as_a_start(make_app: MakeApp) -> None:
    app = make_app(starts_per_hour=2)
    round_ = open_round(app)
    pages = [join(Client(app), round_) for _ in range(3)]
    assert [page.status for page in pages] == [303, 303, 429]
    assert len(kept(app)) == len(shares(app)) == 2


def test_who_takes_along_what_is_under_way_is_not_met_by_the_limit(make_app: MakeApp) -> None:
    app = make_app(starts_per_hour=1)
    client = Client(app)
    begin(client)
    assert join(client, open_round(app)).status == 303
    assert len(shares(app)) == 1


def test_who_joined_goes_on_from_the_start_page_as_everybody_does(taker: Client, round_: Round) -> None:
    page = taker.follow(join(taker, round_))
    taker.get("/")
    assert taker.post("/start/small").location == path_of(page)


def test_giving_up_a_repeat_leaves_the_round(taker: Client, small: Bank, round_: Round) -> None:
    seat(taker, keyed(small, 1), days_ago=40)
    join(taker, round_)
    page = taker.get("/again/1")
    taker.post("/give-up", page.fields())
    assert shares(taker.app) == {}
    assert now(taker.app, round_).open
