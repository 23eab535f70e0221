"""Test the small pictures of answers: of values alone, and only of values that can be."""

import pytest

from tests.client import Client


def test_a_picture_is_kept_by_the_browser_and_told_by_its_mark(tara: Client) -> None:
    first = tara.get("/pictures/choices/light/20-30-50.svg").response
    assert first.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    again = tara.get("/pictures/choices/light/20-30-50.svg", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status == 304
    other = tara.get("/pictures/choices/dark/20-30-50.svg").response
    assert other.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize(
    "shares", ["33-33-33", "100", "0-100", "17-17-17-17-17-17", "13-13-13-13-13-13-13-13"]
)
def test_rounded_shares_of_a_whole_are_drawn(tara: Client, shares: str) -> None:
    assert tara.get(f"/pictures/choices/print/{shares}.svg").status == 200


@pytest.mark.parametrize(
    "shares", ["50", "20-30", "50-52", "-", "1e2", "²-98", "100-0-", "1000", "x", "-".join(["8"] * 13)]
)
def test_nothing_else_is_drawn(tara: Client, shares: str) -> None:
    assert tara.get(f"/pictures/choices/light/{shares}.svg").status == 404
