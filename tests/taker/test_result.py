"""Test what the result says, in which order, and why."""

from fractions import Fraction
from itertools import pairwise

import pytest
from flask import Flask

from app.quiz.advice import HALF
from app.quiz.bank import Answers, Bank
from app.quiz.scoring import half_up, score
from app.quiz.text import LANGUAGES, Language
from tests.client import Client, Page, words
from tests.taker.reading import by_id, flat, of_class, parts, sections, sources, told
from tests.taker.sheets import choice_at, keyed, outside, placed
from tests.taker.stock import bank_on, seat

DECLARED = "Your place today is %(place)s of 100, give or take %(margin)s: a margin set by"
LIMITS = "What this does not say"

IN_ORDER = (
    "What you already do",
    "Choose one step this month",
    "Common beliefs",
    "All themes",
    LIMITS,
    "Keep it, or not",
)


def result_of(client: Client, answers: Answers, version_id: int = 1) -> Page:
    seat(client, answers, version_id)
    return client.get("/result")


def quoted(text: str, language: Language) -> str:
    """Return a question as it is quoted: without its last full stop."""
    bare = flat(text).removesuffix(".")
    return f"« {bare} »" if language == "fr" else f"“{bare}”"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_stand_in_their_order(app: Flask, language: Language) -> None:
    page = result_of(Client(app, language), keyed(bank_on(app), Fraction(1, 2)))
    assert list(parts(page))[1:] == [told(language, heading) for heading in IN_ORDER]


