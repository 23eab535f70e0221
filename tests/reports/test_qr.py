"""Test the picture of a private link."""

from xml.etree import ElementTree

import pytest

from app.reports.qr import qr_code

LINK = "https://bearings.example/back/zR4ahy7norcFlBf2-eZd0ihPOM5PCzJK"


def test_a_code_is_a_picture_that_can_be_read_as_xml() -> None:
    picture = ElementTree.fromstring(qr_code(LINK))
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert picture.get("width") == picture.get("height")


def test_a_code_is_dark_on_white_in_dark_mode_too() -> None:
    drawn = qr_code(LINK).decode().lower()
    # A phone reads no light code on a dark ground.
    assert "#fff" in drawn
    assert "#16323a" in drawn


def test_the_same_link_gives_the_same_code_and_another_link_another() -> None:
    assert qr_code(LINK) == qr_code(LINK)
    assert qr_code(LINK) != qr_code(LINK + "x")


def test_a_code_has_a_quiet_zone_of_four_modules() -> None:
    picture = ElementTree.fromstring(qr_code(LINK))
    # Four pixels a module: 33 modules and four on each side, or the next sizes up.
    modules = int(picture.get("width") or 0) / 4 - 8
    assert (modules - 17) % 4 == 0


@pytest.mark.parametrize("text", ["x", LINK, "é" * 200])
def test_a_link_of_any_length_finds_room(text: str) -> None:
    assert qr_code(text).startswith(b"<?xml")
