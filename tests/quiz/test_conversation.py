"""A team gets something to talk about, from its published figures and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.bank import Bank, When
from app.quiz.conversation import GAP, STRENGTH, STRENGTH_AMONG_OTHERS, talk, team_advice
from app.quiz.disclosure import Figures, Release, figures
from app.quiz.text import Text
from tests.quiz.banks import advice, bank, question, shipped, theme

ASK = Text("What would help?", "Qu’est-ce qui aiderait?")


def four() -> Bank:
    return bank(
        [theme(name, [question(f"{name}-1"), question(f"{name}-2")]) for name in "abcd"],
        pieces=[
            advice("always"),
            advice("start", leads_for="newcomer"),
            advice("share", leads_for="native"),
            *(advice(f"for-{name}", When(theme_below=60), theme=name) for name in "abcd"),
        ],
    )


def shown(asked: Bank, *means: int | None) -> Figures:
    """Return the figures of ten people with these theme means, in the bank's order."""
    totals = {each.id: 10 * mean for each, mean in zip(asked.themes, means, strict=True) if mean is not None}
    return figures(asked, [Release(10, totals, None, {})])


@pytest.mark.parametrize(
    ("means", "themes"),
    [
        ((60, 30, 70, 40), ["b", "d", "c"]),
        ((40, 60, 40, 40), ["a", "c", "b"]),
        ((60, 40, 60, 50), ["b", "d", "a"]),
        ((50, None, 60, 40), ["d", "a", "c"]),
        ((50, None, 60, None), ["a", "c"]),
        ((60, None, 50, None), ["c", "a"]),
        ((None, None, 60, None), ["c"]),
        ((None, None, None, None), []),
    ],
)
def test_the_two_weakest_themes_are_asked_about_and_then_the_strongest(
    means: tuple[int | None, ...], themes: list[str]
) -> None:
    found = talk(four(), shown(four(), *means))
    assert [each.theme.id for each in found] == themes


def test_the_strongest_theme_is_asked_about_as_a_strength_and_the_weakest_as_a_gap() -> None:
    weak, next_weak, best = talk(four(), shown(four(), 60, 30, 70, 40))
    assert (weak.question, weak.strong) == (GAP, False)
    assert (next_weak.question, next_weak.strong) == (GAP, False)
    assert (best.question, best.strong) == (STRENGTH, True)


def test_a_theme_that_has_its_own_question_asks_it_where_there_is_most_to_gain() -> None:
    asked = four()
    asked = replace(asked, themes=tuple(replace(each, talk=ASK) for each in asked.themes))
    assert [each.question for each in talk(asked, shown(asked, 60, 30, 70, 40))] == [ASK, ASK, STRENGTH]


def test_themes_at_a_tie_are_named_beside_the_one_that_is_asked_about() -> None:
    weak, _, best = talk(four(), shown(four(), 30, 70, 70, 50))
    assert (weak.tied, [each.id for each in best.tied]) == ((), ["c"])
    assert best.question == STRENGTH_AMONG_OTHERS
    low, lower, _ = talk(four(), shown(four(), 30, 30, 30, 50))
    assert [each.id for each in low.tied] == [each.id for each in lower.tied] == ["c"]


def test_of_two_themes_the_stronger_is_asked_about_as_a_strength() -> None:
    assert [each.strong for each in talk(four(), shown(four(), 60, None, None, 50))] == [False, True]


def test_a_single_theme_is_neither_strongest_nor_weakest() -> None:
    assert [each.strong for each in talk(four(), shown(four(), 60, None, None, None))] == [False]


def test_where_all_means_are_alike_none_is_called_the_strongest() -> None:
    found = talk(four(), shown(four(), 50, 50, 50, 50))
    assert [each.theme.id for each in found] == ["a", "b", "c"]
    assert not any(each.strong for each in found)
    assert {each.question for each in found} == {GAP}


def test_a_team_is_advised_on_its_weakest_themes_first() -> None:
    found = team_advice(four(), shown(four(), 50, 30, 55, 40))
    assert [piece.id for piece in found] == ["for-b", "for-d", "for-a"]


def test_the_weakest_theme_is_advised_on_even_by_a_piece_for_ones_own_origin() -> None:
    asked = four()
    pieces = (advice("first", When(theme_below=60), theme="b", leads_for="newcomer"), *asked.advice[:5])
    asked = replace(asked, advice=tuple(piece for piece in pieces if piece.id != "for-b"))
    assert [piece.id for piece in team_advice(asked, shown(asked, 50, 30, 70, 70))][:2] == ["first", "for-a"]


def test_a_team_gets_one_piece_a_theme_before_it_gets_another() -> None:
    asked = four()
    asked = replace(asked, advice=(advice("more-for-b", theme="b"), *asked.advice))
    found = team_advice(asked, shown(asked, 50, 30, 55, 40))
    assert sorted(piece.theme or "" for piece in found) == ["a", "b", "d"]


def test_what_is_for_ones_own_origin_only_fills_up_what_a_team_has_no_piece_for() -> None:
    found = team_advice(four(), shown(four(), 70, 70, 70, 40))
    assert found[0].id == "for-d"
    assert len(found) == 3
    assert {piece.id for piece in found} == {"for-d", "share", "always"}


def test_a_team_without_a_place_is_advised_too() -> None:
    published = shown(four(), None, None, 40, None)
    assert published.place is None
    assert [piece.id for piece in team_advice(four(), published)] == ["for-c", "always", "start"]


@given(means=st.lists(st.sampled_from([None, *range(20, 85, 5)]), min_size=13, max_size=13))
def test_every_team_gets_three_pieces_and_up_to_three_questions(means: list[int | None]) -> None:
    published = shown(shipped(), *means)
    assert len({piece.id for piece in team_advice(shipped(), published)}) == 3
    found = talk(shipped(), published)
    assert len(found) == min(3, sum(mean is not None for mean in means))
    assert len({each.theme.id for each in found}) == len(found)


def test_the_questions_are_written_in_both_languages() -> None:
    assert all(
        text.en.endswith("?") and text.fr.endswith("?") and text.en != text.fr
        for text in (STRENGTH, STRENGTH_AMONG_OTHERS, GAP)
    )
