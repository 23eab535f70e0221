"""What has the form of a bank and makes no sense is found where it is and said in plain words."""

import pytest

from tests.quiz.banks import SMALL
from tests.quiz.broken import MARK, Broken, assert_found, faults_of

MEANING = [
    Broken(
        "a theme's id twice",
        "  - id: busy",
        "  - id: ¦listen",
        "Theme “listen”, id: “listen” is already the id",
    ),
    Broken(
        "a question's id twice",
        "- id: busy-2",
        "- id: ¦listen-2",
        "“listen-2” is already the id of a question",
    ),
    Broken("a question called as a theme", "- id: busy-2", "- id: ¦busy", "already the id of a theme"),
    Broken(
        "a background question called as a theme", "id: origin", "id: ¦listen", "already the id of a theme"
    ),
    Broken(
        "a choice's id twice", "{id: agree,", "{id: ¦disagree,", "Scale “agreement”, choice “disagree”, id: "
    ),
    Broken(
        "a band's id twice",
        "{id: home,",
        "{id: ¦way,",
        "Band “way”, id: “way” is already the id of another one",
    ),
    Broken(
        "a piece's id twice",
        "- id: help",
        "- id: ¦ask",
        "Advice “ask”, id: “ask” is the id of another piece too",
    ),
    Broken("an origin's id twice", "- id: late", "- id: ¦always", "Background question, choice “always”, id"),
    Broken(
        "the reserved id in a scale",
        "{id: agree,",
        "{id: ¦does-not-apply,",
        "is kept for “does not apply to my work”",
    ),
    Broken(
        "the reserved id in the background",
        "- id: late",
        "- id: ¦does-not-apply",
        "is kept for “does not apply",
    ),
    Broken(
        "a scale there is not",
        "scale: agreement",
        "scale: ¦agreemnt",
        "there is no scale “agreemnt” in this bank",
    ),
    Broken(
        "a theme there is not",
        "    theme: busy",
        "    theme: ¦busi",
        "no theme “busi” in this bank; did you mean “busy”?",
    ),
    Broken(
        "a part there is not", "source: rule 1", "source: ¦page 1", "there is no part “page” among the parts"
    ),
    Broken("a part's number left out", "source: rule 1", "source: ¦rule", "a number is missing after “rule”"),
    Broken(
        "a number for a part without",
        "source: exercise",
        "source: ¦exercise 4",
        "the part “exercise” has no numbers",
    ),
    Broken(
        "a number in one language",
        'rule: {en: "rule {n}", fr: "règle {n}"}',
        'rule: ¦{en: "rule {n}", fr: règle}',
        "the number stands in one language only",
    ),
    Broken(
        "a question there is not",
        "question: listen-1",
        "question: ¦origins",
        "no question “origins” in this bank; did you",
    ),
    Broken(
        "a choice there is not",
        "choices: [never, some",
        "choices: [¦nver, some",
        "“nver” is not a choice of this question",
    ),
    Broken(
        "a choice that is not offered",
        "choices: [never, some",
        "choices: [¦does-not-apply, some",
        "is not a choice",
    ),
    Broken(
        "no choice at all",
        "choices: [never, sometimes]",
        "choices: ¦[]",
        "at least one choice should be named",
    ),
    Broken(
        "a negative weight",
        "weight: 0.5",
        "weight: ¦-0.5",
        "Theme “busy”, weight: the number should be from 0 to",
    ),
    Broken(
        "a margin beyond all bounds", "margin: 10", "margin: ¦51", "Margin: the number should be from 0 to 50"
    ),
    Broken("a year before all years", "year: 2014", "year: ¦0", "the year should be from 1 to 9999"),
    Broken(
        "negative points",
        "{id: often, points: 2",
        "{id: often, points: ¦-2",
        "the number should be from 0 to 100",
    ),
    Broken(
        "a first band above 0",
        "{id: ground, from: 0",
        "{id: ground, from: ¦10",
        "the first band should begin at 0",
    ),
    Broken(
        "a band below the one before",
        "{id: home, from: 75",
        "{id: home, from: ¦30",
        "should begin above the one before",
    ),
    Broken(
        "a band at the same bound",
        "{id: home, from: 75",
        "{id: home, from: ¦40",
        "should begin above the one before",
    ),
    Broken(
        "a band beyond 100",
        "{id: home, from: 75",
        "{id: home, from: ¦101",
        "the number should be from 0 to 100",
    ),
    Broken(
        "an encouragement beyond 100",
        "{place_from: 40",
        "{place_from: ¦140",
        "Background question, choice “late”, enc",
    ),
    Broken(
        "a belief in an imperative",
        "role: practice",
        "role: ¦belief",
        "only a theme of the kind “myth” asks what one",
    ),
    Broken(
        "a reality in an imperative",
        "    strength",
        "    reality: ¦{en: a, fr: b}\n    strength",
        "only a theme of the",
    ),
    Broken(
        "a myth that believes nothing",
        "    questions:\n      - id: busy-1\n        role: belief",
        "    questions:\n      ¦- id: busy-1\n        role: practice",
        "needs a question of the role “belief”",
    ),
    Broken("a place below 0", "place_below: 40", "place_below: ¦0", "the number should be from 1 to 100"),
    Broken("a place above 100", "place_from: 75}", "place_from: ¦101}", "the number should be from 0 to 100"),
    Broken(
        "a theme's score without a theme",
        "when: {place_from: 75}",
        "when: {theme_below: ¦50}",
        "the piece names no theme",
    ),
    Broken(
        "conditions that exclude each other",
        "place_below: 40",
        "place_from: 50\n      place_below: ¦40",
        "“place_from” and “place_below” exclude each other",
    ),
    Broken(
        "advice that nobody can be given",
        "when: {theme_below: 60}",
        "when: ¦{theme_below: 5, place_from: 80}",
        "Advice “make-time”, conditions (when): no sheet of answers meets these",
    ),
    Broken(
        "a band where nobody lands",
        "  - {id: home, from: 75",
        "  - {id: more, from: ¦98, title: {en: a, fr: b}, text: {en: a, fr: b}}\n  - {id: home, from: 99",
        "Band “more”, from: no sheet of answers lands in this band",
    ),
]


