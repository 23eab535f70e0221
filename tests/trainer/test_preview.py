"""Test that a trainer can take any version as a taker would, and that nothing of it is kept."""

from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from flask import Flask

from app.quiz.drafting import put_theme
from app.quiz.gaps import GAP
from app.quiz.text import LANGUAGES, Language, Text
from app.quiz.yaml import write
from tests.client import Client, Page, words
from tests.quiz.banks import bank as made
from tests.quiz.banks import question, theme
from tests.quiz.tiny import SCALES
from tests.store.rows import everything
from tests.taker.reading import by_id, chosen, sources, summary, told
from tests.taker.stock import ground_of
from tests.trainer.desk import DRAFT, bank, begin_draft, signed_in

TAKE = f"{DRAFT}/preview/take"
DECLARED = (
    "Your place today is %(place)s of 100, give or take %(margin)s: a margin set by the authors of the "
    "questions, until it can be measured."
)
RESULT = f"{DRAFT}/preview/result"


def answer(trainer: Client, page: Page, **more: str) -> Page:
    """Choose the first answer to everything on a page and go on."""
    firsts = {name: values[0] for name, values in page.choices().items()}
    return trainer.post(TAKE, {**page.fields(), **firsts, **more})


def heading(page: Page) -> str:
    return words(next(page.tree.iter("h1")))


def asked(trainer: Client, **wanted: object) -> Page:
    return trainer.get(f"{RESULT}?{urlencode(wanted)}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_taken_page_by_page_up_to_a_result_and_nothing_is_kept(
    small_app: Flask, language: Language
) -> None:
    trainer = signed_in(small_app, "tara", language=language)
    before = everything(ground_of(small_app).database)
    page, met = trainer.get(TAKE), []
    while page.choices():
        met.append(heading(page))
        page = answer(trainer, page)
        assert page.status == 200
    draft = bank(small_app)
    assert draft.background
    assert met == [*(theme.topic[language] for theme in draft.themes), draft.background.topic[language]]
    assert heading(page).startswith(told(language, "Today: %(band)s", band=""))
    after = everything(ground_of(small_app).database)
    # A session's own row notes when it was last used.
    assert {**after, "account_sessions": []} == {**before, "account_sessions": []}


def test_one_goes_back_to_the_page_before_with_what_was_chosen_on_both(tara: Client) -> None:
    first = tara.get(TAKE)
    second = answer(tara, first)
    one = second.choices()
    name = next(iter(one))
    back = tara.post(TAKE, {**second.fields(), name: one[name][0], "then": "back"})
    assert heading(back) == heading(first)
    assert set(chosen(back)) == {key.removeprefix("q-") for key in first.choices()}
    again = tara.post(TAKE, {**back.fields(), "then": ""})
    assert heading(again) == heading(second)
    assert chosen(again) == {name.removeprefix("q-"): one[name][0]}


def test_the_first_page_has_no_page_before_it(tara: Client) -> None:
    first = tara.get(TAKE)
    assert heading(tara.post(TAKE, {**first.fields(), "then": "back"})) == heading(first)


def test_the_language_switch_keeps_the_page_and_what_was_chosen(tara: Client) -> None:
    page = tara.get(TAKE)
    firsts = {name: values[0] for name, values in page.choices().items()}
    french = tara.post(TAKE, {**page.fields(), **firsts, "language": "fr"})
    assert french.tree.get("lang") == "fr"
    assert chosen(french) == {name.removeprefix("q-"): value for name, value in firsts.items()}


def test_a_page_without_answers_says_so_at_its_questions(tara: Client) -> None:
    page = tara.get(TAKE)
    refused = tara.post(TAKE, page.fields())
    assert refused.status == 422
    assert len(summary(refused)) == len(page.choices())


def test_what_was_carried_and_is_no_answer_any_more_is_left_out(tara: Client) -> None:
    page = tara.get(TAKE)
    second = answer(tara, page, **{"a:busy-1": "no such choice", "a:gone-1": "never"})
    assert "no such choice" not in second.fields().values()
    assert "a:gone-1" not in second.fields()


