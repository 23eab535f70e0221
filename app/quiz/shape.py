"""Make a bank of a tree, by the types of the bank's own fields, gathering every fault on the way.

What is a text, a number or a yes-or-no is decided by the field it is written for: `en: Yes` and
`en: 2014` are texts, `weight: 0.1` is exactly a tenth, and `reversed: yes` is asked to be `true`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from app.quiz.bank import Bank
from app.quiz.faults import Path, words
from app.quiz.marks import HIDDEN, Found, Listing, Mark, Node, Scalar, Table, codepoint, keep
from app.quiz.text import LANGUAGES, Language, Text

TEXT_LENGTH = 2_000
"""A text has at most this many characters."""

ID_LENGTH = 60
"""An id has at most this many characters."""


class Shaped(NamedTuple):
    """Hold what a tree comes to: values that are broken are None in the bank.

    `broken` names the top keys under which something else than a text is broken, so that what
    stands elsewhere can still be checked. It holds "" when there was an unknown key: what that
    meant nobody knows, so that nothing can be proven, but every check can be made.
    """

    bank: Bank
    broken: frozenset[str]


def shape(root: Table, found: list[Found]) -> Shaped:
    """Make a bank of the tree of its file; faults are added to `found`. Raise Unreadable at too many."""
    shaper = _Shaper(found)
    bank = shaper.record(Bank, root, ())
    return Shaped(bank, frozenset(shaper.broken))


@cache
def fields_of(kind: Any) -> Mapping[str, tuple[Field[Any], Any]]:
    """Return the keys of a record as a file writes them, each with its field and type."""
    hints = get_type_hints(kind)
    return {item.metadata.get("written", item.name): (item, hints[item.name]) for item in fields(kind)}


def is_optional(item: Field[Any]) -> bool:
    """Tell whether a key may be left out."""
    return item.default is not MISSING or item.default_factory is not MISSING


def unfit(written: str) -> list[Text]:
    """Return why a text cannot stand in a bank: it is too long, or holds what is not seen."""
    long = len(written) > TEXT_LENGTH
    found = [words(*_TOO_LONG, length=len(written), most=TEXT_LENGTH)] if long else []
    strange = HIDDEN.search(written)
    if strange:
        found.append(words(*_INVISIBLE, code=codepoint(strange[0])))
    return found


def unfit_id(written: str) -> Text | None:
    """Return why something cannot be an id; None where it can."""
    if _ID.fullmatch(written) and len(written) <= ID_LENGTH:
        return None
    return words(*_BAD_ID, written=written, most=ID_LENGTH)


def unread(kind: Any, written: str) -> Text | None:
    """Return why something cannot be read as an int, a Decimal or a bool; None where it can."""
    form, refusal, _ = _FORMS[kind]
    return None if form.fullmatch(written) else words(*refusal, written=written)


def number(kind: Any, written: str) -> Any:
    """Return what is written so, for which `unread` has nothing to say."""
    return _FORMS[kind][2](written)


class _Shaper:
    """Turn nodes into values; what is wrong is kept in `found` and gives None."""

    def __init__(self, found: list[Found]) -> None:
        self.found = found
        self.broken: set[str] = set()

    def value(self, wanted: Any, node: Node, path: Path) -> Any:
        if node is None:  # it was refused, and said so, when the tree was built
            return self.breaks(path)
        if get_origin(wanted) in (Union, UnionType):
            wanted = get_args(wanted)[0]
        if wanted is Text:
            return self.text(node, path)
        if is_dataclass(wanted):
            return self.record(wanted, node, path)
        if get_origin(wanted) is tuple:
            return self.listing(get_args(wanted)[0], node, path)
        if get_origin(wanted) is Mapping:
            return self.mapping(get_args(wanted)[1], node, path)
        return self.scalar(wanted, node, path)

    def record(self, kind: Any, node: Node, path: Path) -> Any:
        """Make a value with named fields."""
        if not isinstance(node, Table):
            return self.refuse(node, path, *_KEYS_WANTED)
        known = fields_of(kind)
        for key, (mark, _) in node.entries.items():
            if key not in known:
                self.unknown(key, known, mark, (*path, key))
        values: dict[str, Any] = {}
        for key, (item, wanted) in known.items():
            written = node.entries.get(key)
            nothing = written is not None and isinstance(written[1], Scalar) and written[1].nothing
            if written is None or nothing:
                if not is_optional(item):
                    self.lacks(wanted, node if written is None else written[1], (*path, key))
                    values[item.name] = None
            else:
                values[item.name] = self.value(wanted, written[1], (*path, key))
        return kind(**values)

    def listing(self, wanted: Any, node: Node, path: Path) -> tuple[Any, ...] | None:
        if not isinstance(node, Listing):
            self.refuse(node, path, *_LIST_WANTED)
            return None
        return tuple(self.value(wanted, item, (*path, at)) for at, item in enumerate(node.items))

    def mapping(self, wanted: Any, node: Node, path: Path) -> dict[str, Any] | None:
        if not isinstance(node, Table):
            self.refuse(node, path, *_KEYS_WANTED)
            return None
        for key, (mark, _) in node.entries.items():
            self.check_id(key, mark, (*path, key))
        return {key: self.value(wanted, value, (*path, key)) for key, (_, value) in node.entries.items()}

    def text(self, node: Node, path: Path) -> Text:
        """Make a text in both languages; its faults break nothing else."""
        if not isinstance(node, Table):
            self.refuse(node, path, *_LANGUAGES_WANTED, breaks=False)
            return Text("", "")
        for key, (mark, _) in node.entries.items():
            if key not in LANGUAGES:
                self.unknown(key, LANGUAGES, mark, (*path, key))
        return Text(**{language: self.one_language(node, language, path) for language in LANGUAGES})

    def one_language(self, node: Table, language: Language, path: Path) -> str:
        mark, written = node.entries.get(language, (node.mark, Scalar(node.mark, "", plain=True)))
        if isinstance(written, Scalar):
            here = written.mark if language in node.entries else mark
            if written.nothing or not written.text.strip():
                self.refuse_at(here, (*path, language), *_MISSING[language], breaks=False)
            self.check_text(written.text, here, (*path, language), breaks=False)
            return written.text
        if written:
            self.refuse(written, (*path, language), *_ONE_VALUE, breaks=False)
        return ""

    def scalar(self, wanted: Any, node: Node, path: Path) -> Any:
        if not isinstance(node, Scalar):
            return self.refuse(node, path, *_ONE_VALUE)
        if wanted is str:
            return self.word(node, path)
        if get_origin(wanted) is Literal:
            return self.option(get_args(wanted), node, path)
        what = unread(wanted, node.text)
        return number(wanted, node.text) if what is None else self.says(node.mark, path, what)

    def option(self, options: tuple[str, ...], node: Scalar, path: Path) -> str:
        if node.text not in options:
            en, fr = _ONE_OF
            named: dict[str, Any] = {f"option{at}": option for at, option in enumerate(options)}
            en += " or ".join(f"{{{name}}}" for name in named)
            fr += " ou ".join(f"{{{name}}}" for name in named)
            self.refuse(node, path, en, fr, written=node.text, **named)
        return node.text

    def word(self, node: Scalar, path: Path) -> str:
        """Return an id, a reference or a text that needs no translation."""
        if path[-1] == "id":
            self.check_id(node.text, node.mark, path)
        elif node.text.strip():
            self.check_text(node.text, node.mark, path)
        else:
            self.refuse(node, path, *_NOTHING)
        return node.text

    def check_id(self, written: str, mark: Mark, path: Path) -> None:
        what = unfit_id(written)
        if what:
            self.says(mark, path, what)

    def check_text(self, written: str, mark: Mark, path: Path, *, breaks: bool = True) -> None:
        for what in unfit(written):
            self.says(mark, path, what, breaks=breaks)

    def lacks(self, wanted: Any, node: Node, path: Path) -> None:
        """Say that a key is missing, or that nothing is written for it."""
        self.refuse(node, path, *(_BOTH_MISSING if wanted is Text else _NOTHING), breaks=wanted is not Text)

    def unknown(self, key: str, known: Any, mark: Mark, path: Path) -> None:
        close = get_close_matches(key, list(known), n=1)
        said = _MISSPELT if close else _UNKNOWN
        self.refuse_at(mark, path[:-1], *said, breaks=False, key=key, close="".join(close))
        self.broken.add("")

    def refuse(self, node: Node, path: Path, en: str, fr: str, *, breaks: bool = True, **values: Any) -> None:
        self.refuse_at(node.mark if node else Mark(1, 1), path, en, fr, breaks=breaks, **values)

    def refuse_at(
        self, mark: Mark, path: Path, en: str, fr: str, *, breaks: bool = True, **values: Any
    ) -> None:
        self.says(mark, path, words(en, fr, **values), breaks=breaks)

    def says(self, mark: Mark, path: Path, what: Text, *, breaks: bool = True) -> None:
        keep(self.found, Found(mark, path, what))
        if breaks:
            self.breaks(path)

    def breaks(self, path: Path) -> None:
        self.broken.update(str(key) for key in path[:1])


_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")

_KEYS_WANTED = (
    "keys with their values are expected here, one “key: value” a line",
    "des clés et leurs valeurs sont attendues ici, une ligne « clé: valeur » à la fois",
)
_LIST_WANTED = (
    "a list is expected here, each item beginning with “- ”",
    "une liste est attendue ici, chaque élément commençant par « - »",
)
_LANGUAGES_WANTED = (
    "both languages are expected here: write “en:” and “fr:”",
    "les deux langues sont attendues ici : écrivez « en: » et « fr: »",
)
_ONE_VALUE = (
    "one value is expected here, not a list or keys",
    "une seule valeur est attendue ici, non une liste ou des clés",
)
_NOTHING = ("nothing is written here", "rien n’est écrit ici")
_BOTH_MISSING = (
    "the English and the French text are missing here",
    "le texte anglais et le texte français manquent ici",
)
_MISSING: dict[Language, tuple[str, str]] = {
    "en": ("the English text is missing here", "le texte anglais manque ici"),
    "fr": ("the French text is missing here", "le texte français manque ici"),
}
_WHOLE_WANTED = (
    "a whole number in plain digits is expected here, such as 10",
    "un nombre entier en chiffres est attendu ici, par exemple 10",
)
_NUMBER = (
    "a number such as 1 or 0.5 is expected here, with at most three decimals after a point",
    "un nombre comme 1 ou 0.5 est attendu ici, avec au plus trois décimales après un point",
)
_TRUE_OR_FALSE = (
    "write true or false here, not {written}",
    "écrivez ici true (vrai) ou false (faux), non {written}",
)
_ONE_OF = ("{written} is not possible here: write ", "{written} n’est pas possible ici : écrivez ")
_BAD_ID = (
    (
        "{written} cannot be an id: use small letters without accents, digits and single hyphens between "
        "them, at most {most} characters"
    ),
    (
        "{written} ne peut être un identifiant : utilisez des minuscules sans accent, des chiffres et des "
        "traits d’union simples entre eux, au plus {most} caractères"
    ),
)
_TOO_LONG = (
    "the text has {length} characters: at most {most} are allowed",
    "le texte compte {length} caractères : au plus {most} sont permis",
)
_INVISIBLE = (
    "the text holds an invisible character ({code}) that can change how it reads: delete it",
    "le texte contient un caractère invisible ({code}) qui peut en changer la lecture : supprimez-le",
)
_MISSPELT = (
    "the key {key} is not known here: did you mean {close}?",
    "la clé {key} n’est pas connue ici : vouliez-vous dire {close}?",
)
_UNKNOWN = ("the key {key} is not known here", "la clé {key} n’est pas connue ici")

# Only plain decimal numbers: YAML 1.1 would read 010 as eight, 1:30 as ninety and 1_0 as ten.
_FORMS: dict[Any, tuple[re.Pattern[str], tuple[str, str], Callable[[str], Any]]] = {
    int: (re.compile("-?(0|[1-9][0-9]{0,8})"), _WHOLE_WANTED, int),
    Decimal: (re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,3})?"), _NUMBER, Decimal),
    bool: (re.compile("true|false"), _TRUE_OR_FALSE, "true".__eq__),
}
