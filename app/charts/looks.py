"""Name the looks a picture comes in: for a wide or a narrow screen, light or dark, and for paper."""

from typing import Literal

from app.charts.palette import PALETTES, Palette, Tone

Look = Literal["wide", "narrow", "wide-dark", "narrow-dark", "print"]

TONES: dict[Look, Tone] = {
    "wide": "light",
    "narrow": "light",
    "wide-dark": "dark",
    "narrow-dark": "dark",
    "print": "print",
}

SIDE = 10.0
"""Px that stay free to either side of what is drawn."""


def is_narrow(look: Look) -> bool:
    """Tell whether a look is for a screen of 320 px."""
    return look.startswith("narrow")


def width_of(look: Look) -> int:
    """Return how wide a look's pictures are, in px."""
    return 288 if is_narrow(look) else 736


def palette_of(look: Look) -> Palette:
    """Return a look's colours."""
    return PALETTES[TONES[look]]
