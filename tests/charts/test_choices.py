"""Bars of answers stand as high as many chose them."""

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.choices import HEIGHT, WIDTH, choices
from app.charts.palette import PALETTES, Tone
from tests.charts.reading import Picture, some

tones = st.sampled_from(get_args(Tone))
shares = st.lists(st.integers(0, 100), min_size=1, max_size=12)


@some
@given(shares, tones)
def test_a_bar_is_as_high_as_its_share(given_shares: list[int], tone: Tone) -> None:
    picture = Picture(choices(given_shares, tone))
    for at, share in enumerate(given_shares):
        if share:
            box = picture.box(f"fill-{at}")
            assert box.bottom - box.top == pytest.approx(HEIGHT * share / 100, abs=0.02)
            assert box.bottom == HEIGHT
            assert picture.fill(f"fill-{at}") == PALETTES[tone].deep
        else:
            assert not picture.has(f"fill-{at}")


@some
@given(shares, tones)
def test_bars_stand_in_order_side_by_side_within_the_picture(given_shares: list[int], tone: Tone) -> None:
    picture = Picture(choices(given_shares, tone))
    boxes = [picture.box(f"track-{at}") for at in range(len(given_shares))]
    assert boxes[0].left >= 0
    assert boxes[-1].right <= WIDTH
    assert all(one.right < other.left for one, other in pairwise(boxes))


@some
@given(shares, tones)
def test_the_same_shares_give_the_same_bytes(given_shares: list[int], tone: Tone) -> None:
    assert choices(given_shares, tone) == choices(given_shares, tone)
