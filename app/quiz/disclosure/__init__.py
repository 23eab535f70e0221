"""Decide what a group may see: the one place that knows how many people are enough.

Sheets are sealed into blocks that never overlap and never change. A block's sums are rounded at random,
once (unbiased random rounding, as in Statistics Canada's census tables); every figure anywhere is arithmetic
on these rounded numbers. What would be too close to one person is withheld, and the reason said in words.
"""

from app.quiz.disclosure.figures import Figures, figures
from app.quiz.disclosure.release import FLOOR, Release, TooFew, Unrounded, enough, seal, told

__all__ = ["FLOOR", "Figures", "Release", "TooFew", "Unrounded", "enough", "figures", "seal", "told"]
