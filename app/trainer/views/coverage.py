"""Show what advice is said where: bands by themes, with what is missing, as far as a draft can be scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.quiz.bank import Band, Theme
from app.quiz.drafting import set_apart
from app.quiz.matrix import Matrix, matrix
from app.quiz.parts import apart
from app.quiz.soundness import measures
from app.store.drafts import Draft
from app.trainer import figures
from app.trainer.reach import told_apart
from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains
from app.web.ground import session


@dataclass(frozen=True, slots=True)
class Hole:
    """Name what is missing about a theme in some bands.

    It is "empty" where nothing is said, "plain" where only what everybody is told, and "low" where
    somebody with a low score is told nothing.
    """

    theme: Theme | None
    kind: str
    bands: Sequence[Band]


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
    return render_template(
        "trainer/coverage.html",
        draft=draft,
        matrix=found,
        holes=_holes(found),
        clashes={one.piece.id: told_apart(bank, one.piece, one.keys) for one in found.unreached},
        given=_given(draft),
        page=page,
        pages=pages,
    )


def _holes(found: Matrix) -> Sequence[Hole]:
    """Return what is missing, a line for each theme and each way of missing it."""
    holes: dict[tuple[int, str], list[Band]] = {}
    for at, row in enumerate(found.rows):
        for band, cell in zip(found.bands, row.cells, strict=True):
            if cell.is_hole or cell.passes_over:
                kind = ("plain" if cell.said else "empty") if cell.is_hole else "low"
                holes.setdefault((at, kind), []).append(band)
    return [Hole(found.rows[at].theme, kind, bands) for (at, kind), bands in holes.items()]


def _given(draft: Draft) -> Mapping[str, str] | None:
    """Return in words how often each piece was given, by its id; None while nothing may be shown of it."""
    found = figures.given(session(), draft.version.id)
    if found is None:
        return None
    return {
        key: gettext("given on %(given)s of %(sheets)s sheets", given=one.given, sheets=one.sheets)
        for key, one in found.items()
    }
