"""Let sums be shown in lumps of FEWEST sheets and more, so that no difference of two figures tells of fewer.

Whoever reads the figures reads them again and again, and subtracts. So what is shown grows by whole lumps:

* Complete sheets and the others are told apart and never mixed. Were a question's row over everyone set
  beside an alpha over complete sheets, their difference could be one person's answers.
* All that is known of everyone in a group moves at once: how many they are, does-not-apply, squares and
  products, and how often a piece of advice was given (which can hang on one answer).
* A question's row moves only together with its group, and only if FEWEST and more answered it since it last
  moved; else it waits for the group's next lump. So wherever two figures speak of the same answers, their
  difference is over whole lumps of the group.
* Minutes tell nothing of the answers, and move by themselves.

Nothing of `waiting` may be shown. What it costs: up to FEWEST - 1 of the others are not in the figures yet.
A sheet is a person only where sittings that repeat an earlier one are left out; whoever makes blocks sees
to it, and to it that a copy of answers kept beside the sums moves as its group does.
"""

from app.quiz.item_analysis.sums import Group, Part, Sums

FEWEST = 30
"""The fewest sheets a figure may be over, and the fewest by which it may grow."""


def fold(shown: Sums, waiting: Sums, block: Sums) -> tuple[Sums, Sums]:
    """Add a block of new sheets to what waits, and move to what is shown whatever is enough of.

    Return what is shown now and what waits now; together they are what they were and the block.
    """
    complete = _fold_group(shown.complete, waiting.complete, block.complete)
    others = _fold_group(shown.others, waiting.others, block.others)
    minutes = fold_part(shown.minutes, waiting.minutes, block.minutes)
    return Sums(complete[0], others[0], minutes[0]), Sums(complete[1], others[1], minutes[1])


def fold_part(shown: Part, waiting: Part, block: Part) -> tuple[Part, Part]:
    """Add a block to what waits of one part; move it to what is shown if it is over FEWEST sheets or more."""
    waiting += block
    return (shown + waiting, Part()) if waiting.sheets >= FEWEST else (shown, waiting)


def _fold_group(shown: Group, waiting: Group, block: Group) -> tuple[Group, Group]:
    waiting += block
    if waiting.whole.sheets < FEWEST:
        return shown, waiting
    moved = {key: row for key, row in waiting.rows.items() if row.sheets >= FEWEST}
    kept = {key: row for key, row in waiting.rows.items() if key not in moved}
    return shown + Group(waiting.whole, moved), Group(rows=kept)
