"""Test that finishing and adding one's answers are two acts, and that the second can be taken back."""

import pytest
from flask import Flask

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Language
from app.store.rounds import Round
from tests.client import Client, Page, words
from tests.taker.members import colleagues, decide, member, seat_in, take
from tests.taker.reading import flat, of_class, told
from tests.taker.sheets import keyed
from tests.taker.stock import kept, only, seat
from tests.taker.teams import ROUND, TEAM, close, open_round, opened, shares
from tests.taker.walk import path_of

CONSENT = {
    "en": (
        "Add your answers to your team’s figures? Your result is yours either way. Your manager sees figures "
        "on five or more people, never your answers. You may withdraw until they are released; released "
        "figures remain.",
        ["Yes", "No", "Decide after my result"],
    ),
    "fr": (
        "Ajouter vos réponses aux chiffres de l’équipe? Votre résultat reste à vous. Votre gestionnaire voit "
        "des chiffres sur cinq personnes ou plus, jamais vos réponses. Vous pourrez les retirer jusqu’à la "
        "publication; les chiffres publiés demeurent.",
        ["Oui", "Non", "Décider après mon résultat"],
    ),
}
"""As the instrument has it; in French as it is typeset in Canada."""

STATES = {
    "added": "Your answers are added to your team’s figures",
    "declined": "Your answers are not in your team’s figures",
    "released": "Your answers are part of your team’s figures",
    "ended": "Your team’s round is closed",
}


@pytest.fixture
def round_(small_app: Flask) -> Round:
    """Return an open round on the small bank, which whoever has the link may join."""
    return open_round(small_app)


def buttons(page: Page) -> list[str]:
    return [words(button) for button in next(page.tree.iter("main")).iter("button")]


def share_of(app: Flask) -> str:
    ((_round, share),) = shares(app).values()
    return share


def test_who_finishes_for_a_team_is_asked_and_nothing_is_added_yet(taker: Client, round_: Round) -> None:
    assert take(taker, round_).location == "/team"
    assert share_of(taker.app) == "open"
    assert only(taker.app)["result"]


def test_who_finishes_without_a_team_is_not_asked(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1), finished=False)
    taker.get("/check")
    assert taker.post("/check").location == "/result"
    assert taker.get("/team").status == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_asked_in_the_instruments_words(small_app: Flask, round_: Round, language: Language) -> None:
    page = member(round_, small_app, language).get("/team")
    question, choices = CONSENT[language]
    assert question in page.text
    assert page.heading == question.partition("?")[0] + "?"
    assert buttons(page) == choices


