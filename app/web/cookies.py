"""Keep cookies small, private and free of the clock.

Three cookies, all strictly necessary: `session` (signs form tokens), `sitting` (the random token of
one's sitting) and `language`. None is signed with a time or checked by one, so that a clock that steps back
loses nobody's place; `session` notes when a sitting began, for the minutes it took and nothing else.
"""

from functools import cached_property
from hashlib import sha256
from typing import Any

from flask import Flask, Response, request
from flask.sessions import (
    SecureCookieSession,
    SecureCookieSessionInterface,
    session_json_serializer,
)
from itsdangerous import BadSignature, URLSafeSerializer

SITTING = "sitting"
LANGUAGE = "language"
YEAR = 365 * 24 * 60 * 60
# Browsers keep no cookie longer than 400 days; a finished sitting is kept 13 months by default.
LONGEST = 400 * 24 * 60 * 60
LONGEST_TOKEN = 64


class SignedSessions(SecureCookieSessionInterface):
    """Sign the session cookie without a timestamp; Flask's own dies when the clock steps back."""

    def __init__(self, secret_key: str) -> None:
        self._secret_key = secret_key

    @cached_property
    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(
            self._secret_key,
            salt="session",
            serializer=session_json_serializer,
            signer_kwargs={"key_derivation": "hmac", "digest_method": sha256},
        )

    def get_signing_serializer(self, app: Flask) -> Any:
        """Return the serializer that signs, made once."""
        return self._signer

    def open_session(self, app: Flask, request: Any) -> SecureCookieSession:
        """Read the cookie; a missing, old or forged one is an empty session."""
        text = request.cookies.get(self.get_cookie_name(app))
        try:
            return self.session_class(self._signer.loads(text)) if text else self.session_class()
        except BadSignature:
            return self.session_class()

    def get_cookie_secure(self, app: Flask) -> bool:
        """Say whether the cookie may only travel encrypted: whenever this request did."""
        return request.is_secure


def init_app(app: Flask, secret_key: str) -> None:
    """Sign with one secret key; cookies are HttpOnly and do not come along from other sites' forms."""
    app.secret_key = secret_key
    app.config.update(SESSION_COOKIE_SAMESITE="Lax")


def sitting_token() -> str | None:
    """Return the token in the sitting cookie, if there is one that can be a token."""
    token = request.cookies.get(SITTING)
    return token if token and len(token) <= LONGEST_TOKEN else None


def remember_sitting(response: Response, token: str) -> None:
    """Let this browser find its sitting again."""
    _set(response, SITTING, token, LONGEST)


def remember_language(response: Response, language: str) -> None:
    """Let this browser keep its language."""
    _set(response, LANGUAGE, language, YEAR)


def forget_sitting(response: Response) -> None:
    """Let this browser forget the sitting and the session; the language is no secret."""
    for name in (SITTING, "session"):
        response.delete_cookie(name, secure=request.is_secure, httponly=True, samesite="Lax")


def _set(response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(name, value, max_age=seconds, secure=request.is_secure, httponly=True, samesite="Lax")
