"""Invite somebody: a secret link by e-mail, good once, that makes an account."""

from collections.abc import Collection
from datetime import date, timedelta
from time import time

from app.account.words import said_roles
from app.quiz.text import Language
from app.store import audit, invitations
from app.store.accounts import ADMIN
from app.store.audit import Who
from app.web import mail
from app.web.ground import session
from app.web.links import absolute

GOOD_FOR = timedelta(days=7)
FIRST_GOOD_FOR = timedelta(hours=1)


def invite(who: Who | None, email: str, roles: Collection[str], language: Language) -> str:
    """Make an invitation, keep it, and return its link; an earlier one of the same address is void."""
    token = invitations.invite(session(), email, roles, language, date.today(), _until(GOOD_FOR))
    audit.note(session(), who, "invited", email, new=", ".join(sorted(roles)))
    session().commit()
    return absolute("account.invitation", token=token)


def invite_first() -> str:
    """Make the first administrator's invitation and return its link; an earlier one is void."""
    token = invitations.invite(session(), "", [ADMIN], "en", date.today(), _until(FIRST_GOOD_FOR))
    session().commit()
    return absolute("account.invitation", token=token)


def send(email: str, roles: Collection[str], language: Language, link: str) -> None:
    """Send the link of an invitation; raise MailAway."""
    mail.send(
        email,
        language,
        "account/mail/invitation",
        link=link,
        said_roles=said_roles,
        roles=roles,
        day=date.today() + GOOD_FOR,
    )


def _until(good_for: timedelta) -> int:
    return int(time() + good_for.total_seconds())