@pytest.mark.parametrize("broken", MEANING, ids=lambda broken: broken.name)
def test_what_does_not_fit_together_is_refused_at_its_place(broken: Broken) -> None:
    assert_found(broken)


def test_twenty_faults_of_every_kind_give_twenty_messages_in_the_files_order() -> None:
    source, places = SMALL, []
    for old, new in TWENTY:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    for at, piece in enumerate(source.split(MARK)[:-1]):
        before = "".join(source.split(MARK)[: at + 1])
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        assert piece
    faults = faults_of(source.replace(MARK, "").encode())
    assert len(places) == 20
    assert [(fault.line, fault.column) for fault in faults] == places, "\n".join(map(str, faults))


TWENTY = [
    ("title: {en: A small bank, fr: Un petit questionnaire}", f"title: {MARK}{{en: A small bank}}"),
    ("about: {en: What it is about., fr: De quoi il s’agit.}", f"about: {MARK}Something"),
    ("year: 2014", f"year: {MARK}MMXIV"),
    ("note: {en: The author’s words.", f"note: {{en: {MARK}''"),
    ("margin: 10", f"margin: {MARK}60\n{MARK}margins: 5"),
    ("label: {en: Often, fr: Souvent}", f"label: {MARK}{{fr: Souvent}}"),
    ("{id: agree, points: 1", f"{{id: {MARK}disagree, points: 1"),
    ("en: I read before I write.", f"en: {MARK}~"),
    ("fr: J’attends qu’on me le dise.", f"fr: {MARK}[J’attends]"),
    ("myth: {en: There is no time., fr: Le temps manque.}", f"myth: {MARK}Time"),
    ("weight: 0.5", f"weight: {MARK}-1"),
    ("id: busy-2", f"id: {MARK}listen-2"),
    ("leads: native", f"{MARK}lead: native"),
    ("fr: Toujours utilisés", f'fr: {MARK}"\\u202eToujours"'),
    ("{id: ground, from: 0", f"{{id: ground, from: {MARK}5"),
    ("{id: home, from: 75", f"{{id: {MARK}way, from: {MARK}20"),
    ("fr: Lire}", f"fr: {MARK}' '}}"),
    ("when: {theme_below: 60}", f"when: {{theme_below: {MARK}160}}"),
]
