"""Test how one joins a team's round with a one-time code, and that none is lost or tells of anybody."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from app.store.rounds import Round
from tests.client import Client, Committed, Page, words
from tests.conftest import MakeApp
from tests.taker.members import seat_in
from tests.taker.reading import by_id, summary, told
from tests.taker.sheets import keyed
from tests.taker.stock import SMALL, kept, only, publish, seat
from tests.taker.teams import (
    ROUND,
    TEAM,
    close,
    delete_team,
    open_round,
    opened,
    shares,
    slips_of,
    unused,
)
from tests.taker.walk import answer, begin, path_of

SLIPS = 6

WRONG = "This code does not let you in"


@pytest.fixture
def round_(small_app: Flask) -> Round:
    """Return an open round on the small bank, which takes a one-time code to join."""
    return open_round(small_app, slips=SLIPS)


@pytest.fixture
def slip(small_app: Flask, round_: Round) -> str:
    """Return a code of that round."""
    return slips_of(small_app, round_)[3]


def use(client: Client, code: str, path: str = "/code") -> Page:
    """Type a code on a page that asks for one, and press its button."""
    client.get(path)
    return client.post(path, {"code": code})


def typed(page: Page) -> str:
    return by_id(page, "code").get("value") or ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_leads_to_where_a_code_is_typed(small_app: Flask, language: Language) -> None:
    client = Client(small_app, language)
    page = client.get(client.get("/").link(told(language, "I have a code from my team")))
    assert page.heading == told(language, "Join your team with a code")
    assert typed(page) == ""
    assert told(language, "Nobody but you, unless you choose to add your answers") in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_that_who_handed_a_code_out_could_find_out_that_it_was_used(
    small_app: Flask, language: Language
) -> None:
    page = Client(small_app, language).get("/code")
    assert (
        told(language, "Which code you used is not kept. Whoever handed it out could find out") in page.text
    )


def test_a_code_begins_a_sitting_in_its_round_and_leads_to_the_first_question(
    taker: Client, small: Bank, round_: Round, slip: str
) -> None:
    assert path_of(taker.follow(use(taker, slip))) == f"/questions/{small.pages[0]}"
    assert shares(taker.app) == {only(taker.app)["id"]: (round_.id, "open")}
    assert unused(taker.app) == SLIPS - 1


@pytest.mark.parametrize(
    "sloppy", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}. "]
)
def test_a_code_may_be_typed_as_people_type(taker: Client, slip: str, sloppy: Callable[[str], str]) -> None:
    assert use(taker, sloppy(slip)).status == 303


def test_a_slips_address_shows_its_code_and_one_button_and_changes_nothing(
    taker: Client, slip: str, round_: Round
) -> None:
    page = taker.get(f"/code/{slip}")
    assert typed(page) == slip
    assert len(list(next(page.tree.iter("main")).iter("button"))) == 1
    assert (unused(taker.app), kept(taker.app)) == (SLIPS, [])
    assert taker.post("/code", page.fields()).status == 303
    assert len(shares(taker.app)) == 1


def test_opening_a_slips_address_tells_a_good_code_from_no_other(taker: Client, slip: str) -> None:
    good, wrong = (taker.get(f"/code/{code}") for code in (slip, "00000-00000"))
    assert good.html.replace(slip, "").replace(good.fields()["csrf_token"], "") == wrong.html.replace(
        "00000-00000", ""
    ).replace(wrong.fields()["csrf_token"], "")


def test_a_code_is_spent_before_anything_of_the_person_is_written(taker: Client, slip: str) -> None:
    taker.get("/code")
    with Committed(taker.app) as counted:
        taker.post("/code", {"code": slip})
    verbs = [statement.split(" ")[0:3] for statement in counted.statements]
    spent = next(at for at, words_of in enumerate(verbs) if words_of[0] == "DELETE" and "codes" in words_of)
    begun = next(at for at, words_of in enumerate(verbs) if words_of[:3] == ["INSERT", "INTO", "sittings"])
    assert spent < begun
    assert counted.commits == 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["00000-00000", "x", "é" * 300, '"<b>'])
def test_a_wrong_code_is_said_at_the_field_which_keeps_what_was_typed(
    small_app: Flask, round_: Round, language: Language, code: str
) -> None:
    client = Client(small_app, language)
    page = use(client, code)
    assert page.status == 422
    assert summary(page) == {"code": told(language, WRONG)}
    assert typed(page) == code
    described = (by_id(page, "code").get("aria-describedby") or "").split()
    assert any(words(by_id(page, name)).endswith(told(language, WRONG)) for name in described)
    assert told(language, "There is a problem") in page.text
    assert kept(small_app) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_left_empty_is_said_and_is_no_guess(make_app: MakeApp, language: Language) -> None:
    app = make_app(starts_per_hour=1)
    client = Client(app, language)
    pages = [use(client, "") for _ in range(3)]
    assert [page.status for page in pages] == [422] * 3
    assert summary(pages[0]) == {"code": told(language, "Type the code you were given.")}


def test_a_used_code_is_refused_in_the_words_of_a_wrong_one(small_app: Flask, slip: str) -> None:
    use(Client(small_app), slip)
    again, wrong = use(Client(small_app), slip), use(Client(small_app), "00000-00000")
    assert again.status == 422
    assert summary(again) == summary(wrong)
    assert len(kept(small_app)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_of_a_closed_round_used_or_not_is_refused_in_the_words_of_a_wrong_one(
    small_app: Flask, round_: Round, slip: str, language: Language
) -> None:
    used = slips_of(small_app, round_)[0]
    use(Client(small_app), used)
    close(small_app, round_)
    client = Client(small_app, language)
    pages = [use(client, code) for code in (slip, used, "00000-00000")]
    assert [page.status for page in pages] == [422] * 3
    assert [summary(page) for page in pages] == [{"code": told(language, WRONG)}] * 3
    assert [typed(page) for page in pages] == [slip, used, "00000-00000"]
    assert client.get(pages[0].link(told(language, "Go to the start page"))).status == 200
    assert unused(small_app) == 0


def test_the_codes_of_a_deleted_team_are_wrong(taker: Client, round_: Round, slip: str) -> None:
    delete_team(taker.app, round_)
    assert use(taker, slip).status == 422


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_of_a_round_of_codes_asks_for_one(
    small_app: Flask, round_: Round, slip: str, language: Language
) -> None:
    client = Client(small_app, language)
    page = client.get(f"/join/{round_.token}")
    assert page.heading == told(language, "You are joining: %(team)s, %(round)s", team=TEAM, round=ROUND)
    assert typed(page) == ""
    missing = client.post(f"/join/{round_.token}")
    assert (missing.status, summary(missing)) == (
        422,
        {"code": told(language, "Type the code you were given.")},
    )
    assert kept(small_app) == []
    assert use(client, slip, f"/join/{round_.token}").status == 303
    assert shares(small_app) == {only(small_app)["id"]: (round_.id, "open")}


def test_the_code_of_another_round_is_refused_at_a_link_and_not_spent(taker: Client, slip: str) -> None:
    other = open_round(taker.app, slips=1)
    page = use(taker, slip, f"/join/{other.token}")
    assert page.status == 422
    assert summary(page) == {"code": told("en", WRONG)}
    assert typed(page) == slip
    assert unused(taker.app) == SLIPS + 1
    assert use(taker, slip).status == 303


def all_codes(app: Flask, round_: Round, used: str) -> list[str]:
    """Return a used code, a good one and a wrong one: nothing may tell them apart unspent."""
    return [used, next(code for code in slips_of(app, round_) if code != used), "00000-00000"]


def test_who_is_in_the_middle_of_a_round_is_told_so_before_any_code_is_looked_up(
    taker: Client, round_: Round, slip: str
) -> None:
    other = open_round(taker.app, team="Parks")
    taker.get(f"/join/{other.token}")
    taker.post(f"/join/{other.token}")
    use(Client(taker.app), slip)
    for code in all_codes(taker.app, round_, slip):
        page = taker.follow(use(taker, code))
        assert "You are in the middle of it." in page.text
        assert "Team and round: Parks" in page.text
        assert page.link("Go on") == "/continue"
    assert unused(taker.app) == SLIPS - 1
    taker.get("/delete")
    taker.post("/delete", {"sure": "yes"})
    assert use(taker, slips_of(taker.app, round_)[0]).status == 303


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_opens_their_own_slip_again_is_shown_the_way_on(
    small_app: Flask, round_: Round, slip: str, language: Language
) -> None:
    client = Client(small_app, language)
    use(client, slip)
    page = client.get(f"/code/{slip}")
    assert told(language, "You are in the middle of it. Your answers") in page.text
    assert client.follow(client.get(page.link(told(language, "Go on")))).status == 200
    assert slip not in page.html.replace(f"/code/{slip}", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_finished_in_a_round_of_codes_can_test_no_other_code(
    small_app: Flask, round_: Round, slip: str, language: Language
) -> None:
    client = Client(small_app, language)
    client.get("/code")
    seat_in(client, round_)
    use(Client(small_app), slip)
    for code in all_codes(small_app, round_, slip):
        page = client.follow(use(client, code))
        assert told(language, "You have finished it for this round, and your result is here.") in page.text
        assert client.get(page.link(told(language, "See my result"))).status == 200
    assert unused(small_app) == SLIPS - 1


def test_who_has_finished_for_one_team_uses_the_code_of_another_on_its_rounds_page(
    taker: Client, round_: Round
) -> None:
    seat_in(taker, round_)
    other = open_round(taker.app, team="Parks", slips=1)
    (code,) = slips_of(taker.app, other)
    assert use(taker, code, f"/join/{other.token}").status == 303
    assert unused(taker.app) == SLIPS


def test_who_is_in_the_middle_of_other_questions_can_test_no_code(
    taker: Client, round_: Round, slip: str
) -> None:
    seat(taker, {}, publish(taker.app, SMALL.replace("What it is about.", "New.")), finished=False)
    use(Client(taker.app), slip)
    assert "A code for others lets you in once you have finished" in taker.get("/code").text
    told_of = [summary(use(taker, code)) for code in all_codes(taker.app, round_, slip)]
    assert told_of == [{"code": told("en", WRONG)}] * 3
    assert unused(taker.app) == SLIPS - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_try_of_a_code_counts_and_beyond_the_limit_none_is_looked_up_or_lost(
    make_app: MakeApp, language: Language
) -> None:
    app = make_app(starts_per_hour=2)
    one, another, _ = slips_of(app, open_round(app, slips=3))
    statuses = [use(Client(app), code).status for code in (one, "00000-00000")]
    pages = [use(Client(app, language), code) for code in (another, one, "00000-00001")]
    assert statuses == [303, 422]
    assert [page.status for page in pages] == [429] * 3
    assert [typed(page) for page in pages] == [another, one, "00000-00001"]
    often = told(language, "From your network, more codes than usual have been tried in the last hour.")
    assert all(summary(page)["code"].startswith(often) for page in pages)
    assert unused(app) == 2


def test_codes_and_starts_have_each_their_own_limit(make_app: MakeApp) -> None:
    app = make_app(starts_per_hour=1)
    round_ = open_round(app)
    assert use(Client(app), "00000-00000").status == 422
    client = Client(app)
    client.get(f"/join/{round_.token}")
    assert client.post(f"/join/{round_.token}").status == 303


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_takes_along_what_is_under_way(
    small_app: Flask, round_: Round, slip: str, language: Language
) -> None:
    client = Client(small_app, language)
    second = client.follow(answer(client, begin(client, "small")))
    assert use(client, slip).location == path_of(second)
    assert shares(small_app) == {only(small_app)["id"]: (round_.id, "open")}
    assert unused(small_app) == SLIPS - 1


def test_a_code_lets_one_take_it_again_for_the_team(
    taker: Client, small: Bank, round_: Round, slip: str
) -> None:
    seat(taker, keyed(small, 1), days_ago=40)
    assert use(taker, slip).status == 303
    assert [row["occasion"] for row in kept(taker.app)] == [1, 2]


def test_the_link_of_a_round_of_codes_tells_how_often_figures_were_opened(
    taker: Client, round_: Round
) -> None:
    opened(taker.app, round_, 1)
    page = taker.get(f"/join/{round_.token}")
    assert "The figures of this round were opened 1 time." in page.text
