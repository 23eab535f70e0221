"""Hold the colours of the pictures, for a light screen, a dark screen and a sheet of paper."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["light", "dark", "print"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Hold one tone's colours, as #rrggbb.

    `ground` is what a picture lies on (pictures themselves are transparent); `accent` is only
    ever about where the person, or the team, stands; `land` runs along the spectrum; `shade` is
    how strongly the margin is laid over the land (0-1).
    """

    ground: str
    ink: str
    quiet: str
    accent: str
    deep: str
    track: str
    outline: str
    land: tuple[str, ...]
    shade: float

    def grounds(self, count: int) -> tuple[str, ...]:
        """Return `count` (2 or more) colours evenly spread over the land, its two ends included."""
        return tuple(self._at(step / (count - 1)) for step in range(count))

    def _at(self, share: float) -> str:
        """Blend the two colours of the land on either side of a share (0-1) of its length."""
        along = share * (len(self.land) - 1)
        first = min(int(along), len(self.land) - 2)
        return _blend(self.land[first], self.land[first + 1], along - first)


def _blend(one: str, other: str, share: float) -> str:
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in pairs).hex()


LIGHT = Palette(
    ground="#ffffff",
    ink="#16323a",
    quiet="#4f6870",
    accent="#b4451f",
    deep="#1f6a78",
    track="#e6efee",
    outline="#7c949a",
    land=("#cfe3e2", "#a8cfd0", "#7bb5ba", "#4a919b", "#1f6a78"),
    shade=0.3,
)

DARK = Palette(
    ground="#10191c",
    ink="#e8eef0",
    quiet="#9fb4ba",
    accent="#ff9d73",
    deep="#4799a6",
    track="#1b292e",
    outline="#64797f",
    land=("#1d3238", "#24474f", "#2c5f69", "#377b87", "#4799a6"),
    shade=0.4,
)

# Paper is often printed in black and white: greys only, so that what is seen here is what comes out.
PRINT = Palette(
    ground="#ffffff",
    ink="#1a1a1a",
    quiet="#4a4a4a",
    accent="#000000",
    deep="#4d4d4d",
    track="#f0f0f0",
    outline="#858585",
    land=("#e9e9e9", "#cccccc", "#adadad", "#8c8c8c", "#6b6b6b"),
    shade=0.3,
)

PALETTES: dict[Tone, Palette] = {"light": LIGHT, "dark": DARK, "print": PRINT}
