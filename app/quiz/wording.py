"""Make sentences in both languages out of a bank's own texts."""

from collections.abc import Sequence
from decimal import Decimal

from app.quiz.text import Text

NAMED = 3
"""At most so many things are named in a sentence; of more, the rest is counted."""


def say(en: str, fr: str, **values: Text | int) -> Text:
    """Make a text from two templates; texts are put in as they are, each in its language."""
    return Text(
        en.format(**{key: value.en if isinstance(value, Text) else value for key, value in values.items()}),
        fr.format(**{key: value.fr if isinstance(value, Text) else value for key, value in values.items()}),
    )


def same(word: str) -> Text:
    """Return a word, such as an id or a name, that is the same in both languages."""
    return Text(word, word)


def quoted(text: Text) -> Text:
    """Put a text into each language's quotation marks, without the full stop at its end."""
    return Text(f"“{_bare(text.en)}”", f"«\N{NO-BREAK SPACE}{_bare(text.fr)}\N{NO-BREAK SPACE}»")


def named(text: Text, otherwise: str) -> Text:
    """Return a text in quotation marks; in a language that it lacks, an id in its stead."""
    return quoted(Text(text.en or otherwise, text.fr or otherwise))


def listed(texts: Sequence[Text], joint: Text) -> Text:
    """Return one or more texts as one, with a joint such as “or” before the last."""
    *first, last = texts
    if not first:
        return last
    return Text(
        f"{', '.join(text.en for text in first)} {joint.en} {last.en}",
        f"{', '.join(text.fr for text in first)} {joint.fr} {last.fr}",
    )


def some_of(texts: Sequence[Text]) -> Text:
    """Return one or more texts as one; of more than NAMED, say how many more there are."""
    if len(texts) <= NAMED:
        return listed(texts, AND)
    rest = say("{count} more", "{count} autres", count=len(texts) - NAMED + 1)
    return listed((*texts[: NAMED - 1], rest), AND)


def number(value: Decimal) -> Text:
    """Write a number as each language does: 0.5 is 0,5 in French."""
    written = f"{value:f}"
    return Text(written, written.replace(".", ","))


def begun(text: Text) -> Text:
    """Let a sentence begin with a capital."""
    return Text(text.en[:1].upper() + text.en[1:], text.fr[:1].upper() + text.fr[1:])


def _bare(words: str) -> str:
    return words.strip().removesuffix(".")


AND = Text("and", "et")
OR = Text("or", "ou")
