"""Say in both languages what is noted about teams."""

from flask_babel import lazy_gettext

from app.web import trail

trail.tell(
    {
        "team-made": lazy_gettext("made a team"),
        "team-renamed": lazy_gettext("renamed a team"),
        "team-deleted": lazy_gettext("deleted a team"),
        "manager-added": lazy_gettext("let somebody manage a team"),
        "manager-removed": lazy_gettext("let somebody manage a team no longer"),
        "round-opened": lazy_gettext("opened a round"),
        "round-closed": lazy_gettext("closed a round"),
        "codes-made": lazy_gettext("made more codes"),
        "figures-released": lazy_gettext("released figures"),
        "figures-opened": lazy_gettext("opened figures"),
        "figures-taken": lazy_gettext("took figures along"),
    }
)
