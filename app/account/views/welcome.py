"""Redeem the links that come by e-mail: an invitation, and a new password for one that was forgotten.

Opening such a link changes nothing, for mail scanners open links; the form on its page does.
"""

from datetime import date
from time import time

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.account import security
from app.account.forms import TOO_OFTEN, FirstForm, ForgottenForm, NewPasswordForm
from app.account.security import LinkGone
from app.account.views import account
from app.account.views.own import tell_of_change
from app.account.words import said_roles
from app.store import accounts, audit, invitations
from app.store.invitations import Invitation
from app.store.session import Session
from app.web import access, limits, mail
from app.web.ground import ground, session
from app.web.language import language
from app.web.links import absolute


@account.get("/forgotten")
@access.anyone
def forgotten() -> ResponseReturnValue:
    """Ask whose password was forgotten."""
    return render_template("account/forgotten.html", form=ForgottenForm())


@account.post("/forgotten")
@access.anyone
@access.writes
def send_link() -> ResponseReturnValue:
    """Send a link that sets a new password; the answer is the same whether the account exists or not."""
    form = ForgottenForm()
    if not form.validate():
        return render_template("account/forgotten.html", form=form), 422
    email = form.text("email")
    if not limits.may_try(f"forgotten {email}"):
        form.complain("email", TOO_OFTEN)
        return render_template("account/forgotten.html", form=form), 429
    with ground.database.reading() as reading:
        found = accounts.called(reading, email)
    # Written for nobody too, and sent after the answer: neither its words nor its time tell who has one.
    uniquifier = found.fs_uniquifier if found else accounts.new_uniquifier()
    link = absolute("account.new_password", token=security.reset_token(uniquifier))
    tongue = found.language if found else language()
    message = mail.written(email, tongue, "account/mail/new-password", link=link)
    if found and found.active:
        mail.send_soon(message)
    return render_template("account/link-sent.html", email=email, mailed=mail.is_set())


@account.get("/new-password/<token>")
@access.anyone
def new_password(token: str) -> ResponseReturnValue:
    """Show the form by which the link sets a new password."""
    with ground.database.reading() as reading:
        found = security.reset_by(reading, token)
    return render_template("account/new-password.html", form=NewPasswordForm(), email=found.email)


@account.post("/new-password/<token>")
@access.anyone
@access.writes
def set_new_password(token: str) -> ResponseReturnValue:
    """Set a new password, which signs the account out everywhere and voids the link."""
    with ground.database.reading() as reading:
        found = security.reset_by(reading, token)
    form = NewPasswordForm()
    form.owner = found.email
    if not form.validate():
        return render_template("account/new-password.html", form=form, email=found.email), 422
    hashed = security.hashed(form.text("new_password"))
    found = security.reset_by(session(), token, lock=True)
    accounts.set_password(session(), found, hashed)
    audit.note(session(), found, "password reset", found.email)
    session().commit()
    tell_of_change(found)
    return render_template("account/password-changed.html", again=True)


@account.get("/invitation/<token>")
@access.anyone
def invitation(token: str) -> ResponseReturnValue:
    """Show the form by which an invitation is taken."""
    with ground.database.reading() as reading:
        found = _opened(reading, token)
    return _welcome(found, _form_for(found))


@account.post("/invitation/<token>")
@access.anyone
@access.writes
def take_invitation(token: str) -> ResponseReturnValue:
    """Make the account that an invitation promises, and sign it in."""
    with ground.database.reading() as reading:
        found = _opened(reading, token)
    form = _form_for(found)
    form.owner = found.email or form.text("email")
    if not form.validate():
        return _welcome(found, form), 422
    email = found.email or form.text("email")
    hashed = security.hashed(form.text("new_password"))
    found = _opened(session(), token, lock=True)
    if accounts.called(session(), email):
        raise LinkGone
    made = accounts.make(session(), email, hashed, found.roles, language(), date.today())
    invitations.end(session(), found.id)
    audit.note(session(), made, "account made", email, new=", ".join(found.roles))
    session().commit()
    security.sign_in(made, "password")
    return redirect(url_for(".home"), 303)


@account.errorhandler(LinkGone)
def link_gone(_error: LinkGone) -> ResponseReturnValue:
    """Say that a link was used, or that its time is over."""
    return render_template("account/link-gone.html"), 410


def _opened(reading: Session, token: str, *, lock: bool = False) -> Invitation:
    """Find an invitation that is still good; the first administrator's is so while there is no account."""
    found = invitations.opened(reading, token, int(time()), lock=lock)
    if found is None or not (found.email or accounts.nobody_yet(reading)):
        raise LinkGone
    return found


def _form_for(found: Invitation) -> NewPasswordForm:
    return NewPasswordForm() if found.email else FirstForm()


def _welcome(found: Invitation, form: NewPasswordForm) -> str:
    return render_template(
        "account/welcome.html", form=form, email=found.email, roles=said_roles(found.roles)
    )
