"""Test the example of what a manager would see: made by the same code, and of nobody else's answers."""

from dataclasses import replace

import pytest
from flask import Flask

from app.quiz.bank import Bank
from app.quiz.disclosure import Figures
from app.quiz.scoring import score
from app.quiz.text import LANGUAGES, Language
from app.store import sittings
from app.store.rounds import Round
from app.store.sittings import Sitting
from app.taker.example import FEWEST_COLLEAGUES, example
from tests.client import Client, Committed
from tests.conftest import MakeApp
from tests.taker.members import colleagues, decide, member, seat_in
from tests.taker.reading import flat, told
from tests.taker.sheets import keyed
from tests.taker.stock import ground_of, seat
from tests.taker.teams import open_round


@pytest.fixture
def round_(small_app: Flask) -> Round:
    """Return an open round on the small bank, which whoever has the link may join."""
    return open_round(small_app)


def sitting_of(client: Client) -> Sitting:
    with ground_of(client.app).database.reading() as session:
        found = sittings.current(session, client.cookie("sitting") or "")
    assert found
    return found


def shown(app: Flask, sitting: Sitting) -> Figures:
    with app.test_request_context():
        return example(sitting).figures


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_that_asks_leads_to_it_and_it_says_that_the_colleagues_are_invented(
    small_app: Flask, round_: Round, language: Language
) -> None:
    client = member(round_, small_app, language)
    page = client.get(client.get("/team").link(told(language, "See what your manager would see")))
    assert page.heading == told(language, "What your manager would see")
    assert told(language, "This is an example. Your result is among", num=FEWEST_COLLEAGUES) in page.text
    back = client.get(page.link(told(language, "Back to my decision")))
    assert back.heading == told(language, "Add your answers to your team’s figures?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_figures_of_every_theme(
    small_app: Flask, small: Bank, round_: Round, language: Language
) -> None:
    page = member(round_, small_app, language).get("/team/example")
    for theme in small.themes:
        assert flat(theme.title[language]) in page.text


def test_its_figures_are_of_the_person_and_invented_colleagues(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    assert shown(taker.app, sitting_of(taker)).people == (FEWEST_COLLEAGUES + 1) // 5 * 5


def test_it_is_made_by_the_rule_of_a_service_that_asks_for_more_people(make_app: MakeApp) -> None:
    app = make_app(fewest_people=20)
    taker = Client(app)
    seat_in(taker, open_round(app))
    assert shown(app, sitting_of(taker)).people == 20
    assert told("en", "This is an example. Your result is among", num=19) in taker.get("/team/example").text


def test_it_is_the_same_at_every_call(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    sitting = sitting_of(taker)
    assert shown(taker.app, sitting) == shown(taker.app, sitting)
    taker.get("/team")
    assert taker.get("/team/example").html == taker.get("/team/1/example").html


def test_it_is_another_one_for_another_sitting(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    sitting = sitting_of(taker)
    others = {repr(shown(taker.app, replace(sitting, id=f"another-{number}"))) for number in range(5)}
    assert len(others) > 1


def test_ones_own_answers_are_among_them(taker: Client, small: Bank, round_: Round) -> None:
    seat_in(taker, round_)
    highest, theme = sitting_of(taker), small.themes[0].id
    lowest = replace(highest, result=score(small, keyed(small, 0)).to_document())

    def mean(sitting: Sitting) -> float:
        # What is rounded at random hides one person; over many examples it does not.
        examples = [shown(taker.app, replace(sitting, id=f"example-{number}")) for number in range(30)]
        told = [figure.value for one in examples if (figure := one.themes[theme])]
        return sum(told) / len(told)

    assert mean(highest) > mean(lowest) + 5


def test_it_reads_no_other_sitting(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    before = taker.get("/team/example").html
    colleagues(round_, taker.app, 5)
    with Committed(taker.app) as counted:
        assert taker.get("/team/example").html == before
    (statement,) = counted.statements
    assert "token_hash" in statement


def test_it_can_be_seen_before_and_after_one_has_decided(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    for choice in ("added", "declined"):
        page = taker.follow(decide(taker, choice))
        assert taker.get(page.link("See what your manager would see")).status == 200


def test_who_came_by_no_team_has_no_example(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    assert taker.get("/team/example").status == 404


def test_its_pictures_are_drawn_for_this_browser_and_others_are_not_there(
    taker: Client, round_: Round
) -> None:
    seat_in(taker, round_)
    for kind in ("place", "themes"):
        picture = taker.get(f"/team/1/example/{kind}/narrow.svg").response
        assert picture.mimetype == "image/svg+xml"
        assert "private" in picture.headers["Cache-Control"]
    assert taker.get("/team/1/example/rounds/wide.svg").status == 404
    assert taker.get("/team/2/example/place/wide.svg").status == 404
