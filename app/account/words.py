"""Name roles, and what is noted about accounts, in both languages."""

from collections.abc import Iterable

from flask_babel import lazy_gettext

from app.config import ROLES
from app.web import trail

ROLE_WORDS = {
    "manager": lazy_gettext("manager"),
    "trainer": lazy_gettext("trainer"),
    "admin": lazy_gettext("administrator"),
}
ROLE_MEANS = {
    "manager": lazy_gettext("Manager: invites teams and sees their figures"),
    "trainer": lazy_gettext("Trainer: works on the questions"),
    "admin": lazy_gettext("Administrator: decides who has an account"),
}

trail.tell(
    {
        "account made": lazy_gettext("took an invitation and made an account"),
        "invited": lazy_gettext("invited"),
        "invitation withdrawn": lazy_gettext("took an invitation back"),
        "roles changed": lazy_gettext("changed the roles"),
        "suspended": lazy_gettext("suspended the account"),
        "reactivated": lazy_gettext("let the account sign in again"),
        "password changed": lazy_gettext("changed their password"),
        "password reset": lazy_gettext("set a new password by a link"),
        "second factor on": lazy_gettext("set up a second factor"),
        "second factor off": lazy_gettext("took a second factor off"),
        "recovery code used": lazy_gettext("signed in by a recovery code"),
        "recovery codes made": lazy_gettext("made new recovery codes"),
        "signed out everywhere": lazy_gettext("signed out everywhere"),
    },
    ROLE_WORDS,
)


def said_roles(roles: Iterable[str]) -> str:
    """Name some roles in one line, always in the same order."""
    wanted = set(roles)
    return ", ".join(str(ROLE_WORDS[role]) for role in ROLES if role in wanted)
