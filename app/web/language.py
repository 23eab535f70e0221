"""Speak the reader's language: the one they chose, else what their browser asks for, else English."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from gettext import NullTranslations
from urllib.parse import quote, urlencode

from flask import Flask, Response, after_this_request, g, make_response, redirect, request
from flask_babel import Babel, force_locale, get_translations

from app.config import Config
from app.quiz.text import LANGUAGES, Language
from app.web import cookies

NAMES: dict[Language, str] = {"en": "English", "fr": "Français"}
CHOSEN = "language"
"""The name of the field, or of the parameter in the address, that switches the language."""


def init_app(app: Flask, config: Config) -> None:
    """Choose the language of each request and let every template know it."""
    Babel(app, locale_selector=language, default_translation_directories="translations")
    names: dict[Language, str] = {"en": config.name_en, "fr": config.name_fr}
    app.before_request(_switch)
    # Flask-Babel looks its domain and locale up for every single text: once a request is enough.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # jinja2.ext.i18n adds it
        gettext=lambda text: _translations().gettext(text),
        ngettext=lambda one, many, count: _translations().ngettext(one, many, count),
        newstyle=True,
    )

    @app.context_processor
    def known() -> dict[str, object]:
        here = language()
        return {
            "language": here,
            "other_language": other(here),
            "language_names": NAMES,
            "product": names[here],
        }


def language() -> Language:
    """Return the language of this request."""
    chosen: Language | None = g.get("language")
    if chosen is None:
        chosen = g.language = _asked_for(request.cookies.get(cookies.LANGUAGE)) or _preferred()
    return chosen


def other(here: Language) -> Language:
    """Return the language one can switch to."""
    return "en" if here == "fr" else "fr"


@contextmanager
def speaking(wanted: Language) -> Iterator[None]:
    """Speak another language for a while: that of whom a message is for."""
    before, words = language(), g.pop("translations", None)
    g.language = wanted
    try:
        with force_locale(wanted):
            yield
    finally:
        g.language = before
        g.translations = words


def _switch() -> Response | None:
    """Switch as a form's field or the address's parameter asks; the latter shows the same page without it."""
    if request.method == "POST":
        if chosen := _asked_for(request.form.get(CHOSEN)):
            g.language = chosen
            after_this_request(partial(_remember, chosen))
        return None
    chosen = _asked_for(request.args.get(CHOSEN))
    if chosen is None:
        return None
    rest = urlencode([pair for pair in request.args.items(multi=True) if pair[0] != CHOSEN])
    # One leading slash, and the rest quoted: "//elsewhere" would be another site, also with a tab in it.
    here = "/" + quote(request.path.lstrip("/")) + (f"?{rest}" if rest else "")
    return _remember(chosen, make_response(redirect(here, 303)))


def _remember(chosen: Language, response: Response) -> Response:
    cookies.remember_language(response, chosen)
    return response


def _translations() -> NullTranslations:
    """Return the translations of this request, looked up once."""
    found: NullTranslations | None = g.get("translations")
    if found is None:
        found = g.translations = get_translations()
    return found


def _preferred() -> Language:
    # "fr-CA, en;q=0.8" asks for French first: only the language counts, not the country.
    asked = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality)
    return next(filter(None, map(_asked_for, asked)), "en")


def _asked_for(text: str | None) -> Language | None:
    return next((known for known in LANGUAGES if known == text), None)
