"""Test taking it again: then and now, what chance would explain, and giving it up."""

from fractions import Fraction

import pytest
from flask import Flask

from app.quiz.bank import DOES_NOT_APPLY, Bank
from app.quiz.scoring import score
from app.quiz.text import LANGUAGES, Language, Text
from tests.client import Client, words
from tests.taker.reading import day_said, flat, of_class, parts, sources, told
from tests.taker.sheets import keyed, outside, rising
from tests.taker.stock import SMALL, bank_on, kept, publish, seat
from tests.taker.walk import answer, begin, finish, path_of

THEN_AND_NOW = "Then and now"
UP = "Your place has moved towards"
DOWN = "Your place is closer to"
BY_CHANCE = "The difference is no more than such answers vary by themselves."
NOT_COMPARABLE = "The two results cannot be set side by side"


def taken_twice(client: Client, then: Fraction | int, now: Fraction | int, version_id: int = 1) -> None:
    bank = bank_on(client.app)
    seat(client, keyed(bank, then), days_ago=40)
    seat(client, keyed(bank_on(client.app, version_id), now), version_id)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("then", "now", "said", "end"), [(0, 1, UP, "high"), (1, 0, DOWN, "low")])
def test_more_than_chance_is_said_in_both_directions(
    app: Flask, language: Language, then: int, now: int, said: str, end: str
) -> None:
    client = Client(app, language)
    taken_twice(client, then, now)
    towards = flat(getattr(bank_on(app).ends, end)[language])
    marks = {"en": f"“{towards}”", "fr": f"« {towards} »"}[language]
    told_part = parts(client.get("/result"))[told(language, THEN_AND_NOW)]
    assert told(language, said, end=marks) in told_part


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_more_than_chance_is_said_too(app: Flask, language: Language) -> None:
    client = Client(app, language)
    taken_twice(client, Fraction(1, 2), Fraction(1, 2))
    assert told(language, BY_CHANCE) in parts(client.get("/result"))[told(language, THEN_AND_NOW)]


def test_chance_ends_where_the_margins_of_both_results_end(client: Client) -> None:
    bank = bank_on(client.app)
    sheets = list(rising(bank))
    places = [score(bank, sheet).place or 0 for sheet in sheets]
    bound = 2 * bank.margin**2
    least = next(at for at, place in enumerate(places) if (place - places[0]) ** 2 > bound)
    for at, said in ((least - 1, BY_CHANCE), (least, "by more than chance")):
        person = Client(client.app)
        seat(person, sheets[0], days_ago=40)
        seat(person, sheets[at])
        assert said in parts(person.get("/result"))[THEN_AND_NOW]


def test_the_day_of_the_last_time_is_told(taker: Client, small: Bank) -> None:
    taken_twice(taker, 0, 1)
    last = kept(taker.app)[0]["finished_on"]
    said = parts(taker.get("/result"))[THEN_AND_NOW]
    assert f"You last took this on {day_said(last, 'en')}." in said


