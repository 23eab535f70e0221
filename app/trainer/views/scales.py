"""List the scales, and edit one: its choices in both languages with their points."""

from collections.abc import Mapping
from dataclasses import replace

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.quiz.bank import Absent, Bank, Choice, Scale
from app.quiz.drafting import moved, new_id, slug, without
from app.quiz.parts import apart, asked_on, id_of, without_scale
from app.quiz.text import Text
from app.store import drafts
from app.store.drafts import Draft
from app.trainer.adding import NEW, adding, is_named, new_text, prove_there
from app.trainer.fields import Asked, both, flat, scales_of, text_of
from app.trainer.orders import Order, order
from app.trainer.sheet import Sheet, sheet
from app.trainer.version import VERSION, Gone, draft_here, version_here
from app.trainer.views import MOST_BYTES, trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import ground, session

SCALE = f"{VERSION}/scales/<scale_id>"

WORDS_MISSING = lazy_gettext("Write it in one language at least.")


@trainer.get(f"{VERSION}/scales")
@trains
def scales(bank_id: str, number: int) -> ResponseReturnValue:
    """List the scales, each with how many questions are answered on it."""
    return _listing(version_here(bank_id, number), _new_sheet())


@trainer.post(f"{VERSION}/scales")
@trains
@access.writes
def add_scale(bank_id: str, number: int) -> ResponseReturnValue:
    """Add a scale with its first and its last choice, and go on to it."""
    draft = draft_here(bank_id, number)
    form = _new_sheet()
    good = form.settled()
    for end in ("first", "last"):
        if not is_named(form, end):
            form.complain(f"{NEW}{end}.en", WORDS_MISSING)
            good = False
    if not good:
        return _listing(draft, form), 422
    bank = apart(draft.bank)
    first, last = new_text(form, "first"), new_text(form, "last")
    low = Choice(id_of(first, "choice", ()), 0, first)
    scale = Scale((low, Choice(id_of(last, "choice", (low.id,)), 1, last)))
    name = new_id(slug(f"{first.en or first.fr} {last.en or last.fr}") or "scale", bank.scales)
    changed = replace(bank, scales={**bank.scales, name: scale})
    drafts.save(session(), ground.drafts, me(), draft, changed, "scale-added")
    session().commit()
    return redirect(url_for(".scale", bank_id=bank_id, number=number, scale_id=name), 303)


@trainer.get(SCALE)
@trains
def scale(bank_id: str, number: int, scale_id: str) -> ResponseReturnValue:
    """Show a scale, to be edited where it is a draft's."""
    draft = version_here(bank_id, number)
    return _showing(draft, scale_id, _sheet(_scale(apart(draft.bank), scale_id)))


@trainer.post(SCALE)
@trains
@access.writes
@access.takes(MOST_BYTES)
def save_scale(bank_id: str, number: int, scale_id: str) -> ResponseReturnValue:
    """Keep what was changed of a scale; add, move or remove a choice, or remove the whole scale."""
    draft = draft_here(bank_id, number)
    bank = apart(draft.bank)
    if scale_id not in bank.scales:
        raise Gone(draft, scale_id)
    if order() == Order("remove") and not asked_on(bank, scale_id):
        drafts.save(session(), ground.drafts, me(), draft, without_scale(bank, scale_id), "scale-removed")
        session().commit()
        return redirect(url_for(".scales", bank_id=bank_id, number=number), 303)
    form = _sheet(bank.scales[scale_id])
    prove_there(draft, form)
    if not _is_good(form):
        return _showing(draft, scale_id, form), 422
    changed = _obeyed(_changed(bank.scales[scale_id], form), form)
    bank = replace(bank, scales={**bank.scales, scale_id: changed})
    drafts.save(session(), ground.drafts, me(), draft, bank, "scale")
    session().commit()
    here = url_for(".scale", bank_id=bank_id, number=number, scale_id=scale_id, saved=1)
    return redirect(here, 303)


def _scale(bank: Bank, name: str) -> Scale:
    if name not in bank.scales:
        raise Absent(name)
    return bank.scales[name]


def _new_sheet() -> Sheet:
    asked = (*both(f"{NEW}first", "line"), *both(f"{NEW}last", "line"))
    return sheet(asked, {one.name: "" for one in asked})


def _sheet(here: Scale) -> Sheet:
    asked = [*both(f"{NEW}label", "line"), Asked(f"{NEW}points", "whole", optional=True)]
    now = {one.name: "" for one in asked}
    for choice in here.choices:
        asked += [*both(f"c:{choice.id}:label", "line"), Asked(f"c:{choice.id}:points", "whole")]
        now |= {**flat(f"c:{choice.id}:label", choice.label), f"c:{choice.id}:points": str(choice.points)}
    return sheet(asked, now)


def _is_good(form: Sheet) -> bool:
    good = form.settled()
    if adding(form) and not is_named(form, "label"):
        form.complain(f"{NEW}label.en", WORDS_MISSING)
        return False
    return good


def _changed(here: Scale, form: Sheet) -> Scale:
    values = form.values
    choices = tuple(_choice(choice, values) for choice in here.choices)
    if adding(form):
        label = new_text(form, "label")
        # One more than the highest, so that a scale grows by its steps.
        points = int(values[f"{NEW}points"] or 1 + max((choice.points for choice in choices), default=-1))
        choices += (Choice(id_of(label, "choice", [one.id for one in choices]), points, label),)
    return Scale(choices)


def _choice(choice: Choice, values: Mapping[str, str]) -> Choice:
    label: Text = text_of(values, f"c:{choice.id}:label")
    return replace(choice, label=label, points=int(values[f"c:{choice.id}:points"]))


def _obeyed(here: Scale, form: Sheet) -> Scale:
    asked = order()
    # What somebody else removed meanwhile is neither moved nor removed any more.
    if asked.thing not in [choice.id for choice in here.choices]:
        return here
    if asked.what == "remove":
        return Scale(without(here.choices, asked.thing))
    return Scale(moved(here.choices, asked.thing, asked.by))


def _listing(draft: Draft, form: Sheet) -> str:
    bank = apart(draft.bank)
    used = {name: len(asked_on(bank, name)) for name in bank.scales}
    return render_template(
        "trainer/scales.html", draft=draft, form=form, scales=scales_of(bank), used=used, every=bank.scales
    )


def _showing(draft: Draft, name: str, form: Sheet) -> str:
    bank = apart(draft.bank)
    return render_template(
        "trainer/scale.html",
        draft=draft,
        form=form,
        scale=bank.scales[name],
        called=dict(scales_of(bank))[name],
        asked=asked_on(bank, name),
        apart=bank is not draft.bank,
    )
