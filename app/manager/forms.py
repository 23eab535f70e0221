"""Describe the forms of teams and rounds."""

from collections.abc import Collection

from flask_babel import lazy_gettext
from wtforms import EmailField, StringField
from wtforms.validators import AnyOf, DataRequired, Length, ValidationError

from app.store.codes import MOST
from app.store.teams import LONGEST_NAME
from app.web.forms import Form

_HOW_MANY = lazy_gettext("Say how many people there are: each gets a code.")
_WHOLE_NUMBER = lazy_gettext("Give a whole number from 1 to 2000.")


def plain(text: str | None) -> str:
    """Leave out what would break lines of files and of e-mails, or turn their direction."""
    words = " ".join((text or "").split())
    return "".join(sign for sign in words if sign.isprintable()).strip()


def _digits(text: str | None) -> str:
    # As people write thousands: 1 200.
    return plain(text).replace(" ", "")


def _name(missing: str) -> StringField:
    return StringField(
        filters=[plain],
        validators=[
            DataRequired(missing),
            Length(max=LONGEST_NAME, message=lazy_gettext("Use 120 characters or fewer.")),
        ],
    )


def _number(text: str | None) -> int:
    """Return a whole number that was written into a field; 0 where it is none, or out of range."""
    sound = text and text.isascii() and text.isdigit() and len(text) <= len(str(MOST))
    return int(text) if text and sound and int(text) <= MOST else 0


class Named(Form):
    """Ask for a name."""

    name: StringField

    @property
    def called(self) -> str:
        """Return the name, once the form is valid."""
        return self.text("name")


class TeamForm(Named):
    """Name a team."""

    name = _name(lazy_gettext("Give the team a name."))


class CodesForm(Form):
    """Ask how many codes there are to be in all: more than there are."""

    people = StringField(filters=[_digits])
    already = 0

    def validate_people(self, field: StringField) -> None:
        """Ask for a whole number of codes, larger than the one there is."""
        if not field.data:
            raise ValidationError(_HOW_MANY)
        if not self.count:
            raise ValidationError(_WHOLE_NUMBER)
        if self.count <= self.already:
            raise ValidationError(lazy_gettext("There are that many already: give a larger number."))

    @property
    def count(self) -> int:
        """Return how many codes are asked for."""
        return _number(self.text("people"))


class RoundForm(Named):
    """Open a round: its name, what is asked, and whether whoever has the link may join or each has a code."""

    name = _name(lazy_gettext("Give the round a name, such as “before the training”."))
    bank = StringField()
    way = StringField(
        default="link",
        validators=[AnyOf(("link", "codes"), message=lazy_gettext("Choose how people join."))],
    )
    people = StringField(filters=[_digits])
    offered: Collection[str] = ()

    def validate_bank(self, field: StringField) -> None:
        """Refuse a bank that is not offered (any more)."""
        if field.data not in self.offered:
            raise ValidationError(lazy_gettext("Choose what is asked."))

    def validate_people(self, field: StringField) -> None:
        """Ask how many codes there are to be, where there are to be any."""
        if self.way.data == "codes" and not self.codes:
            raise ValidationError(_WHOLE_NUMBER if field.data else _HOW_MANY)

    @property
    def codes(self) -> int:
        """Return how many codes are to be made: none where people join by the link."""
        return _number(self.text("people")) if self.way.data == "codes" else 0


class ManagerForm(Form):
    """Name a colleague who is to manage the team too."""

    email = EmailField(
        filters=[plain], validators=[DataRequired(lazy_gettext("Give the colleague’s e-mail address."))]
    )


class SureForm(Form):
    """Ask once more before a team is deleted."""

    sure = StringField(
        validators=[AnyOf(("yes",), message=lazy_gettext("Tick the box if you want the team deleted."))],
    )
