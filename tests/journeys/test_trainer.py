"""Edit a bank, publish it and see which questions work, as somebody who has never seen the application."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Page, expect

from app.demo.crowd import REWORDED
from app.quiz.bank import Bank
from app.quiz.drafting import put_question, theme_of
from app.quiz.text import Language, Text
from app.quiz.yaml import parse
from tests.conftest import SHIPPED
from tests.journeys.browsing import NARROW, USUAL, Setting, Watch, open_context
from tests.journeys.people import LATELY, sheet
from tests.journeys.service import demonstrating
from tests.journeys.visitor import Visitor
from tests.journeys.walking import Walker
from tests.taker.reading import told

WEAK = "in-person-3"
"""Which question of the demonstration chance answers."""

WORDS = Text(
    "In the last month, I asked people who use our work what they need.",
    "Au cours du dernier mois, j’ai demandé aux gens qui utilisent notre travail ce qu’il leur faut.",
)
OPEN = SHIPPED.with_name("working-in-the-open.yaml")

NewPage = Callable[[Setting], Page]


@dataclass(frozen=True)
class Demo:
    """Hold where the demonstration is, and what one signs in with."""

    address: str
    passwords: Mapping[str, str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Run the demonstration."""
    with demonstrating(tmp_path_factory.mktemp("demo")) as started:
        yield Demo(*started)


@pytest.fixture
def new_page(demo: Demo, browser: Browser) -> Iterator[NewPage]:
    """Open browsers at the demonstration, and prove at the end that nothing went wrong in any."""
    watch, opened = Watch(demo.address), []

    def open_one(setting: Setting) -> Page:
        context = open_context(browser, demo.address, setting)
        opened.append(context)
        watch.over(context)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()
    assert watch.complaints == []


def test_a_question_is_reworded_published_and_taken_and_the_weak_one_is_found(
    demo: Demo, new_page: NewPage, bank: Bank
) -> None:
    earlier = Visitor(demo.address, bank).begin().answer(sheet(bank, LATELY)).finish()
    person = new_page(USUAL)
    earlier.enter(person.context)
    before = reads_result(person)
    trainer = signs_in(Walker(new_page(USUAL), bank), demo)
    trainer.page.get_by_role("link", name="Draft, to be version 2").click()
    question = rewords(trainer, bank)
    looks_at_changes(trainer)
    expect(trainer.page.get_by_role("table", name="How many would stand where")).to_be_visible()
    assert trainer.page.get_by_role("img").first.evaluate("i => i.decode().then(() => i.naturalWidth)") > 0
    publishes(trainer)
    taker = Walker(new_page(USUAL), worded(bank, REWORDED, (question, WORDS))).start()
    taker.answer_all(sheet(bank, LATELY))
    taker.press("Finish and see my result")
    taker.sees_result()
    finds_the_weak_question(trainer, bank)
    assert reads_result(person) == before


def test_in_french_on_a_narrow_screen_without_script_it_is_the_same(
    demo: Demo, new_page: NewPage, bank: Bank
) -> None:
    edited = parse(OPEN.read_bytes(), OPEN.name)
    trainer = signs_in(Walker(new_page(Setting("fr", NARROW, javascript=False)), edited, "fr"), demo)
    begin = told("fr", "Begin a draft")
    trainer.page.get_by_role("link", name=f"{begin} {edited.title['fr']}", exact=True).click()
    trainer.press("Begin the draft")
    question = rewords(trainer, edited)
    looks_at_changes(trainer)
    publishes(trainer)
    trainer.link("See its start page").click()
    trainer.press("Start")
    taker = replace(trainer, bank=worded(edited, (question, WORDS)))
    taker.sees_page(edited.pages[0])
    expect(taker.group(question)).to_be_visible()
    trainer.page.goto("/banks")
    finds_the_weak_question(trainer, bank)


