"""Lay out what is published of a team: for its managers, and for a person as an example."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any, Literal, cast

from flask import Response, request

from app.quiz.bank import Bank
from app.quiz.changes import Change, Stood
from app.quiz.conversation import talk, team_advice
from app.quiz.disclosure import Figures
from app.quiz.disclosure.figures import Mean
from app.quiz.disclosure.telling import tell_belief, tell_count, tell_mean, tell_range, tell_why
from app.quiz.text import Language
from app.web.headers import PICTURE_POLICY
from app.web.language import language

Kind = Literal["place", "themes", "beliefs", "rounds"]
Look = Literal["wide", "narrow", "wide-dark", "narrow-dark", "print"]
KINDS = 'any("place", "themes", "beliefs", "rounds")'
LOOKS = 'any("wide", "narrow", "wide-dark", "narrow-dark", "print")'

KEPT = 200
"""How many drawn pictures a process keeps: each is drawn once a release."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what a team page shows: published figures, and places by round, the earliest first.

    A round whose place cannot be set beside the others' says why, and has none.
    `change` compares with the round called `before`, whose place is `then`; all three are None where there
    is nothing to compare with. `whole` says that it is not one team, but all of them together.
    """

    bank: Bank
    figures: Figures
    whole: bool = False
    rounds: tuple[Stood, ...] = ()
    before: str | None = None
    then: Mean | None = None
    change: Change | None = None

    @property
    def pictures(self) -> tuple[Kind, ...]:
        """Return which pictures there are: none of what is withheld as a whole."""
        there = (
            ("place", self.figures.place),
            ("themes", True),
            ("beliefs", self.figures.beliefs),
            ("rounds", self.rounds),
        )
        return tuple(cast("Kind", kind) for kind, shown in there if shown)


PictureUrl = Callable[[Kind, Look], str]


def laid_out(shown: Shown, picture: PictureUrl) -> Mapping[str, Any]:
    """Return what the template `team/figures.html` needs; `picture` gives the address of a picture."""
    here = language()
    return {
        "bank": shown.bank,
        "shown": shown,
        "figures": shown.figures,
        "talks": talk(shown.bank, shown.figures),
        "advice": team_advice(shown.bank, shown.figures),
        "cut": any(mean and mean.bound != "exactly" for mean in shown.figures.themes.values()),
        "titles": lambda themes: ", ".join(theme.title[here] for theme in themes),
        "picture": picture,
        "size": lambda kind, look: _size(shown, kind, here, look),
        "alt": lambda kind: _described(shown, kind, here),
        "tell_mean": tell_mean,
        "tell_range": tell_range,
        "tell_count": tell_count,
        "tell_why": tell_why,
        "tell_belief": tell_belief,
    }


def answer(shown: Shown, kind: Kind, look: Look) -> Response:
    """Answer with a picture, drawn once for the same figures; a browser that has it is told so undrawn."""
    tongue = language()
    key = _key(shown, kind, tongue, look)
    response = Response(mimetype="image/svg+xml")
    # It is the team's own: a browser may keep it, but asks each time whether it may still show it.
    response.headers.update({"Content-Security-Policy": PICTURE_POLICY, "Cache-Control": "private, no-cache"})
    response.set_etag(key)
    if request.if_none_match.contains(key):
        response.status_code = 304
        return response
    response.data = _DRAWN.get(key, lambda: _drawn(shown, kind, tongue, look))
    return response


def slide(shown: Shown, kind: Kind) -> bytes:
    """Return a picture as PNG, for slides."""
    tongue = language()
    return _DRAWN.get(_key(shown, kind, tongue, "png"), lambda: _drawn(shown, kind, tongue, None))


class Kept:
    """Keep what was drawn lately, by a key of its values; what was asked for longest ago goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._drawn: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, draw: Callable[[], bytes]) -> bytes:
        """Return what is kept under a key, or draw and keep it."""
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
        drawn = draw()
        with self._lock:
            self._drawn[key] = drawn
            while len(self._drawn) > self._most:
                self._drawn.popitem(last=False)
        return drawn


_DRAWN = Kept(KEPT)


def _key(shown: Shown, kind: Kind, tongue: Language, look: str) -> str:
    values = (shown.bank.id, shown.bank.bands, shown.bank.themes, shown.bank.ends, shown.figures)
    return sha256(
        repr((values, shown.rounds, shown.then, shown.whole, kind, tongue, look)).encode()
    ).hexdigest()[:32]


def _size(shown: Shown, kind: Kind, tongue: Language, look: Look) -> tuple[int, int]:
    from app.charts import rounds, team_beliefs, team_place, team_themes

    if kind == "place":
        return team_place.size(look)
    if kind == "rounds":
        return rounds.size(shown.bank, shown.rounds, tongue, look)
    size = team_themes.size if kind == "themes" else team_beliefs.size
    return size(shown.bank, shown.figures, tongue, look)


def _described(shown: Shown, kind: Kind, tongue: Language) -> str:
    from app.charts import team_alternatives as words

    bank, figures = shown.bank, shown.figures
    if kind == "rounds":
        return words.describe_rounds(shown.rounds, tongue)
    if kind == "place":
        return words.describe_place(bank, figures, tongue, shown.then, whole=shown.whole)
    if kind == "themes":
        return words.describe_themes(bank, figures, tongue)
    return words.describe_beliefs(bank, figures, tongue)


def _drawn(shown: Shown, kind: Kind, tongue: Language, look: Look | None) -> bytes:
    """Draw a picture as SVG, or as PNG without a look."""
    from app.charts import rounds, team_beliefs, team_place, team_themes

    bank, figures = shown.bank, shown.figures
    if kind == "rounds":
        stood = shown.rounds
        return rounds.draw(bank, stood, tongue, look) if look else rounds.png(bank, stood, tongue)
    if kind == "place":
        if look:
            return team_place.draw(bank, figures, tongue, look, then=shown.then, whole=shown.whole)
        return team_place.png(bank, figures, tongue, then=shown.then)
    if look:
        draw = team_themes.draw if kind == "themes" else team_beliefs.draw
        return draw(bank, figures, tongue, look)
    png = team_themes.png if kind == "themes" else team_beliefs.png
    return png(bank, figures, tongue)
