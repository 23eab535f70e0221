"""Whether two versions can be set side by side is told theme by theme, with the reason in words."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from app.quiz.bank import Bank, Theme
from app.quiz.comparability import comparability, comparable
from app.quiz.text import LANGUAGES, Text
from tests.quiz.any_banks import drafts, sound_banks
from tests.quiz.banks import bands, bank, question, scale, shipped, small, theme


def listening(change: Theme) -> Bank:
    """Return the small bank with another first theme."""
    return replace(small(), themes=(change, *small().themes[1:]))


LISTEN, BUSY = small().themes
ONE, TWO = LISTEN.questions


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (listening(replace(LISTEN, questions=(ONE,))), "some questions no longer count towards it"),
        (listening(replace(LISTEN, questions=(ONE, TWO, question("x", "agreement")))), "new questions count"),
        (
            listening(replace(LISTEN, questions=(replace(ONE, id="y"), TWO))),
            "new questions count",
        ),
        (
            listening(replace(LISTEN, questions=(replace(ONE, reversed=True), TWO))),
            "questions were turned round",
        ),
        (
            listening(replace(LISTEN, questions=(replace(ONE, scale="agreement"), TWO))),
            "answers or their points",
        ),
    ],
)
def test_a_theme_is_not_comparable_where_its_score_counts_otherwise(changed: Bank, reason: str) -> None:
    told = comparability(small(), changed)
    listen = told.themes["listen"]
    assert listen is not None
    assert listen.en.startswith(reason)
    assert told.themes["busy"] is None
    assert told.place == Text(
        "questions or answers on “Listen first” have changed",
        "des questions ou des réponses sur «\u00a0Écouter d’abord\u00a0» ont changé",
    )


def test_other_points_break_every_theme_that_uses_the_scale() -> None:
    told = comparability(small(), replace(small(), scales={**small().scales, "frequency": scale(0, 1, 2)}))
    assert None not in told.themes.values()
    other = scale(0, 3)
    told = comparability(small(), replace(small(), scales={**small().scales, "agreement": other}))
    # Only a belief is answered on it, and beliefs are not scored.
    assert set(told.themes.values()) == {None}
    assert told.place is None


def test_a_weight_breaks_the_place_and_no_theme() -> None:
    told = comparability(small(), listening(replace(LISTEN, weight=Decimal(3))))
    assert told.place == Text(
        "the weight of “Listen first” has changed", "le poids de «\u00a0Écouter d’abord\u00a0» a changé"
    )
    assert set(told.themes.values()) == {None}


def test_a_theme_more_or_less_breaks_the_place_and_leaves_the_others() -> None:
    less = replace(small(), themes=(LISTEN,))
    gone, new = comparability(small(), less), comparability(less, small())
    assert (gone.themes["listen"], new.themes["listen"]) == (None, None)
    assert gone.themes["busy"] == Text("the theme is no longer asked about", "le thème n’est plus abordé")
    assert new.themes["busy"] == Text("the theme is new", "le thème est nouveau")
    assert gone.place is not None
    assert gone.place.en == "the questionnaire no longer asks about “Too busy”"
    assert new.place is not None
    assert new.place.fr == "le questionnaire aborde aussi «\u00a0Trop de travail\u00a0»"


def test_of_many_themes_three_things_are_named_and_the_rest_is_counted() -> None:
    many = shipped()
    heavier = tuple(replace(one, weight=one.weight + 1) for one in many.themes)
    told = comparability(many, replace(many, themes=heavier)).place
    assert told is not None
    first, second = (one.title for one in many.themes[:2])
    assert told.en == f"the weight of “{first.en}”, “{second.en}” and 11 more has changed"
    assert told.fr == f"le poids de «\u00a0{first.fr}\u00a0», «\u00a0{second.fr}\u00a0» et 11 autres a changé"
    three = comparability(many, replace(many, themes=heavier[:3] + many.themes[3:])).place
    assert three is not None
    assert "more" not in three.en


def test_another_questionnaire_is_comparable_in_nothing() -> None:
    told = comparability(small(), replace(small(), id="other"))
    assert told.place is not None
    assert told.place.en == "another questionnaire is used"
    assert set(told.themes.values()) == {told.place}


def test_bounds_that_move_break_nothing_but_rename_the_places_between() -> None:
    first, second, third = small().bands
    told = comparability(small(), replace(small(), bands=(first, replace(second, start=45), third)))
    assert told.place is None
    assert told.bands == Text(
        "places from 40 to 44 are now in “On new ground” (before: “On the way”)",
        "les positions de 40 à 44 sont maintenant dans «\u00a0En terrain nouveau\u00a0» (avant\u00a0: "
        "«\u00a0En chemin\u00a0»)",
    )


def test_every_stretch_with_another_name_is_told_also_a_single_place_and_the_last() -> None:
    one = bank([theme("t", [question("q")])], in_bands=bands(0, 50))
    names = [Text(name, name) for name in ("Low", "High")]
    low, high = (replace(band, title=name) for band, name in zip(one.bands, names, strict=True))
    before = replace(one, bands=(low, high))
    after = replace(
        one, bands=(low, replace(high, start=51), replace(high, id="top", start=90, title=Text("T", "T")))
    )
    told = comparability(before, after).bands
    assert told is not None
    assert told.en == (
        "the place 50 is now in “Low” (before: “High”) and "
        "places from 90 to 100 are now in “T” (before: “High”)"
    )


def test_a_draft_without_bands_says_so() -> None:
    told = comparability(small(), replace(small(), bands=())).bands
    assert told is not None
    assert "places from 0 to 39 are now in no band" in told.en


@given(sound_banks(), sound_banks())
def test_the_place_is_comparable_where_all_themes_and_all_weights_are_the_same(
    before: Bank, after: Bank
) -> None:
    told = comparability(before, after)
    weights = [{one.id: one.weight for one in each.themes} for each in (before, after)]
    same = set(told.themes.values()) == {None} and weights[0] == weights[1]
    assert comparable(before, after) == (told.place is None) == same
    assert comparable(after, before) == same
    assert set(told.themes) == {one.id for each in (before, after) for one in each.themes}


@given(drafts(), drafts())
def test_any_drafts_can_be_compared_in_both_languages(before: Bank, after: Bank) -> None:
    told = comparability(before, after)
    for reason in (told.place, told.bands, *told.themes.values()):
        if reason:
            assert all(reason[language] for language in LANGUAGES)
    assert comparability(before, before).place is None
