"""Describe the forms of teams and rounds."""

from collections.abc import Collection

from flask_babel import lazy_gettext
from wtforms import EmailField, IntegerField, RadioField, StringField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from app.store.codes import MOST
from app.store.teams import LONGEST_NAME
from app.web.forms import Form


def _stripped(text: str | None) -> str | None:
    # Control characters would break lines of files and of e-mails.
    return "".join(sign for sign in text if sign.isprintable()).strip() if text else text


def _name(missing: str) -> StringField:
    return StringField(
        filters=[_stripped],
        validators=[
            # What is left of it counts: spaces alone are no name.
            DataRequired(missing),
            Length(max=LONGEST_NAME, message=lazy_gettext("Use 120 characters or fewer.")),
        ],
    )


class Named(Form):
    """Ask for a name."""

    name: StringField

    @property
    def called(self) -> str:
        """Return the name, once the form is valid."""
        return str(self.name.data)


class TeamForm(Named):
    """Name a team."""

    name = _name(lazy_gettext("Give the team a name."))


class RoundForm(Named):
    """Open a round: its name, what is asked, and whether whoever has the link may join or each has a code."""

    name = _name(lazy_gettext("Give the round a name, such as “before the training”."))
    version = RadioField(validate_choice=False)
    way = RadioField(
        default="link",
        # The page shows the choices.
        validate_choice=False,
        validators=[AnyOf(("link", "codes"), lazy_gettext("Choose how people join."))],
    )
    people = IntegerField(
        validators=[
            Optional(),
            NumberRange(1, MOST, lazy_gettext("Give a whole number from 1 to 2000.")),
        ]
    )

    offered: Collection[int] = ()
    """The ids of the versions on offer."""

    def validate_version(self, field: RadioField) -> None:
        """Ask for one of the versions on offer."""
        if field.data not in map(str, self.offered):
            raise ValidationError(lazy_gettext("Choose what is asked."))

    def validate_people(self, field: IntegerField) -> None:
        """Ask how many codes there are to be, where there are to be any."""
        if self.way.data == "codes" and field.data is None and not field.errors:
            raise ValidationError(lazy_gettext("Say how many people there are: each gets a code."))


class CodesForm(Form):
    """Ask how many codes there are to be in all."""

    people = IntegerField(
        validators=[
            InputRequired(lazy_gettext("Say how many people there are: each gets a code.")),
            NumberRange(1, MOST, lazy_gettext("Give a whole number from 1 to 2000.")),
        ]
    )


class ManagerForm(Form):
    """Name a colleague who is to manage the team too."""

    email = EmailField(
        filters=[_stripped], validators=[DataRequired(lazy_gettext("Give the colleague’s e-mail address."))]
    )

    @property
    def address(self) -> str:
        """Return the address, once the form is valid."""
        return str(self.email.data)


class SureForm(Form):
    """Ask once more before a team is deleted."""

    sure = RadioField(
        validate_choice=False,
        validators=[AnyOf(("yes",), lazy_gettext("Tick the box if you want the team deleted."))],
    )
