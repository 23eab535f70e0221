"""What cannot be read as YAML, or should not be, is found where it is and said in plain words."""

import pytest

from app.quiz.marks import BANK_BYTES, MOST_FAULTS
from tests.quiz.banks import SMALL
from tests.quiz.broken import MARK, Broken, assert_found, faults_of

TITLE = "title: {en: A small bank, fr: Un petit questionnaire}"
LAST = "  exercise: {en: the exercise, fr: l’exercice}\n"

SYNTAX = [
    Broken(
        "a colon in a text", "en: What it is about.", "en: What it is¦: this.", "a comma or the closing “}”"
    ),
    Broken("a colon in a line", TITLE, "title: a¦: b", "a colon with a space stands within a text"),
    Broken(
        "a quotation mark left open",
        LAST,
        "  exercise: {en: 'the exercise, fr: l’exercice}\n¦",
        "is never closed",
    ),
    Broken(
        "a brace left open",
        TITLE,
        "title: {en: A small bank, fr: x\nabout¦: {en: b, fr: c}",
        "“}” is missing",
    ),
    Broken(
        "a bracket left open",
        "choices: [never, sometimes]",
        "choices: [never\n    title¦: x",
        "“]” is missing",
    ),
    Broken("a tab", "margin: 10", "margin: 10\n¦\tid: x", "a tab stands here"),
    Broken("a text that begins with @", "author: Ada Author", "author: ¦@ada", "cannot begin with “@”"),
    Broken("a text that begins with %", "author: Ada Author", "author: ¦%a", "cannot begin with “%”"),
    Broken(
        "a lost indentation", "    kind: imperative", "   ¦kind: imperative", "the indentation does not fit"
    ),
    Broken("a key without a colon", "margin: 10", "margin 10\n¦scales: {}", "a colon is missing"),
    Broken("a backslash", "author: Ada Author", 'author: "a ¦\\q"', "a backslash must be written twice"),
    Broken("a bracket closed twice", "margin: 10", "margin: ¦]", "the indentation does not fit"),
    Broken("a directive", "# A small", "¦%YAML 3.0\n---\n#", "cannot be read"),
    Broken("a type", "year: 2014", "year: ¦!!int 2014", "a type (“!”) stands here"),
    Broken("a Python object", "margin: 10", "margin: ¦!!python/object:os.system {}", "a type (“!”)"),
    Broken(
        "a reference",
        "about: {en: What",
        "about: &a {en: x, fr: ¦*a}\nabouts: {en: What",
        "a reference (“*”)",
    ),
    Broken("a merged key", TITLE, "title: {<<: ¦*all, en: x, fr: y}", "a reference (“*”)"),
    Broken("a second document", "bands:\n", "¦---\nbands:\n", "a second document begins here"),
    Broken(
        "the same key twice", "margin: 10", "margin: 10\n¦margin: 20", "“margin” is written twice, on line 10"
    ),
    Broken("the same language twice", "{en: Read,", "{en: Read, ¦en: Reed,", "“en” is written twice"),
    Broken("a list as a key", "margin: 10", "margin: 10\n¦[a, b]: c", "a key should be one word"),
    Broken("a null byte", "author: Ada", "author: ¦\0Ada", "U+0000"),
    Broken("a control character", "author: Ada", "author: ¦\x07Ada", "U+0007"),
    Broken("a line separator", "author: Ada", "author: Ada¦\u2028", "U+2028"),
    Broken("a byte order mark within", "author: Ada", "author: Ada¦\ufeff", "U+FEFF"),
    Broken("a bell by its code", "en: Listen first", 'en: ¦"Listen \\a first"', "U+0007"),
    Broken("a bidi override", "en: Listen first", "en: ¦Listen \u202e first", "U+202E"),
    Broken("a bidi isolate by its code", "fr: Écoute}", 'fr: ¦"\\u2066"}', "U+2066"),
]


@pytest.mark.parametrize("broken", SYNTAX, ids=lambda broken: broken.name)
def test_a_file_that_is_not_proper_yaml_is_refused_at_its_place(broken: Broken) -> None:
    assert_found(broken)


@pytest.mark.parametrize("size", [BANK_BYTES + 1, 50_000_000], ids=["a byte too many", "50 MB"])
def test_a_file_that_is_too_long_is_not_even_read(size: int) -> None:
    (fault,) = faults_of(b"x" * size)
    assert "longer than 1 MiB" in fault.what.en


@pytest.mark.parametrize(
    "byte", [b"\xe9", b"\xff", b"\xed\xa0\x80"], ids=["Latin-1", "no character", "half a character"]
)
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
def test_the_first_byte_that_is_not_utf_8_is_pointed_at(byte: bytes, bom: bytes) -> None:
    marked = SMALL.replace("Écouter d’abord", f"Écouter d’{MARK}abord")
    before, after = marked.split(MARK)
    (fault,) = faults_of(bom + before.encode() + byte + after.encode())
    assert (fault.line, fault.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert "not in UTF-8" in fault.what.en


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_is_refused_with_a_way_out(coding: str) -> None:
    (fault,) = faults_of(SMALL.encode(coding))
    assert "UTF-16" in fault.what.en
    assert "save it again" in fault.what.en


@pytest.mark.parametrize("empty", [b"", b"\n\n", b"# nothing\n", b"---\n", b"---\n...\n", b"~", b"null\n"])
def test_an_empty_file_is_called_empty(empty: bytes) -> None:
    (fault,) = faults_of(empty)
    assert fault.what.en == "The file is empty"


@pytest.mark.parametrize("top", [b"- id: a\n", b"hello", b"[]", b"'~'", b"2014"])
def test_a_list_or_a_text_on_top_is_refused(top: bytes) -> None:
    (fault,) = faults_of(top)
    assert "begin with keys" in fault.what.en
    assert (fault.line, fault.column) == (1, 1)


def test_a_reference_on_top_is_refused() -> None:
    assert "a reference" in faults_of(b"*a")[0].what.en.lower()


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.8, 0.99])
def test_a_file_that_was_cut_off_is_refused(kept: float) -> None:
    assert faults_of(SMALL.encode()[: int(len(SMALL.encode()) * kept)])


def test_a_reference_to_itself_is_refused() -> None:
    faults = faults_of(b"themes: &all\n  - *all\n")
    (fault,) = [fault for fault in faults if "a reference" in fault.what.en]
    assert (fault.line, fault.column) == (2, 5)


def test_references_that_would_grow_without_bounds_are_refused_one_by_one() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{after}: &{after} [*{before}, *{before}]\n"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    references = [fault for fault in faults_of(bomb.encode()) if "a reference" in fault.what.en]
    assert len(references) == 16


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "a: {"], ids=repr)
def test_what_is_nested_without_end_is_refused_at_once(opening: str) -> None:
    source = ("themes: " + opening * 200_000)[:BANK_BYTES].encode()
    assert len(faults_of(source)) == 1


def test_after_very_many_faults_the_reading_stops_and_says_so() -> None:
    for item in ("- \n", "- {}\n"):
        faults = faults_of(b"themes:\n" + item.encode() * 10_000)
        assert len(faults) == MOST_FAULTS + 1
        assert "there are more faults from here on" in faults[-1].what.en.lower()
