"""Edit the background question: whether there is one, what it asks, and what hangs on its answers."""

from dataclasses import replace
from typing import cast

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.quiz.bank import Background, Bank, Encouragement, Origin, Side
from app.quiz.drafting import ids_of, moved, new_id, without
from app.quiz.parts import apart, begun_background, id_of
from app.store import drafts
from app.store.drafts import Draft
from app.trainer.adding import NEW, adding, is_named, new_text, prove_there
from app.trainer.fields import Asked, both, flat, text_of
from app.trainer.orders import Order, order
from app.trainer.piece import SIDES
from app.trainer.sheet import Sheet, sheet
from app.trainer.version import VERSION, draft_here, version_here
from app.trainer.views import MOST_BYTES, trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import ground, session


@trainer.get(f"{VERSION}/background")
@trains
def background(bank_id: str, number: int) -> ResponseReturnValue:
    """Show the background question, to be edited where it is a draft's."""
    draft = version_here(bank_id, number)
    return _showing(draft, _sheet(apart(draft.bank).background))


@trainer.post(f"{VERSION}/background")
@trains
@access.writes
@access.takes(MOST_BYTES)
def save_background(bank_id: str, number: int) -> ResponseReturnValue:
    """Keep what was changed of the background question; begin one, or remove it."""
    draft = draft_here(bank_id, number)
    bank = apart(draft.bank)
    form = _sheet(bank.background)
    prove_there(draft, form)
    if order() == Order("remove"):
        changed: Background | None = None
    elif not _is_good(bank, form):
        return _showing(draft, form), 422
    else:
        changed = _obeyed(_changed(bank.background, form)) if bank.background else _begun(draft, form)
    changed_bank = replace(bank, background=changed)
    drafts.save(session(), ground.drafts, me(), draft, changed_bank, "background")
    session().commit()
    return redirect(url_for(".background", bank_id=bank_id, number=number, saved=1), 303)


def _sheet(here: Background | None) -> Sheet:
    if here is None:
        asked = both(f"{NEW}topic", "line")
        return sheet(asked, {one.name: "" for one in asked})
    asked_of = [*both("topic", "line"), *both("text"), *both(f"{NEW}label", "line")]
    now = {one.name: "" for one in asked_of} | flat("topic", here.topic) | flat("text", here.text)
    for origin in here.choices:
        name, kind = f"o:{origin.id}", origin.encouragement
        asked_of += [
            *both(f"{name}:label", "line"),
            Asked(f"{name}:leads", "choice", tuple(dict.fromkeys([*SIDES, origin.leads or ""]))),
            Asked(f"{name}:from", "whole", optional=True),
            *both(f"{name}:kind"),
        ]
        now |= {
            **flat(f"{name}:label", origin.label),
            f"{name}:leads": origin.leads or "",
            f"{name}:from": "" if kind is None else str(kind.place_from),
            **flat(f"{name}:kind", kind.text if kind else None),
        }
    return sheet(asked_of, now)


def _is_good(bank: Bank, form: Sheet) -> bool:
    good = form.settled()
    adds, name = (adding(form), "label") if bank.background else (True, "topic")
    if adds and not is_named(form, name):
        form.complain(f"{NEW}{name}.en", lazy_gettext("Write it in one language at least."))
        good = False
    for origin in bank.background.choices if bank.background else ():
        own = f"o:{origin.id}"
        says = any(form.text(f"{own}:kind.{tongue}") for tongue in ("en", "fr"))
        if says and not form.text(f"{own}:from"):
            form.complain(
                f"{own}:from", lazy_gettext("Say from which place upwards it is said, from 0 to 100.")
            )
            good = False
    return good


def _begun(draft: Draft, form: Sheet) -> Background:
    ever = drafts.ever_written(session(), draft.version.bank_id)
    begun = begun_background(new_text(form, "topic"), list(ids_of(draft.bank)))
    return replace(begun, id=new_id(begun.id, ever))


def _changed(here: Background, form: Sheet) -> Background:
    values = form.values
    choices = []
    for origin in here.choices:
        name = f"o:{origin.id}"
        place, said = values[f"{name}:from"], text_of(values, f"{name}:kind")
        choices.append(
            replace(
                origin,
                label=text_of(values, f"{name}:label"),
                leads=cast("Side | None", values[f"{name}:leads"] or None),
                encouragement=Encouragement(int(place), said) if place else None,
            )
        )
    if adding(form):
        label = new_text(form, "label")
        choices.append(Origin(id_of(label, "choice", [one.id for one in choices]), label))
    return replace(here, topic=text_of(values, "topic"), text=text_of(values, "text"), choices=tuple(choices))


def _obeyed(here: Background) -> Background:
    asked = order()
    # What somebody else removed meanwhile is neither moved nor removed any more.
    if asked.thing not in [origin.id for origin in here.choices]:
        return here
    if asked.what == "remove":
        return replace(here, choices=without(here.choices, asked.thing))
    return replace(here, choices=moved(here.choices, asked.thing, asked.by))


def _showing(draft: Draft, form: Sheet) -> str:
    bank = apart(draft.bank)
    return render_template(
        "trainer/background.html",
        draft=draft,
        form=form,
        question=bank.background,
        apart=bank is not draft.bank,
    )