def test_a_first_result_has_no_then_and_now(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    assert THEN_AND_NOW not in parts(taker.get("/result"))


def test_results_of_versions_that_score_alike_are_compared(taker: Client) -> None:
    version_id = publish(taker.app, SMALL.replace("I put it off.", "I leave it for later."))
    taken_twice(taker, 0, 1, version_id)
    assert "by more than chance" in parts(taker.get("/result"))[THEN_AND_NOW]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (
            "weight: 0.5",
            "weight: 2",
            Text("the weight of “Too busy” has changed", "le poids de « Trop de travail » a changé"),
        ),
        (
            "id: listen-2",
            "id: listen-9",
            Text(
                "questions or answers on “Listen first” have changed",
                "des questions ou des réponses sur « Écouter d’abord » ont changé",
            ),
        ),
        (
            "points: 1, label: {en: S",
            "points: 0, label: {en: S",
            Text(
                "questions or answers on “Listen first” and “Too busy” have changed",
                "des questions ou des réponses sur « Écouter d’abord » et « Trop de travail » ont changé",
            ),
        ),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_results_of_versions_that_score_differently_are_not_compared(
    small_app: Flask, before: str, after: str, why: Text, language: Language
) -> None:
    assert before in SMALL
    client = Client(small_app, language)
    taken_twice(client, 0, 1, publish(small_app, SMALL.replace(before, after)))
    page = client.get("/result")
    said = told(language, f"{NOT_COMPARABLE}: since then", why=why[language])
    assert said in parts(page)[told(language, THEN_AND_NOW)]
    assert not any("then-and-now" in address for address in sources(page))


def test_results_with_too_few_themes_in_common_are_not_compared(client: Client) -> None:
    bank = bank_on(client.app)
    half = len(bank.themes) // 2
    seat(client, keyed(bank, 1), days_ago=40)
    seat(client, outside(bank, kept=[theme.id for theme in bank.themes[:half]]))
    assert DOES_NOT_APPLY in kept(client.app)[-1]["answers"].values()
    assert f"{NOT_COMPARABLE}: too few questions" in parts(client.get("/result"))[THEN_AND_NOW]


def test_then_and_now_stand_in_one_picture_which_is_private(taker: Client) -> None:
    taken_twice(taker, 0, 1)
    page = taker.get("/result")
    addresses = {*sources(page), *sources(page, "img", "src")}
    drawn = [address for address in addresses if "then-and-now" in address]
    assert len(drawn) == 5
    for address in drawn:
        picture = taker.get(address).response
        assert picture.mimetype == "image/svg+xml"
        assert picture.headers["Cache-Control"] == "no-store"
        assert "ETag" not in picture.headers


def test_another_browser_does_not_get_the_picture_of_then_and_now(taker: Client) -> None:
    taken_twice(taker, 0, 1)
    assert taker.get("/result/2/then-and-now/wide.svg").status == 200
    assert Client(taker.app).get("/result/2/then-and-now/wide.svg").status == 404


def test_the_picture_says_in_words_where_one_stood(taker: Client, small: Bank) -> None:
    taken_twice(taker, 0, 1)
    (picture,) = of_class(taker.get("/result"), "spectrum")
    described = next(picture.iter("img")).get("alt") or ""
    assert "last time" in described
    assert small.bands[0].title["en"] in described
    assert small.bands[-1].title["en"] in described


@pytest.mark.parametrize("occasion", [0, 1, 3])
def test_there_is_no_picture_of_then_and_now_without_a_then(taker: Client, occasion: int) -> None:
    taken_twice(taker, 0, 1)
    assert taker.get(f"/result/{occasion}/then-and-now/wide.svg").status == 404


def test_there_is_no_picture_of_then_and_now_without_a_place(client: Client) -> None:
    bank = bank_on(client.app)
    seat(client, keyed(bank, 1), days_ago=40)
    seat(client, outside(bank))
    assert client.get("/result/2/then-and-now/wide.svg").status == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_earlier_result_is_headed_by_its_day(small_app: Flask, language: Language) -> None:
    client, bank = Client(small_app, language), bank_on(small_app)
    taken_twice(client, 0, 1)
    day = kept(small_app)[0]["finished_on"]
    bands = (bank.bands[0].title[language], bank.bands[-1].title[language])
    assert client.get("/result/1").heading == told(
        language, "On %(day)s: %(band)s", day=day_said(day, language), band=bands[0]
    )
    assert client.get("/result/2").heading == told(language, "Today: %(band)s", band=bands[1])


def test_earlier_results_can_be_reached_and_read_on_their_own(taker: Client) -> None:
    taken_twice(taker, 0, 1)
    page = taker.get("/result")
    earlier = taker.get(page.link("My result of"))
    assert earlier.response.request.path == "/result/1"
    assert THEN_AND_NOW not in parts(earlier)
    assert taker.get(earlier.link("My result of")).heading == page.heading


def test_every_link_of_an_earlier_result_leads_somewhere(taker: Client) -> None:
    version_id = publish(taker.app, SMALL.replace("id: read\n", "id: read-more\n"))
    taken_twice(taker, 0, 1, version_id)
    page = taker.get("/result/1")
    leads = [taker.get(target).status for target in page.links() if target.startswith("/")]
    assert set(leads) == {200}


def test_an_occasion_that_never_was_is_not_found(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    for path in ("/result/2", "/result/0", "/how-this-is-made/2", "/again/2"):
        assert taker.get(path).status == 404


def test_results_of_two_banks_are_never_compared(app: Flask) -> None:
    version_id, client = publish(app, SMALL), Client(app)
    seat(client, keyed(bank_on(app), 0), days_ago=40)
    seat(client, keyed(bank_on(app, version_id), 1), version_id)
    assert THEN_AND_NOW not in parts(client.get("/result"))


def test_between_two_banks_the_last_result_of_the_same_bank_is_compared(app: Flask) -> None:
    version_id, client = publish(app, SMALL), Client(app)
    seat(client, keyed(bank_on(app), 0), days_ago=80)
    seat(client, keyed(bank_on(app, version_id), 1), version_id, days_ago=40)
    seat(client, keyed(bank_on(app), 1))
    first = kept(app)[0]["finished_on"]
    assert day_said(first, "en") in parts(client.get("/result"))[THEN_AND_NOW]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_a_result_is_told_what_taking_it_again_means(small_app: Flask, language: Language) -> None:
    client = Client(small_app, language)
    seat(client, keyed(bank_on(small_app), 1), language=language)
    page = client.get(client.get("/result").link(told(language, "Take it again and compare")))
    assert page.heading == told(language, "Take it again")
    assert [words(button) for button in page.tree.iter("button")] == [told(language, "Begin again")]
    first = client.follow(client.post(f"/start/{bank_on(small_app).id}"))
    assert path_of(first) == f"/questions/{bank_on(small_app).pages[0]}"
    assert not any(radio.get("checked") is not None for radio in first.tree.iter("input"))


def test_to_take_an_earlier_result_again_begins_its_own_bank(app: Flask) -> None:
    version_id, client = publish(app, SMALL), Client(app)
    seat(client, keyed(bank_on(app, version_id), 0), version_id, days_ago=40)
    seat(client, keyed(bank_on(app), 1))
    page = client.get(client.get("/result/1").link("Take it again"))
    (form,) = page.tree.iter("form")
    assert form.get("action") == "/start/small"


def test_the_last_result_stays_within_reach_while_one_takes_it_again(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    begin_again(taker)
    page = taker.get("/result")
    assert page.heading == f"Today: {small.bands[-1].title['en']}"
    assert "You have begun again." in page.text
    assert taker.get(page.link("Go on with it")).location == f"/questions/{small.pages[0]}"


def test_the_start_page_leads_to_the_last_result_while_one_takes_it_again(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    begin_again(taker)
    page = taker.get(taker.get("/").link("See my result"))
    assert page.heading == f"Today: {small.bands[-1].title['en']}"


def begin_again(client: Client) -> None:
    client.get("/again/1")
    assert client.post("/start/small").location == "/questions/listen"


def test_who_is_in_the_middle_can_go_on_or_give_it_up(taker: Client, small: Bank) -> None:
    seat(taker, keyed(small, 1))
    begin_again(taker)
    page = taker.get("/again/1")
    assert "You are in the middle of it." in page.text
    assert taker.get(page.link("Go on")).location == f"/questions/{small.pages[0]}"
    assert [form.get("action") for form in page.tree.iter("form")] == ["/give-up"]


def test_who_is_in_the_middle_for_the_first_time_has_nothing_to_go_back_to(taker: Client) -> None:
    begin(taker, "small")
    page = taker.get("/again/1")
    assert "You are in the middle of it." in page.text
    assert list(page.tree.iter("form")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_giving_up_goes_back_to_the_last_result_and_leaves_it_untouched(
    small_app: Flask, language: Language
) -> None:
    client = Client(small_app, language)
    finish(client, bank_id="small")
    before, page = kept(small_app), client.get("/result")
    begin_again(client)
    answer(client, client.get("/questions/listen"))
    client.get("/again/1")
    back = client.follow(client.post("/give-up"))
    assert back.heading == page.heading
    assert of_class(back, "notice") == []
    assert kept(small_app) == before


def test_a_first_sitting_cannot_be_given_up(taker: Client, small: Bank) -> None:
    begin(taker, "small")
    before = kept(taker.app)
    assert taker.follow(taker.post("/give-up")).heading == small.themes[0].topic["en"]
    assert kept(taker.app) == before


def test_a_finished_sitting_cannot_be_given_up(taker: Client, small: Bank) -> None:
    taken_twice(taker, 0, 1)
    before = kept(taker.app)
    taker.get("/again/2")
    assert taker.follow(taker.post("/give-up")).heading.startswith("Today: ")
    assert kept(taker.app) == before
