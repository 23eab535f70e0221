"""Hold what was sent of a theme's page until it can be kept, and say what keeps it from that."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from app.quiz.bank import Absent, Bank, Question, Theme
from app.quiz.drafting import put_question, put_theme, set_apart
from app.quiz.drafting import theme_of as theme_asking
from app.store.drafts import Draft
from app.trainer.meanwhile import Meanwhile, meanwhile
from app.trainer.rewording import Reworded, reworded
from app.trainer.sheet import Sheet
from app.trainer.theme_form import question_of, theme_of, theme_sheet
from app.trainer.version import Gone, asked_last

NOTHING, NONE = Meanwhile(), Reworded({})


@dataclass(frozen=True, slots=True)
class ThemePage:
    """Hold a theme with its form, its questions moved or removed meanwhile, and those reworded."""

    draft: Draft
    bank: Bank
    theme: Theme
    form: Sheet
    strays: Meanwhile = NOTHING
    reworded: Reworded = NONE
    settled: bool = True

    @property
    def questions(self) -> Sequence[Question]:
        """Return the questions of the theme."""
        return self.theme.questions

    def changed(self, ever: Container[str]) -> tuple[Bank, Mapping[str, str]]:
        """Return the bank as it was written, with the new ids of questions that are new ones, by the old.

        `ever` holds the ids that are taken already.
        """
        values = self.form.values
        questions = tuple(question_of(one, values) for one in self.questions)
        bank = put_theme(self.bank, replace(theme_of(self.theme, values), questions=questions))
        for one in self.strays.moved:
            bank = put_question(bank, theme_asking(bank, one.id).id, question_of(one, values))
        for one in self.strays.back:
            bank = put_question(bank, self.theme.id, question_of(one, values))
        return self.reworded.renewed(bank, ever)


def shown(draft: Draft, theme_id: str) -> ThemePage:
    """Return a theme as it is kept; raise Absent."""
    bank = set_apart(draft.bank)
    theme = bank.theme(theme_id)
    return ThemePage(draft, bank, theme, theme_sheet(bank, theme, theme.questions))


def sent(draft: Draft, theme_id: str) -> ThemePage:
    """Return a theme as somebody just sent it; raise Gone where it was removed meanwhile."""
    bank = set_apart(draft.bank)
    try:
        theme = bank.theme(theme_id)
    except Absent as absent:
        raise Gone(draft, theme_id) from absent
    strays = meanwhile(bank, theme)
    every = (*theme.questions, *strays.moved, *strays.removed)
    form = theme_sheet(bank, theme, every)
    fit = form.settled()
    staying = (*theme.questions, *strays.moved, *strays.back)
    anew = reworded(asked_last(draft), bank, [question_of(one, form.values) for one in staying])
    settled = fit and not strays.undecided and not anew.undecided
    return ThemePage(draft, bank, theme, form, strays, anew, settled)
