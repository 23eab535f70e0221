"""Show one's own account, and change what is one's own."""

from flask import redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.account import security
from app.account.forms import TOO_OFTEN, WRONG_PASSWORD, ChangePasswordForm, LanguageForm
from app.account.views import account
from app.account.words import said_roles
from app.store import accounts, audit
from app.web import access, limits, mail, navigation
from app.web.ground import ground, session

navigation.add("account.home", lazy_gettext("Your account"))


@account.get("")
@access.account
def home() -> ResponseReturnValue:
    """Show one's own account."""
    return _home(LanguageForm(tongue=access.me().language))


@account.post("/language")
@access.account
@access.writes
def choose_language() -> ResponseReturnValue:
    """Choose the language of one's e-mails."""
    form = LanguageForm()
    if not form.validate():
        return _home(form), 422
    accounts.set_language(session(), access.me().id, form.tongue.data)
    session().commit()
    return redirect(url_for(".home"), 303)


@account.get("/password")
@access.account
def password() -> ResponseReturnValue:
    """Ask for the password and a new one."""
    return render_template("account/password.html", form=ChangePasswordForm())


@account.post("/password")
@access.account
@access.writes
def change_password() -> ResponseReturnValue:
    """Change the password, which signs every other browser out."""
    form, me = ChangePasswordForm(), access.me()
    form.owner = me.email
    if not form.validate():
        return render_template("account/password.html", form=form), 422
    if not limits.may_try(f"signed in {me.email}"):
        form.complain("password", TOO_OFTEN)
        return render_template("account/password.html", form=form), 429
    with ground.database.reading() as reading:
        proved = security.proved(reading, me.email, form.text("password"))
    if proved is None:
        form.complain("password", WRONG_PASSWORD)
        return render_template("account/password.html", form=form), 422
    # Hashed before the first write: it takes long, and others wait to write.
    hashed = security.hashed(form.text("new_password"))
    found = accounts.find(session(), me.id, lock=True)
    accounts.set_password(session(), found, hashed)
    audit.note(session(), me, "password changed", me.email)
    session().commit()
    security.sign_in(found, "password")
    tell_of_change(found)
    return render_template("account/password-changed.html", again=False)


@account.post("/sign-out-everywhere")
@access.account
@access.writes
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of one's account, this one too."""
    me = access.me()
    accounts.sign_out_everywhere(session(), accounts.find(session(), me.id, lock=True))
    audit.note(session(), me, "signed out everywhere", me.email)
    session().commit()
    cookie.clear()
    return redirect(url_for(".sign_in"), 303)


def tell_of_change(changed: accounts.Account) -> None:
    """Tell somebody by e-mail that their password changed; it did, whether that arrives or not."""
    mail.send_soon(mail.written(changed.email, changed.language, "account/mail/password-changed"))


def _home(form: LanguageForm) -> str:
    me = access.me()
    return render_template("account/home.html", form=form, roles=said_roles(me.roles))
