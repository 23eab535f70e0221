"""Make the forms of this room; their words stand in the templates, what is wrong with them here."""

from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext
from wtforms import Field, PasswordField, RadioField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from app.account.passwords import LONGEST, fault
from app.account.security import normalised
from app.config import ROLES
from app.quiz.text import LANGUAGES
from app.store.addresses import normalised as address
from app.web.forms import Form

LONGEST_CODE = 40

NO_EMAIL = lazy_gettext("Enter your e-mail address.")
NO_PASSWORD = lazy_gettext("Enter your password.")
NO_CODE = lazy_gettext("Enter the code.")
WRONG = lazy_gettext("The address and the password do not go together. Check both and try again.")
WRONG_PASSWORD = lazy_gettext("This is not your password.")
WRONG_CODE = lazy_gettext("This code is not right, or it was used. Wait for the next one and try again.")
WRONG_RECOVERY_CODE = lazy_gettext("This is none of your recovery codes, or it was used.")
TOO_OFTEN = lazy_gettext("There were too many attempts. Wait an hour, then try again.")
NO_ROLE = lazy_gettext("Choose at least one role.")


def an_address(form: Form, field: Field) -> None:
    """Refuse what cannot be an e-mail address; write it as it is kept."""
    try:
        # A network of one's own may have addresses that the world does not know.
        found = validate_email(field.data, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise ValidationError(lazy_gettext("Enter an e-mail address like name@example.org.")) from None
    field.data = address(found.normalized)


def strong_enough(form: Form, field: Field) -> None:
    """Refuse a password that is short, or easy to guess."""
    if wrong := fault(normalised(field.data), form.owner):
        raise ValidationError(wrong)


def known_roles(form: Form, field: Field) -> None:
    """Refuse what is no role."""
    if not set(field.data) <= set(ROLES):
        raise ValidationError(NO_ROLE)


def password_field(message: Any = NO_PASSWORD) -> PasswordField:
    """Make a field for a password that exists."""
    return PasswordField(validators=[InputRequired(message), Length(max=LONGEST * 4, message=WRONG_PASSWORD)])


class SignInForm(Form):
    """Ask who one is."""

    email = StringField(validators=[InputRequired(NO_EMAIL), Length(max=320, message=WRONG)])
    password = password_field()


class ConfirmForm(Form):
    """Ask for the password once more."""

    password = password_field()


class CodeForm(Form):
    """Ask for the code of the second factor, or for a recovery code."""

    code = StringField(validators=[InputRequired(NO_CODE), Length(max=LONGEST_CODE, message=WRONG_CODE)])


class ForgottenForm(Form):
    """Ask whose password was forgotten."""

    email = StringField(validators=[InputRequired(NO_EMAIL), an_address])


class NewPasswordForm(Form):
    """Ask for a new password."""

    owner = ""
    """Whose it will be: a password must not be made of one's own address."""
    new_password = PasswordField(
        validators=[InputRequired(lazy_gettext("Choose a password.")), strong_enough]
    )


# What is wrong with a form is listed in the order in which its fields are made here: that of its page.


class ChangePasswordForm(ConfirmForm, NewPasswordForm):
    """Ask for the password and a new one."""


class FirstForm(ForgottenForm, NewPasswordForm):
    """Ask the first administrator for an address and a password."""


class SomebodyForm(Form):
    """Ask for somebody's address."""

    email = StringField(
        validators=[InputRequired(lazy_gettext("Enter the person’s e-mail address.")), an_address]
    )


class RolesForm(Form):
    """Ask which roles an account has."""

    # The page shows the roles, and known_roles holds the answer to them.
    roles = SelectMultipleField(validate_choice=False, validators=[InputRequired(NO_ROLE), known_roles])


class LanguageForm(Form):
    """Ask for the language of e-mails."""

    tongue = RadioField(
        validate_choice=False, validators=[AnyOf(LANGUAGES, lazy_gettext("Choose a language."))]
    )


class InviteForm(SomebodyForm, RolesForm, LanguageForm):
    """Ask whom to invite, as what, and in which language."""
