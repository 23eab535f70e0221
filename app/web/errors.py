"""Answer every error with a page of ours: what happened, that nothing is lost, and what to do now."""

from http import HTTPStatus

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.quiz.bank import Absent
from app.store.engine import UNAVAILABLE
from app.web.forms import legible
from app.web.logs import log, log_failure

CODES = (400, 403, 404, 405, 410, 413, 422, 429, 500, 503)
"""The errors with words of their own; any other is told in the words of 400 or 500."""

SECRETS = frozenset({"password", "new_password", "code"})
"""The fields that no page ever holds again."""

RETRY_SECONDS = "10"


class NoSitting(Absent):
    """Say that this browser has no sitting, or that its sitting is no longer kept."""


class NotYours(Exception):
    """Say that whoever is signed in has no right to a page."""


def init_app(app: Flask) -> None:
    """Handle every error: HTTP's, an absent thing, a database that is away, and the unexpected."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(NoSitting, lambda error: _page(410 if error.args else 404, "no-sitting"))
    app.register_error_handler(Absent, lambda error: _page(404))
    app.register_error_handler(NotYours, lambda error: _page(403, "not-yours"))
    for kind in UNAVAILABLE:
        app.register_error_handler(kind, unavailable)
    app.register_error_handler(Exception, _unexpected)


def too_often() -> ResponseReturnValue:
    """Answer that too many sittings began at this network address; what was sent can be sent again."""
    return _page(429, resend=_sent())


def _http(error: HTTPException) -> ResponseReturnValue:
    body, status, headers = _page(error.code or 500)
    return body, status, headers | {k: v for k, v in error.get_headers() if k in ("Allow", "Retry-After")}


def _stale_form(error: CSRFError) -> ResponseReturnValue:
    """Offer to send the same form again under a fresh token, unless another site sent it."""
    if _sent_from_elsewhere():
        return _page(403)
    return _page(400, "stale-secret" if _holds_secret() else "stale-form", resend=_sent())


def unavailable(error: Exception) -> ResponseReturnValue:
    """Answer that the database is away for a moment; what was sent can be sent again."""
    why = str(getattr(error, "orig", error)).partition("\n")[0]
    log.warning("database unavailable", kind=type(error).__name__, why=why)
    body, status, headers = _page(503, "503-secret" if _holds_secret() else "", resend=_sent())
    return body, status, headers | {"Retry-After": RETRY_SECONDS}


def _unexpected(error: Exception) -> ResponseReturnValue:
    log_failure(error)
    return _page(500)


def _sent_from_elsewhere() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    # Older browsers name the page's origin alone; where a proxy ends TLS, its scheme may not be ours.
    origin = request.headers.get("Origin")
    return origin is not None and origin.rpartition("//")[2] != request.host


def _holds_secret() -> bool:
    return not SECRETS.isdisjoint(request.form)


def _sent() -> list[tuple[str, str]] | None:
    """Return the fields of the form that was sent, so that its page can send them again; never a secret."""
    if request.method != "POST" or _holds_secret():
        return None
    sent = request.form.items(multi=True)
    return [(legible(name), legible(value)) for name, value in sent if name != "csrf_token"]


def _page(
    code: int, kind: str = "", resend: list[tuple[str, str]] | None = None
) -> tuple[str, int, dict[str, str]]:
    told = code if code in CODES else (500 if code >= HTTPStatus.INTERNAL_SERVER_ERROR else 400)
    return render_template("error.html", code=told, kind=kind or str(told), resend=resend), code, {}