def test_a_page_that_is_gone_leads_to_the_first(tara: Client) -> None:
    page = tara.get(TAKE)
    assert heading(tara.post(TAKE, {**page.fields(), "page": "gone"})) == heading(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_is_made_to_order(small_app: Flask, language: Language) -> None:
    trainer = signed_in(small_app, "tara", language=language)
    page = asked(trainer, place=25, weak="listen")
    assert page.status == 200
    assert heading(page) == told(
        language, "Today: %(band)s", band=bank(small_app).band_at(25).title[language]
    )
    assert told(language, DECLARED, place=25, margin=10) in words(page.tree)


def test_the_picture_of_a_result_is_drawn_and_kept_by_nobody(tara: Client) -> None:
    page = asked(tara, place=50)
    for address in sources(page) + sources(page, "img", "src"):
        drawn = tara.get(address)
        assert drawn.status == 200
        if "/preview/" in address:
            assert drawn.response.headers["Cache-Control"] == "no-store"


def test_the_result_is_shown_in_the_other_language_too(tara: Client) -> None:
    page = asked(tara, place=50, strong="listen", origin="")
    switched = tara.follow(tara.get(page.link("Français")))
    assert switched.tree.get("lang") == "fr"
    assert heading(switched).startswith(told("fr", "Today: %(band)s", band=""))


@pytest.mark.parametrize("place", ["", "101", "-1", "many", "²", "0" * 20])
def test_a_place_that_is_none_is_refused_at_its_field(tara: Client, place: str) -> None:
    page = asked(tara, place=place)
    assert page.status == 422
    assert summary(page) == {"place": "Give a whole number from 0 to 100."}
    assert by_id(page, "place").get("value") == place


def test_without_a_place_one_is_led_back_to_where_it_is_asked_for(tara: Client) -> None:
    assert tara.get(RESULT).location == f"{DRAFT}/preview"


def test_where_no_answers_lead_the_nearest_place_is_named(tara: Client) -> None:
    page = asked(tara, place=1)
    assert page.status == 422
    (said,) = summary(page).values()
    near = int(said.rpartition(" ")[2].rstrip("."))
    assert asked(tara, place=near).status == 200
    assert all(asked(tara, place=place).status == 422 for place in range(1, near))


def test_a_place_that_would_take_too_long_to_reach_leads_to_one_nearby(
    small_app: Flask, tara: Client
) -> None:
    graded = [
        theme(f"t-{at}", [question(f"q-{at}", "two", may_not_apply=True)], Decimal(990_000 + 2**at) / 1000)
        for at in range(12)
    ]
    number = begin_draft(small_app, write(replace(made(graded, scales=SCALES), id="small")).decode())
    page = tara.get(f"/banks/small/{number}/preview/result?place=51")
    assert page.status == 422
    assert "the nearest place with one is" in summary(page)["place"]


def test_a_theme_cannot_be_weak_and_strong_at_once(tara: Client) -> None:
    page = asked(tara, place=50, weak="listen", strong="listen")
    assert page.status == 422
    assert "at any place" in summary(page)["place"]


@pytest.mark.parametrize("wanted", [{"weak": "gone"}, {"strong": "gone"}, {"origin": "gone"}])
def test_a_theme_or_origin_that_is_not_there_is_not_found(tara: Client, wanted: dict[str, str]) -> None:
    assert asked(tara, place=50, **wanted).status == 404


def unfinished(app: Flask) -> str:
    """Begin a draft with a theme without French, without advice for it, and return its address."""
    begun = bank(app)
    gap = Text("", "")
    theme = replace(begun.themes[0], topic=gap, questions=(replace(begun.themes[0].questions[0], text=gap),))
    number = begin_draft(app, write(put_theme(begun, theme)).decode())
    return f"/banks/small/{number}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_still_to_be_written_is_marked(small_app: Flask, language: Language) -> None:
    page = signed_in(small_app, "tara", language=language).get(f"{unfinished(small_app)}/preview/take")
    assert heading(page) == GAP[language]
    assert GAP[language] in [words(legend) for legend in page.tree.iter("legend")]


def test_a_draft_that_can_place_nobody_says_so_everywhere(small_app: Flask, tara: Client) -> None:
    number = begin_draft(small_app, write(replace(bank(small_app), bands=())).decode())
    here = f"/banks/small/{number}/preview"
    page = tara.get(here)
    assert page.status == 200
    assert f"/banks/small/{number}/check" in page.links()
    assert tara.get(f"{here}/take").status == 422
    assert tara.post(f"{here}/take").status == 422
    assert tara.get(f"{here}/result?place=50").status == 422
    assert tara.get(f"{here}/en/wide/50.svg").status == 404


def test_a_bank_without_a_background_question_asks_for_none(small_app: Flask, tara: Client) -> None:
    number = begin_draft(small_app, write(replace(bank(small_app), background=None)).decode())
    assert "origin" not in {
        field.get("name") for field in tara.get(f"/banks/small/{number}/preview").tree.iter("select")
    }


def test_a_published_version_is_previewed_too(tara: Client) -> None:
    assert tara.get("/banks/small/1/preview/take").status == 200
