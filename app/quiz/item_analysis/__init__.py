"""Tell trainers which questions work, from exact sums over finished sheets of one version and language.

The sums are additive and grow in lumps of FEWEST sheets and more (`fold`), so that the figures cost the same
behind 300 sheets and 1,000,000, and never tell of fewer people, also not by a difference over time.
"""

from app.quiz.item_analysis.analysis import Analysis, Flag, Row, Spread, Whole, analyse
from app.quiz.item_analysis.blocks import FEWEST, fold, fold_part
from app.quiz.item_analysis.estimates import Estimate, Why
from app.quiz.item_analysis.margin import FEWEST_FOR_MARGIN, measured_margin
from app.quiz.item_analysis.passage import Stop, Stops, minutes_taken, stops, stops_of
from app.quiz.item_analysis.sums import Group, Part, Sheet, Sums, is_complete, sums_of

__all__ = [
    "FEWEST",
    "FEWEST_FOR_MARGIN",
    "Analysis",
    "Estimate",
    "Flag",
    "Group",
    "Part",
    "Row",
    "Sheet",
    "Spread",
    "Stop",
    "Stops",
    "Sums",
    "Whole",
    "Why",
    "analyse",
    "fold",
    "fold_part",
    "is_complete",
    "measured_margin",
    "minutes_taken",
    "stops",
    "stops_of",
    "sums_of",
]
