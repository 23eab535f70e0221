"""Edit the title, what the bank is about, and its source with the parts that advice comes from."""

from dataclasses import replace

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.quiz.bank import Bank, Source
from app.quiz.drafting import new_id, slug
from app.quiz.parts import apart, from_part
from app.store import drafts
from app.store.drafts import Draft
from app.trainer.adding import NEW, adding, is_named, new_text, prove_there
from app.trainer.fields import Asked, both, flat, text_of
from app.trainer.orders import order
from app.trainer.sheet import Sheet, sheet
from app.trainer.version import VERSION, draft_here, version_here
from app.trainer.views import MOST_BYTES, trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import ground, session

SOURCE = ("author", "work", "year")


@trainer.get(f"{VERSION}/about")
@trains
def about(bank_id: str, number: int) -> ResponseReturnValue:
    """Show the title and the source, to be edited where they are a draft's."""
    draft = version_here(bank_id, number)
    return _showing(draft, _sheet(apart(draft.bank)))


@trainer.post(f"{VERSION}/about")
@trains
@access.writes
@access.takes(MOST_BYTES)
def save_about(bank_id: str, number: int) -> ResponseReturnValue:
    """Keep what was changed of the title and the source; add or remove a part of the source."""
    draft = draft_here(bank_id, number)
    bank = apart(draft.bank)
    form = _sheet(bank)
    prove_there(draft, form)
    if not _is_good(form):
        return _showing(draft, form), 422
    changed = _changed(bank, form)
    asked = order()
    if asked.what == "remove" and not from_part(bank, asked.thing):
        kept = {name: words for name, words in changed.parts.items() if name != asked.thing}
        changed = replace(changed, parts=kept)
    drafts.save(session(), ground.drafts, me(), draft, changed, "about")
    session().commit()
    return redirect(url_for(".about", bank_id=bank_id, number=number, saved=1), 303)


def _sheet(bank: Bank) -> Sheet:
    asked = [
        *both("title", "line"),
        *both("about"),
        Asked("author", "line"),
        Asked("work", "line"),
        Asked("year", "whole", optional=True),
        *both(f"{NEW}part", "line"),
    ]
    source = bank.source
    now = {one.name: "" for one in asked} | flat("title", bank.title) | flat("about", bank.about)
    if source:
        now |= {"author": source.author, "work": source.title, "year": str(source.year)}
    for name, words in bank.parts.items():
        asked += both(f"p:{name}", "line")
        now |= flat(f"p:{name}", words)
    return sheet(asked, now)


def _is_good(form: Sheet) -> bool:
    good = form.settled()
    if any(form.text(name) for name in SOURCE) and not form.text("year"):
        form.complain("year", lazy_gettext("Say in which year it came out, or leave all three empty."))
        good = False
    if adding(form) and not is_named(form, "part"):
        form.complain(f"{NEW}part.en", lazy_gettext("Write it in one language at least."))
        good = False
    return good


def _changed(bank: Bank, form: Sheet) -> Bank:
    values = form.values
    parts = {name: text_of(values, f"p:{name}") for name in bank.parts}
    if adding(form):
        part = new_text(form, "part")
        parts[new_id(slug(part.en.replace("{n}", "")) or "part", parts)] = part
    year = values["year"]
    return replace(
        bank,
        title=text_of(values, "title"),
        about=text_of(values, "about"),
        source=Source(values["author"], values["work"], int(year)) if year else None,
        parts=parts,
    )


def _showing(draft: Draft, form: Sheet) -> str:
    bank = apart(draft.bank)
    return render_template(
        "trainer/about.html",
        draft=draft,
        form=form,
        source=bank.source,
        parts=bank.parts,
        used={name: len(from_part(bank, name)) for name in bank.parts},
        apart=bank is not draft.bank,
    )
