"""Name every page of somebody with an account, and how one comes there."""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import count
from urllib.parse import urlsplit

from app import create_app
from app.account import invite, security
from app.config import Config
from tests.account.authenticator import set_up
from tests.account.people import OTHER, PASSWORD, make, signed_in
from tests.client import Client
from tests.journeys.service import Service
from tests.journeys.way import Arrive, Way
from tests.taker.reading import told

NUMBERS = count()


class Office:
    """Hold a running service's accounts, made beside it in its own database."""

    def __init__(self, service: Service) -> None:
        self._app = create_app(Config(data_dir=service.database.parent))
        self.admin = signed_in(self._app, "admin", "manager", email="marie.tremblay@example.org")
        self.trainer = signed_in(self._app, "trainer", email="jean.bouchard@example.org")
        self.guarded = signed_in(self._app, "manager", email="ada@example.org")
        set_up(self.guarded)
        self.waiting = Client(self._app)
        self.waiting.get("/account/sign-in")
        self.waiting.post("/account/sign-in", {"email": "ada@example.org", "password": PASSWORD})
        self.invitation()

    def invitation(self) -> str:
        """Return the path of an invitation that nobody has taken."""
        with self._app.test_request_context("/", method="POST"):
            email = f"invited.{next(NUMBERS)}@department-of-something.example.org"
            return urlsplit(invite.invite(None, email, ["manager", "admin"], "fr")).path

    def reset(self) -> str:
        """Return the path of a link that sets somebody's password."""
        made = make(self._app, f"forgetful.{next(NUMBERS)}@example.org", "manager")
        with self._app.app_context():
            return f"/account/new-password/{security.reset_token(made)}"


office = cache(Office)
"""Return the office of a service, made the first time somebody asks."""


def at(path: str, who: str = "") -> Arrive:
    """Open an address as somebody of the office, or as nobody."""

    def arrive(way: Way) -> None:
        if who:
            client: Client = getattr(office(way.service), who)
            cookie = {"name": "session", "value": client.cookie("session") or "", "url": way.service.address}
            way.page.context.add_cookies([cookie])  # type: ignore[list-item]
        way.go(path)

    return arrive


def then(arrive: Arrive, press: str, fields: Mapping[str, str] | None = None) -> Arrive:
    """Fill in some fields of a page, by their labels in English, and press a button."""

    def go_on(way: Way) -> None:
        arrive(way)
        for label, text in (fields or {}).items():
            filled = text.replace("#", str(next(NUMBERS)))
            way.page.get_by_label(told(way.language, label), exact=True).fill(filled)
        way.press(press)

    return go_on


def by_link(link: Callable[[Office], str]) -> Arrive:
    """Open a link that came by e-mail."""
    return lambda way: way.go(link(office(way.service)))


def _invited(way: Way) -> None:
    at("/account/people/invite", "admin")(way)
    manager = "Manager: invites teams and sees their figures"
    way.page.get_by_label(told(way.language, manager)).check()
    way.page.get_by_label("English").check()
    way.page.get_by_label(told(way.language, "E-mail address")).fill(f"new.{next(NUMBERS)}@example.org")
    way.press("Send the invitation")


PAGES: dict[str, Arrive] = {
    "sign-in": at("/account/sign-in"),
    "sign-in, wrong": then(at("/account/sign-in"), "Sign in"),
    "code": at("/account/code", "waiting"),
    "code, wrong": then(at("/account/code", "waiting"), "Sign in"),
    "recovery-code": at("/account/recovery-code", "waiting"),
    "confirm": at("/account/confirm", "admin"),
    "home": at("/account", "admin"),
    "password": at("/account/password", "admin"),
    "password, wrong": then(at("/account/password", "admin"), "Change the password"),
    "password-changed": then(by_link(Office.reset), "Set the new password", {"New password": f"{OTHER} #"}),
    "set-up": at("/account/second-factor", "trainer"),
    "set-up, wrong": then(at("/account/second-factor", "trainer"), "Turn it on"),
    "second-factor": at("/account/second-factor", "guarded"),
    "recovery-codes": then(at("/account/second-factor", "guarded"), "Make new recovery codes"),
    "forgotten": at("/account/forgotten"),
    "link-sent": then(at("/account/forgotten"), "Send the link", {"E-mail address": "nobody.#@example.org"}),
    "new-password": by_link(Office.reset),
    "welcome": by_link(Office.invitation),
    "welcome, wrong": then(by_link(Office.invitation), "Make my account"),
    "link-gone": at("/account/invitation/nothing"),
    "people": at("/account/people", "admin"),
    "invite": at("/account/people/invite", "admin"),
    "invite, wrong": then(at("/account/people/invite", "admin"), "Send the invitation"),
    "invited": _invited,
    "one": at("/account/people/1", "admin"),
    "trail": at("/account/trail", "admin"),
    "error, 403 for a role": at("/account/people", "trainer"),
}
"""Each by its template and what is particular about it."""