KNOW = (
    "Your manager is told only how many added their answers, in steps of five",
    "When figures are released, the answers are added up and rounded at random",
    "Until then you may take yours back, on this page.",
    "You may delete everything of yours at any time.",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("choice", ["later", "added", "declined"])
def test_what_one_should_know_stands_on_the_page_before_and_after(
    small_app: Flask, round_: Round, language: Language, choice: str
) -> None:
    client = member(round_, small_app, language)
    decide(client, choice)
    page = client.get("/team")
    assert [part for part in KNOW if told(language, part) not in page.text] == []
    assert f"{TEAM}, {ROUND}" in page.text
    assert client.get(page.link(told(language, "Delete everything"))).status == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_link_and_what_a_code_leave_open_is_said(small_app: Flask, language: Language) -> None:
    link = "The team’s link is open: one person could answer more than once with it."
    code = "Whoever handed out a code could find out that it was used."
    for slips, said, unsaid in ((0, link, code), (3, code, link)):
        page = member(open_round(small_app, slips=slips), small_app, language).get("/team")
        assert told(language, said) in page.text
        assert told(language, unsaid) not in page.text


def test_no_choice_is_made_bigger_than_another(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    page = taker.get("/team")
    looks = {button.get("class") for button in next(page.tree.iter("main")).iter("button")}
    assert looks == {"quiet-button"}
    assert of_class(page, "main-button") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_adds_the_answers_and_says_so(small_app: Flask, round_: Round, language: Language) -> None:
    client = member(round_, small_app, language)
    page = client.follow(decide(client, "added"))
    assert page.heading == told(language, STATES["added"])
    assert buttons(page) == [told(language, "Take my answers back")]
    assert share_of(small_app) == "added"
    assert client.get(page.link(told(language, "See my result"))).status == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_leaves_them_out_and_says_so(small_app: Flask, round_: Round, language: Language) -> None:
    client = member(round_, small_app, language)
    page = client.follow(decide(client, "declined"))
    assert page.heading == told(language, STATES["declined"])
    assert buttons(page) == [told(language, "Add my answers")]
    assert share_of(small_app) == "declined"


@pytest.mark.parametrize("choice", ["later", "", "released", "ended"])
def test_whoever_puts_it_off_is_led_to_the_result_and_anything_else_decides_nothing(
    taker: Client, round_: Round, choice: str
) -> None:
    seat_in(taker, round_)
    assert path_of(taker.follow(decide(taker, choice))) == "/result/1"
    assert share_of(taker.app) == "open"


@pytest.mark.parametrize("first", ["added", "declined"])
def test_a_decision_can_be_changed_while_the_round_is_open(taker: Client, round_: Round, first: str) -> None:
    second = "declined" if first == "added" else "added"
    seat_in(taker, round_)
    for choice in (first, second, first):
        assert taker.follow(decide(taker, choice)).heading == STATES[choice]
        assert share_of(taker.app) == choice


def result_without_team(client: Client) -> list[str]:
    """Return the words of a result page's main part, but for the line about the team."""
    said = [words(part) for part in next(client.get("/result").tree.iter("main"))]
    return [part.split("My team’s figures")[0].replace("Invite", "") for part in said]


def test_declining_costs_nothing_same_result_same_advice(small_app: Flask, round_: Round) -> None:
    pages = []
    for choice in ("added", "declined", "later"):
        client = member(round_, small_app)
        decide(client, choice)
        pages.append(result_without_team(client))
    assert pages[0] == pages[1] == pages[2]


LINES = {
    "later": "(you have not decided yet)",
    "added": "(your answers are added)",
    "declined": "(your answers are not added)",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("choice", LINES)
def test_the_result_tells_in_one_line_how_it_stands_and_leads_to_where_it_is_decided(
    small_app: Flask, round_: Round, language: Language, choice: str
) -> None:
    client = member(round_, small_app, language)
    decide(client, choice)
    page = client.get("/result")
    assert told(language, LINES[choice]) in page.text
    assert page.link(told(language, "My team’s figures")) == "/team/1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_the_release_it_is_said_that_the_figures_remain_and_all_can_still_be_deleted(
    small_app: Flask, round_: Round, language: Language
) -> None:
    client = member(round_, small_app, language)
    decide(client, "added")
    colleagues(round_, small_app, 4)
    assert close(small_app, round_)
    page = client.get("/team")
    assert page.heading == told(language, STATES["released"])
    assert told(language, "They were added up with those of others and rounded at random") in page.text
    assert buttons(page) == []
    assert told(language, "(your answers are part of them)") in client.get("/result").text
    deleting = client.get(page.link(told(language, "Delete everything")))
    assert told(language, "Your team’s released figures remain") in deleting.text
    client.post("/delete", {"sure": "yes"})
    assert len(kept(small_app)) == len(shares(small_app)) == 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("choice", ["added", "declined", "later"])
def test_after_a_round_that_ended_without_them_it_is_said_that_the_result_is_theirs_alone(
    small_app: Flask, round_: Round, language: Language, choice: str
) -> None:
    client = member(round_, small_app, language)
    decide(client, choice)
    assert not close(small_app, round_)
    page = client.get("/team")
    assert page.heading == told(language, STATES["ended"])
    assert told(language, "Your answers are in none of its figures.") in page.text
    assert buttons(page) == []
    notice = told(language, "Your team’s round is closed: this result is yours alone.")
    result = client.get("/result")
    assert notice in result.text
    assert client.get(result.link(told(language, "What this means"))).status == 200


def test_who_deletes_without_a_release_is_told_nothing_of_one(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    assert told("en", "Your team’s released figures remain") not in taker.get("/delete").text


def test_the_page_tells_how_often_the_figures_were_opened(taker: Client, round_: Round) -> None:
    seat_in(taker, round_)
    assert "were opened" not in taker.get("/team").text
    opened(taker.app, round_, 2)
    assert "The figures of this round were opened 2 times." in flat(taker.get("/team").text)
