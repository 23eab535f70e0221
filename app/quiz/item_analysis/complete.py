"""Work out variances and covariances over complete sheets, exactly, in keyed shares of 0-1."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from app.quiz.bank import Bank, Question, Theme
from app.quiz.item_analysis.estimates import sample_covariance, sample_variance
from app.quiz.item_analysis.sums import Sums, keyed, units


@dataclass(frozen=True)
class Complete:
    """Read the sums over complete sheets (2 or more) of one bank."""

    bank: Bank
    sums: Sums

    @property
    def sheets(self) -> int:
        """Return how many sheets are complete."""
        return self.sums.complete.whole.sheets

    @property
    def questions(self) -> int:
        """Return how many practice questions there are."""
        return len(self._values)

    @cached_property
    def total(self) -> Fraction:
        """Return the variance of the sum of all practice questions."""
        whole = self.sums.complete.whole.of("total")
        return self._scaled(sample_variance(self.sheets, self._sum, Fraction(whole.get("square", 0))))

    def variance(self, question: Question) -> Fraction:
        """Return the variance of a practice question."""
        return self._variances[question.id]

    @cached_property
    def apart(self) -> Fraction:
        """Return the sum of the variances of all practice questions."""
        return sum(self._variances.values(), Fraction())

    def with_total(self, question: Question) -> Fraction:
        """Return the covariance of a practice question with the sum of all, itself among them."""
        product = Fraction(self.sums.complete.whole.of("product").get(question.id, 0))
        return self._scaled(sample_covariance(self.sheets, self._sums[question.id], self._sum, product))

    def theme_variances(self, theme: Theme) -> tuple[Fraction, Fraction]:
        """Return the sum of the variances of a theme's practice questions, and the variance of their sum."""
        asked = theme.asked("practice")
        total = sum((self._sums[each.id] for each in asked), Fraction())
        square = Fraction(self.sums.complete.whole.of("theme").get(theme.id, 0))
        apart = sum((self.variance(each) for each in asked), Fraction())
        return apart, self._scaled(sample_variance(self.sheets, total, square))

    @property
    def _sum(self) -> Fraction:
        return Fraction(self.sums.complete.whole.of("total").get("sum", 0))

    @cached_property
    def _sums(self) -> Mapping[str, Fraction]:
        """Return the sum of each practice question, in whole units."""
        return {key: self._over(key, 1) for key in self._values}

    @cached_property
    def _variances(self) -> Mapping[str, Fraction]:
        return {
            key: self._scaled(sample_variance(self.sheets, total, self._over(key, 2)))
            for key, total in self._sums.items()
        }

    def _over(self, question_id: str, power: int) -> Fraction:
        """Return the sum of a power of a practice question's values, in whole units."""
        values = self._values[question_id]
        chose = self.sums.complete.row(question_id).of("chose")
        return Fraction(sum(people * values[key] ** power for key, people in chose.items()))

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, int]]:
        return keyed(self.bank)

    @cached_property
    def _units(self) -> int:
        return units(self.bank)

    def _scaled(self, variance: Fraction) -> Fraction:
        return variance / self._units**2
