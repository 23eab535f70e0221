"""Write addresses that people open elsewhere: from an e-mail, a slip of paper, another device."""

from flask import url_for

from app.web.ground import ground


def absolute(endpoint: str, **values: object) -> str:
    """Return the whole address of a page, as the setting for it begins, else as this request's does.

    What a request says about its own host may be forged: where links go by e-mail, it is not asked.
    """
    known = ground.config.address
    if known:
        return known.rstrip("/") + url_for(endpoint, **values)  # type: ignore[arg-type]
    return url_for(endpoint, _external=True, **values)  # type: ignore[arg-type]
