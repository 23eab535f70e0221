"""Write addresses that people open elsewhere: from an e-mail, a slip of paper, another device."""

from flask import url_for

from app.web.ground import ground

NUMBER = f"int(max={2**31 - 1})"
"""How a number stands in a route's rule: a larger one PostgreSQL takes for no number at all."""


def absolute(endpoint: str, **values: object) -> str:
    """Return the whole address of a page, as the setting for it begins, else as this request's does.

    What a request says about its own host may be forged: where links go by e-mail, it is not asked.
    """
    known = ground.config.address
    if known:
        return known.rstrip("/") + url_for(endpoint, **values)  # type: ignore[arg-type]  # it takes what stands in the rule
    return url_for(endpoint, _external=True, **values)  # type: ignore[arg-type]  # as above
