"""Whatever differs between two versions is told, in both languages, at its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quiz.altered import moved
from app.quiz.bank import Bank, Encouragement, Scale, When
from app.quiz.differences import KINDS, Differences, differences
from app.quiz.text import LANGUAGES, Text
from tests.quiz.any_banks import drafts, sound_banks
from tests.quiz.banks import WORDS, advice, question, shipped, small, theme

EITHER = {
    "imperative": "myth",
    "myth": "imperative",
    "practice": "belief",
    "belief": "practice",
    "newcomer": "native",
    "native": None,
}

OTHERS: dict[type, Callable[[Any], Any]] = {
    bool: lambda value: not value,
    int: lambda value: value + 1,
    str: lambda value: EITHER.get(value, f"{value}-other"),
    Decimal: lambda value: value + 1,
    Text: lambda value: replace(value, fr=f"{value.fr} autrement"),
    tuple: lambda value: value[1:],
    dict: lambda value: dict(list(value.items())[1:]),
}


def others(value: Any) -> Iterator[Any]:
    """Yield a value with one thing in it changed, for everything that is in it."""
    if type(value) in OTHERS:
        yield OTHERS[type(value)](value)
    if is_dataclass(value) and not isinstance(value, (Text, type)):
        for item in fields(value):
            for changed in others(getattr(value, item.name)):
                yield replace(value, **{item.name: changed})
    elif isinstance(value, tuple):
        for at, held in enumerate(value):
            for changed in others(held):
                yield (*value[:at], changed, *value[at + 1 :])
    elif isinstance(value, Mapping):
        for key, held in value.items():
            for changed in others(held):
                yield {**value, key: changed}


def test_whatever_is_changed_in_a_bank_is_told() -> None:
    every = list(others(small()))
    # The small bank has everything once, so a field that is forgotten is found here.
    assert len(every) > 100
    for changed in every:
        assert changed != small()
        for one, other in ((small(), changed), (changed, small())):
            assert differences(one, other).every, changed


def told(before: Bank, after: Bank) -> list[tuple[str, str, str]]:
    return [(one.kind, one.where.en, one.what.en) for one in differences(before, after).every]


LISTEN, BUSY = small().themes
ONE, TWO = LISTEN.questions


def changed(**more: Any) -> Bank:
    return replace(small(), **more)


def listening(**more: Any) -> Bank:
    return changed(themes=(replace(LISTEN, **more), BUSY))


def asking(**more: Any) -> Bank:
    return listening(questions=(replace(ONE, **more), TWO))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (
            changed(themes=(BUSY, LISTEN)),
            ("questions", "Theme “Too busy”", "moved from place 2 to place 1"),
        ),
        (
            listening(title=Text("Hear", "Écouter d’abord")),
            ("texts", "Theme “Hear”, title", "new wording in English"),
        ),
        (listening(weight=Decimal("2.5")), ("weights", "Theme “Listen first”, weight", "now 2.5, before 1")),
        (listening(talk=WORDS), ("texts", "Theme “Listen first”, question to talk about", "added")),
        (
            listening(kind="myth"),
            ("questions", "Theme “Listen first”", "now a myth, before an imperative"),
        ),
        (listening(questions=(ONE,)), ("questions", "Question 2 of “Listen first”", "removed")),
        (asking(text=Text("A", "B")), ("questions", "Question 1 of “Listen first”", "new wording")),
        (
            asking(scale="agreement"),
            ("questions", "Question 1 of “Listen first”, scale", "now “agreement”, before “frequency”"),
        ),
        (
            asking(reversed=True),
            ("questions", "Question 1 of “Listen first”", "now turned round: more is counted as less"),
        ),
        (
            asking(may_not_apply=True),
            ("questions", "Question 1 of “Listen first”", "now offers “does not apply to my work”"),
        ),
        (
            asking(role="belief"),
            (
                "questions",
                "Question 1 of “Listen first”",
                "now asks what one believes, and no longer counts towards the score",
            ),
        ),
        (changed(margin=8), ("weights", "Margin", "now 8 points, before 10")),
        (changed(background=None), ("questions", "Background question", "removed")),
        (changed(id="other"), ("questions", "Questionnaire", "another questionnaire")),
        (
            changed(bands=(small().bands[0], replace(small().bands[1], start=45), small().bands[2])),
            ("bands", "Band “On the way”", "now begins at 45, before at 40"),
        ),
        (
            changed(advice=(*small().advice, advice("new", When(theme_below=20), theme="listen"))),
            ("advice", "Advice “words”", "added, when “Listen first” is below 20"),
        ),
        (
            changed(advice=(replace(small().advice[0], theme=None), *small().advice[1:])),
            ("advice", "Advice “Read”, theme", "now none, before “Listen first”"),
        ),
        (
            changed(advice=(replace(small().advice[0], theme="gone"), *small().advice[1:])),
            ("advice", "Advice “Read”, theme", "now “gone”, before “Listen first”"),
        ),
        (
            changed(scales={**small().scales, "new": small().scales["agreement"]}),
            ("scales", "Scale “new”", "added"),
        ),
    ],
)
def test_a_change_is_told_in_plain_words(after: Bank, expected: tuple[str, str, str]) -> None:
    assert told(small(), after) == [expected]


def test_conditions_are_told_as_they_were_and_as_they_are() -> None:
    pieces = tuple(
        replace(piece, when=When(theme_below=40)) if piece.id == "make-time" else piece
        for piece in small().advice
    )
    (one,) = differences(small(), changed(advice=pieces)).every
    assert one.path == ("advice", "make-time", "when")
    assert one.old == Text(
        "When “Too busy” is below 60", "Quand le résultat de «\u00a0Trop de travail\u00a0» est de moins de 60"
    )
    assert one.new == Text(
        "When “Too busy” is below 40", "Quand le résultat de «\u00a0Trop de travail\u00a0» est de moins de 40"
    )


def test_a_question_keeps_its_path_and_shows_its_words_when_it_moves_to_another_theme() -> None:
    after = changed(
        themes=(replace(LISTEN, questions=(TWO,)), replace(BUSY, questions=(*BUSY.questions, ONE)))
    )
    (one,) = differences(small(), after).every
    assert one.path == ("themes", "busy", "questions", "listen-1")
    assert one.what == Text(
        "moved here, from question 1 of “Listen first”",
        "déplacée ici, auparavant question 1 de «\u00a0Écouter d’abord\u00a0»",
    )


def test_a_reworded_text_is_given_as_it_was_and_as_it_is() -> None:
    (one,) = differences(small(), asking(text=Text(ONE.text.en, "Je lis."))).every
    assert (one.what.en, one.old, one.new) == (
        "new wording in French",
        ONE.text,
        Text(ONE.text.en, "Je lis."),
    )


def test_a_theme_that_is_new_comes_with_its_questions_and_one_that_goes_too() -> None:
    new = theme("new", [question("n-1", "frequency"), question("n-2", "frequency")])
    after = changed(themes=(*small().themes, new))
    for one, other, what in ((small(), after, "added"), (after, small(), "removed")):
        assert told(one, other) == [
            ("questions", "Theme “words”", what),
            ("questions", "Question 1 of “words”", what),
            ("questions", "Question 2 of “words”", what),
        ]


def test_the_background_question_is_told_answer_by_answer() -> None:
    origin = small().background
    assert origin is not None
    always, late, silent = origin.choices
    kinder = replace(late, encouragement=Encouragement(50, WORDS), leads=None)
    after = changed(background=replace(origin, choices=(silent, always, kinder)))
    assert told(small(), after) == [
        (
            "questions",
            "Background question, answer “I would rather not say”",
            "moved from place 3 to place 1",
        ),
        ("questions", "Background question, answer “I came to them late”", "no advice leads any more"),
        (
            "texts",
            "Background question, answer “I came to them late”, encouragement",
            "new wording",
        ),
        (
            "texts",
            "Background question, answer “I came to them late”, encouragement",
            "said from a place of 50 upwards, before 40",
        ),
    ]


def test_another_background_question_and_another_one_of_its_answers_are_told() -> None:
    origin = small().background
    assert origin is not None
    new = replace(origin.choices[0], id="new", label=Text("In between", "Entre les deux"))
    after = changed(background=replace(origin, id="road", choices=(*origin.choices[1:], new)))
    assert told(small(), after) == [
        ("questions", "Background question", "another question in its place"),
        ("questions", "Background question, answer “In between”", "added"),
        ("questions", "Background question, answer “Always used them”", "removed"),
    ]


def test_a_scale_is_told_answer_by_answer() -> None:
    never, sometimes, often = small().scales["frequency"].choices
    new = replace(often, id="daily", points=3, label=Text("Daily", "Chaque jour"))
    renamed = replace(sometimes, label=Text("At times", "Parfois"), points=2)
    after = changed(scales={**small().scales, "frequency": Scale((renamed, never, new))})
    assert told(small(), after) == [
        ("scales", "Scale “frequency”, answer “Daily”", "added, points: 3"),
        ("scales", "Scale “frequency”, answer “Often”", "removed"),
        ("scales", "Scale “frequency”, answer “At times”", "moved from place 2 to place 1"),
        ("scales", "Scale “frequency”, answer “At times”, label", "new wording in English"),
        ("scales", "Scale “frequency”, answer “At times”, points", "now 2, before 1"),
    ]


def test_a_scale_without_answers_yet_says_so() -> None:
    (one,) = differences(small(), changed(scales={**small().scales, "new": Scale(())})).every
    assert one.new == Text("no answers yet", "aucune réponse pour l’instant")


def test_bands_and_advice_in_another_order_are_told() -> None:
    first, second, third = small().bands
    # Only a draft has its bands in such an order.
    assert told(small(), changed(bands=(second, third, first))) == [
        ("bands", "Band “On new ground”", "moved from place 1 to place 3")
    ]
    pieces = small().advice
    assert told(small(), changed(advice=(*pieces[1:], pieces[0]))) == [
        ("advice", "Advice “Read”", "moved from place 1 to place 6")
    ]


def test_a_band_that_is_new_says_from_where() -> None:
    first, *rest = small().bands
    added = replace(first, id="next", start=20, title=Text("Exploring", "En exploration"))
    after = changed(bands=(first, added, *rest))
    assert told(small(), after) == [("bands", "Band “Exploring”", "added, from 20")]
    assert told(after, small()) == [("bands", "Band “Exploring”", "removed")]


def test_a_piece_of_advice_has_its_source_told_and_for_whom_it_leads() -> None:
    read, ask, *rest = small().advice
    after = changed(advice=(replace(read, source="rule 2"), replace(ask, leads_for=None), *rest))
    assert told(small(), after) == [
        ("advice", "Advice “Read”, source", "now “rule 2”, before “rule 1”"),
        ("advice", "Advice “Ask”", "no longer leads for anyone"),
    ]


def test_a_thing_that_others_moved_around_is_only_moved() -> None:
    a, b, c = (question(name, "frequency") for name in "abc")
    before, after = (
        changed(themes=(replace(LISTEN, questions=asked), BUSY)) for asked in ((a, b, c), (c, b, a))
    )
    assert ("questions", "Question 2 of “Listen first”", "moved") in told(before, after)


def test_numbers_are_written_as_each_language_does() -> None:
    (one,) = differences(small(), changed(themes=(LISTEN, replace(BUSY, weight=Decimal("1.5"))))).every
    assert one.what == Text("now 1.5, before 0.5", "maintenant 1,5, avant 0,5")


def test_differences_are_grouped_by_kind_in_order() -> None:
    after = replace(asking(text=WORDS, reversed=True), margin=3, title=WORDS, advice=small().advice[1:])
    found = differences(small(), after)
    assert found.kinds == ("questions", "texts", "weights", "advice")
    assert [one for kind in KINDS for one in found.of(kind)] == list(found.every)


def test_of_a_bank_and_itself_nothing_is_told() -> None:
    assert differences(shipped(), shipped()) == Differences(())
    assert differences(shipped(), shipped()).kinds == ()


@given(sound_banks(), sound_banks())
def test_nothing_is_told_only_where_two_banks_are_equal(before: Bank, after: Bank) -> None:
    assert (differences(before, after).every == ()) == (before == after)


@given(drafts(), drafts())
def test_any_drafts_can_be_told_apart_in_both_languages(before: Bank, after: Bank) -> None:
    for one in differences(before, after).every:
        assert one.path
        for text in (one.where, one.what):
            assert all(text[language] for language in LANGUAGES)
        assert one.where.en[0] != one.where.en[0].lower() or not one.where.en[0].isalpha()


@given(st.permutations(range(7)))
def test_as_few_as_can_be_are_said_to_have_moved(order: list[int]) -> None:
    names = [str(at) for at in range(7)]
    new = [str(at) for at in order]
    gone = moved(names, new)
    assert [one for one in names if one not in gone] == [one for one in new if one not in gone]
    longest = max(
        sum(bool(chosen >> at & 1) for at in range(7))
        for chosen in range(1 << 7)
        if (kept := [order[at] for at in range(7) if chosen >> at & 1]) == sorted(kept)
    )
    assert len(gone) == 7 - longest
