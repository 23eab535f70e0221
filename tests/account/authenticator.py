"""Be the authenticator on somebody's phone."""

from time import time

from passlib.totp import TOTP

from tests.client import Client, Page

STEP = 30


class Phone:
    """Make the codes of one secret."""

    def __init__(self, key: str) -> None:
        self._totp = TOTP(key=key.replace("-", "").replace(" ", ""))

    def code(self, steps: int = 1) -> str:
        """Return the code of some steps of half a minute later: the next by default, which is taken too."""
        return str(self._totp.generate(time() + steps * STEP).token)


def scan(page: Page) -> Phone:
    """Take the secret from the page that shows it."""
    (key,) = (word for word in page.text.split() if word.count("-") >= 5)
    return Phone(key)


def set_up(client: Client) -> tuple[Phone, list[str]]:
    """Set up a second factor for whoever is signed in; return the phone and the recovery codes."""
    page = client.get("/account/second-factor")
    phone = scan(page)
    shown = client.post("/account/second-factor", {"code": phone.code(0)})
    assert shown.status == 200, shown.text
    return phone, [code.text or "" for code in shown.tree.iter("code")]
