"""Be the form that every room's forms are."""

import re
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters: nobody types them, HTML forbids them, and PostgreSQL refuses the first of them."""


def legible(text: str) -> str:
    """Return what was sent without control characters."""
    return UNSEEN.sub("", text)


class Form(FlaskForm):
    """Be a form whose token is checked before the view is called, as every form's here is."""

    class Meta(FlaskForm.Meta):
        """Leave the token to the application-wide check and to the page; take only what can be read."""

        csrf = False

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """Take the fields that were sent, without control characters; no field here holds a file."""
            if not isinstance(formdata, MultiDict):
                if formdata is None or request.method != "POST":
                    return None
                formdata = request.form
            return MultiDict((name, legible(value)) for name, value in formdata.items(multi=True))

    def text(self, field: str) -> str:
        """Return what was written into a field."""
        return str(self[field].data or "")

    def complain(self, field: str, words: object) -> None:
        """Say beside a field what is wrong with it."""
        self[field].errors = [*self[field].errors, words]
