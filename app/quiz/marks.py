"""Turn the bytes of a bank file into a tree whose every value knows its line and column.

The tree is built from the parser's events, one by one: an alias is refused before anything could
be expanded, and depth is limited before anything could recurse. Every value stays the text that
was written; what is a number or a yes-or-no is decided where one is expected (shape.py).
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from app.quiz.faults import Path, words
from app.quiz.syntax import explain
from app.quiz.text import Text

BANK_BYTES = 1024 * 1024
"""A bank file is at most this long; a bank of 300 questions in two languages takes a fifth of it."""

DEPTH = 20
"""Values are nested at most this deep; a bank needs 7."""

MOST_FAULTS = 500
"""After so many faults the reading stops: nobody reads more, and no file may take minutes."""

# Looked for by one expression, because a long bank has half a million characters.
HIDDEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What must not stand in a text: controls, surrogates, line separators, and what turns the direction.

The last can make a text look different from what it is.
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold a place in a text; both count from 1, in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Found:
    """Hold one fault of a text, not yet named after its file."""

    mark: Mark
    path: Path
    what: Text


@dataclass(frozen=True, slots=True)
class Scalar:
    """Hold one value as it is written; `plain` when it stands without quotation marks."""

    mark: Mark
    text: str
    plain: bool

    @property
    def nothing(self) -> bool:
        """Tell whether nothing is said: an empty place, `~` or `null`, without quotation marks."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Listing:
    """Hold a list; an item that was refused is None."""

    mark: Mark
    items: "list[Node]"


@dataclass(frozen=True, slots=True)
class Table:
    """Hold keys with their values; a value that was refused is None."""

    mark: Mark
    entries: "dict[str, tuple[Mark, Node]]"


Node = Scalar | Listing | Table | None


class Unreadable(Exception):
    """Say that a text cannot be read any further; `found` says why."""

    def __init__(self, found: Found) -> None:
        super().__init__(found)
        self.found = found


def decode(source: bytes) -> str:
    """Return the text of a file in UTF-8, a byte order mark left out; raise Unreadable."""
    if len(source) > BANK_BYTES:
        raise Unreadable(Found(Mark(1, 1), (), _TOO_LONG))
    if source.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in source[:4]:
        raise Unreadable(Found(Mark(1, 1), (), _UTF_16))
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The error counts from after the byte order mark.
        before = source.removeprefix(BOM_UTF8)[: error.start].decode()
        raise Unreadable(Found(_end_of(before), (), _NOT_UTF_8)) from None
    strange = _CONTROL.search(text)
    if strange:
        what = words(*_STRANGE, code=codepoint(strange[0]))
        raise Unreadable(Found(_end_of(text[: strange.start()]), (), what))
    return text


def codepoint(sign: str) -> str:
    """Return the name by which Unicode's tables list a character: "U+202E"."""
    return f"U+{ord(sign):04X}"


def keep(found: list[Found], one: Found) -> None:
    """Add a fault to those found; raise Unreadable when it is one too many."""
    if len(found) >= MOST_FAULTS:
        raise Unreadable(Found(one.mark, (), _TOO_MANY))
    found.append(one)


def compose(text: str, found: list[Found]) -> Table:
    """Return the tree of a text; faults that do not stop the reading are added to `found`.

    Raise Unreadable.
    """
    try:
        return _Composer(text, found).document()
    except yaml.MarkedYAMLError as error:
        raise Unreadable(_stopped(error, text)) from None