def test_the_parts_have_the_french_names_that_were_agreed(app: Flask) -> None:
    page = result_of(Client(app, "fr"), keyed(bank_on(app), Fraction(1, 2)))
    agreed = {"Ce que vous faites déjà", "Un pas ce mois-ci", "Idées répandues"}
    assert agreed <= set(parts(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heading_is_the_band_and_no_number(app: Flask, language: Language) -> None:
    bank = bank_on(app)
    for at, band in enumerate(bank.bands):
        last = bank.bands[at + 1].start - 1 if at + 1 < len(bank.bands) else 100
        page = result_of(Client(app, language), placed(bank, last if at % 2 else band.start))
        today = {"en": "Today: ", "fr": "Aujourd’hui : "}[language]
        assert page.heading == today + flat(band.title[language])
        assert not any(sign.isdigit() for sign in page.heading)
        assert flat(band.text[language]) in words(of_class(page, "lead")[0])


def test_the_neighbour_is_named_where_a_bound_is_within_the_margin(client: Client) -> None:
    bank = bank_on(client.app)
    lowest, highest = bank.bands[1].start, bank.bands[-1].start
    below = [lowest + step for step in (-bank.margin - 1, -bank.margin, -1, 0)]
    for shown in [*below, highest + bank.margin, highest + bank.margin + 1]:
        lead = words(of_class(result_of(client, placed(bank, shown)), "lead")[0])
        near = {
            (low if shown >= high.start else high).title["en"]: abs(high.start - shown)
            for low, high in pairwise(bank.bands)
            if abs(high.start - shown) <= bank.margin
        }
        named = {title for title in near if f"it could also be {title}" in lead}
        assert len(named) == min(len(near), 1), shown
        assert "it could also be" not in lead or named, shown
        assert all(near[title] == min(near.values()) for title in named), shown


def test_nobody_is_called_a_newcomer_or_a_native(client: Client) -> None:
    bank = bank_on(client.app)
    for shown in (0, 100):
        page = result_of(client, placed(bank, shown))
        said = parts(page)[""].lower()
        assert "newcomer" not in said
        assert "native" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_two_thirds_of_the_weight_there_is_no_place_but_advice(
    app: Flask, language: Language
) -> None:
    client, bank = Client(app, language), bank_on(app)
    answers = outside(bank, kept=[theme.id for theme in bank.themes[:3]], share=Fraction(1, 4))
    assert score(bank, answers).place is None
    page = result_of(client, answers)
    assert page.heading == told(language, "Your result, without a place")
    assert "two thirds" in page.text or "deux tiers" in page.text
    assert of_class(page, "spectrum") == []
    assert len(sections(page, "step")) == 3
    assert "give or take" not in page.text


def test_without_a_place_the_themes_that_have_a_score_are_still_shown(client: Client) -> None:
    bank = bank_on(client.app)
    answers = outside(bank, kept=[bank.themes[0].id])
    rows = theme_rows(result_of(client, answers))
    result = score(bank, answers)
    assert rows == [
        (
            theme.title["en"],
            str(shown) if (shown := result.shown_theme(theme.id)) is not None else "did not apply",
        )
        for theme in bank.themes
    ]


def test_whoever_finds_that_nothing_applies_gets_three_steps_too(client: Client) -> None:
    page = result_of(client, outside(bank_on(client.app), share=0))
    assert len(sections(page, "step")) == 3
    assert "answered openly" in parts(page)["What you already do"]


def theme_rows(page: Page) -> list[tuple[str, str]]:
    (table,) = of_class(page, "scores")
    rows = [row for row in table.iter("tr") if row.find("td") is not None]
    return [(words(next(row.iter("th"))), words(list(row.iter("td"))[-1])) for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_themes_are_shown_with_their_figures(app: Flask, language: Language) -> None:
    bank = bank_on(app)
    answers = keyed(bank, Fraction(1, 4))
    answers |= {key: choice_at(bank, bank.question(key), 1) for key in list(bank.questions)[::3]}
    rows = theme_rows(result_of(Client(app, language), answers))
    result = score(bank, answers)
    figures = [result.themes[theme.id] for theme in bank.themes]
    assert rows == [
        (flat(theme.title[language]), str(half_up(figure)))
        for theme, figure in zip(bank.themes, figures, strict=True)
        if figure is not None
    ]


def test_a_figure_has_a_small_bar_that_adds_nothing_in_words(client: Client) -> None:
    page = result_of(client, keyed(bank_on(client.app), 1))
    bars = of_class(page, "bar")
    assert len(bars) == len(bank_on(client.app).themes)
    assert {bar.get("alt") for bar in bars} == {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_strongest_themes_quote_the_persons_own_answers(app: Flask, language: Language) -> None:
    bank = bank_on(app)
    answers = keyed(bank, Fraction(1, 2))
    strongest = bank.themes[3]
    for question in strongest.asked("practice"):
        answers[question.id] = choice_at(bank, question, 1)
    page = result_of(Client(app, language), answers)
    first = words(of_class(page, "strength")[0])
    assert first.startswith(flat(strongest.strength[language]))
    own = [
        (flat(label[language]).lower(), quoted(question.text[language], language))
        for question in strongest.asked("practice")
        if (label := bank.label(question.id, answers[question.id]))
    ]
    assert any(label in first.lower() and question in first for label, question in own)


def test_at_most_two_strengths_are_named_and_none_under_the_half(client: Client) -> None:
    bank = bank_on(client.app)
    assert len(of_class(result_of(client, keyed(bank, 1)), "strength")) == 2
    result = score(bank, keyed(bank, 0))
    assert all((score or 0) < HALF for score in result.themes.values())
    weak = of_class(result_of(client, keyed(bank, 0)), "strength")
    assert "That is how every other step begins." in words(weak[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown", [0, 50, 100])
def test_three_steps_each_say_why_by_answers_really_given(app: Flask, language: Language, shown: int) -> None:
    bank = bank_on(app)
    answers = placed(bank, shown)
    page = result_of(Client(app, language), answers)
    steps = sections(page, "step")
    assert len(steps) == 3
    assert bank.background
    given = {
        quoted(bank.asks(key)[language], language): flat(label[language]).lower()
        for key, choice in answers.items()
        if (label := bank.label(key, choice))
    }
    for _, said in steps:
        named = [question for question in given if question in said]
        assert all(given[question] in said.lower() for question in named)
        everywhere = told(language, "Why? It is worth doing wherever one stands.")
        assert bool(named) != (everywhere in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_piece_is_the_banks_and_says_where_it_comes_from(app: Flask, language: Language) -> None:
    bank = bank_on(app)
    page = result_of(Client(app, language), keyed(bank, Fraction(1, 4)))
    pieces = {flat(piece.title[language]): piece for piece in bank.advice}
    told_pieces = sections(page, "step") + sections(page, "idea")
    assert len(told_pieces) > 3
    for title, said in told_pieces:
        assert flat(pieces[title].text[language]) in said
        source = bank.source_of(pieces[title])
        assert source
        assert flat(source[language]) in said


def test_the_rest_of_the_advice_is_folded_under_how_many_there_are(client: Client) -> None:
    page = result_of(client, keyed(bank_on(client.app), 0))
    (folded,) = page.tree.iter("details")
    more = len(sections(page, "idea"))
    assert words(next(folded.iter("summary"))) == f"{more} more ideas"
    assert [words(found) for found in folded.iter("h3")] == [title for title, _ in sections(page, "idea")]


def test_where_there_are_only_three_pieces_nothing_is_folded(taker: Client, small: Bank) -> None:
    page = result_of(taker, keyed(small, Fraction(3, 4), "always"))
    assert len(sections(page, "step")) + len(sections(page, "idea")) >= 3
    assert bool(list(page.tree.iter("details"))) == bool(sections(page, "idea"))


def test_the_advice_for_ones_own_origin_leads(client: Client) -> None:
    bank = bank_on(client.app)
    assert bank.background
    pieces = {piece.title["en"]: piece for piece in bank.advice}
    for origin in bank.background.choices:
        page = result_of(client, keyed(bank, Fraction(1, 4), origin.id))
        side = origin.leads or "newcomer"
        assert pieces[sections(page, "step")[0][0]].leads_for == side


BELIEFS = {
    0: "You question it.",
    Fraction(1, 2): "You are in two minds.",
    1: "You lean towards it.",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("share", BELIEFS)
def test_each_belief_is_told_with_how_one_leans_and_the_reality(
    app: Flask, language: Language, share: Fraction | int
) -> None:
    bank = bank_on(app)
    page = result_of(Client(app, language), keyed(bank, share))
    told_beliefs = sections(page, "belief")
    myths = [theme for theme in bank.themes if theme.kind == "myth"]
    assert len(told_beliefs) == len(myths)
    for theme, (heading, said) in zip(myths, told_beliefs, strict=True):
        assert theme.myth
        assert theme.reality
        assert flat(theme.myth[language]) in heading
        assert told(language, BELIEFS[share]) in said
        assert flat(theme.reality[language]) in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_limits_give_the_number_the_margin_and_the_way_to_the_workings(
    app: Flask, language: Language
) -> None:
    client, bank = Client(app, language), bank_on(app)
    page = result_of(client, placed(bank, 37))
    limits = parts(page)[told(language, LIMITS)]
    assert told(language, DECLARED, place=37, margin=bank.margin) in limits
    worked = page.link(told(language, "How this is made, with your own numbers"))
    assert client.get(worked).heading == told(language, "How this is made")


def test_the_spectrum_comes_with_its_words(client: Client) -> None:
    bank = bank_on(client.app)
    (picture,) = of_class(result_of(client, placed(bank, 37)), "spectrum")
    described = next(picture.iter("img")).get("alt") or ""
    assert bank.band_at(37).title["en"] in described
    assert "37" in described
    assert bank.ends.low["en"] in described
    assert bank.ends.high["en"] in described


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_of_the_result_can_be_had(app: Flask, language: Language) -> None:
    client = Client(app, language)
    page = result_of(client, keyed(bank_on(app), 1))
    addresses = {*sources(page), *sources(page, "img", "src")}
    assert {client.get(address).status for address in addresses} == {200}


def test_it_encourages_only_where_the_bank_says_so(client: Client) -> None:
    bank = bank_on(client.app)
    assert bank.background
    texts = {origin.encouragement.text["en"] for origin in bank.background.choices if origin.encouragement}
    for origin in bank.background.choices:
        encouragement = origin.encouragement
        least = encouragement.place_from if encouragement else 0
        for shown in {max(least - 1, 0), least}:
            said = flat(words(of_class(result_of(client, placed(bank, shown, origin.id)), "lead")[0]))
            due = {encouragement.text["en"]} if encouragement and shown >= least else set()
            assert {text for text in texts if flat(text) in said} == due


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_part_leads_to_all_that_can_be_done_with_a_result(app: Flask, language: Language) -> None:
    client = Client(app, language)
    page = result_of(client, keyed(bank_on(app), 1))
    for said in ("Get my private link", "Download my data", "Take it again and compare", "Delete everything"):
        assert client.get(page.link(told(language, said))).status == 200
    assert told(language, "I’m done on this device") in [words(button) for button in page.tree.iter("button")]


def test_a_colleague_is_invited_by_the_address_of_the_start_page(client: Client) -> None:
    bank = bank_on(client.app)
    address = by_id(result_of(client, keyed(bank, 1)), "invite").get("value") or ""
    assert address == f"http://localhost/start/{bank.id}"
    assert Client(client.app).get(address).heading == bank.title["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_author_is_credited_on_the_result(app: Flask, language: Language) -> None:
    page = result_of(Client(app, language), keyed(bank_on(app), 1))
    source = bank_on(app).source
    assert source
    assert source.author in words(next(page.tree.iter("footer")))
