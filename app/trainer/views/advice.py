"""Edit the advice: a list by themes, and a page for each piece, with its conditions in plain words."""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.quiz.bank import Absent, Advice, Bank, find
from app.quiz.conditions_told import told_when
from app.quiz.drafting import UNWRITTEN, put, without
from app.quiz.parts import apart, beside, id_of, move_piece
from app.store import drafts
from app.store.drafts import Draft
from app.trainer.adding import NEW, is_named, new_text, prove_there
from app.trainer.fields import Asked, both, named
from app.trainer.orders import Order, order
from app.trainer.piece import (
    among_asked,
    choices_on_offer,
    parts_on_offer,
    piece_of,
    piece_sheet,
    questions_on_offer,
    sides_on_offer,
    themes_on_offer,
)
from app.trainer.reach import reach_in
from app.trainer.sheet import Sheet, sheet
from app.trainer.version import VERSION, Gone, draft_here, version_here
from app.trainer.views import MOST_BYTES, trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import ground, session

PIECE = f"{VERSION}/advice/<piece_id>"

ON_A_PAGE = 25
"""So many pieces stand on one page of the list."""


@trainer.get(f"{VERSION}/advice")
@trains
def pieces(bank_id: str, number: int) -> ResponseReturnValue:
    """List the advice by themes, each piece with whom it leads for and when it is given."""
    draft = version_here(bank_id, number)
    return _listing(draft, _new_sheet(draft.bank))


@trainer.post(f"{VERSION}/advice")
@trains
@access.writes
def add_piece(bank_id: str, number: int) -> ResponseReturnValue:
    """Add a piece of advice with its title, and go on to write it."""
    draft = draft_here(bank_id, number)
    bank = apart(draft.bank)
    form = _new_sheet(bank)
    if not form.settled():
        return _listing(draft, form), 422
    if not is_named(form, "title"):
        form.complain(f"{NEW}title.en", lazy_gettext("Write it in one language at least."))
        return _listing(draft, form), 422
    title = new_text(form, "title")
    name = id_of(title, "advice", [piece.id for piece in bank.advice])
    added = Advice(id=name, source=None, title=title, text=UNWRITTEN, theme=form.text(f"{NEW}theme") or None)
    changed = replace(bank, advice=put(bank.advice, added))
    drafts.save(session(), ground.drafts, me(), draft, changed, "advice-added", name)
    session().commit()
    return redirect(url_for(".piece", bank_id=bank_id, number=number, piece_id=name), 303)


@trainer.get(PIECE)
@trains
def piece(bank_id: str, number: int, piece_id: str) -> ResponseReturnValue:
    """Show a piece of advice, to be edited where it is a draft's."""
    draft = version_here(bank_id, number)
    bank = apart(draft.bank)
    here = find(bank.advice, piece_id)
    return _showing(draft, here, piece_sheet(bank, here))


@trainer.post(PIECE)
@trains
@access.writes
@access.takes(MOST_BYTES)
def save_piece(bank_id: str, number: int, piece_id: str) -> ResponseReturnValue:
    """Keep what was changed of a piece; move or remove it, or list other questions to choose from."""
    draft = draft_here(bank_id, number)
    bank = apart(draft.bank)
    try:
        here = find(bank.advice, piece_id)
    except Absent as absent:
        raise Gone(draft, piece_id) from absent
    if order() == Order("remove"):
        changed = replace(bank, advice=without(bank.advice, piece_id))
        drafts.save(session(), ground.drafts, me(), draft, changed, "advice-removed")
        session().commit()
        return redirect(url_for(".pieces", bank_id=bank_id, number=number), 303)
    form = piece_sheet(bank, here)
    prove_there(draft, form)
    if not form.settled():
        return _showing(draft, here, form), 422
    if order() == Order("list"):
        # Nothing is kept yet: what was typed stands on the page still.
        return _showing(draft, here, form)
    changed = replace(bank, advice=put(bank.advice, piece_of(bank, here, form.values)))
    if order().by:
        changed = move_piece(changed, piece_id, order().by)
    drafts.save(session(), ground.drafts, me(), draft, changed, "advice", piece_id)
    session().commit()
    among = among_asked(bank, here, form.text("question")) or None
    at = url_for(".piece", bank_id=bank_id, number=number, piece_id=piece_id, saved=1, among=among)
    return redirect(at, 303)


def _new_sheet(bank: Bank) -> Sheet:
    themes = ("", *(theme.id for theme in bank.themes))
    asked = (*both(f"{NEW}title", "line"), Asked(f"{NEW}theme", "choice", themes))
    return sheet(asked, {one.name: "" for one in asked})


def _listing(draft: Draft, form: Sheet) -> str:
    bank = apart(draft.bank)
    known = [theme.id for theme in bank.themes]
    # What is for a theme that is gone stands last, where it is found.
    in_order = sorted(bank.advice, key=lambda one: _position(one.theme, known))
    pages = max(1, -(-len(in_order) // ON_A_PAGE))
    page = min(pages, max(1, request.args.get("page", 1, int)))
    shown = in_order[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return render_template(
        "trainer/pieces.html",
        draft=draft,
        form=form,
        shown=[(one, told_when(bank, one.when, one.theme)) for one in shown],
        titles=dict(named((theme.id, theme.title) for theme in bank.themes)),
        themes=themes_on_offer(bank, Advice(id="", source=None, title=UNWRITTEN, text=UNWRITTEN)),
        page=page,
        pages=pages,
        count=len(bank.advice),
    )


def _position(theme: str | None, known: list[str]) -> int:
    if theme is None:
        return len(known)
    return known.index(theme) if theme in known else len(known) + 1


def _showing(draft: Draft, here: Advice, form: Sheet) -> str:
    bank = apart(draft.bank)
    own = beside(bank, here)
    chosen = form.text("question")
    among = among_asked(bank, here, chosen)
    return render_template(
        "trainer/piece.html",
        draft=draft,
        form=form,
        piece=here,
        when=told_when(bank, here.when, here.theme),
        reach=reach_in(draft, bank, here),
        at=own.index(here) + 1,
        beside=len(own),
        parts=parts_on_offer(bank, here),
        themes=themes_on_offer(bank, here),
        sides=sides_on_offer(bank),
        questions=questions_on_offer(bank, here, chosen, among),
        among=among,
        listed=named((theme.id, theme.title) for theme in bank.themes) if among else (),
        choices=choices_on_offer(bank, here),
        apart=bank is not draft.bank,
    )
