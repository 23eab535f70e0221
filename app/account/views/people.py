"""Decide who has an account, as an administrator: invite, give and take roles, suspend, let in again."""

from time import time

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from app.account import invite as inviting
from app.account.forms import InviteForm, RolesForm
from app.account.views import account
from app.account.words import ROLE_MEANS, said_roles
from app.quiz.text import Language
from app.store import accounts, audit, invitations
from app.store.accounts import ADMIN, Account
from app.web import access, mail, navigation
from app.web.ground import session
from app.web.links import NUMBER

# A larger number PostgreSQL takes for no id at all.

LAST = lazy_gettext("This is the last administrator who can sign in. Make somebody else one first.")
KNOWN = lazy_gettext("There is an account with this address already. Change its roles instead.")

navigation.add("account.people", lazy_gettext("Accounts"), ADMIN)


@account.get("/people")
@access.role(ADMIN)
def people() -> ResponseReturnValue:
    """List all accounts, and the invitations that nobody has taken yet."""
    return render_template(
        "account/people.html",
        everybody=accounts.every(session()),
        invited=invitations.every(session(), int(time())),
        said_roles=said_roles,
        role_names=accounts.role_names,
    )


@account.get("/people/invite")
@access.role(ADMIN)
@access.fresh
def invite() -> ResponseReturnValue:
    """Ask whom to invite, as what."""
    return _asking(InviteForm())


@account.post("/people/invite")
@access.role(ADMIN)
@access.fresh
@access.writes
def send_invitation() -> ResponseReturnValue:
    """Invite somebody by e-mail."""
    form = InviteForm()
    if not form.validate():
        return _asking(form), 422
    if accounts.called(session(), form.text("email")):
        form.complain("email", KNOWN)
        return _asking(form), 422
    return _invite(form.text("email"), form.roles.data or (), form.tongue.data)


@account.post(f"/people/invitations/<{NUMBER}:invitation_id>/again")
@access.role(ADMIN)
@access.fresh
@access.writes
def invite_again(invitation_id: int) -> ResponseReturnValue:
    """Send an invitation again, with a new link."""
    found = invitations.find(session(), invitation_id)
    return _invite(found.email, found.roles, found.language)


@account.post(f"/people/invitations/<{NUMBER}:invitation_id>/withdraw")
@access.role(ADMIN)
@access.fresh
@access.writes
def withdraw_invitation(invitation_id: int) -> ResponseReturnValue:
    """Take an invitation back: its link is void."""
    found = invitations.find(session(), invitation_id)
    invitations.end(session(), found.id)
    audit.note(session(), access.me(), "invitation withdrawn", found.email)
    session().commit()
    return redirect(url_for(".people"), 303)


@account.get(f"/people/<{NUMBER}:account_id>")
@access.role(ADMIN)
@access.fresh
def one(account_id: int) -> ResponseReturnValue:
    """Show one account, and what can be changed about it."""
    found = accounts.find(session(), account_id)
    return _one(found, RolesForm(roles=sorted(accounts.role_names(found))))


@account.post(f"/people/<{NUMBER}:account_id>/roles")
@access.role(ADMIN)
@access.fresh
@access.writes
def change_roles(account_id: int) -> ResponseReturnValue:
    """Give and take roles; whoever is signed in has them at the next page."""
    others = accounts.other_administrators(session(), account_id)
    found = accounts.find(session(), account_id, lock=True)
    form = RolesForm()
    if not form.validate():
        return _one(found, form), 422
    before, after = accounts.role_names(found), set(form.roles.data or ())
    if ADMIN not in after and not others and _rules(found):
        return _refuse(found, form, LAST)
    accounts.set_roles(session(), found, after)
    old, new = (", ".join(sorted(roles)) for roles in (before, after))
    audit.note(session(), access.me(), "roles changed", found.email, old, new)
    session().commit()
    return _changed(found)


@account.post(f"/people/<{NUMBER}:account_id>/suspend")
@access.role(ADMIN)
@access.fresh
@access.writes
def suspend(account_id: int) -> ResponseReturnValue:
    """Suspend an account: it is signed out everywhere, at once."""
    others = accounts.other_administrators(session(), account_id)
    found = accounts.find(session(), account_id, lock=True)
    if not others and _rules(found):
        return _refuse(found, RolesForm(formdata=None, roles=sorted(accounts.role_names(found))), LAST)
    accounts.set_active(session(), found, active=False)
    audit.note(session(), access.me(), "suspended", found.email)
    session().commit()
    return _changed(found)


@account.post(f"/people/<{NUMBER}:account_id>/reactivate")
@access.role(ADMIN)
@access.fresh
@access.writes
def reactivate(account_id: int) -> ResponseReturnValue:
    """Let a suspended account sign in again."""
    found = accounts.find(session(), account_id, lock=True)
    accounts.set_active(session(), found, active=True)
    audit.note(session(), access.me(), "reactivated", found.email)
    session().commit()
    return _changed(found)


@account.post(f"/people/<{NUMBER}:account_id>/second-factor-off")
@access.role(ADMIN)
@access.fresh
@access.writes
def take_second_factor_off(account_id: int) -> ResponseReturnValue:
    """Take off the second factor of somebody who lost their phone and their codes."""
    found = accounts.find(session(), account_id, lock=True)
    accounts.set_second_factor(session(), found, None)
    audit.note(session(), access.me(), "second factor off", found.email)
    session().commit()
    return _changed(found)


def _rules(found: Account) -> bool:
    """Tell whether an account is an administrator who can sign in."""
    return found.active and ADMIN in accounts.role_names(found)


def _changed(found: Account) -> ResponseReturnValue:
    # Whoever changed their own account may be no administrator any more.
    return redirect(url_for(".home" if found.id == access.me().id else ".people"), 303)


def _invite(email: str, roles: tuple[str, ...] | list[str], language: Language) -> ResponseReturnValue:
    """Keep an invitation, then send it; where that fails it is kept all the same."""
    link = inviting.invite(access.me(), email, roles, language)
    try:
        inviting.send(email, roles, language, link)
        sent = True
    except mail.MailAway:
        sent = False
    told = render_template("account/invited.html", email=email, sent=sent, mailed=mail.is_set())
    return told, 200 if sent else 503


def _asking(form: InviteForm) -> str:
    return render_template("account/invite.html", form=form, role_means=ROLE_MEANS)


def _one(found: Account, form: RolesForm) -> str:
    return render_template("account/one.html", found=found, form=form, role_means=ROLE_MEANS)


def _refuse(found: Account, form: RolesForm, why: LazyString) -> ResponseReturnValue:
    form.complain("roles", why)
    return _one(found, form), 422
