"""Say in both languages what is noted of changes to banks."""

from flask_babel import LazyString, lazy_gettext

from app.web import trail

EDITS: dict[str, LazyString] = {
    "begun": lazy_gettext("began the draft"),
    "copied": lazy_gettext("began it as a copy"),
    "imported": lazy_gettext("took it in from a file"),
    "theme": lazy_gettext("edited a theme"),
    "scale": lazy_gettext("edited a scale"),
    "scale-added": lazy_gettext("added a scale"),
    "scale-removed": lazy_gettext("removed a scale"),
    "bands": lazy_gettext("edited the bands"),
    "advice": lazy_gettext("edited a piece of advice"),
    "advice-added": lazy_gettext("added a piece of advice"),
    "advice-moved": lazy_gettext("moved a piece of advice"),
    "advice-removed": lazy_gettext("removed a piece of advice"),
    "background": lazy_gettext("edited the background question"),
    "about": lazy_gettext("edited the title and source"),
    "theme-added": lazy_gettext("added a theme"),
    "theme-moved": lazy_gettext("moved a theme"),
    "theme-removed": lazy_gettext("removed a theme"),
    "question-added": lazy_gettext("added a question"),
    "question-moved": lazy_gettext("moved a question"),
    "question-removed": lazy_gettext("removed a question"),
}
"""What an edit is called."""

trail.tell(
    {
        "bank-published": lazy_gettext("published a version of a bank"),
        "bank-retired": lazy_gettext("retired a bank"),
        "bank-brought-back": lazy_gettext("brought a bank back"),
        "bank-issued-again": lazy_gettext("issued a version of a bank again"),
        "bank-imported": lazy_gettext("took in a bank from a file"),
        "draft-thrown-away": lazy_gettext("threw a draft away"),
    }
)
