"""Show a version's outline: its themes in order, and of a draft what is missing and who changed what.

Themes are added here, put in order, and removed.
"""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent, Bank, Theme
from app.quiz.drafting import (
    UNWRITTEN,
    ids_of,
    move_theme,
    new_id,
    put_theme,
    set_apart,
    set_theme_before,
    slug,
)
from app.quiz.drafting import remove_theme as without
from app.quiz.progress import keying, unwritten
from app.quiz.text import Text
from app.store import drafts
from app.store.drafts import Draft
from app.trainer.edits import place_of, told
from app.trainer.fields import Asked, scales_of
from app.trainer.hanging import hanging_on
from app.trainer.orders import order
from app.trainer.version import VERSION, Gone, draft_here, draft_to_see, version_here
from app.trainer.views import trainer, trains
from app.web import access
from app.web.access import me
from app.web.forms import Form
from app.web.ground import ground, session

LATEST = 8
"""How many of the latest changes are shown."""

PART = 40
"""A long outline is shown in parts: each ends with the theme whose questions make it so many."""


class NewTheme(Form):
    """Ask what a new theme is called."""

    title_en = Asked("title_en", "line").field()
    title_fr = Asked("title_fr", "line").field()


@trainer.get(VERSION)
@trains
def version(bank_id: str, number: int) -> ResponseReturnValue:
    """Show the themes with their questions, and where each part is."""
    return _showing(version_here(bank_id, number), NewTheme())


@trainer.post(VERSION)
@trains
@access.writes
def arrange(bank_id: str, number: int) -> ResponseReturnValue:
    """Put the themes in order: one up, one down, or one before another."""
    draft = draft_here(bank_id, number)
    asked, bank = order(), set_apart(draft.bank)
    if asked.thing not in [theme.id for theme in bank.themes]:
        raise Gone(draft, asked.thing)
    if asked.what == "before":
        bank = set_theme_before(bank, asked.thing, asked.where)
    else:
        bank = move_theme(bank, asked.thing, asked.by)
    drafts.save(session(), ground.drafts, me(), draft, bank, "theme-moved", asked.thing)
    session().commit()
    part = next(at for at, themes in enumerate(_parts(bank), 1) if bank.theme(asked.thing) in themes)
    return redirect(
        url_for(
            ".version",
            bank_id=bank_id,
            number=number,
            part=part if part > 1 else None,
            _anchor=f"at-{asked.thing}",
        ),
        303,
    )


@trainer.post(f"{VERSION}/themes")
@trains
@access.writes
def add_theme(bank_id: str, number: int) -> ResponseReturnValue:
    """Add a theme with a title, and go on to write it."""
    draft = draft_here(bank_id, number)
    form = NewTheme()
    if not form.validate():
        return _showing(draft, form), 422
    bank = set_apart(draft.bank)
    title = Text(form.text("title_en"), form.text("title_fr"))
    ever = drafts.ever_written(session(), bank_id)
    key = new_id(slug(title.en or title.fr) or "theme", ever, ids_of(bank))
    added = put_theme(bank, Theme(key, "imperative", title, UNWRITTEN, UNWRITTEN, ()))
    drafts.save(session(), ground.drafts, me(), draft, added, "theme-added", key)
    session().commit()
    return redirect(url_for(".theme", bank_id=bank_id, number=number, theme_id=key), 303)


@trainer.get(f"{VERSION}/themes/<theme_id>/remove")
@trains
def ask_remove_theme(bank_id: str, number: int, theme_id: str) -> ResponseReturnValue:
    """Ask whether to remove a theme, and say what hangs on it."""
    draft = draft_to_see(bank_id, number)
    theme = set_apart(draft.bank).theme(theme_id)
    hanging = hanging_on(draft, theme.questions, theme)
    return render_template("trainer/remove_theme.html", draft=draft, theme=theme, hanging=hanging)


@trainer.post(f"{VERSION}/themes/<theme_id>/remove")
@trains
@access.writes
def remove_theme(bank_id: str, number: int, theme_id: str) -> ResponseReturnValue:
    """Remove a theme with its questions; nothing of what was answered changes."""
    draft = draft_here(bank_id, number)
    try:
        bank = without(set_apart(draft.bank), theme_id)
    except Absent as absent:
        raise Gone(draft, theme_id) from absent
    drafts.save(session(), ground.drafts, me(), draft, bank, "theme-removed")
    session().commit()
    return redirect(url_for(".version", bank_id=bank_id, number=number), 303)


def _showing(draft: Draft, form: NewTheme) -> str:
    bank = set_apart(draft.bank)
    parts = _parts(bank)
    asked = request.args.get("part", "")
    at = int(asked) if asked in {str(part) for part in range(1, len(parts) + 1)} else 1
    themes = parts[at - 1]
    return render_template(
        "trainer/outline.html",
        draft=draft,
        form=form,
        themes=themes,
        first=sum(map(len, parts[: at - 1])),
        part=at,
        parts=parts,
        scales=dict(scales_of(bank)),
        keying=keying(bank),
        unwritten=[sum(unwritten(theme).values()) for theme in themes],
        missing=unwritten(bank),
        edits=drafts.history(session(), draft.version.id, LATEST),
        told=told,
        place_of=place_of,
    )


def _parts(bank: Bank) -> Sequence[Sequence[Theme]]:
    """Return the themes as they are shown at a time; there is one part at least."""
    parts: list[list[Theme]] = [[]]
    for theme in bank.themes:
        if sum(len(one.questions) for one in parts[-1]) >= PART:
            parts.append([])
        parts[-1].append(theme)
    return parts
