"""Sign in with a password, and a code where there is a second factor; stay, and sign out."""

from collections.abc import Callable, Collection

from flask import redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import LazyString

from app.account import security
from app.account.forms import (
    TOO_OFTEN,
    WRONG,
    WRONG_CODE,
    WRONG_PASSWORD,
    WRONG_RECOVERY_CODE,
    CodeForm,
    ConfirmForm,
    SignInForm,
)
from app.account.views import account
from app.store import accounts, audit
from app.store.accounts import Account
from app.store.addresses import normalised
from app.web import access, limits
from app.web.ground import ground, session
from app.web.navigation import places
from app.web.signed_in import CODE_DUE


@account.get("/sign-in")
@access.anyone
def sign_in() -> ResponseReturnValue:
    """Ask who one is, unless that is known."""
    if known := access.me_or_none():
        return _onwards(known.roles)
    return render_template("account/sign-in.html", form=SignInForm())


@account.post("/sign-in")
@access.anyone
@access.writes
def try_sign_in() -> ResponseReturnValue:
    """Sign in by a password; the answer is the same whether the account exists or not."""
    form = SignInForm()
    if not form.validate():
        return render_template("account/sign-in.html", form=form), 422
    if not limits.may_try(normalised(form.text("email"))):
        form.complain("email", TOO_OFTEN)
        return render_template("account/sign-in.html", form=form), 429
    with ground.database.reading() as reading:
        found = security.proved(reading, form.text("email"), form.text("password"))
    if found is None:
        form.complain("email", WRONG)
        return render_template("account/sign-in.html", form=form), 422
    if found.tf_totp_secret:
        cookie[CODE_DUE] = found.fs_uniquifier
        return redirect(url_for(".code", next=request.args.get("next")), 303)
    security.sign_in(found, "password")
    return _onwards(accounts.role_names(found))


@account.get("/code")
@access.anyone
def code() -> ResponseReturnValue:
    """Ask for the code of the second factor, once the password was right."""
    if _due() is None:
        return _again()
    return render_template("account/code.html", form=CodeForm())


@account.post("/code")
@access.anyone
@access.writes
def try_code() -> ResponseReturnValue:
    """Sign in by the code of the second factor."""
    return _try("account/code.html", security.takes_code, WRONG_CODE)


@account.get("/recovery-code")
@access.anyone
def recovery_code() -> ResponseReturnValue:
    """Ask for a recovery code, where the phone is lost."""
    if _due() is None:
        return _again()
    return render_template("account/recovery-code.html", form=CodeForm())


@account.post("/recovery-code")
@access.anyone
@access.writes
def try_recovery_code() -> ResponseReturnValue:
    """Sign in by a recovery code, which is then spent."""
    return _try("account/recovery-code.html", _spends, WRONG_RECOVERY_CODE)


@account.post("/stay")
@access.signed_in
def stay() -> ResponseReturnValue:
    """Stay signed in: to have come here is enough."""
    return redirect(access.safe_next(request.form.get("next")) or url_for(".home"), 303)


@account.post("/sign-out")
@access.anyone
def sign_out() -> ResponseReturnValue:
    """Sign out: the session is deleted, and a copy of its cookie is worth nothing."""
    cookie.clear()
    return redirect(url_for(".sign_in"), 303)


@account.get("/confirm")
@access.signed_in
def confirm() -> ResponseReturnValue:
    """Ask for the password once more, before something that matters."""
    return render_template("account/confirm.html", form=ConfirmForm())


@account.post("/confirm")
@access.signed_in
@access.writes
def try_confirm() -> ResponseReturnValue:
    """Take the password, and go on to what one wanted to do."""
    form = ConfirmForm()
    if not form.validate():
        return render_template("account/confirm.html", form=form), 422
    # Apart from signing in: whoever tries that in vain locks nobody out who is in.
    if not limits.may_try(f"signed in {access.me().email}"):
        form.complain("password", TOO_OFTEN)
        return render_template("account/confirm.html", form=form), 429
    with ground.database.reading() as reading:
        found = security.proved(reading, access.me().email, form.text("password"))
    if found is None:
        form.complain("password", WRONG_PASSWORD)
        return render_template("account/confirm.html", form=form), 422
    security.sign_in(found, "password")
    return _onwards(accounts.role_names(found))


def _try(template: str, takes: Callable[[Account, str], bool], wrong: LazyString) -> ResponseReturnValue:
    """Sign in by what proves it a second time, or say what is wrong."""
    due, form = _due(), CodeForm()
    if due is None:
        return _again()
    if not form.validate():
        return render_template(template, form=form), 422
    if not limits.may_try(due.email):
        form.complain("code", TOO_OFTEN)
        return render_template(template, form=form), 429
    # Locked and read anew, so that of two who send the same code at once only one comes in.
    found = accounts.find(session(), due.id, lock=True)
    if not takes(found, form.text("code")):
        form.complain("code", wrong)
        return render_template(template, form=form), 422
    session().commit()
    security.sign_in(found, "password", "authenticator")
    return _onwards(accounts.role_names(found))


def _spends(found: Account, code: str) -> bool:
    right = security.takes_recovery_code(found, code)
    if right:
        audit.note(session(), found, "recovery code used", found.email)
    return right


def _due() -> Account | None:
    """Return the account whose password was right and whose code is due."""
    with ground.database.reading() as reading:
        return accounts.signed_as(reading, str(cookie.get(CODE_DUE)))


def _again() -> ResponseReturnValue:
    return redirect(url_for(".sign_in", next=request.args.get("next")), 303)


def _onwards(roles: Collection[str]) -> ResponseReturnValue:
    """Lead to the page that was asked for, else to where one's work is."""
    return redirect(access.safe_next(request.args.get("next")) or url_for(places(roles)[0].endpoint), 303)
