"""Lay out what a draft would do to people as a picture and a table."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from flask import Response, request

from app.quiz.effect import Effect
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

    here, then = language(), bank_of(before.id)
    grounds = [*((band.id, band.title[here]) for band in draft.bank.bands), (None, None)]
    stood = [*((band.id, band.title[here]) for band in then.bands), (None, None)]
    return {
        "picture": picture,
        "size": lambda _kind, look: effect.size(then, draft.bank, told, here, look),
        "alt": lambda _kind: effect.describe(then, draft.bank, told, here),
        "said": effect.describe(then, draft.bank, told, here),
        "columns": grounds,
        "rows": [one for one in stood if any(told.moves[one[0], key] for key, _ in grounds)],
    }


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
