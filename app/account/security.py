"""Stand on Flask-Security: how passwords are hashed, codes are checked and people are signed in.

Its pages are not used: a page here says what is wrong at its field, in both languages, answers with the
status that fits, and commits once. What guards an account is Flask-Security's, Flask-Login's and passlib's.
"""

import hmac
from base64 import b64encode, urlsafe_b64encode
from datetime import timedelta
from secrets import token_bytes
from typing import Any

from flask import Flask, current_app
from flask import session as cookie
from flask_security import (
    Security,
    SQLAlchemySessionUserDatastore,
    Totp,
    check_and_get_token_status,
    hash_password,
    login_user,
    verify_password,
)
from werkzeug.local import LocalProxy

from app.account.passwords import Passwords
from app.config import Config
from app.store import accounts
from app.store.account_sessions import UNIQUIFIER
from app.store.accounts import Account, Role
from app.store.session import Session
from app.web.ground import session
from app.web.signed_in import CODE_DUE

RESET_WITHIN = timedelta(hours=2)
CLOCK_SKEW = 30
"""How many seconds the clock of somebody's phone may be off."""


MEMORY, TIME, LANES = "argon2__memory_cost", "argon2__time_cost", "argon2__parallelism"
COSTS = {MEMORY: 19 * 1024, TIME: 2, LANES: 1}
"""OWASP's least for argon2id: many who try passwords at once must not fill the machine. Memory in KiB."""


class LinkGone(Exception):
    """Say that the secret of a link is no longer good, or never was."""


class OnceOnly(Totp):
    """Let each code of a second factor be good once."""

    def get_last_counter(self, user: Account) -> int | None:  # type: ignore[override]  # ours are accounts
        """Return where the last code that was taken stands in time."""
        return user.tf_last_counter

    def set_last_counter(self, user: Account, tmatch: Any) -> None:  # type: ignore[override]  # as above
        """Remember where the code that was taken stands in time."""
        user.tf_last_counter = tmatch.counter


def init_app(app: Flask, config: Config) -> None:
    """Set Flask-Security up, and keep it off the pages of those who have no account."""
    app.config.from_mapping(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106  -- the name of a method
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_SINGLE_HASH=True,
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=COSTS,
        SECURITY_PASSWORD_NORMALIZE_FORM="NFKC",  # noqa: S106  -- as above
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_FLASH_MESSAGES=False,
        SECURITY_MULTI_FACTOR_RECOVERY_CODES=True,
        SECURITY_MULTI_FACTOR_RECOVERY_CODES_N=8,
        SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS=[urlsafe_b64encode(_key(config, "recovery codes"))],
        SECURITY_TOTP_SECRETS={"1": _key(config, "second factor").hex()},
        SECURITY_TOTP_ISSUER=config.name_en,
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
        SESSION_PROTECTION=None,
    )
    datastore = SQLAlchemySessionUserDatastore(
        LocalProxy(lambda: session().mapped()),  # type: ignore[arg-type]  # a proxy acts as what it stands for
        Account,
        Role,
    )
    security = Security(
        app, datastore, register_blueprint=False, password_util_cls=Passwords, totp_cls=OnceOnly
    )
    # They ask at every request and every page who is signed in: a page of somebody without an account
    # has no time for that, and here the marks of access ask.
    app.before_request_funcs[None].remove(security.principal._on_before_request)
    app.after_request_funcs[None].remove(security.login_manager._update_remember_cookie)
    app.template_context_processors[None][:] = [
        processor
        for processor in app.template_context_processors[None]
        if not processor.__module__.startswith("flask_login")
    ]


def proved(reading: Session, email: str, password: str) -> Account | None:
    """Return the account that an address and a password belong to, if it may sign in.

    It takes as long where there is none.
    """
    found = accounts.called(reading, email)
    right = verify_password(normalised(password), found.password if found else _of_nobody())
    return found if found and right and found.active else None


def hashed(password: str) -> str:
    """Hash a password to be kept."""
    return str(hash_password(normalised(password)))


def normalised(password: str) -> str:
    """Write a password in the one way in which it is hashed."""
    return str(security().password_util.normalize(password))


def sign_in(account: Account, *authn_via: str) -> None:
    """Sign an account in; its session gets a new key, and nothing of whoever was there before."""
    if cookie.get(UNIQUIFIER) != account.fs_uniquifier:
        cookie.clear()
    for name in (CODE_DUE, "csrf_token"):
        cookie.pop(name, None)
    login_user(account, remember=False, authn_via=list(authn_via))
    # Flask-Login notes a hash of the network address, for a comparison that is off here.
    for name in ("_id", "_fresh", "fs_cc"):
        cookie.pop(name, None)


def reset_token(uniquifier: str) -> str:
    """Make the secret of a link that sets a new password; it is void once the password changed."""
    return str(security().reset_serializer.dumps(uniquifier))


def reset_by(reading: Session, token: str, *, lock: bool = False) -> Account:
    """Return the account whose password the secret of a link may set; raise LinkGone."""
    expired, invalid, uniquifier = check_and_get_token_status(token, "reset", RESET_WITHIN)
    found = None if expired or invalid else accounts.signed_as(reading, str(uniquifier), lock=lock)
    if found is None:
        raise LinkGone
    return found


def new_totp_secret() -> str:
    """Make the secret of a second factor, encrypted."""
    return str(security().totp_factory.generate_totp_secret())


def totp_setup(totp_secret: str, email: str) -> tuple[str, str]:
    """Return what an authenticator needs: the address its QR code holds, and the key to type instead."""
    factory = security().totp_factory
    return str(factory.get_totp_uri(email, totp_secret)), str(factory.get_totp_pretty_key(totp_secret))


def new_recovery_codes(account: Account) -> list[str]:
    """Make new recovery codes, which replace those there were; they are kept encrypted."""
    return list(security().mf_recovery_codes_util.create_recovery_codes(account))


def takes_code(account: Account, code: str, totp_secret: str | None = None) -> bool:
    """Tell whether a code of an authenticator is right; one that was taken is not good again."""
    secret = totp_secret or account.tf_totp_secret
    digits = "".join(code.split())
    return bool(secret) and bool(
        security().totp_factory.verify_totp(digits, str(secret), account, window=CLOCK_SKEW)
    )


def takes_recovery_code(account: Account, code: str) -> bool:
    """Tell whether a recovery code is right, and take it off the list."""
    codes = security().mf_recovery_codes_util.get_recovery_codes(account)
    if code.strip().lower() not in codes:
        return False
    accounts.spend_recovery_code(account, codes.index(code.strip().lower()))
    return True


def security() -> Security:
    """Return this application's Flask-Security."""
    found: Security = current_app.extensions["security"]
    return found


def _of_nobody() -> str:
    """Make up a hash that no password has, and that takes as long to compare as any other."""
    salt, digest = (b64encode(token_bytes(size)).decode().rstrip("=") for size in (16, 32))
    cost = ",".join(f"{name}={COSTS[word]}" for name, word in (("m", MEMORY), ("t", TIME), ("p", LANES)))
    return f"$argon2id$v=19${cost}${salt}${digest}"


def _key(config: Config, purpose: str) -> bytes:
    return hmac.digest(config.secret().encode(), purpose.encode(), "sha256")
