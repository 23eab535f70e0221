"""Lay out what would be said to whom: bands by themes, with what is missing, decided exactly."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from app.quiz.advice import HALF
from app.quiz.bank import Advice, Band, Bank, Theme
from app.quiz.coverage import ANY, Aim, Coverage, Stretch
from app.quiz.proof import is_particular
from app.quiz.search import Undecided


@dataclass(frozen=True, slots=True)
class Cell:
    """Say what somebody in a band can be told about a theme (or about none).

    `said` are the pieces that some sheet of the band calls, in the bank's order. `is_hole` where none of
    them is for some people only, though the band can be reached. `passes_over` where somebody in the
    band with a shown score below HALF in the theme is told nothing about it. `unsure` are pieces that
    would take too long to decide.
    """

    said: tuple[Advice, ...] = ()
    is_hole: bool = False
    passes_over: bool = False
    unsure: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Hold the cells of one theme, or of the pieces for no theme; a cell a band."""

    theme: Theme | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Unreached:
    """Name a piece that nobody can be given, with the fewest conditions (keys) that exclude each other.

    Without keys it would take too long to tell which.
    """

    piece: Advice
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Hold the rows asked for, and beside them, of these rows' pieces, what stands in no cell.

    `unreached` nobody can be given, `placeless` only somebody without a place. `faulty` pieces, of the
    whole bank, refer to what is not there. In `empty` bands no sheet lands.
    """

    bands: tuple[Band, ...]
    rows: tuple[Row, ...]
    empty: tuple[Band, ...]
    unreached: tuple[Unreached, ...]
    placeless: tuple[Advice, ...]
    faulty: tuple[Advice, ...]


def matrix(bank: Bank, themes: Iterable[str | None] | None = None) -> Matrix:
    """Return what can be said in each band about some themes (ids, None for no theme), or about all.

    The bank has to be one that `soundness.measures`; its advice may have faults. Raise Absent for an
    unknown theme.
    """
    coverage = Coverage(bank)
    wanted = (*(theme.id for theme in bank.themes), None) if themes is None else tuple(themes)
    faulty = []
    pieces: dict[str | None, list[Advice]] = {theme: [] for theme in wanted}
    for piece in bank.advice:
        if not coverage.knows(piece):
            faulty.append(piece)
        elif piece.theme in pieces:
            pieces[piece.theme].append(piece)
    empty = tuple(band for band in bank.bands if _is_met(coverage, coverage.aim(None, band)) is False)
    rows, unreached, placeless = [], [], []
    for theme_id, own in pieces.items():
        theme = None if theme_id is None else bank.theme(theme_id)
        rows.append(Row(theme, tuple(_cell(coverage, theme, band, own, empty) for band in bank.bands)))
        for piece in _in_no_cell(own, rows[-1]):
            keys = coverage.clash(piece)
            if keys or coverage.aim(piece).place:
                unreached.append(Unreached(piece, keys))
            else:
                placeless.append(piece)
    return Matrix(bank.bands, tuple(rows), empty, tuple(unreached), tuple(placeless), tuple(faulty))


def _cell(
    coverage: Coverage, theme: Theme | None, band: Band, own: Sequence[Advice], empty: Sequence[Band]
) -> Cell:
    if band in empty:
        return Cell()
    met = [_is_met(coverage, coverage.aim(piece, band)) for piece in own]
    said = tuple(piece for piece, is_met in zip(own, met, strict=True) if is_met)
    unsure = tuple(piece for piece, is_met in zip(own, met, strict=True) if is_met is None)
    is_hole = not any(is_particular(piece) for piece in said + unsure)
    passes_over = theme is not None and any(
        _is_met(coverage, aim) for aim in _untold(coverage, theme, band, said + unsure)
    )
    return Cell(said, is_hole, passes_over, unsure)


def _is_met(coverage: Coverage, aim: Aim) -> bool | None:
    """Tell whether some sheet comes to an aim; None where that would take too long."""
    try:
        return coverage.can(aim)
    except Undecided:
        return None


def _untold(coverage: Coverage, theme: Theme, band: Band, own: Sequence[Advice]) -> Iterator[Aim]:
    """Yield aims that together are all sheets of a band, below HALF in a theme, to which no piece is said.

    Between two bounds that any piece names, the figures are all the same to all pieces.
    """
    bounds = [
        (coverage.aim(piece).place or ANY, coverage.aim(piece).themes.get(theme.id, ANY)) for piece in own
    ]
    places = _cut(Aim().within(band, coverage.bank).place or ANY, [place for place, _ in bounds])
    figures = _cut((0, HALF), [figure for _, figure in bounds])
    for place, figure in product(places, figures):
        called = [
            piece.when.answered
            for piece, (its_place, its_figure) in zip(own, bounds, strict=True)
            if _holds(its_place, place) and _holds(its_figure, figure)
        ]
        if None in called:  # a piece that asks for no answer is said to everybody there
            continue
        refused: dict[str, set[str]] = {}
        for answered in filter(None, called):
            refused.setdefault(answered.question, set()).update(answered.choices)
        yield Aim(place, {theme.id: figure}, coverage.others(refused))


def _cut(whole: Stretch, bounds: Iterable[Stretch]) -> list[Stretch]:
    """Cut a stretch at the bounds within it."""
    cuts = {figure for bound in bounds for figure in bound if whole[0] < figure < whole[1]}
    return list(pairwise(sorted(cuts | set(whole))))


def _holds(outer: Stretch, inner: Stretch) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _in_no_cell(own: Iterable[Advice], row: Row) -> Iterator[Advice]:
    standing = {piece for cell in row.cells for piece in cell.said + cell.unsure}
    return (piece for piece in own if piece not in standing)
