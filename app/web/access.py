"""Say of every view who may come and whether it writes, and hold everybody to it before it is called.

A view carries exactly one mark of access: `anyone`, `sitting`, `signed_in`, `account` or `role`; a room may
make its own by `mark`. `writes` and `fresh` stand beside it. A view without a mark stops the assembly.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import time
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app.store.account_sessions import Person
from app.web import signed_in as sessions
from app.web.cookies import sitting_token
from app.web.errors import NoSitting, NotYours
from app.web.ground import SAFE_METHODS, ground
from app.web.navigation import places

View = TypeVar("View", bound=Callable[..., Any])
Admit = Callable[[], ResponseReturnValue | None]
"""Answer in the view's place (with a redirect, or by raising), or return None to let the view answer."""

FRESH_SECONDS = 15 * 60
"""How long after the password was given sensitive changes need no other proof."""

PROVED_AT = "fs_paa"
"""Under this name Flask-Security notes when somebody last proved who they are, in seconds since 1970."""


class WrongMark(TypeError):
    """Say which view has no mark of access, or more than one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Describe who may come to a view, by a name and the roles it asks for, and whether it writes.

    `takes` is how many bytes a form may have there, where that is more than elsewhere.
    """

    name: str
    admit: Admit
    roles: frozenset[str] = frozenset()
    writes: bool = False
    fresh: bool = False
    takes: int | None = None


def mark(name: str, admit: Admit, *roles: str) -> Callable[[View], View]:
    """Make a mark of access; a room that knows more than this one makes its own."""

    def marked(view: View) -> View:
        known: Mark | None = getattr(view, "access", None)
        if known and known.name:
            raise WrongMark(f"{view.__name__} has two marks of access, {known.name} and {name}.")
        _set(view, replace(known or Mark("", admit), name=name, admit=admit, roles=frozenset(roles)))
        return view

    return marked


def anyone(view: View) -> View:
    """Let anyone come."""
    return mark("anyone", lambda: None)(view)


def sitting(view: View) -> View:
    """Let those come whose browser has a sitting; the view finds out whether it is still kept."""
    return mark("sitting", _admit_sitting)(view)


def signed_in(view: View) -> View:
    """Let those come who are signed in, also those who have yet to set up a second factor."""
    return mark("signed_in", _admit_signed_in)(view)


def account(view: View) -> View:
    """Let those come who are signed in."""
    return mark("account", admit_account)(view)


def role(*roles: str) -> Callable[[View], View]:
    """Let those come who are signed in and have one of some roles."""

    def admit() -> ResponseReturnValue | None:
        turned_away = admit_account()
        if turned_away is None and not me().roles.intersection(roles):
            raise NotYours
        return turned_away

    return mark("role", admit, *roles)


def writes(view: View) -> View:
    """Say that a view writes to the database; its session's own row does not count."""
    _set(view, replace(getattr(view, "access", None) or Mark("", _refuse), writes=True))
    return view


def fresh(view: View) -> View:
    """Let those come only who have given their password a short while ago; the others give it again."""
    _set(view, replace(getattr(view, "access", None) or Mark("", _refuse), fresh=True))
    return view


def takes(size: int) -> Callable[[View], View]:
    """Say that a view takes more bytes than others do."""

    def marked(view: View) -> View:
        _set(view, replace(getattr(view, "access", None) or Mark("", _refuse), takes=size))
        return view

    return marked


def mark_of(app: Flask, endpoint: str) -> Mark:
    """Return the mark of a view; raise WrongMark where it has none."""
    found: Mark | None = getattr(app.view_functions[endpoint], "access", None)
    if found is None or not found.name:
        raise WrongMark(f"{endpoint} has no mark of access.")
    return found


def me() -> Person:
    """Return who is signed in, on a page that only they can see."""
    found = me_or_none()
    if found is None:
        abort(403)
    return found


def me_or_none() -> Person | None:
    """Return who is signed in, if somebody is."""
    return sessions.person()


def lacks_second_factor(person: Person) -> bool:
    """Tell whether a person has yet to set up the second factor that a role of theirs must have."""
    return not person.has_second_factor and bool(person.roles & ground.config.must_have_second_factor)


def admit_account() -> ResponseReturnValue | None:
    """Lead those to the sign-in who are not signed in, and those to the second factor who must have one."""
    turned_away = _admit_signed_in()
    if turned_away is None and lacks_second_factor(me()):
        return redirect(url_for("account.second_factor"), 303)
    return turned_away


def here() -> str:
    """Return the address to come back to: this page's, or that of the page whose form was sent."""
    return request.full_path.rstrip("?") if request.method in SAFE_METHODS else _came_from()


def safe_next(asked: str | None) -> str | None:
    """Return an address to go on to if it is a page of this application that can be opened."""
    # A browser drops tabs and line ends within an address, and takes a backslash for a slash.
    if not asked or not asked.startswith("/") or not asked.isprintable() or "\\" in asked:
        return None
    try:
        parts = urlsplit(asked)
        current_app.url_map.bind("localhost").match(parts.path, "GET")
    except (HTTPException, ValueError):
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("//"):
        return None
    return urlunsplit(("", "", parts.path, parts.query, ""))


def init_app(app: Flask) -> None:
    """Hold everybody to the marks, and let templates know who is signed in."""
    mark("anyone", lambda: None)(app.view_functions["static"])
    app.before_request(_admit)

    @app.context_processor
    def known() -> dict[str, object]:
        return {"me": me_or_none()}

    app.jinja_env.globals.update(
        places=places, seconds_left=sessions.seconds_left, at_its_end=sessions.at_its_end
    )


def widen(app: Flask) -> None:
    """Let some views take more than others; this comes before anything reads a form."""

    @app.before_request
    def widened() -> None:
        found = getattr(app.view_functions.get(request.endpoint or ""), "access", None)
        if found and found.takes:
            request.max_content_length = request.max_form_memory_size = found.takes


def prove_marked(app: Flask) -> None:
    """Raise WrongMark where a view has no mark of access."""
    for rule in app.url_map.iter_rules():
        mark_of(app, rule.endpoint)


def _admit() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    wanted = mark_of(current_app, request.endpoint)
    g.mark = wanted
    return wanted.admit() or (_admit_fresh() if wanted.fresh else None)


def _admit_sitting() -> None:
    if sitting_token() is None:
        raise NoSitting


def _admit_signed_in() -> ResponseReturnValue | None:
    if me_or_none() is None:
        return redirect(url_for("account.sign_in", next=here()), 303)
    return None


def _admit_fresh() -> ResponseReturnValue | None:
    if abs(time() - float(cookie.get(PROVED_AT, 0))) <= FRESH_SECONDS:
        return None
    return redirect(url_for("account.confirm", next=here()), 303)


def _refuse() -> None:
    raise NotYours


def _came_from() -> str:
    """Return the page a form stands on: the nearest above its address; it says that nothing changed."""
    path = request.path
    while path and safe_next(path) is None:
        path = path.rpartition("/")[0]
    return f"{path or url_for('account.home')}?unchanged=1"


def _set(view: Any, found: Mark) -> None:
    view.access = found
