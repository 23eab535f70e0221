"""Test how published figures become a page: pictures drawn once, words for what is withheld."""

from dataclasses import replace
from functools import partial
from random import Random

import pytest
from flask import Flask

from app.quiz.bank import Bank
from app.quiz.changes import Stood
from app.quiz.disclosure import Figures, figures, seal
from app.quiz.invented import invent
from app.quiz.scoring import score
from app.web.team_page import Kept, Kind, Look, Shown, answer, laid_out, slide
from tests.taker.stock import SMALL, bank_on, publish

LOOKS: tuple[Look, ...] = ("wide", "narrow", "wide-dark", "narrow-dark", "print")


@pytest.fixture
def bank(bare_app: Flask) -> Bank:
    """Return the small bank."""
    publish(bare_app, SMALL)
    return bank_on(bare_app)


def published(bank: Bank, people: int = 12, seed: int = 1, ease: float = 0.5) -> Figures:
    """Return figures of so many invented people."""
    chance = Random(seed)
    sheets = [score(bank, invent(bank, chance, ease)) for _ in range(people)]
    return figures(bank, [seal(bank, sheets, chance)])


def with_rounds(bank: Bank) -> Shown:
    """Return what is shown of a second round."""
    then, now = published(bank, seed=2), published(bank, seed=3)
    return Shown(
        bank,
        now,
        rounds=(Stood("Before", then.place), Stood("After", now.place)),
        before="Before",
        then=then.place,
    )


def etag(app: Flask, shown: Shown, kind: Kind = "place", look: Look = "wide", language: str = "en") -> str:
    with app.test_request_context(headers={"Accept-Language": language}):
        return answer(shown, kind, look).headers["ETag"]


def test_the_same_figures_give_the_same_bytes_and_are_drawn_once(bare_app: Flask, bank: Bank) -> None:
    with bare_app.test_request_context():
        shown = with_rounds(bank)
        for kind in shown.pictures:
            for look in LOOKS:
                drawn = answer(shown, kind, look).data
                assert answer(replace(shown), kind, look).data is drawn
            assert slide(shown, kind) is slide(shown, kind)


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    kept, drawn = Kept(2), list[str]()

    def draw(key: str) -> bytes:
        drawn.append(key)
        return key.encode()

    for key in ("place", "themes", "place", "beliefs", "place", "themes"):
        assert kept.get(key, partial(draw, key)) == key.encode()
    assert drawn == ["place", "themes", "beliefs", "themes"]


def test_a_mark_differs_by_what_is_seen_and_by_nothing_else(bare_app: Flask, bank: Bank) -> None:
    one = Shown(bank, published(bank))
    marks = {
        etag(bare_app, one),
        etag(bare_app, one, "themes"),
        etag(bare_app, one, look="narrow"),
        etag(bare_app, one, language="fr"),
        etag(bare_app, replace(one, whole=True)),
        etag(bare_app, Shown(bank, published(bank, seed=5, ease=0.9))),
        etag(bare_app, replace(one, then=published(bank, seed=7).place)),
    }
    assert len(marks) == 7
    assert etag(bare_app, Shown(bank, published(bank))) == etag(bare_app, one)


def test_groups_of_which_the_same_is_published_have_the_same_marks(bare_app: Flask, bank: Bank) -> None:
    """So that no mark tells how many people there are within a step of five."""
    alike = [score(bank, invent(bank, Random(4), 0.5))] * 9
    marks: dict[str, set[str]] = {}
    for seed in range(40):
        for people in (5, 6, 7, 8, 9):
            shown = Shown(bank, figures(bank, [seal(bank, alike[:people], Random(seed))]))
            seen = repr([(mean and (mean.value, mean.bound)) for mean in shown.figures.themes.values()])
            parts = repr([belief.part for belief in shown.figures.beliefs])
            with bare_app.test_request_context(headers={"If-None-Match": "*"}):
                marks.setdefault(seen + parts, set()).add(answer(shown, "themes", "wide").headers["ETag"])
    assert {len(same) for same in marks.values()} == {1}


def test_a_browser_that_has_the_picture_gets_no_other(bare_app: Flask, bank: Bank) -> None:
    shown = Shown(bank, published(bank))
    mark = etag(bare_app, shown)
    with bare_app.test_request_context(headers={"If-None-Match": mark}):
        response = answer(shown, "place", "wide")
    assert (response.status_code, response.data) == (304, b"")


def test_there_is_no_picture_of_what_is_withheld_as_a_whole(bank: Bank) -> None:
    full = published(bank)
    assert Shown(bank, full).pictures == ("place", "themes", "beliefs")
    assert Shown(bank, replace(full, place=None, beliefs=())).pictures == ("themes",)
    assert with_rounds(bank).pictures == ("place", "themes", "beliefs", "rounds")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_picture_has_its_size_and_its_words(bare_app: Flask, bank: Bank, language: str) -> None:
    with bare_app.test_request_context(headers={"Accept-Language": language}):
        shown = with_rounds(bank)
        page = laid_out(shown, lambda kind, look: f"/{kind}/{look}")
        words = [page["alt"](kind) for kind in shown.pictures]
        assert len(set(words)) == 4
        for kind in shown.pictures:
            for look in LOOKS:
                width, height = page["size"](kind, look)
                assert f'width="{width}' in answer(shown, kind, look).get_data(as_text=True)
                assert height > 50
            assert slide(shown, kind).startswith(b"\x89PNG")


def test_all_teams_together_are_not_called_a_team(bare_app: Flask, bank: Bank) -> None:
    with bare_app.test_request_context():
        shown = Shown(bank, published(bank), whole=True)
        page = laid_out(shown, lambda kind, look: f"/{kind}/{look}")
        said = [page["alt"](kind) for kind in shown.pictures]
        drawn = [answer(shown, kind, "wide").get_data(as_text=True) for kind in shown.pictures]
    assert not [text for text in said + drawn if "our team" in text or "he team" in text]
    assert "All teams" in drawn[0]
