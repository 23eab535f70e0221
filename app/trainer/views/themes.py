"""Edit a theme: its topic and title, and its questions in both languages side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.quiz.bank import Bank, Question, Theme
from app.quiz.drafting import UNWRITTEN, move_question, put_question, set_question_before
from app.quiz.progress import unwritten
from app.store import drafts
from app.trainer import figures, theme_page
from app.trainer.fields import scales_of
from app.trainer.orders import Order, order
from app.trainer.rewording import new_question_id
from app.trainer.theme_form import flaws_of
from app.trainer.theme_page import ThemePage
from app.trainer.version import VERSION, draft_here, version_here
from app.trainer.views import MOST_BYTES, trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import ground, session

THEME = f"{VERSION}/themes/<theme_id>"


@dataclass(frozen=True, slots=True)
class Done:
    """Say what a button did beside saving: the changed bank, what it is called, and where to go on."""

    bank: Bank
    what: str = "theme"
    question: str | None = None
    endpoint: str = ".theme"


@trainer.get(THEME)
@trains
def theme(bank_id: str, number: int, theme_id: str) -> ResponseReturnValue:
    """Show a theme, to be edited where it is a draft's."""
    return _showing(theme_page.shown(version_here(bank_id, number), theme_id))


@trainer.post(THEME)
@trains
@access.writes
@access.takes(MOST_BYTES)
def save_theme(bank_id: str, number: int, theme_id: str) -> ResponseReturnValue:
    """Keep what was changed of a theme, and do what else the button says."""
    draft = draft_here(bank_id, number)
    page = theme_page.sent(draft, theme_id)
    if not page.settled:
        return _showing(page), 422
    ever = drafts.ever_written(session(), bank_id)
    bank, renewed = page.changed(ever)
    done = _obey(bank, theme_id, renewed, lambda: new_question_id(bank, theme_id, ever))
    drafts.save(session(), ground.drafts, me(), draft, done.bank, done.what, theme_id)
    session().commit()
    return redirect(_onward(page, done), 303)


def _obey(bank: Bank, theme_id: str, renewed: Mapping[str, str], fresh: Callable[[], str]) -> Done:
    """Do what a button says with a bank that was changed already."""
    asked = order()
    if asked.what == "add":
        question = _blank(bank, theme_id, fresh())
        return Done(put_question(bank, theme_id, question), "question-added", question.id)
    key = renewed.get(asked.thing, asked.thing)
    # What somebody else took out of the theme meanwhile is not moved any more.
    if all(key != question.id for question in bank.theme(theme_id).questions):
        return Done(bank)
    return _obey_for(bank, key, asked)


def _obey_for(bank: Bank, key: str, asked: Order) -> Done:
    if asked.what in ("send", "remove"):
        return Done(bank, question=key, endpoint=f".ask_{asked.what}_question")
    moved = (
        set_question_before(bank, key, asked.where)
        if asked.what == "before"
        else move_question(bank, key, asked.by)
    )
    return Done(moved, "question-moved", key)


def _blank(bank: Bank, theme_id: str, key: str) -> Question:
    """Return a question with nothing asked yet, on the scale of the one above it."""
    above = bank.theme(theme_id).questions
    scale = above[-1].scale if above else next(iter(bank.scales), "")
    return Question(key, "practice", UNWRITTEN, scale)


def _onward(page: ThemePage, done: Done) -> str:
    bank_id, number = page.draft.version.bank_id, page.draft.version.number
    if done.endpoint != ".theme":
        return url_for(done.endpoint, bank_id=bank_id, number=number, question_id=done.question)
    return url_for(
        ".theme",
        bank_id=bank_id,
        number=number,
        theme_id=page.theme.id,
        saved=None if done.question else "1",
        elsewhere=page.strays.moved[0].id if page.strays.moved else None,
        _anchor=f"at-{done.question}" if done.question else None,
    )


def _showing(page: ThemePage) -> str:
    bank, version = page.bank, page.draft.version
    ids = [theme.id for theme in bank.themes]
    at = ids.index(page.theme.id) if page.theme.id in ids else 0
    return render_template(
        "trainer/theme.html",
        draft=page.draft,
        page=page,
        theme=page.theme,
        form=page.form,
        scales=scales_of(bank),
        flaws=flaws_of(bank, page.theme),
        unwritten=unwritten(page.theme),
        before=bank.themes[at - 1] if at else None,
        after=bank.themes[at + 1] if at + 1 < len(ids) else None,
        elsewhere=_elsewhere(bank),
        beside=figures.beside(session(), version.bank_id, [one.id for one in page.questions]),
        **figures.words(),
        edits=drafts.history(session(), version.id, 1) if page.form.theirs or page.strays.removed else (),
    )


def _elsewhere(bank: Bank) -> Theme | None:
    """Return the theme where a question was saved that somebody had moved there meanwhile."""
    moved = request.args.get("elsewhere")
    return next((one for one in bank.themes if moved in [asked.id for asked in one.questions]), None)
