"""Edit a theme: its topic and title, and its questions in both languages side by side."""

from collections.abc import Mapping
from dataclasses import replace

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent, Theme
from app.quiz.drafting import put_theme
from app.store import drafts
from app.store.drafts import Draft
from app.trainer.fields import Asked, both, flat, text_of
from app.trainer.sheet import Sheet, sheet
from app.trainer.version import VERSION, Gone, draft_here, version_here
from app.trainer.views import MOST_BYTES, trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import ground, session


@trainer.get(f"{VERSION}/themes/<theme_id>")
@trains
def theme(bank_id: str, number: int, theme_id: str) -> ResponseReturnValue:
    """Show a theme, to be edited where it is a draft's."""
    draft = version_here(bank_id, number)
    return _showing(draft, draft.bank.theme(theme_id), _sheet(draft.bank.theme(theme_id)))


@trainer.post(f"{VERSION}/themes/<theme_id>")
@trains
@access.writes
@access.takes(MOST_BYTES)
def save_theme(bank_id: str, number: int, theme_id: str) -> ResponseReturnValue:
    """Keep what was changed of a theme."""
    draft = draft_here(bank_id, number)
    here = _theme_of(draft, theme_id)
    form = _sheet(here)
    if not form.settled():
        return _showing(draft, here, form), 422
    changed = put_theme(draft.bank, _changed(here, form.values))
    drafts.save(session(), ground.drafts, me(), draft, changed, "theme", theme_id)
    session().commit()
    return redirect(url_for(".theme", bank_id=bank_id, number=number, theme_id=theme_id), 303)


def _theme_of(draft: Draft, theme_id: str) -> Theme:
    try:
        return draft.bank.theme(theme_id)
    except Absent as absent:
        raise Gone(draft, theme_id) from absent


def _sheet(here: Theme) -> Sheet:
    asked: list[Asked] = [*both("title", "line"), *both("topic", "line")]
    now = {**flat("title", here.title), **flat("topic", here.topic)}
    for question in here.questions:
        asked += both(f"q:{question.id}:text")
        now |= flat(f"q:{question.id}:text", question.text)
    return sheet(asked, now)


def _changed(here: Theme, values: Mapping[str, str]) -> Theme:
    questions = tuple(
        replace(question, text=text_of(values, f"q:{question.id}:text")) for question in here.questions
    )
    return replace(here, title=text_of(values, "title"), topic=text_of(values, "topic"), questions=questions)


def _showing(draft: Draft, here: Theme, form: Sheet) -> str:
    return render_template("trainer/theme.html", draft=draft, theme=here, form=form)
