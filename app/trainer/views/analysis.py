"""Show which questions work: all of them in a table to sort, and each by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.quiz.bank import Question, Theme
from app.quiz.drafting import theme_of
from app.quiz.item_analysis import FEWEST, Estimate, Row
from app.quiz.item_analysis.trend import apart, others_changed
from app.quiz.text import Language
from app.store import blocks, unclear
from app.store.drafts import Draft
from app.trainer import figures
from app.trainer.figures import TONGUES, Point, Shown, Tongue
from app.trainer.version import VERSION, version_here
from app.trainer.views import trainer, trains
from app.web.ground import session
from app.web.language import language

AT_ONCE = 25
"""How many questions a page shows: a bank of 300 costs what one of 25 does."""

Order = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a line of the table: where a question stands, how it works, how often it was called unclear."""

    theme: Theme
    question: Question
    row: Row
    unclear: int


@dataclass(frozen=True, slots=True)
class Table:
    """Hold one page of the table, how it is sorted, and what it is part of."""

    shown: Shown
    lines: Sequence[Line]
    flagged: Sequence[Line]
    sort: str
    order: Order
    page: int
    pages: int


def _value(estimate: Estimate | None) -> float | None:
    return estimate.value if estimate else None


def _spread(name: str) -> Callable[[Line], float | None]:
    return lambda line: getattr(line.row.spread, name) if line.row.spread else None


SORTS: Mapping[str, Callable[[Line], float | None]] = {
    "n": _spread("n"),
    "mean": _spread("mean"),
    "deviation": _spread("deviation"),
    "floor": _spread("floor"),
    "ceiling": _spread("ceiling"),
    "does-not-apply": lambda line: _value(line.row.does_not_apply),
    "correlation": lambda line: _value(line.row.correlation),
    "if-dropped": lambda line: _value(line.row.if_dropped),
    "unclear": lambda line: line.unclear,
    "flags": lambda line: len(line.row.flags),
}
"""By what the table can be sorted, other than the order in which people are asked."""


@trainer.get(f"{VERSION}/analysis")
@trains
def analysis(bank_id: str, number: int) -> ResponseReturnValue:
    """Show how well the questions measure together, where people stop, and how each question works."""
    draft = version_here(bank_id, number)
    found = table(draft, tongue_asked())
    return render_template(
        "trainer/analysis.html",
        draft=draft,
        table=found,
        measured=blocks.margin(session(), draft.version.id),
        newest=figures.newest_published(session(), bank_id),
        address=_address(draft, found),
        fewest=FEWEST,
        **figures.words(),
    )


@trainer.get(f"{VERSION}/analysis/<question_id>")
@trains
def question_figures(bank_id: str, number: int, question_id: str) -> ResponseReturnValue:
    """Show how one question works in each language, what people say of it, and how it did before."""
    draft = version_here(bank_id, number)
    here = draft.bank.question(question_id)
    tongue = tongue_asked()
    analyses = figures.analyses(session(), draft.version, draft.bank)
    return render_template(
        "trainer/question.html",
        draft=draft,
        theme=theme_of(draft.bank, question_id),
        question=here,
        rows={spoken: analysis.row(question_id) for spoken, analysis in analyses.items()},
        alphas={spoken: analysis.whole.alpha for spoken, analysis in analyses.items()},
        tongue=tongue,
        trend=_steps(figures.trend(session(), bank_id, question_id, tongue), question_id),
        called=unclear.counts(session(), draft.version.id).get(question_id, {}),
        said_unclear=unclear.lines(session(), draft.version.id, question_id),
        fewest=FEWEST,
        **figures.words(),
    )


def table(draft: Draft, tongue: Tongue) -> Table:
    """Gather a page of the table as the address asks for it."""
    shown = figures.shown(session(), draft.version, draft.bank, tongue)
    called = unclear.counts(session(), draft.version.id)
    lines = [
        Line(theme, question, shown.analysis.row(question.id), times(called.get(question.id, {}), tongue))
        for theme in draft.bank.themes
        for question in theme.questions
    ]
    flagged = [line for line in lines if line.row.flags]
    sort = request.args.get("sort", "")
    order: Order = "down" if request.args.get("order") == "down" else "up"
    if sort in SORTS:
        lines = _sorted(lines, SORTS[sort], order)
    pages = max(1, ceil(len(lines) / AT_ONCE))
    page = min(max(1, request.args.get("page", 1, int)), pages)
    lines = lines[(page - 1) * AT_ONCE : page * AT_ONCE]
    return Table(shown, lines, flagged, sort if sort in SORTS else "", order, page, pages)


def tongue_asked() -> Tongue:
    """Return of which sheets the address asks for figures: of the reader's language, unless it says."""
    asked = request.args.get("of")
    return asked if asked in TONGUES else language()


def times(called: Mapping[Language, int], tongue: Tongue) -> int:
    """Return how often a question was called unclear by those who read it so."""
    return sum(times for spoken, times in called.items() if tongue in (spoken, "both"))


def _sorted(lines: Sequence[Line], by: Callable[[Line], float | None], order: Order) -> list[Line]:
    """Sort, and leave what has no figure for the end, whichever way."""
    known = [(value, at) for at, line in enumerate(lines) if (value := by(line)) is not None]
    known.sort(key=lambda pair: (pair[0] if order == "up" else -pair[0], pair[1]))
    first = [lines[at] for _, at in known]
    return [*first, *(line for line in lines if by(line) is None)]


def _address(draft: Draft, found: Table) -> Callable[..., str]:
    here = {"bank_id": draft.version.bank_id, "number": draft.version.number}
    now = {"of": found.shown.tongue, "sort": found.sort or None, "order": found.order if found.sort else None}

    def address(endpoint: str = ".analysis", **other: object) -> str:
        """Return the address of this table, but for what is to be otherwise."""
        return url_for(endpoint, **{**here, **now, **other})  # type: ignore[arg-type]  # it takes what stands in the rule

    return address


def _steps(points: Sequence[Point], question_id: str) -> Sequence[Mapping[str, object]]:
    """Say of each version what keeps its figures from being set beside those before; the first has none."""
    steps: list[Mapping[str, object]] = []
    before: Point | None = None
    for point in points:
        broken = before and apart(before.bank, point.bank, question_id)
        others = before and not broken and others_changed(before.bank, point.bank, question_id)
        steps.append({"point": point, "broken": broken, "others": others})
        before = point
    return steps
