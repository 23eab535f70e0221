"""Edit the bands, the ends of the spectrum and the margin; the bands are drawn as they are edited.

matplotlib is imported by the first of these pages, not at the start.
"""

from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.charts.looks import Look
from app.quiz.bank import Absent, Band, Bank, Ends
from app.quiz.drafting import UNWRITTEN, without
from app.quiz.parts import apart, id_of, in_order
from app.quiz.soundness import BANDS
from app.quiz.text import Language
from app.quiz.yaml import plain
from app.store import drafts
from app.store.drafts import Draft
from app.trainer.adding import NEW, adding, is_named, new_text, prove_there
from app.trainer.checked import faults_of
from app.trainer.fields import Asked, both, flat, text_of
from app.trainer.orders import order
from app.trainer.sheet import Sheet, sheet
from app.trainer.version import VERSION, draft_here, version_here
from app.trainer.views import MOST_BYTES, trainer, trains
from app.web import access
from app.web.access import me
from app.web.ground import ground, session
from app.web.headers import PICTURE_POLICY
from app.web.language import language
from app.web.team_page import LOOKS


@trainer.get(f"{VERSION}/bands")
@trains
def bands(bank_id: str, number: int) -> ResponseReturnValue:
    """Show the bands on the spectrum, to be edited where they are a draft's."""
    draft = version_here(bank_id, number)
    return _showing(draft, _sheet(apart(draft.bank)))


@trainer.post(f"{VERSION}/bands")
@trains
@access.writes
@access.takes(MOST_BYTES)
def save_bands(bank_id: str, number: int) -> ResponseReturnValue:
    """Keep what was changed of the bands, their ends and the margin; add or remove a band."""
    draft = draft_here(bank_id, number)
    bank = apart(draft.bank)
    form = _sheet(bank)
    prove_there(draft, form)
    if not _is_good(bank, form):
        return _showing(draft, form), 422
    changed = _changed(bank, form)
    asked = order()
    if asked.what == "remove" and asked.thing in [band.id for band in changed.bands]:
        changed = replace(changed, bands=without(changed.bands, asked.thing))
    drafts.save(session(), ground.drafts, me(), draft, changed, "bands")
    session().commit()
    return redirect(url_for(".bands", bank_id=bank_id, number=number, saved=1), 303)


@trainer.get(f"{VERSION}/bands/<any(en, fr):tongue>/<{LOOKS}:look>.svg")
@trains
def bands_picture(bank_id: str, number: int, tongue: Language, look: Look) -> ResponseReturnValue:
    """Draw the bands as they are now; raise Absent where they cannot be drawn."""
    from app.charts.bands import drawable

    bank = version_here(bank_id, number).bank
    if not drawable(bank):
        raise Absent("bands")
    response = Response(mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(_values(bank, tongue, look))
    response.make_conditional(request)
    if response.status_code == 200:
        response.set_data(_drawn(_Drawn(bank, tongue, look)))
    return response


class _Drawn:
    """Name a picture by what is on it, so that it is drawn once."""

    def __init__(self, bank: Bank, tongue: Language, look: Look) -> None:
        self.bank, self.tongue, self.look = bank, tongue, look
        self.values = _values(bank, tongue, look)

    def __hash__(self) -> int:
        return hash(self.values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Drawn) and self.values == other.values


@lru_cache(maxsize=64)
def _drawn(one: _Drawn) -> bytes:
    from app.charts.bands import draw

    return draw(one.bank, one.tongue, one.look)


def _values(bank: Bank, tongue: Language, look: Look) -> str:
    shown = repr((tongue, look, plain(bank.bands), plain(bank.ends)))
    return sha256(shown.encode()).hexdigest()[:24]


def _sheet(bank: Bank) -> Sheet:
    asked = [
        *both("low", "line"),
        *both("high", "line"),
        *both("note"),
        Asked("margin", "whole"),
        *both(f"{NEW}title", "line"),
        Asked(f"{NEW}from", "whole", optional=True),
    ]
    now = {one.name: "" for one in asked}
    now |= {**flat("low", bank.ends.low), **flat("high", bank.ends.high), **flat("note", bank.ends.note)}
    now["margin"] = str(bank.margin)
    for band in bank.bands:
        here = f"b:{band.id}"
        asked += [Asked(f"{here}:from", "whole"), *both(f"{here}:title", "line"), *both(f"{here}:text")]
        now |= {
            f"{here}:from": str(band.start),
            **flat(f"{here}:title", band.title),
            **flat(f"{here}:text", band.text),
        }
    return sheet(asked, now)


def _is_good(bank: Bank, form: Sheet) -> bool:
    good = form.settled()
    if adding(form):
        if len(bank.bands) >= BANDS[-1]:
            form.complain(f"{NEW}title.en", lazy_gettext("There are as many bands as there can be."))
            good = False
        elif not is_named(form, "title"):
            form.complain(f"{NEW}title.en", lazy_gettext("Write it in one language at least."))
            good = False
        elif not form.text(f"{NEW}from"):
            form.complain(f"{NEW}from", lazy_gettext("Say where it begins, from 0 to 100."))
            good = False
    return good


def _changed(bank: Bank, form: Sheet) -> Bank:
    values = form.values
    found = [
        replace(
            band,
            start=int(values[f"b:{band.id}:from"]),
            title=text_of(values, f"b:{band.id}:title"),
            text=text_of(values, f"b:{band.id}:text"),
        )
        for band in bank.bands
    ]
    if adding(form):
        title = new_text(form, "title")
        name = id_of(title, "band", [band.id for band in found])
        found.append(Band(name, int(values[f"{NEW}from"]), title, UNWRITTEN))
    ends = Ends(text_of(values, "low"), text_of(values, "high"), text_of(values, "note"))
    return replace(bank, bands=in_order(found), ends=ends, margin=int(values["margin"]))


def _showing(draft: Draft, form: Sheet) -> str:
    from app.charts.bands import describe, drawable, reaches, size

    bank = apart(draft.bank)
    can_draw = drawable(bank)
    return render_template(
        "trainer/bands.html",
        draft=draft,
        form=form,
        bands=bank.bands,
        most=BANDS[-1],
        least=BANDS[0],
        drawn=can_draw,
        alternative=describe(bank, language()) if can_draw else "",
        sizes={look: size(bank, language(), look) for look in ("wide", "narrow")} if can_draw else {},
        reaches=reaches(bank.bands, language()) if can_draw else (),
        why=[] if can_draw else [fault.what for fault in faults_of(draft) if fault.path[:1] == ("bands",)],
        apart=bank is not draft.bank,
    )
