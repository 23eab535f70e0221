"""Be the form by which part of a draft is edited, field by field, while others may edit it too.

Every field carries a short digest of the text it was shown with. So a save finds out, for each field alone,
whether it was this person who changed it, somebody else, or both; only then is anybody asked.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256

from flask import request

from app.trainer.fields import Asked
from app.web.forms import Form, legible

SEEN, TAKE = "seen:", "take:"
"""Stand before a field's name: which text it was shown with, and whose text is to be kept."""

THEIRS = "theirs"


class Sheet(Form):
    """Ask for part of a draft; `now` holds what the draft has, `theirs` what others wrote meanwhile."""

    asked: Sequence[Asked]
    now: Mapping[str, str]
    theirs: Mapping[str, str]

    def settled(self) -> bool:
        """Read what was sent and tell whether it can be kept; else say why at the fields."""
        self.theirs = self._merged()
        return self.validate() and not self.theirs

    @property
    def values(self) -> Mapping[str, str]:
        """Return what is to be kept, by the fields' names; what was not touched is as it was."""
        sent = {asked.name: self.text(asked.name) for asked in self.asked}
        # Blank space that a file has around a text is not a change somebody made here.
        return {
            name: self.now[name] if written == self._shown[name] else written
            for name, written in sent.items()
        }

    def seen(self, name: str) -> str:
        """Return the digest of the text a field is shown with now."""
        return digest(self._shown[name])

    @cached_property
    def _shown(self) -> Mapping[str, str]:
        return {asked.name: asked.tidy(self.now[asked.name]) for asked in self.asked}

    def _merged(self) -> Mapping[str, str]:
        """Take over what only others changed; return what both changed, as others wrote it."""
        conflicts: dict[str, str] = {}
        self._read_ticks()
        for name, now in self._shown.items():
            mine, seen = self.text(name), request.form.get(SEEN + name)
            # Where there is nothing, nothing can be overwritten.
            current = seen == digest(now) or (seen is None and not now)
            taken = request.form.get(TAKE + name) == THEIRS and current
            untouched = seen == digest(mine) and not current
            if taken or untouched:
                self[name].data = now
            elif mine != now and not current:
                conflicts[name] = now
        return conflicts

    def _read_ticks(self) -> None:
        """Take for no tick what a browser leaves out of a form that has the box."""
        for asked in self.asked:
            if asked.kind == "tick" and SEEN + asked.name in request.form and asked.name not in request.form:
                self[asked.name].data = ""


def sheet(asked: Sequence[Asked], now: Mapping[str, str]) -> Sheet:
    """Make the form of some fields, filled with what the draft has now."""
    kind = type("OneSheet", (Sheet,), {one.name: one.field() for one in asked})
    made: Sheet = kind(data=dict(now))
    made.asked, made.now, made.theirs = asked, now, {}
    return made


def typed(asked: Asked) -> bool:
    """Tell whether a field of the form that was sent is not as it was shown."""
    sent, seen = request.form.get(asked.name, ""), request.form.get(SEEN + asked.name)
    return seen is not None and seen != digest(asked.tidy(legible(sent)))


def digest(text: str) -> str:
    """Return a short digest of a text: enough to tell whether it changed, whoever typed it."""
    return sha256(text.encode()).hexdigest()[:12]
