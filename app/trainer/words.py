"""Say in both languages what is noted of changes to banks."""

from flask_babel import LazyString, lazy_gettext

from app.web import trail

EDITS: dict[str, LazyString] = {
    "begun": lazy_gettext("began the draft"),
    "imported": lazy_gettext("took it in from a file"),
    "theme": lazy_gettext("edited a theme"),
}
"""What an edit is called."""

trail.tell(
    {
        "bank-published": lazy_gettext("published a version of a bank"),
    }
)
