"""Lead from a fault to the field of the page where it is put right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from flask import url_for
from flask_babel import gettext

from app.quiz.bank import Bank
from app.quiz.conditions import FIGURES
from app.quiz.drafting import set_apart
from app.quiz.faults import Path
from app.quiz.parts import apart
from app.quiz.text import LANGUAGES, Text
from app.store.drafts import Draft
from app.web.language import language


@dataclass(frozen=True, slots=True)
class Place:
    """Name a page by its endpoint and what its address holds, and the field's id there ("" for the page)."""

    endpoint: str
    anchor: str = ""
    values: dict[str, str] = field(default_factory=dict)


class Titled(Protocol):
    """Be something with an id and a title."""

    @property
    def id(self) -> str:
        """Return the id."""

    @property
    def title(self) -> Text:
        """Return the title."""


class Places:
    """Find where each path of a bank is edited, as its pages show it."""

    def __init__(self, draft: Draft) -> None:
        self.version = draft.version
        self.file = draft.bank
        # Of several things with one id each is shown by an id of its own, as on its page.
        self.bank: Bank = set_apart(apart(draft.bank))
        self.advised = {piece.theme for piece in self.bank.advice}

    def url(self, path: Path) -> str:
        """Return the address of a place."""
        place = self.place(path)
        return url_for(
            place.endpoint,
            bank_id=self.version.bank_id,
            number=self.version.number,
            _anchor=place.anchor or None,
            **place.values,  # type: ignore[arg-type]  # it takes what stands in the rule
        )

    def told(self, path: Path) -> str:
        """Return what the pages call a place: a title, with the number of a question; "" for the whole."""
        every: dict[str, Sequence[Titled]] = {
            "themes": self.bank.themes,
            "bands": self.bank.bands,
            "advice": self.bank.advice,
        }
        things = every.get(str(path[0]), ()) if len(path) > 1 else ()
        if not things:
            return ""
        thing = things[int(path[1])]
        title = thing.title[language()].strip() or thing.id
        if len(path) > 3 and path[2] == "questions":
            number = int(path[3]) + 1
            return str(gettext("%(title)s, question %(number)s", title=title, number=number))
        return title

    def place(self, path: Path) -> Place:
        """Return the page and the field of a path; what has no field of its own leads to its page."""
        top, rest = (str(path[0]), path[1:]) if path else ("", ())
        find = {
            "themes": self._theme,
            "scales": self._scale,
            "bands": self._band,
            "advice": self._piece,
            "background": self._background,
            "ends": self._end,
            "parts": self._part,
        }.get(top)
        if find:
            return find(rest)
        if top == "margin":
            return Place("trainer.bands", "margin")
        if top == "source":
            return Place("trainer.about", {"title": "work"}.get(_key(rest, 0), _key(rest, 0)) or "author")
        return Place("trainer.about", _text(top, rest) if top in ("title", "about") else "title.en")

    def _theme(self, path: Path) -> Place:
        if not path or not isinstance(path[0], int):
            return Place("trainer.version")
        theme = self.bank.themes[path[0]]
        key, here = _key(path, 1), {"theme_id": theme.id}
        if key == "id" and self.file.themes[path[0]].id not in self.advised:
            return Place("trainer.pieces", "new:title.en")
        if key == "questions" and len(path) > 2 and isinstance(path[2], int):
            return Place("trainer.theme", _question(theme.questions[path[2]].id, path[3:]), here)
        if key in ("title", "topic", "strength", "myth", "reality", "talk"):
            return Place("trainer.theme", _text(key, path[2:]), here)
        return Place("trainer.theme", key if key in ("weight", "kind") else "", here)

    def _scale(self, path: Path) -> Place:
        names = list(self.file.scales)
        if not path or path[0] not in names:
            return Place("trainer.scales")
        name = list(self.bank.scales)[names.index(str(path[0]))]
        here, choices = {"scale_id": name}, self.bank.scales[name].choices
        if len(path) < 3 or not isinstance(path[2], int):
            return Place("trainer.scale", "", here)
        own = f"c:{choices[path[2]].id}"
        key = _key(path, 3)
        if key == "label":
            return Place("trainer.scale", _text(f"{own}:label", path[4:]), here)
        return Place("trainer.scale", f"{own}:points" if key == "points" else f"at-{own[2:]}", here)

    def _band(self, path: Path) -> Place:
        if not path or not isinstance(path[0], int):
            return Place("trainer.bands")
        band, key = self.bank.bands[path[0]], _key(path, 1)
        if key in ("title", "text"):
            return Place("trainer.bands", _text(f"b:{band.id}:{key}", path[2:]))
        return Place("trainer.bands", f"b:{band.id}:from" if key == "from" else f"at-{band.id}")

    def _piece(self, path: Path) -> Place:
        if not path or not isinstance(path[0], int):
            return Place("trainer.pieces")
        here, key = {"piece_id": self.bank.advice[path[0]].id}, _key(path, 1)
        if key in ("title", "text"):
            return Place("trainer.piece", _text(key, path[2:]), here)
        if key == "when":
            asked = {"answered": "answers" if _key(path, 3) == "choices" else "question"}
            own = _key(path, 2)
            return Place("trainer.piece", own if own in FIGURES else asked.get(own, "place_from"), here)
        anchor = {"source": "part", "theme": "theme", "leads_for": "leads"}.get(key, "")
        return Place("trainer.piece", anchor, here)

    def _background(self, path: Path) -> Place:
        key, asked = _key(path, 0), self.bank.background
        if key in ("topic", "text"):
            return Place("trainer.background", _text(key, path[1:]))
        if asked is None or len(path) < 2 or not isinstance(path[1], int):
            return Place("trainer.background")
        name = asked.choices[path[1]].id
        own = _key(path, 2)
        if own == "label":
            return Place("trainer.background", _text(f"o:{name}:label", path[3:]))
        if own == "encouragement" and _key(path, 3) == "text":
            return Place("trainer.background", _text(f"o:{name}:kind", path[4:]))
        anchor = {"leads": f"o:{name}:leads", "encouragement": f"o:{name}:from"}.get(own, f"at-{name}")
        return Place("trainer.background", anchor)

    def _end(self, path: Path) -> Place:
        key = _key(path, 0)
        return Place("trainer.bands", _text(key if key in ("low", "high", "note") else "low", path[1:]))

    def _part(self, path: Path) -> Place:
        names = list(self.file.parts)
        if not path or path[0] not in names:
            return Place("trainer.about", "parts")
        name = list(self.bank.parts)[names.index(str(path[0]))]
        return Place("trainer.about", _text(f"p:{name}", path[1:]))


def _question(name: str, path: Path) -> str:
    """Return the field of a question that a path leads to."""
    key = _key(path, 0)
    if key == "text":
        return _text(f"q:{name}:text", path[1:])
    return f"q:{name}:{key}" if key in ("role", "scale", "reversed", "may_not_apply") else f"at-{name}"


def _key(path: Path, at: int) -> str:
    """Return the key at a step of a path; "" where it ends before."""
    return str(path[at]) if len(path) > at else ""


def _text(name: str, path: Path) -> str:
    """Return the field of a text in the language that a path ends in, else in the first."""
    tongue = _key(path, 0)
    return f"{name}.{tongue if tongue in LANGUAGES else LANGUAGES[0]}"
