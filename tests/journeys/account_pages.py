"""Name every page of accounts, and how one comes there."""

from collections.abc import Mapping
from itertools import count

from tests.journeys.office import PASSWORD
from tests.journeys.ways import Arrive, Way

NUMBERS = count()


def as_one(path: str, who: str) -> Arrive:
    """Open an address as one of those with an account."""
    return lambda way: way.go(path, getattr(way.office, who))


def wrong(arrive: Arrive, button: str) -> Arrive:
    """Send a page's form as it came, though it is not complete."""

    def sent(way: Way) -> None:
        arrive(way)
        way.press(button)

    return sent


def _sign_in(way: Way) -> None:
    way.go("/account/sign-in")


def _wrong_password(way: Way) -> None:
    _sign_in(way)
    way.fill("E-mail address", "nobody@example.org")
    way.fill("Password", "not what it is at all")
    way.press("Sign in")


def _code(way: Way) -> None:
    _sign_in(way)
    way.fill("E-mail address", way.office.careful.email)
    way.fill("Password", PASSWORD)
    way.press("Sign in")
    way.page.wait_for_url("**/code*")


def _recovery_code(way: Way) -> None:
    _code(way)
    way.page.goto("/account/recovery-code")


def _recovery_codes(way: Way) -> None:
    way.go("/account/second-factor", way.office.careful)
    way.press("Make new recovery codes")


def _welcome(way: Way) -> None:
    way.go(way.office.invited(f"invited-{next(NUMBERS)}@example.org", "trainer"))


def _new_password(way: Way) -> None:
    way.go(way.office.reset_link())


def _changed_by_link(way: Way) -> None:
    _new_password(way)
    way.fill("New password", PASSWORD)
    way.press("Set the new password")


def _changed(way: Way) -> None:
    way.go("/account/password", way.office.again(way.office.forgetful))
    way.fill("Current password", PASSWORD)
    way.fill("New password", PASSWORD)
    way.press("Change the password")


def _link_sent(way: Way) -> None:
    way.go("/account/forgotten")
    way.fill("E-mail address", "somebody@example.org")
    way.press("Send the link")


def _invited(way: Way) -> None:
    way.go("/account/people/invite", way.office.admin)
    way.fill("E-mail address", "late@example.org")
    way.page.get_by_role("checkbox").first.check()
    way.page.get_by_role("radio").first.check()
    way.press("Send the invitation")


def _one(who: str) -> Arrive:
    def arrive(way: Way) -> None:
        found = getattr(way.office, who)
        way.go(way.office.admin.account_of(found.email), way.office.admin)

    return arrive


def _not_yours(way: Way) -> None:
    way.go("/account/people", way.office.manager)


PAGES: Mapping[str, Arrive] = {
    "account/sign-in": _sign_in,
    "account/sign-in, wrong": wrong(_sign_in, "Sign in"),
    "account/sign-in, wrong, as a password may be": _wrong_password,
    "account/code": _code,
    "account/code, wrong": wrong(_code, "Sign in"),
    "account/recovery-code": _recovery_code,
    "account/recovery-code, wrong": wrong(_recovery_code, "Sign in"),
    "account/recovery-codes": _recovery_codes,
    "account/second-factor": as_one("/account/second-factor", "careful"),
    "account/set-up": as_one("/account/second-factor", "beginner"),
    "account/set-up, wrong": wrong(as_one("/account/second-factor", "beginner"), "Turn it on"),
    "account/home": as_one("/account", "manager"),
    "account/home, of an administrator": as_one("/account", "admin"),
    "account/password": as_one("/account/password", "manager"),
    "account/password, wrong": wrong(as_one("/account/password", "manager"), "Change the password"),
    "account/password-changed": _changed,
    "account/password-changed, by a link": _changed_by_link,
    "account/confirm": as_one("/account/confirm", "manager"),
    "account/confirm, wrong": wrong(as_one("/account/confirm", "manager"), "Go on"),
    "account/forgotten": lambda way: way.go("/account/forgotten"),
    "account/forgotten, wrong": wrong(lambda way: way.go("/account/forgotten"), "Send the link"),
    "account/link-sent": _link_sent,
    "account/link-gone": lambda way: way.go("/account/invitation/used"),
    "account/new-password": _new_password,
    "account/new-password, wrong": wrong(_new_password, "Set the new password"),
    "account/welcome": _welcome,
    "account/welcome, wrong": wrong(_welcome, "Make my account"),
    "account/people": as_one("/account/people", "admin"),
    "account/invite": as_one("/account/people/invite", "admin"),
    "account/invite, wrong": wrong(as_one("/account/people/invite", "admin"), "Send the invitation"),
    "account/invited": _invited,
    "account/one": _one("careful"),
    "account/one, suspended": _one("suspended"),
    "account/trail": as_one("/account/trail", "admin"),
    "error, 403 with an account": _not_yours,
}
