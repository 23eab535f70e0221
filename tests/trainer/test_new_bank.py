"""Test how a bank begins: empty, as a copy, from a file, whatever the file is."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage

from app.quiz.faults import FaultyBank
from app.quiz.text import Language
from app.quiz.yaml import parse
from app.trainer.forms import LONGEST_FILE_NAME, file_name
from tests.account.people import noted
from tests.client import Client
from tests.taker.stock import SMALL
from tests.trainer.desk import bank, signed_in
from tests.trainer.shelf import REWORDED, bytes_of, every, send

TITLE = {"title_en": "Working à la carte!", "title_fr": "Travailler à la carte"}

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{this}: &{this} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, this in zip("abcdefgh", "bcdefghi", strict=True)
)
"""A billion laughs: each line names the one before it nine times."""


def test_an_empty_bank_begins_as_a_draft_whose_id_is_made_of_its_english_title(
    small_app: Flask, tara: Client
) -> None:
    tara.get("/new-bank")
    assert tara.post("/new-bank", TITLE).location == "/banks/working-a-la-carte/1"
    begun = bank(small_app, 1, "working-a-la-carte")
    assert (begun.title.en, begun.title.fr) == ("Working à la carte!", "Travailler à la carte")
    assert tara.get("/banks/working-a-la-carte/1").status == 200


def test_an_id_is_given_once(small_app: Flask, tara: Client) -> None:
    tara.get("/new-bank")
    assert [tara.post("/new-bank", TITLE).location for _ in range(3)] == [
        f"/banks/working-a-la-carte{end}/1" for end in ("", "-2", "-3")
    ]


@pytest.mark.parametrize(
    ("en", "fr", "made"),
    [("???", "Où en suis-je?", "ou-en-suis-je"), ("你好", "…", "bank"), ("New", "x", "new")],
)
def test_any_title_makes_an_id(small_app: Flask, tara: Client, en: str, fr: str, made: str) -> None:
    tara.get("/new-bank")
    assert tara.post("/new-bank", {"title_en": en, "title_fr": fr}).location == f"/banks/{made}/1"
    assert tara.get("/new-bank").heading == "New bank"


@pytest.mark.parametrize("path", ["/new-bank", "/new-bank/copy"])
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"title_en": "", "title_fr": "Titre"}, "Give it a title in English."),
        ({"title_en": "Title", "title_fr": " "}, "Give it a title in French."),
        ({"title_en": "x" * 2001, "title_fr": "Titre"}, "2001 characters"),
        ({"title_en": "a\u202eb", "title_fr": "Titre"}, "U+202E"),
    ],
)
def test_a_title_is_asked_for_in_both_languages(
    small_app: Flask, tara: Client, path: str, sent: dict[str, str], said: str
) -> None:
    tara.get(path)
    page = tara.post(path, {**sent, "of": "small 1"})
    assert page.status == 422
    assert said in page.text
    assert sent["title_fr"].strip() in page.html
    assert len(every(small_app)) == 2


def test_a_copy_has_an_id_of_its_own_and_all_ids_within_as_they_were(small_app: Flask, tara: Client) -> None:
    assert 'value="small 1" checked' in tara.get("/new-bank/copy?of=small+1").html
    assert tara.post("/new-bank/copy", {**TITLE, "of": "small 1"}).location == "/banks/working-a-la-carte/1"
    copied, copy = bank(small_app, 1), bank(small_app, 1, "working-a-la-carte")
    assert copy.title.en == "Working à la carte!"
    assert (copy.themes, copy.advice, copy.bands) == (copied.themes, copied.advice, copied.bands)
    assert "began it as a copy" in tara.get("/banks").text


@pytest.mark.parametrize("of", ["", "small", "small 9", "small x", "other 1", "small 1 1"])
def test_a_version_that_is_not_there_is_not_copied(tara: Client, of: str) -> None:
    tara.get("/new-bank/copy")
    page = tara.post("/new-bank/copy", {**TITLE, "of": of})
    assert page.status == 422
    assert "Choose what to copy." in page.text


def test_where_there_is_no_bank_there_is_nothing_to_copy(bare_app: Flask) -> None:
    assert (
        "There is nothing to copy yet." in signed_in(bare_app, "tara").get("/new-bank/copy?of=small+1").text
    )


def test_a_file_of_a_new_bank_becomes_its_first_draft_byte_by_byte(small_app: Flask, tara: Client) -> None:
    source = SMALL.replace("id: small", "id: other", 1).replace("\n", "\r\n").encode()
    assert send(tara, source, "other.yaml").location == "/banks/other/1"
    assert bytes_of(small_app, 1, "other") == source
    assert noted(small_app)[-1] == ("tara@example.org", "bank-imported", "other", None, "other.yaml")
    assert "took it in from a file" in tara.get("/banks").text


def test_a_file_of_a_known_bank_becomes_a_draft_of_its_next_version(small_app: Flask, tara: Client) -> None:
    assert send(tara, REWORDED.encode()).location == "/banks/small/3"
    assert every(small_app)[0].published_on is None


def test_the_same_bytes_again_are_refused_with_the_version_that_has_them(
    small_app: Flask, tara: Client
) -> None:
    send(tara, REWORDED.encode())
    page = send(tara, REWORDED.encode())
    assert page.status == 422
    assert "This file is here already: it is version 3." in page.text
    assert page.link("Look at version 3") == "/banks/small/3"
    assert len(every(small_app)) == 3


def twenty_faults() -> bytes:
    """Return a file in which twenty choices of scales, roles and the like are spelt wrong."""
    lines = SMALL.splitlines()
    for at in [number for number, line in enumerate(lines) if ": {en: " in line][:20]:
        lines[at] = lines[at].replace("{en: ", "{eng: ", 1)
    return "\n".join(lines).encode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_fault_is_told_with_its_line_and_column_in_the_words_of_the_check(
    small_app: Flask, language: Language
) -> None:
    with pytest.raises(FaultyBank) as faulty:
        parse(twenty_faults(), "mine.yaml")
    assert len(faulty.value.faults) >= 20
    page = send(signed_in(small_app, "tea", language=language), twenty_faults(), "mine.yaml")
    assert page.status == 422
    for fault in faulty.value.faults:
        line, column = ("Line", "column") if language == "en" else ("Ligne", "colonne")
        assert f"{line} {fault.line}, {column} {fault.column}" in page.text
        assert " ".join(fault.what[language].split()) in page.text
    assert page.html.count(
        '<span class="quiet">Lig' if language == "fr" else '<span class="quiet">Line'
    ) == len(faulty.value.faults)
    assert len(every(small_app)) == 2


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "The file is empty"),
        (SMALL.encode("utf-16"), "The file is in UTF-16"),
        (SMALL.encode("latin-1", "replace"), "The file is not in UTF-8"),
        (SMALL.encode()[:900], ""),
        (BOMB.encode(), "a reference (“*”) stands here"),
        (b"id: !!python/object/apply:os.system [echo]\n", "a type (“!”) stands here"),
        (b"#" * (1024 * 1024 + 1), "longer than 1 MiB"),
        (b"\x89PNG\r\n\x1a\n\0\0", "The file is not in UTF-8"),
        (b"[" * 5000, "nested"),
        (b"id: small\n\0", "U+0000"),
    ],
    ids=["empty", "utf-16", "latin-1", "cut off", "bomb", "code", "long", "png", "deep", "null"],
)
def test_a_file_that_is_no_bank_is_refused_and_nothing_is_kept(
    small_app: Flask, tara: Client, source: bytes, said: str
) -> None:
    page = send(tara, source)
    assert page.status == 422
    assert said.lower() in page.text.lower()
    assert "Line " in page.text
    assert len(every(small_app)) == 2


def test_no_file_chosen_is_said_at_the_field(tara: Client) -> None:
    for page in (
        send(tara, b"", ""),
        tara.post("/new-bank/file"),
        tara.post("/new-bank/file", {"file": "x"}),
    ):
        assert page.status == 422
        assert page.link("Choose a file first.") == "#file"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<script>alert(1)</script>.yaml", "script>.yaml"),
        ("../../etc/passwd", "passwd"),
        ("é\u202e\u0007 b.yaml", "“é b.yaml”"),
        ("x" * 500, f"“{'x' * LONGEST_FILE_NAME}”"),
        ("/", "“bank.yaml”"),
        ("=cmd|' /C calc'!A0", "calc'!A0"),
    ],
)
def test_the_name_of_a_file_is_shown_so_that_it_does_nothing(tara: Client, name: str, shown: str) -> None:
    page = send(tara, b"", name)
    assert page.status == 422
    assert shown in page.text


def test_of_a_path_as_old_browsers_send_it_the_last_part_is_shown() -> None:
    assert file_name(FileStorage(filename="C:\\Users\\me\\bank.yaml")) == "bank.yaml"


def test_what_is_larger_than_the_page_takes_is_answered_unread(small_app: Flask, tara: Client) -> None:
    page = send(tara, b"#" * (3 * 1024 * 1024))
    assert page.status == 413
    assert page.heading == "That was too much"
    assert len(every(small_app)) == 2


def test_a_bank_that_says_hostile_things_says_them_as_words(small_app: Flask, tara: Client) -> None:
    hostile = SMALL.replace("A small bank", "<script>alert(1)</script> =cmd 😀").replace(
        "id: small", "id: odd", 1
    )
    assert send(tara, hostile.encode()).status == 303
    for path in ("/banks", "/banks/odd", "/banks/odd/1/changes", "/new-bank/copy"):
        page = tara.get(path)
        assert "<script>alert" not in page.html
        assert "<script>alert(1)</script> =cmd 😀" in page.text


@pytest.mark.parametrize("path", ["/new-bank", "/new-bank/copy", "/banks/small/2/changes"])
def test_a_file_sent_to_where_none_is_asked_for_is_let_be(tara: Client, path: str) -> None:
    tara.get(path)
    assert tara.post(path, {"title_en": (BytesIO(b"x"), "a.txt")}).status in (409, 422)  # type: ignore[dict-item]


def test_something_else_than_a_form_is_let_be(tara: Client) -> None:
    token = tara.get("/new-bank").fields()["csrf_token"]
    sent = json.dumps([1, {"title_en": 2}])
    answer = tara._client.post(
        "/new-bank", data=sent, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 422


def test_nothing_of_a_file_is_executed_while_it_is_read(tara: Client, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    send(tara, f"id: !!python/object/apply:os.mkdir ['{witness}']\n".encode())
    assert not witness.exists()
