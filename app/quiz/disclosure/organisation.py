"""Add up what the teams of an organisation publish; what is withheld or told in words there is left out here.

The sum is kept as blocks are sealed, by the version of the bank, and a deleted team's part is taken off
again. It holds nothing that is not a number on a team's page, so no team's page and this one together tell
more than the team's page does: not with one team, nor with all teams but one known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.quiz.bank import Bank
from app.quiz.disclosure.figures import Belief, Counts, Figures, Total, figures, work_out
from app.quiz.disclosure.release import FLOOR, Release, TooFew


@dataclass(frozen=True, slots=True)
class Counted:
    """Hold counts by id, and how many people (as told) were in the blocks that were counted."""

    counts: Mapping[str, int]
    people: int


NOBODY = Counted({}, 0)


@dataclass(frozen=True, slots=True)
class Cells:
    """Hold published numbers that can be added up: totals of themes, counts of bands and of beliefs."""

    people: int = 0
    themes: Mapping[str, Total] = field(default_factory=dict)
    bands: Counted = NOBODY
    beliefs: Mapping[str, Counted] = field(default_factory=dict)

    def to_document(self) -> dict[str, Any]:
        """Return the cells as JSON values."""
        return {
            "people": self.people,
            "themes": {key: [held.points, held.people, held.blocks] for key, held in self.themes.items()},
            "bands": [dict(self.bands.counts), self.bands.people],
            "beliefs": {key: [dict(held.counts), held.people] for key, held in self.beliefs.items()},
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Cells":
        """Make the cells again from what `to_document` gave."""
        return cls(
            people=document["people"],
            themes={key: Total(*numbers) for key, numbers in document["themes"].items()},
            bands=Counted(*document["bands"]),
            beliefs={key: Counted(*pair) for key, pair in document["beliefs"].items()},
        )


def published(bank: Bank, release: Release) -> Cells:
    """Return what a page that shows this release alone tells as numbers."""
    alone = figures(bank, [release])
    return Cells(
        people=release.people,
        themes={
            key: Total(release.themes[key], release.people, blocks=1)
            for key, mean in alone.themes.items()
            if mean and mean.bound == "exactly"
        },
        bands=_counted(alone.bands, release),
        beliefs={
            belief.theme: _counted(belief.counts, release)
            for belief in alone.beliefs
            if belief.counts.why is None
        },
    )


def add(total: Cells, cells: Cells) -> Cells:
    """Return the total with a newly sealed block's cells in it."""
    return _with(total, cells, 1)


def subtract(total: Cells, cells: Cells) -> Cells:
    """Return the total without the cells of a block that was added to it."""
    return _with(total, cells, -1)


def organisation_figures(bank: Bank, total: Cells) -> Figures:
    """Work out what may be shown of all teams of one version together; raise TooFew where there are none.

    No team can be told from another in it.
    """
    if total.people < FLOOR:
        raise TooFew
    return work_out(
        bank,
        people=total.people,
        totals={theme.id: total.themes.get(theme.id) for theme in bank.themes},
        bands=_told(total.bands, total.people),
        beliefs=tuple(
            Belief(theme.id, None, _told(total.beliefs.get(theme.id, NOBODY), total.people))
            for theme in bank.themes
            if theme.asked("belief")
        ),
    )


def _counted(counts: Counts, release: Release) -> Counted:
    return Counted(counts.counts, release.people) if counts.why is None else NOBODY


def _told(held: Counted, people: int) -> Counts:
    if not held.people:
        return Counts({}, "small")
    return Counts(held.counts, left_out=held.people < people)


def _with(total: Cells, cells: Cells, sign: int) -> Cells:
    """Return a total with the cells added (1) or taken off (-1); what then stands for nobody goes."""
    themes = dict(total.themes)
    for key, more in cells.themes.items():
        held = themes.get(key, Total(0, 0, 0))
        themes[key] = Total(
            held.points + sign * more.points,
            held.people + sign * more.people,
            held.blocks + sign * more.blocks,
        )
    beliefs = dict(total.beliefs)
    for key, counted in cells.beliefs.items():
        beliefs[key] = _joined(beliefs.get(key, NOBODY), counted, sign)
    return Cells(
        people=total.people + sign * cells.people,
        themes={key: held for key, held in themes.items() if held.people},
        bands=_joined(total.bands, cells.bands, sign),
        beliefs={key: held for key, held in beliefs.items() if held.people},
    )


def _joined(total: Counted, more: Counted, sign: int) -> Counted:
    people = total.people + sign * more.people
    if not people:
        return NOBODY
    keys = dict.fromkeys([*total.counts, *more.counts])
    counts = {key: total.counts.get(key, 0) + sign * more.counts.get(key, 0) for key in keys}
    return Counted(counts, people)
