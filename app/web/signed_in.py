"""Keep the session of whoever has an account on the server; its cookie holds a random key and nothing else.

A session that concerns no account stays what it is: a small signed cookie, which needs no database.
"""

from collections.abc import Mapping
from time import time
from typing import Any, cast

from flask import Flask, Response, make_response, request
from flask import session as cookie
from flask.sessions import SecureCookieSession, SessionMixin

from app.config import Config
from app.store import account_sessions
from app.store.account_sessions import UNIQUIFIER, Held, Person
from app.store.engine import UNAVAILABLE
from app.web.cookies import SignedSessions
from app.web.errors import unavailable
from app.web.ground import end_session, ground

KEY = "key"
CODE_DUE = "code_due"
"""Under this name a sign-in whose password was right waits for its code."""

MINUTE = 60
HOUR = 60 * MINUTE


class Session(SecureCookieSession):
    """Be a session that knows the key of its row, if it has one, and what that row said."""

    def __init__(self, initial: Any = None) -> None:
        super().__init__(initial)
        self.key: str | None = self.pop(KEY, None)
        self.held: Held | None = None
        self.modified = self.accessed = False

    @property
    def concerns_account(self) -> bool:
        """Tell whether something of an account is in it."""
        return UNIQUIFIER in self or CODE_DUE in self


class Sessions(SignedSessions):
    """Open the session of a request, and keep it: in its row where it concerns an account."""

    session_class = Session

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep what changed; where the database is away, the answer says so instead."""
        session = _ours(session)
        if not session.modified:
            return
        if not session.key and not session.concerns_account:
            super().save_session(app, session, response)
            return
        # SQLite's writers come one at a time: what the view left open must not wait for itself.
        end_session()
        try:
            kept = _keep(session)
        except UNAVAILABLE as error:
            # The page that says so offers to send the form again, under the token that is still kept.
            session.update(session.held.data if session.held else {})
            _turn_into(response, make_response(unavailable(error)))
            return
        if kept is not None:
            kept.modified = True
            super().save_session(app, kept, response)


def _load() -> None:
    """Read the session's row, if its cookie has a key, and let it last from now on."""
    session = _session()
    if session.key is None or request.endpoint == "static":
        return
    now = int(time())
    with ground.database.reading() as reading:
        held = account_sessions.find(reading, session.key, now)
    if held is None:
        # Over, or ended: the cookie goes, and whoever has a copy of it has nothing.
        session.key = None
        session.modified = True
        return
    session.update(held.data)
    session.modified = False
    session.held = held
    later = _until(held.began_at, now)
    if held.person and later - held.until >= MINUTE:
        with ground.database.writing() as writing:
            account_sessions.prolong(writing, session.key, later)
            writing.commit()


def person() -> Person | None:
    """Return who is signed in, if somebody is."""
    held = _session().held
    return held.person if held else None


def seconds_left() -> int:
    """Return how long one stays signed in from this page on, without another one."""
    now = int(time())
    return min(ground.config.idle_minutes * MINUTE, _ends_at(_began_at()) - now)


def at_its_end() -> bool:
    """Tell whether one is signed out soon whatever one does."""
    return _ends_at(_began_at()) - int(time()) < ground.config.idle_minutes * MINUTE


def _keep(session: Session) -> SecureCookieSession | None:
    """Keep a session in its row and return what its cookie holds from now on; None: the same as before."""
    before: Mapping[str, object] = session.held.data if session.held else {}
    began_anew = any(name in session and session[name] != before.get(name) for name in (UNIQUIFIER, CODE_DUE))
    with ground.database.writing() as writing:
        if session.key and session.concerns_account and not began_anew:
            account_sessions.keep(writing, session.key, session)
            writing.commit()
            return None
        # A key of before the sign-in must not be good after it: somebody may have planted it.
        if session.key:
            account_sessions.end(writing, session.key)
        cookie_session = SecureCookieSession(dict(session))
        if session.concerns_account:
            key, now = account_sessions.new_key(), int(time())
            account_sessions.begin(writing, key, session, now, _until(now, now))
            cookie_session = SecureCookieSession({KEY: key})
        writing.commit()
    return cookie_session


def _until(began_at: int, now: int) -> int:
    # A minute more than is said: it is written at most once a minute.
    return min(now + (ground.config.idle_minutes + 1) * MINUTE, _ends_at(began_at))


def _ends_at(began_at: int) -> int:
    return began_at + ground.config.signed_in_hours * HOUR


def _turn_into(response: Response, other: Response) -> None:
    response.status_code = other.status_code
    response.set_data(other.get_data())
    response.headers.pop("Location", None)
    response.headers.extend(other.headers)


def _began_at() -> int:
    held = _session().held
    return held.began_at if held else int(time())


def _session() -> Session:
    return _ours(cookie._get_current_object())  # type: ignore[attr-defined]


def _ours(session: SessionMixin) -> Session:
    """Say what `session_class` above has made sure of."""
    return cast("Session", session)


def init_app(app: Flask, config: Config) -> None:
    """Let sessions that concern an account live on the server."""
    app.session_interface = Sessions(config.secret())
    app.before_request(_load)
