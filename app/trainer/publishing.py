"""Say what publishing a draft would do: what becomes of trends, and of people."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from app.quiz.bank import Bank
from app.quiz.comparability import Comparability, comparability
from app.quiz.differences import Differences, differences
from app.quiz.effect import Effect, effect
from app.quiz.text import Text
from app.quiz.wording import named
from app.store import blocks
from app.store.drafts import Draft
from app.store.versions import Version
from app.web.ground import bank_of, session

FEWEST_SHEETS = 30
"""Nothing is told of fewer sheets than this."""

KEPT = 24
"""How many effects a process remembers."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Set a version beside one that was published, `version` with its `bank`."""

    version: Version
    bank: Bank
    differences: Differences
    comparability: Comparability
    titles: Mapping[str, Text]
    """The title of every theme of either version, by its id."""


def compared(before: Version, after: Bank) -> Compared:
    """Set a bank beside an earlier version of it."""
    bank = bank_of(before.id)
    titles = {theme.id: named(theme.title, theme.id) for theme in (*bank.themes, *after.themes)}
    return Compared(before, bank, differences(bank, after), comparability(bank, after), titles)


def effect_of(before: Version, draft: Draft) -> Effect | None:
    """Return where people who took the version before would stand under a sound draft.

    None while there are fewer than FEWEST_SHEETS, and where fewer than that have a place both times: a draft
    may ask for it by a question that hardly anybody answered. It is worked out once for what there is: two
    thousand sheets of a long bank take a second.
    """
    kept = blocks.kept(session(), before.id)
    if kept[0] < FEWEST_SHEETS:
        return None
    key = (before.id, draft.digest, kept)
    with _lock:
        known = _effects.get(key)
    if known is None:
        known = effect(bank_of(before.id), draft.bank, blocks.sheets(session(), before.id))
    with _lock:
        _effects[key] = known
        while len(_effects) > KEPT:
            _effects.popitem(last=False)
    return None if 0 < known.placed < FEWEST_SHEETS else known


_effects: OrderedDict[tuple[int, bytes, tuple[int, int]], Effect] = OrderedDict()
_lock = Lock()
