"""Set a second factor up, take it off, and make recovery codes."""

from flask import redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from app.account import security
from app.account.forms import TOO_OFTEN, WRONG_CODE, CodeForm
from app.account.views import account
from app.quiz.bank import Absent
from app.store import accounts, audit
from app.web import access, limits
from app.web.ground import ground, session
from app.web.headers import picture

SETTING_UP = "totp"
"""Under this name the session keeps the secret, encrypted, until its first code proves that it arrived."""


@account.get("/second-factor")
@access.signed_in
@access.fresh
def second_factor() -> ResponseReturnValue:
    """Show the second factor, or how to set it up."""
    me = access.me()
    if not me.has_second_factor:
        cookie.setdefault(SETTING_UP, security.new_totp_secret())
        return _setting_up(CodeForm())
    with ground.database.reading() as reading:
        codes = accounts.find(reading, me.id).mf_recovery_codes or ()
    needed = bool(me.roles & ground.config.must_have_second_factor)
    return render_template("account/second-factor.html", left=len(codes), needed=needed)


@account.get("/second-factor/code.svg")
@access.signed_in
@access.fresh
def second_factor_code() -> ResponseReturnValue:
    """Draw the secret as a QR code, for the authenticator on one's phone."""
    from app.reports.qr import qr_code

    return picture(qr_code(_uri_and_key()[0]), private=True)


@account.post("/second-factor")
@access.signed_in
@access.fresh
@access.writes
def set_second_factor() -> ResponseReturnValue:
    """Set the second factor up, once a code has proved that the phone has the secret."""
    form, me = CodeForm(), access.me()
    if SETTING_UP not in cookie or me.has_second_factor:
        return redirect(url_for(".second_factor"), 303)
    if not form.validate():
        return _setting_up(form), 422
    if not limits.may_try(f"signed in {me.email}"):
        form.complain("code", TOO_OFTEN)
        return _setting_up(form), 429
    found = accounts.find(session(), me.id, lock=True)
    secret = cookie[SETTING_UP]
    if not security.takes_code(found, form.text("code"), secret):
        form.complain("code", WRONG_CODE)
        return _setting_up(form), 422
    counter = found.tf_last_counter
    accounts.set_second_factor(session(), found, secret)
    found.tf_last_counter = counter
    codes = security.new_recovery_codes(found)
    audit.note(session(), me, "second factor on", me.email)
    session().commit()
    # This browser has just shown the second factor; every other one has to.
    security.sign_in(found, "password", "authenticator")
    return render_template("account/recovery-codes.html", codes=codes)


@account.post("/second-factor/off")
@access.account
@access.fresh
@access.writes
def second_factor_off() -> ResponseReturnValue:
    """Take the second factor off; a role that needs one asks for a new one at once."""
    me = access.me()
    found = accounts.find(session(), me.id, lock=True)
    accounts.set_second_factor(session(), found, None)
    audit.note(session(), me, "second factor off", me.email)
    session().commit()
    security.sign_in(found, "password")
    return redirect(url_for(".home"), 303)


@account.post("/recovery-codes")
@access.account
@access.fresh
@access.writes
def make_recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes and show them, once."""
    me = access.me()
    found = accounts.find(session(), me.id, lock=True)
    if not found.tf_totp_secret:
        return redirect(url_for(".second_factor"), 303)
    codes = security.new_recovery_codes(found)
    audit.note(session(), me, "recovery codes made", me.email)
    session().commit()
    return render_template("account/recovery-codes.html", codes=codes)


def _setting_up(form: CodeForm) -> str:
    needed = access.lacks_second_factor(access.me())
    return render_template("account/set-up.html", form=form, key=_uri_and_key()[1], needed=needed)


def _uri_and_key() -> tuple[str, str]:
    secret = cookie.get(SETTING_UP)
    if secret is None:
        raise Absent
    return security.totp_setup(secret, access.me().email)
