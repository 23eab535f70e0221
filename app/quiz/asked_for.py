"""Make a sheet that comes to the result one asks for: "show me 35, weak in Listen"."""

from app.quiz.bank import Absent, Answers, Bank
from app.quiz.coverage import ANY, Aim, Coverage
from app.quiz.search import Undecided

CLEARLY = 15
"""A theme is clearly weak, or strong, when its shown score is so many points under, or over, the place."""


def sheet_for(
    bank: Bank, place: int, *, weak: str | None = None, strong: str | None = None, origin: str | None = None
) -> Answers | None:
    """Return a complete sheet that lands at a shown place (0-100), or None: there is none.

    The theme `weak` (an id) is CLEARLY under the place, or at 0 where that is not possible; `strong` is
    CLEARLY over it, or at 100. `origin` is the choice given to the background question.

    The bank has to be one that `soundness.measures`. Raise Absent for an unknown theme or origin, and
    Undecided when it would take too long to tell.
    """
    return Coverage(bank).sheet(_aim(bank, place, weak, strong, origin))


def nearest(
    bank: Bank, place: int, *, weak: str | None = None, strong: str | None = None, origin: str | None = None
) -> int | None:
    """Return the place nearest to one asked for at which there is such a sheet, the lower of two.

    None when there is none at any place. Places that would take too long to tell are passed by. The
    rest is as for `sheet_for`.
    """
    coverage = Coverage(bank)
    for near in sorted(range(101), key=lambda other: abs(other - place)):
        try:
            if coverage.can(_aim(bank, near, weak, strong, origin)):
                return near
        except Undecided:
            continue
    return None


def _aim(bank: Bank, place: int, weak: str | None, strong: str | None, origin: str | None) -> Aim:
    themes = {bank.theme(theme).id: ANY for theme in (weak, strong) if theme is not None}
    if weak is not None:
        themes[weak] = (0, max(place - CLEARLY, 0) + 1)
    if strong is not None:
        themes[strong] = (min(place + CLEARLY, 100), themes[strong][1])
    if origin is None:
        return Aim((place, place + 1), themes)
    if bank.background is None:
        raise Absent(origin)
    return Aim((place, place + 1), themes, {bank.background.id: (bank.background.choice(origin).id,)})
