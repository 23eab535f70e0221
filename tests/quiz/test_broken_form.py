"""What has not the form of a bank is found where it is and said in plain words."""

import pytest

from tests.quiz.banks import SMALL
from tests.quiz.broken import Broken, assert_found, faults_of

TITLE = "title: {en: A small bank, fr: Un petit questionnaire}"
LAST = "  exercise: {en: the exercise, fr: l’exercice}\n"
BUSY = "  - id: busy\n    kind: myth\n    title: {en: Too busy, fr: Trop de travail}\n"


FORM = [
    Broken("no French", TITLE, "title: ¦{en: A small bank}", "Title: the French text is missing"),
    Broken("no English", TITLE, "title: ¦{fr: Un petit}", "Title: the English text is missing"),
    Broken("an empty French", "fr: Lire}", "fr: ¦''}", "Advice “read”, title: the French text is missing"),
    Broken("blanks for French", "fr: Lire}", "fr: ¦'  '}", "the French text is missing"),
    Broken("nothing for French", "fr: Lire}", "fr: ¦}", "the French text is missing"),
    Broken("null for French", "fr: Lire}", "fr: ¦null}", "the French text is missing"),
    Broken("a tilde for French", "fr: Lire}", "fr: ¦~}", "the French text is missing"),
    Broken("one text for two languages", TITLE, "title: ¦A small bank", "both languages are expected"),
    Broken("a list for a text", "fr: Lire}", "fr: ¦[Lire]}", "one value is expected"),
    Broken(
        "no text at all",
        BUSY + "    topic",
        BUSY.replace("id", "¦id") + "    # topic",
        "Theme “busy”, topic: the English and",
    ),
    Broken(
        "a third language",
        "{en: Read, fr: Lire}",
        "{en: Read, fr: Lire, ¦de: Lesen}",
        "the key “de” is not known",
    ),
    Broken("a text of a novel's length", "en: Read one", "en: ¦" + "long " * 500, "at most 2000 are allowed"),
    Broken("a misspelt key", "        reversed: true", "        ¦revresed: true", "did you mean “reversed”?"),
    Broken("an unknown key", "margin: 10", "margin: 10\n¦colour: red", "The key “colour” is not known here"),
    Broken("yes for true", "reversed: true", "reversed: ¦yes", "write true or false here, not “yes”"),
    Broken("True for true", "may_not_apply: true", "may_not_apply: ¦True", "write true or false here"),
    Broken("a number for true", "may_not_apply: true", "may_not_apply: ¦1", "write true or false here"),
    Broken("a word for a number", "margin: 10", "margin: ¦ten", "Margin: a whole number in plain digits"),
    Broken("a fraction for a whole number", "margin: 10", "margin: ¦10.5", "a whole number in plain digits"),
    Broken("an octal", "margin: 10", "margin: ¦0o12", "a whole number"),
    Broken("a leading zero", "margin: 10", "margin: ¦010", "a whole number"),
    Broken("a number to base sixty", "margin: 10", "margin: ¦1:30", "a whole number"),
    Broken("a hexadecimal", "margin: 10", "margin: ¦0x10", "a whole number"),
    Broken("an underscore in a number", "margin: 10", "margin: ¦1_0", "a whole number"),
    Broken("a number without end", "margin: 10", "margin: ¦" + "9" * 5000, "a whole number"),
    Broken("nothing for a number", "margin: 10", "margin:¦\n#", "Margin: nothing is written here"),
    Broken("a decimal comma", "weight: 0.5", "weight: ¦0,5", "a number such as 1 or 0.5"),
    Broken("not a number", "weight: 0.5", "weight: ¦.nan", "a number such as 1 or 0.5"),
    Broken("infinity", "weight: 0.5", "weight: ¦.inf", "a number such as 1 or 0.5"),
    Broken("an exponent", "weight: 0.5", "weight: ¦1e3", "a number such as 1 or 0.5"),
    Broken("four decimals", "weight: 0.5", "weight: ¦0.1234", "at most three decimals"),
    Broken(
        "a kind there is not",
        "kind: myth",
        "kind: ¦legend",
        "“legend” is not possible here: write “imperative” or “myth”",
    ),
    Broken("a role there is not", "role: belief", "role: ¦opinion", "write “practice” or “belief”"),
    Broken("a side there is not", "leads: native", "leads: ¦settler", "write “newcomer” or “native”"),
    Broken(
        "a list for keys",
        "source: {author: Ada Author, title: A source, year: 2014}",
        "source: ¦[a]",
        "keys with their",
    ),
    Broken(
        "keys for a list", "choices: [never, sometimes]", "choices: ¦{never: 1}", "a list is expected here"
    ),
    Broken("a text for a list", "choices: [never, sometimes]", "choices: ¦never", "a list is expected here"),
    Broken("a list among keys", LAST, "¦- a\n", "the indentation does not fit"),
    Broken(
        "a list for named parts", "parts:\n", "parts: ¦[]\nothers:\n", "Parts of the source: keys with their"
    ),
    Broken("a list for an id", "id: listen\n", "id: ¦[listen]\n", "Theme 1, id: one value is expected"),
    Broken("capitals in an id", "id: home,", "id: ¦Home,", "“Home” cannot be an id"),
    Broken("an accent in an id", "id: home,", "id: ¦chez-moi-é,", "cannot be an id"),
    Broken("two hyphens in an id", "id: home,", "id: ¦ho--me,", "cannot be an id"),
    Broken("an endless id", "id: home,", "id: ¦" + "h" * 61 + ",", "at most 60 characters"),
    Broken("an empty id", "id: home,", "id: ¦'',", "cannot be an id"),
    Broken("no id", "- {id: home, from", "- ¦{from", "Band 3, id: nothing is written here"),
    Broken("blanks for a reference", "source: rule 1", "source: ¦' '", "nothing is written here"),
    Broken("capitals in a scale's name", "  agreement:\n", "  ¦Agreement:\n", "“Agreement” cannot be an id"),
    Broken(
        "a misspelt list",
        "  choices:\n    - id: always",
        "  ¦choice:\n    - id: always",
        "did you mean “choices”?",
    ),
    Broken(
        "a bidi sign in a name",
        "author: Ada",
        "author: ¦Ada\u2069",
        "Source, author: the text holds an invisible",
    ),
]


@pytest.mark.parametrize("broken", FORM, ids=lambda broken: broken.name)
def test_a_value_that_does_not_fit_its_key_is_refused_at_its_place(broken: Broken) -> None:
    assert_found(broken)


def test_from_a_misspelt_key_nothing_is_concluded() -> None:
    # Without its reversed question the small bank is not balanced, which is not the trainer's fault.
    (fault,) = faults_of(SMALL.replace("reversed: true", "revresed: true", 1).encode())
    assert "did you mean “reversed”?" in fault.what.en
