"""Show what advice is said where: bands by themes, with what is missing, as far as a draft can be scored."""

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.quiz.drafting import set_apart
from app.quiz.matrix import matrix
from app.quiz.parts import apart
from app.quiz.soundness import measures
from app.store.drafts import Draft
from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains

ON_A_PAGE = 8
"""So many themes stand on one page."""


@trainer.get(f"{VERSION}/coverage")
@trains
def coverage(bank_id: str, number: int) -> ResponseReturnValue:
    """Show for each band and theme which pieces can be given there, and name the holes."""
    draft = version_here(bank_id, number)
    bank = set_apart(apart(draft.bank))
    if not measures(bank):
        return render_template("trainer/coverage.html", draft=draft, matrix=None)
    rows = [*(theme.id for theme in bank.themes), None]
    pages = -(-len(rows) // ON_A_PAGE)
    page = min(pages, max(1, request.args.get("page", 1, int)))
    found = matrix(bank, rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    holes = [
        (row.theme, band, cell)
        for row in found.rows
        for band, cell in zip(found.bands, row.cells, strict=True)
        if cell.is_hole or cell.passes_over
    ]
    return render_template(
        "trainer/coverage.html",
        draft=draft,
        matrix=found,
        holes=holes,
        given=given(draft),
        page=page,
        pages=pages,
    )


def given(_draft: Draft) -> Mapping[str, str] | None:
    """Return in words how often each piece was given, by its id; None where nothing is known of it yet."""
    return None
