"""A bank file is read as it was meant, and written so that it is read as the same again."""

import sys
import unicodedata
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from time import process_time
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.quiz.bank import Bank
from app.quiz.faults import FaultyBank
from app.quiz.marks import HIDDEN
from app.quiz.places import named
from app.quiz.text import Text
from app.quiz.yaml import parse, read, write
from tests.quiz.banks import SHIPPED, SMALL, bank, every_shipped, question, shipped, small, theme
from tests.quiz.broken import faults_of

TITLE = "title: {en: A small bank, fr: Un petit questionnaire}"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Yes", "Yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", "true"),
        ("2014", "2014"),
        ("2014-01-01", "2014-01-01"),
        ("0.10", "0.10"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("1:30", "1:30"),
        (".nan", ".nan"),
        ("'null'", "null"),
        ("'~'", "~"),
        ("'It''s'", "It's"),
        ('"two\\nlines"', "two\nlines"),
        ("How much?", "How much?"),
        ("&name A text", "A text"),
    ],
)
def test_a_text_is_what_was_written_whatever_else_it_looks_like(written: str, text: str) -> None:
    source = SMALL.replace(TITLE, f"title: {{en: {written}, fr: x}}")
    assert parse(source.encode()).title.en == text


def test_a_folded_text_is_one_line() -> None:
    source = SMALL.replace(TITLE, "title:\n  en: >-\n    One\n    line\n  fr: x")
    assert parse(source.encode()).title == Text("One line", "x")


@pytest.mark.parametrize("weight", ["0.1", "0.3", "1", "3.125", "0"])
def test_a_weight_is_exactly_the_decimal_that_was_written(weight: str) -> None:
    source = SMALL.replace("weight: 0.5", f"weight: {weight}")
    assert parse(source.encode()).theme("busy").weight == Decimal(weight)


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_what_may_be_left_out_may_also_be_left_empty(nothing: str) -> None:
    source = SMALL.replace("weight: 1\n", f"weight: {nothing}\n").replace(
        "leads: native", f"leads: {nothing}"
    )
    assert parse(source.encode()).themes[0].weight == 1


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbf" + SMALL.encode(),
        SMALL.replace("\n", "\r\n").encode(),
        b"---\n" + SMALL.encode() + b"...\n",
        SMALL.replace("margin: 10", "margin: '10'").encode(),
        SMALL.replace("reversed: true", 'reversed: "true"').encode(),
    ],
    ids=["a byte order mark", "Windows line ends", "document marks", "a number in quotes", "true in quotes"],
)
def test_harmless_differences_change_nothing(source: bytes) -> None:
    assert parse(source) == small()


def test_the_line_is_counted_alike_after_windows_line_ends() -> None:
    broken = SMALL.replace("id: home", "id: Home")
    assert faults_of(broken.replace("\n", "\r\n").encode()) == faults_of(broken.encode())


def test_a_fault_is_told_with_its_file_its_line_and_its_column_in_either_language() -> None:
    with pytest.raises(FaultyBank) as caught:
        parse(SMALL.replace("margin: 10", "margin: ten").encode(), "small.yaml")
    (fault,) = caught.value.faults
    assert str(caught.value) == str(fault)
    assert str(fault) == fault.told("en")
    assert str(fault).startswith("small.yaml:10:9: Margin: a whole number in plain digits is expected here")
    assert fault.told("fr").startswith(
        "small.yaml:10:9: Marge\u00a0: un nombre entier en chiffres est attendu"
    )
    assert fault.path == ("margin",)


@pytest.mark.parametrize(
    ("old", "new", "path", "name"),
    [
        ("fr: Lire}", "fr: ''}", ("advice", 0, "title", "fr"), "Advice “read”, title"),
        (
            "role: belief",
            "role: x",
            ("themes", 1, "questions", 0, "role"),
            "Theme “busy”, question “busy-1”, role",
        ),
        (
            "points: 2",
            "points: x",
            ("scales", "frequency", "choices", 2, "points"),
            "Scale “frequency”, choice “of",
        ),
        ("from: 75", "from: x", ("bands", 2, "from"), "Band “home”, from"),
        ("id: always", "id: ''", ("background", "choices", 0, "id"), "Background question, choice 1, id"),
        ("fr: l’exercice", "fr: ''", ("parts", "exercise", "fr"), "Part “exercise”"),
        (
            "choices: [never",
            "choices: [[a]",
            ("advice", 5, "when", "answered", "choices", 0),
            "Advice “begin”, cond",
        ),
    ],
)
def test_a_fault_knows_the_way_to_its_place_and_the_places_name(
    old: str, new: str, path: tuple[str | int, ...], name: str
) -> None:
    (fault,) = faults_of(SMALL.replace(old, new, 1).encode())
    assert fault.path == path
    assert fault.what.en.startswith(name)


def test_what_stands_in_a_fault_is_short_and_visible() -> None:
    (fault,) = faults_of(SMALL.replace("id: home", 'id: "\\u202e' + "x" * 500 + '"').encode())
    assert len(fault.what.en) < 250
    assert "\u202e" not in fault.what.en


