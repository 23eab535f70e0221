"""Draw how answers are spread over choices: once in a process for the same values."""

from functools import lru_cache
from typing import Literal

from flask import Response
from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent
from app.trainer.views import trainer, trains
from app.web.headers import picture

Tone = Literal["light", "dark", "print"]
TONES = 'any("light", "dark", "print")'

MOST = 12
"""How many choices a picture has room for."""


@trainer.get(f"/pictures/choices/<{TONES}:tone>/<shares_id>.svg")
@trains
def choices(tone: Tone, shares_id: str) -> ResponseReturnValue:
    """Draw some shares (whole percents), as they stand in the address: nothing is looked up."""
    given = shares_id.split("-")
    # Only what rounded shares of a whole can be is drawn: nobody may fill the memory with others.
    if len(given) > MOST or not all(one.isascii() and one.isdigit() and len(one) <= 3 for one in given):
        raise Absent(shares_id)
    percents = tuple(map(int, given))
    if abs(sum(percents) - 100) > len(percents) / 2:
        raise Absent(shares_id)
    return _kept(picture(_drawn(percents, tone)))


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@lru_cache(maxsize=1024)
def _drawn(percents: tuple[int, ...], tone: Tone) -> bytes:
    from app.charts.choices import choices as draw

    return draw(percents, tone)
