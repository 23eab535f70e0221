"""Put what the YAML parser says about a broken file into a trainer's words."""

import yaml

from app.quiz.faults import words
from app.quiz.text import Text


def explain(error: yaml.MarkedYAMLError, text: str) -> Text:
    """Return in plain words why the parser stopped."""
    problem = f"{error.context or ''} {error.problem or ''}"
    where = error.problem_mark
    if "cannot start any token" in problem and where:
        sign = text.splitlines()[where.line][where.column]
        return _TAB if sign == "\t" else words(*_BAD_START, sign=sign)
    opened = error.context_mark.line + 1 if error.context_mark else 1
    for clue, en, fr in _SYNTAX:
        if clue in problem:
            return words(en, fr, opened=opened)
    return _UNREADABLE


_TAB = words(
    "a tab stands here: indent with spaces",
    "une tabulation se trouve ici : mettez des espaces en retrait",
)
_UNREADABLE = words(
    "this cannot be read: check the indentation and the quotation marks here and just above",
    "ceci ne peut être lu : vérifiez le retrait et les guillemets ici et juste au-dessus",
)
_BAD_START = (
    "a text cannot begin with {sign}: put the text in quotation marks",
    "un texte ne peut commencer par {sign} : mettez le texte entre guillemets",
)
_SYNTAX = (
    (
        "mapping values are not allowed",
        (
            "a colon with a space stands within a text, or the indentation is off: "
            "put the text in quotation marks"
        ),
        (
            "un deux-points suivi d’un espace se trouve dans un texte, ou le retrait est faux : "
            "mettez le texte entre guillemets"
        ),
    ),
    (
        "quoted scalar found unexpected",
        "the quotation mark opened on line {opened} is never closed",
        "le guillemet ouvert à la ligne {opened} n’est jamais fermé",
    ),
    (
        "flow sequence",
        "in the list begun on line {opened} a comma or the closing “]” is missing",
        "dans la liste commencée à la ligne {opened}, il manque une virgule ou le « ] » final",
    ),
    (
        "flow mapping",
        "in the braces opened on line {opened} a comma or the closing “}}” is missing",
        "dans les accolades ouvertes à la ligne {opened}, il manque une virgule ou le « }} » final",
    ),
    (
        "unknown escape character",
        "within straight double quotation marks a backslash must be written twice",
        "entre guillemets droits doubles, une barre oblique inverse doit être doublée",
    ),
    (
        "expected ':'",
        "a colon is missing here: a key and its value are written “key: value”",
        "il manque un deux-points ici : une clé et sa valeur s’écrivent « clé: valeur »",
    ),
    (
        "tab character",
        _TAB.en,
        _TAB.fr,
    ),
    (
        "while parsing a block",
        "the indentation does not fit the lines that begin on line {opened}",
        "le retrait ne correspond pas aux lignes qui commencent à la ligne {opened}",
    ),
)