def signs_in(walker: Walker, demo: Demo) -> Walker:
    """Sign in with what the demonstration says, and see the banks."""
    email = "trainer@example.org"
    walker.page.goto("/account/sign-in")
    walker.field("E-mail address").fill(email)
    walker.field("Password").fill(demo.passwords[email])
    walker.press("Sign in")
    walker.link("Question banks").click()
    walker.sees("Question banks")
    return walker


def rewords(trainer: Walker, bank: Bank) -> str:
    """Give the first question other words in both languages, say that they mean the same; return its id."""
    theme, spoken = bank.themes[0], trainer.language
    promise = told(spoken, "Results already given will not change.")
    expect(trainer.page.get_by_text(promise).first).to_be_visible()
    trainer.page.get_by_role("link", name=theme.title[spoken], exact=True).click()
    called = told(spoken, "Question %(number)s", number=1)
    ends: Mapping[Language, tuple[str, str]] = {
        "en": (", in English", ", in French"),
        "fr": (", en anglais", ", en français"),
    }
    for end, words in zip(ends[spoken], (WORDS.en, WORDS.fr), strict=True):
        trainer.page.get_by_label(called + end, exact=True).fill(words)
    trainer.press("Save")
    expect(trainer.page.get_by_role("alert")).to_contain_text(called)
    same = told(spoken, "The same meaning, in better words")
    trainer.page.get_by_role("radio", name=re.compile(f"^{same}")).check()
    trainer.press("Save")
    expect(trainer.page.get_by_role("status").filter(has_text=told(spoken, "Saved."))).to_be_visible()
    expect(trainer.page.get_by_label(called + ends[spoken][1], exact=True)).to_have_value(WORDS.fr)
    return theme.questions[0].id


def looks_at_changes(trainer: Walker) -> None:
    """See both texts before and after, what can be compared, and what it would do to people."""
    trainer.link("Changes and publishing").first.click()
    trainer.sees("Changes and publishing")
    for words in (WORDS.en, WORDS.fr):
        expect(trainer.page.get_by_role("definition").filter(has_text=words)).to_be_visible()
    comparable = "Everything can be compared with version %(number)s"
    expect(trainer.page.get_by_text(told(trainer.language, comparable, number=1))).to_be_visible()
    effect = told(trainer.language, "What it would do to people")
    expect(trainer.page.get_by_role("heading", name=effect)).to_be_visible()


def publishes(trainer: Walker) -> None:
    """Publish with a note, which is asked for."""
    publish = told(trainer.language, "Publish version %(number)s", number=2)
    trainer.page.get_by_role("button", name=publish, exact=True).click()
    expect(trainer.page.get_by_role("alert")).to_be_visible()
    trainer.field("What was changed, and why").fill("Plainer words.")
    trainer.page.get_by_role("button", name=publish, exact=True).click()
    trainer.sees("What this version changed")
    expect(trainer.page.get_by_text("Plainer words.")).to_be_visible()


def finds_the_weak_question(trainer: Walker, bank: Bank) -> None:
    """Go to the version that many took, sort by the correlation, and see the weakest question first."""
    weak = bank.question(WEAK).text[trainer.language]
    trainer.link("Question banks").first.click()
    trainer.page.get_by_role("link", name=bank.title[trainer.language], exact=True).click()
    trainer.page.get_by_role("link", name=re.compile(r"^Version 1\b")).click()
    trainer.link("Which questions work").first.click()
    trainer.sees("Which questions work")
    first = trainer.page.get_by_role("listitem").filter(has=trainer.page.get_by_role("strong"))
    expect(first.get_by_role("link", name=weak, exact=True)).to_be_visible()
    trainer.page.get_by_role("link", name=weak, exact=True).first.click()
    trainer.sees_heading(weak)


def worded(bank: Bank, *texts: tuple[str, Text]) -> Bank:
    """Return a bank whose questions are asked in other words."""
    for question, text in texts:
        bank = put_question(bank, theme_of(bank, question).id, replace(bank.question(question), text=text))
    return bank


def reads_result(person: Page) -> str:
    """Return every word of a result's page."""
    person.goto("/result")
    return person.get_by_role("main").inner_text()