def test_every_key_of_a_bank_has_a_name_in_both_languages() -> None:
    for key in keys_of(Bank):
        name = named(None, (key,))
        assert name is not None
        assert key not in ("id", "title") or name.fr != name.en
        assert "“" not in name.en, f"“{key}” has no name in places.py"


def keys_of(kind: Any) -> set[str]:
    """Return the keys of a record and of all records within it, as a file writes them."""
    keys: set[str] = set()
    for item in fields(kind):
        keys.add(item.metadata.get("written", item.name))
        todo = [get_type_hints(kind)[item.name]]
        while todo:
            hint = todo.pop()
            todo += get_args(hint)
            if is_dataclass(hint) and hint is not Text:
                keys |= keys_of(hint)
    return keys


@pytest.mark.parametrize("made", [small, shipped, lambda: every_shipped()[1]])
def test_what_is_written_is_read_as_the_same_bank(made: Any) -> None:
    assert parse(write(made())) == made()
    assert write(parse(write(made()))) == write(made())


def test_decimals_are_written_as_they_are_said() -> None:
    light = bank(
        [theme("t", [question("q")], Decimal("0.500")), theme("u", [question("r")], Decimal("1E+2"))]
    )
    assert b"weight: 0.500" in write(light)
    assert b"weight: 100" in write(light)


def test_what_two_themes_share_is_written_in_full_for_each() -> None:
    half = Decimal("0.5")
    twins = bank([theme("t", [question("q")], half), theme("u", [question("r")], half)])
    assert write(twins).count(b"weight: 0.5\n") == 2
    assert read(write(twins)) == twins


@pytest.mark.parametrize("text", ["Tea 🍵 at ten", "\\U0001F375 as typed", "𝔘 and \\ together: yes"])
def test_a_sign_of_any_plane_of_unicode_is_written_as_it_was_typed(text: str) -> None:
    named_so = replace(small(), title=Text(text, "x"))
    assert text.encode() in write(named_so)
    assert read(write(named_so)) == named_so


def test_what_is_hidden_is_what_unicode_calls_a_control_a_surrogate_or_a_separator_and_what_turns_lines() -> (
    None
):
    turns = {f"{kind}{way}" for kind in ("LR", "RL") for way in ("E", "O", "I")} | {"PDF", "PDI", "FSI"}
    for sign in map(chr, range(sys.maxunicode + 1)):
        control = unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") and sign not in "\n\t"
        hidden = control or unicodedata.bidirectional(sign) in turns
        assert (HIDDEN.fullmatch(sign) is not None) == hidden, hex(ord(sign))


VISIBLE = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"], exclude_characters="\ufffe\uffff")
TRAPS = ["Yes", "null", "~", "2014", "- a", "a: b", "'", "#"]


@settings(max_examples=50)
@given(st.text(VISIBLE, min_size=1).filter(str.strip), st.sampled_from(TRAPS))
def test_any_text_survives_being_written_and_read(text: str, trap: str) -> None:
    named_so = replace(small(), title=Text(text, trap))
    assert read(write(named_so)).title == named_so.title


def test_a_bank_that_was_proven_before_is_read_without_the_proof() -> None:
    unsound = SMALL.replace("from: 75", "from: 30").encode()
    assert read(unsound).bands[2].start == 30
    with pytest.raises(FaultyBank):
        read(SMALL.replace("from: 75", "from: x").encode())


def test_the_shipped_bank_is_read_in_a_moment() -> None:
    source = SHIPPED.read_bytes()
    began = process_time()
    parse(source)
    assert process_time() - began < 2


@settings(deadline=10_000, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_the_bytes_only_a_faulty_bank_comes_of_them(source: bytes) -> None:
    with pytest.raises(FaultyBank):
        parse(source)


PIECES = [
    *(
        "\n",
        " ",
        "  ",
        "\t",
        ":",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "#",
        "|",
        ">",
        "? ",
        ",",
        "%",
        "@",
        "~",
        "0",
    ),
    *("---\n", "&a ", "*a", "!!x ", "\0", "\ufeff", "\x85", "é", "id: x\n", "en: x", "fr: [", "from: -1"),
]


@settings(deadline=10_000, max_examples=300)
@given(st.data())
def test_whatever_is_put_into_or_taken_out_of_a_bank_only_a_faulty_bank_comes_of_it(
    data: st.DataObject,
) -> None:
    source = SMALL
    for _ in range(data.draw(st.integers(1, 4))):
        at, length = data.draw(st.integers(0, len(source))), data.draw(st.sampled_from([0, 0, 1, 5, 40]))
        source = source[:at] + data.draw(st.sampled_from(PIECES)) + source[at + length :]
    with suppress(FaultyBank):
        assert parse(source.encode()).id


@settings(deadline=10_000, max_examples=100)
@given(st.integers(0, len(SMALL.encode()) - 1), st.integers(0, 255))
def test_whichever_byte_is_changed_only_a_faulty_bank_comes_of_it(at: int, byte: int) -> None:
    source = bytearray(SMALL.encode())
    source[at] = byte
    with suppress(FaultyBank):
        assert parse(bytes(source)).id
