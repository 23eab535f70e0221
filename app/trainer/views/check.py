"""List every fault of a draft, each with a link to its place."""

from collections.abc import Mapping, Sequence

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.quiz.faults import Fault
from app.quiz.proof import MIDDLE
from app.trainer.checked import checked
from app.trainer.fault_places import Places
from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains

PARTS = {
    "themes": lazy_gettext("Themes"),
    "scales": lazy_gettext("Scales"),
    "bands": lazy_gettext("Bands"),
    "advice": lazy_gettext("Advice"),
    "background": lazy_gettext("Background question"),
    "about": lazy_gettext("Title and source"),
}
"""What the parts are called, in the order in which they are shown."""

PART_OF = {"ends": "bands", "margin": "bands"}

MOST = 100
"""So many faults are shown of each part."""


@trainer.get(f"{VERSION}/check")
@trains
def check(bank_id: str, number: int) -> ResponseReturnValue:
    """List the faults by parts, and say how long it takes and how its keying is balanced."""
    draft = version_here(bank_id, number)
    places, found_here = Places(draft), checked(draft)
    faults = found_here.faults
    groups = [
        (
            PARTS[part],
            [(places.url(one.path), one.what, places.told(one.path)) for one in found[:MOST]],
            len(found) - MOST,
        )
        for part, found in _by_parts(faults).items()
    ]
    return render_template(
        "trainer/check.html",
        draft=draft,
        count=len(faults),
        faults_by_part=groups,
        keying=found_here.keying,
        middle=MIDDLE,
        missing=found_here.missing,
        unproven=found_here.unproven,
    )


def _by_parts(faults: Sequence[Fault]) -> Mapping[str, Sequence[Fault]]:
    found: dict[str, list[Fault]] = {part: [] for part in PARTS}
    for fault in faults:
        top = str(fault.path[0]) if fault.path else "about"
        part = PART_OF.get(top, top)
        found[part if part in found else "about"].append(fault)
    return {part: own for part, own in found.items() if own}
