"""Let templates point at static files and write texts, figures and dates as people do."""

from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, url_for
from flask_babel import format_date, format_decimal
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from app.charts.words import describe
from app.quiz.text import Text
from app.web.ground import ground
from app.web.language import language
from app.web.signed_in import person

# No page holds a control character.
BLANK_TOKEN, BLANK_MARK = "\x00token", "\x00mark"


def init_app(app: Flask) -> None:
    """Give every template the address of static files, and words for texts, figures and dates."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    folder = Path(app.static_folder or "")
    # Named by what is in them, so that browsers may keep them for good.
    static_files = {
        file.name: f"{app.static_url_path}/{file.name}?v={sha256(file.read_bytes()).hexdigest()[:12]}"
        for file in folder.iterdir()
    }
    # A picture's address is the same for everybody, and a result page names dozens of them.
    app.jinja_env.globals.update(
        picture_url=lru_cache(maxsize=1024)(url_for),
        static_files=static_files,
        strong=strong,
        describe=describe,
    )
    for words in (said, quoted, bare, lower_first, day, moment, minute, decimal):
        app.add_template_filter(words)


def rendered_once(key: Hashable, render: Callable[[], str], mark: str = "") -> str:
    """Return a page that is the same for everybody but for its form's token and mark.

    It is rendered once in a process, and kept with blanks in the places of the two.
    """
    if person():
        # The head of the page says who is signed in.
        return render()
    token = str(generate_csrf())
    page = ground.pages.get(key)
    if page is None:
        page = render().replace(token, BLANK_TOKEN)
        ground.pages[key] = page = page.replace(mark, BLANK_MARK) if mark else page
    return page.replace(BLANK_TOKEN, token).replace(BLANK_MARK, mark)


def said(text: Text) -> str:
    """Return a text of a bank in the reader's language."""
    return text[language()]


def quoted(text: str) -> str:
    """Put a text in the quotation marks of the reader's language."""
    return f"«\N{NO-BREAK SPACE}{text}\N{NO-BREAK SPACE}»" if language() == "fr" else f"“{text}”"


def bare(text: str) -> str:
    """Leave out the full stop at the end, to quote a sentence within another."""
    return text.removesuffix(".")


def lower_first(text: str) -> str:
    """Begin with a small letter, to say an answer within a sentence."""
    # A word all in capitals, or the English "I", keeps its capital.
    return text if text[1:2].isupper() or text.startswith(("I ", "I’")) else text[:1].lower() + text[1:]


def strong(words: object) -> Markup:
    """Stress some words."""
    return Markup("<strong>{}</strong>").format(words)


def day(when: date) -> str:
    """Write a date in words: 24 November 2026, 24 novembre 2026."""
    words = str(format_date(when, "d MMMM y"))
    return f"1er{words[1:]}" if language() == "fr" and when.day == 1 else words


def moment(seconds: int) -> str:
    """Write a moment, in seconds since 1970, in words, to the second, as clocks show it in Greenwich."""
    when = datetime.fromtimestamp(seconds, UTC)
    return f"{day(when.date())}, {when:%H:%M:%S} UTC"


def minute(seconds: int) -> str:
    """Write a moment, in seconds since 1970, in words, to the minute, as clocks show it in Greenwich."""
    when = datetime.fromtimestamp(seconds, UTC)
    return f"{day(when.date())}, {when:%H:%M} UTC"


def decimal(value: Fraction | Decimal) -> str:
    """Write a figure with at most two decimals, as the reader's language does."""
    exact = Fraction(value)
    return str(format_decimal(Decimal(exact.numerator) / Decimal(exact.denominator), "0.##"))
