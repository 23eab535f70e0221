"""List the banks, make a new one, retire one and bring it back."""

from collections.abc import Sequence

from flask import render_template
from flask.typing import ResponseReturnValue

from app.store import drafts, versions
from app.store.versions import Version
from app.trainer.views import trainer, trains
from app.web.ground import session


@trainer.get("/banks")
@trains
def banks() -> ResponseReturnValue:
    """List the banks, each with its published version, its drafts, and who changed what when."""
    every = versions.every(session())
    return render_template(
        "trainer/banks.html",
        versions={bank_id: [one for one in every if one.bank_id == bank_id] for bank_id in _ids(every)},
        edits=drafts.last_edits(session()),
        retired=drafts.retired(session()),
    )


def _ids(every: Sequence[Version]) -> list[str]:
    return list(dict.fromkeys(one.bank_id for one in every))
