"""Test that every word of the pages is there in French, complete and written as French is."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from app.quiz.text import LANGUAGES

APP = Path(__file__).parent.parent / "app"
FOLDER = APP / "translations"
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
SPACE = "\N{NO-BREAK SPACE}"

ALIKE = {
    "%(title)s, question %(number)s",
    "%(title)s, version %(number)s",
    "Encouragement",
    "Page",
    "Page %(page)s",
    "Pages",
    "Place",
    "Points",
    "Question",
    "Question %(number)s",
    "Score",
    "Source",
    "Version",
    "version %(number)s",
}
"""What both languages call the same."""

Words = str | tuple[str, ...]


@cache
def extracted() -> frozenset[Words]:
    """Return every message that stands in the sources."""
    with (FOLDER / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(APP, methods, options, KEYWORDS)
    return frozenset(message for _file, _line, message, _comments, _context in found)


@cache
def catalogue(name: str = "messages.po") -> Catalog:
    path = FOLDER / "fr" / "LC_MESSAGES" / name
    with path.open("rb") as file:
        return read_po(file, "fr") if name.endswith(".po") else read_mo(file)


def messages() -> list[Message]:
    return [message for message in catalogue() if message.id]


def in_english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else " / ".join(message.id)


def in_french(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def found_by(pattern: str) -> list[str]:
    """Return the French texts in which a pattern is found."""
    return [text for message in messages() for text in in_french(message) if re.search(pattern, text)]


def test_the_pages_speak_through_the_catalogue() -> None:
    assert "Start" in extracted()
    assert len(extracted()) > 100


def test_every_message_is_in_the_catalogue_and_nothing_else() -> None:
    known = {message.id for message in messages()}
    assert {"missing": extracted() - known, "needless": known - extracted()} == {
        "missing": frozenset(),
        "needless": set(),
    }


def test_nothing_is_obsolete() -> None:
    assert list(catalogue().obsolete) == []


def test_nothing_is_marked_as_doubtful() -> None:
    assert [in_english(message) for message in messages() if message.fuzzy] == []


def test_every_message_has_its_french() -> None:
    assert [in_english(message) for message in messages() if not all(in_french(message))] == []


def test_a_message_that_counts_has_a_singular_and_a_plural() -> None:
    counting = [message for message in messages() if message.pluralizable]
    assert counting
    assert {len(in_french(message)) for message in counting} == {catalogue().num_plurals}


def test_the_french_fills_in_the_same_values_as_the_english() -> None:
    for message in messages():
        english = PLACEHOLDER.findall(in_english(message))
        for french in in_french(message):
            assert set(PLACEHOLDER.findall(french)) == set(english), in_english(message)


def test_no_message_was_left_in_english() -> None:
    same = {in_english(message) for message in messages() if in_english(message) in in_french(message)}
    assert same <= ALIKE


def test_a_message_that_ends_a_sentence_does_so_in_both_languages() -> None:
    for message in messages():
        ends = {text.rstrip()[-1] in ".?!" for text in (in_english(message), *in_french(message))}
        assert len(ends) == 1, in_english(message)


def test_apostrophes_are_typographic_in_french() -> None:
    assert found_by("'") == []


def test_apostrophes_and_quotation_marks_are_typographic_in_english() -> None:
    assert [in_english(message) for message in messages() if re.search(r"['\"]", in_english(message))] == []


def test_french_quotation_marks_hold_their_words_by_a_no_break_space() -> None:
    assert found_by(rf"«(?!{SPACE})|(?<!{SPACE})»") == []
    assert found_by('[“”"]') == []


def test_a_colon_follows_a_no_break_space() -> None:
    # An address or a time of day has none.
    assert found_by(rf"(?<!{SPACE}):(?!//|\d)") == []


def test_no_space_stands_before_the_other_high_marks() -> None:
    assert found_by(r"\s[;!?]") == []


def test_no_french_text_begins_or_ends_with_a_space_unless_the_english_does() -> None:
    for message in messages():
        for french in in_french(message):
            # A part that is set behind another begins with a colon, which in French has a space before it.
            assert french.startswith(" ") == in_english(message).startswith(" "), french
            assert french.endswith(" ") == in_english(message).endswith(" "), french


def test_what_is_served_is_what_the_catalogue_says() -> None:
    compiled = catalogue("messages.mo")
    for message in messages():
        served = compiled.get(message.id)
        assert served, in_english(message)
        assert in_french(served) == in_french(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_but_english_has_a_catalogue(language: str) -> None:
    assert language == "en" or (FOLDER / language / "LC_MESSAGES" / "messages.po").exists()