class _Composer:
    """Build the tree from events; what is wrong but does not stop the reading is kept in `found`."""

    def __init__(self, text: str, found: list[Found]) -> None:
        # Only libyaml, which PyYAML's wheels bring along: PyYAML's own parser in Python stumbles over
        # a question mark between braces, so that a bank would be sound on one machine and not on another.
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.found = found

    def document(self) -> Table:
        next(self.events)
        first = next(self.events)
        if isinstance(first, yaml.StreamEndEvent):
            raise Unreadable(Found(Mark(1, 1), (), _EMPTY))
        root = self.node(next(self.events), (), 1)
        next(self.events)
        more = next(self.events)
        if isinstance(more, yaml.DocumentStartEvent):
            raise Unreadable(Found(_mark(more), (), _SECOND))
        if isinstance(root, Table):
            return root
        nothing = isinstance(root, Scalar) and root.nothing
        raise Unreadable(Found(root.mark if root else Mark(1, 1), (), _EMPTY if nothing else _NO_KEYS))

    def node(self, event: Any, path: Path, depth: int) -> Node:
        if depth > DEPTH:
            raise Unreadable(Found(_mark(event), path, _TOO_DEEP))
        if isinstance(event, yaml.AliasEvent):
            self.fault(event, path, _ALIAS)
            return None
        if event.tag is not None:
            self.fault(event, path, _TAG)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(_mark(event), event.value, plain=not event.style)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.listing(event, path, depth)
        return self.table(event, path, depth)

    def listing(self, start: Any, path: Path, depth: int) -> Listing:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, (*path, len(items)), depth + 1))
        return Listing(_mark(start), items)

    def table(self, start: Any, path: Path, depth: int) -> Table:
        entries: dict[str, tuple[Mark, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, path, depth + 1)
            name = key.text if isinstance(key, Scalar) else None
            value = self.node(next(self.events), path if name is None else (*path, name), depth + 1)
            if name is None:
                self.fault(event, path, _NO_WORD)
            elif name in entries:
                first = entries[name][0]
                self.fault(event, (*path, name), _twice(name, first.line, _mark(event).line))
            else:
                entries[name] = (_mark(event), value)
        return Table(_mark(start), entries)

    def fault(self, event: Any, path: Path, what: Text) -> None:
        keep(self.found, Found(_mark(event), path, what))


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _stopped(error: yaml.MarkedYAMLError, text: str) -> Found:
    where: Any = error.problem_mark
    return Found(Mark(where.line + 1, where.column + 1), (), explain(error, text))


def _end_of(text: str) -> Mark:
    lines = re.split("\r\n|\r|\n", text)
    return Mark(len(lines), len(lines[-1]) + 1)


def _twice(key: str, first: int, second: int) -> Text:
    return words(
        "{key} is written twice, on line {first} and on line {second}: keep one",
        "{key} est écrit deux fois, à la ligne {first} et à la ligne {second} : gardez-en un",
        key=key,
        first=first,
        second=second,
    )


# What YAML itself does not allow in a file, U+0085, U+2028 and U+2029 (line ends to some readers
# and not to others) and byte order marks within.
_CONTROL = re.compile("[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

_NOT_UTF_8 = words(
    "the file is not in UTF-8: save it again and choose “UTF-8” as its encoding",
    "le fichier n’est pas en UTF-8 : enregistrez-le de nouveau en choisissant le codage « UTF-8 »",
)
_UTF_16 = words(
    "the file is in UTF-16: save it again and choose “UTF-8” as its encoding",
    "le fichier est en UTF-16 : enregistrez-le de nouveau en choisissant le codage « UTF-8 »",
)
_TOO_LONG = words(
    "the file is longer than 1 MiB: a bank of 300 questions takes a fifth of that",
    "le fichier dépasse 1 Mio : un questionnaire de 300 questions en prend le cinquième",
)
_TOO_MANY = words(
    "there are more faults from here on: put these right first",
    "il y a d’autres fautes à partir d’ici : corrigez d’abord celles-ci",
)
_STRANGE = (
    "an invisible control character stands here ({code}): delete it",
    "un caractère de commande invisible se trouve ici ({code}) : supprimez-le",
)
_EMPTY = words("the file is empty", "le fichier est vide")
_NO_KEYS = words(
    "the file should begin with keys such as “id:” and “title:”, not with a list or a text",
    "le fichier doit commencer par des clés comme « id: » et « title: », non par une liste ou un texte",
)
_SECOND = words(
    "a second document begins here (“---”): one file holds one bank",
    "un second document commence ici (« --- ») : un fichier contient un seul questionnaire",
)
_TOO_DEEP = words(
    "too many lists or keys are nested in each other here",
    "trop de listes ou de clés sont imbriquées ici",
)
_ALIAS = words(
    "a reference (“*”) stands here: write the text itself again",
    "un renvoi (« * ») se trouve ici : écrivez de nouveau le texte lui-même",
)
_TAG = words(
    "a type (“!”) stands here: delete it, or put the text in quotation marks",
    "un type (« ! ») se trouve ici : supprimez-le ou mettez le texte entre guillemets",
)
_NO_WORD = words("a key should be one word", "une clé doit être un seul mot")
