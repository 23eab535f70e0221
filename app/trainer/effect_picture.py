"""Lay out what a draft would do to people as a picture and a table."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from flask import Response, request

from app.quiz.bank import Bank
from app.quiz.effect import Effect, Ground
from app.store.drafts import Draft
from app.store.versions import Version
from app.web.ground import bank_of
from app.web.headers import PICTURE_POLICY
from app.web.language import language
from app.web.team_page import Kept, Look

_DRAWN = Kept(most=50)


def laid_out(
    before: Version, draft: Draft, told: Effect, picture: Callable[[str, Look], str]
) -> Mapping[str, Any]:
    """Return what the template of a picture needs, and the rows of the table beside it."""
    from app.charts import effect
    from app.charts.effect_words import points

    here, then = language(), bank_of(before.id)
    stood, stands = _titles(then), _titles(draft.bank)
    return {
        "picture": picture,
        "size": lambda _kind, look: effect.size(then, draft.bank, told, here, look),
        "alt": lambda _kind: effect.describe(then, draft.bank, told, here),
        "moves": [(stood[one], stands[other], count) for (one, other), count in told.moves.items() if count],
        "mean": None if told.mean is None else points(told.mean, here, signed=True),
    }


def _titles(bank: Bank) -> Mapping[Ground, str | None]:
    """Return the bands' titles in the reader's language by their ids; None for no place."""
    return {**{band.id: band.title[language()] for band in bank.bands}, None: None}


def answer(before: Version, draft: Draft, told: Effect, look: Look) -> Response:
    """Answer with the picture, drawn once for the same figures; a browser that has it is told so undrawn."""
    from app.charts import effect

    then, tongue = bank_of(before.id), language()
    values = (then.bands, draft.bank.bands, sorted(told.moves.items(), key=repr), tongue, look)
    key = sha256(repr(values).encode()).hexdigest()[:32]
    response = Response(mimetype="image/svg+xml")
    response.headers.update({"Content-Security-Policy": PICTURE_POLICY, "Cache-Control": "private, no-cache"})
    response.set_etag(key)
    if request.if_none_match.contains(key):
        response.status_code = 304
        return response
    response.data = _DRAWN.get(key, lambda: effect.draw(then, draft.bank, told, tongue, look))
    return response
