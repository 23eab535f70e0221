"""Measure whether a draft with 300 questions is edited as fast as one with the shipped bank's."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, cycle, islice

import click
from flask import Flask

from app.quiz.bank import Bank, Theme
from app.quiz.conditions import MOST_ADVICE
from app.quiz.soundness import MOST_THEMES
from app.quiz.yaml import parse, write
from tests.benchmarks.pages import Browser, served, show, turn_by_turn
from tests.benchmarks.scale import Compared
from tests.taker.stock import SOURCE, bank_on, publish
from tests.taker.walk import SHIPPED
from tests.trainer.desk import begin_draft
from tests.trainer.sheets import crowd, sealed

LARGE = "large"
QUESTIONS = 300

PEOPLE = 300
"""So many people took either bank, so that there is something to tell of it."""

WARM, EDITS = 15, 7
"""How often each page is asked for; and how often a theme is saved, and what comes after looked at."""

MOST_RATIO = 1.5

PAGES = {
    "outline": "/2",
    "a theme": "/2/themes/{theme}",
    "scales": "/2/scales",
    "bands": "/2/bands",
    "advice": "/2/advice",
    "a piece of advice": "/2/advice/{piece}",
    "check": "/2/check",
    "coverage": "/2/coverage",
    "changes": "/2/changes",
    "analysis": "/1/analysis",
}
"""What is asked for over HTTP, below the address of a bank; the theme has as many questions in either."""

AFTER = ("check", "outline", "changes", "coverage")
"""What is looked at first after an edit, each after one of its own: all is found anew."""


def measure(kind: str) -> bool:
    """Measure on one kind of database and print it; tell whether the budget is met."""
    small = parse(SOURCE.encode())
    large = grown(small)
    asked = f"{len(small.questions)} questions and one of {len(large.questions)}"
    click.echo(f"Editing a bank of {asked} on {kind} …")
    with served(kind, lambda app: fill(app, large)) as (_app, browser):
        named = {
            name: path.format(theme=small.themes[0].id, piece=piece_of(small)) for name, path in PAGES.items()
        }
        warm = [_compared(name, browser, path, WARM) for name, path in named.items()]
        edits = [saving(browser, named["a theme"])]
        first = [after_an_edit(browser, name, named) for name in AFTER]
    for one in (*warm, *edits, *first):
        show(one)
    return verdict([*warm, *edits], first)


def grown(bank: Bank) -> Bank:
    """Return a bank with its themes over and over, as many as there may be, and QUESTIONS in all."""
    copies = [
        replace(theme, id=f"{theme.id}-again-{at}")
        for at in range(2, MOST_THEMES // len(bank.themes) + 1)
        for theme in bank.themes
    ]
    size, left = divmod(QUESTIONS - len(bank.questions), len(copies))
    filled = [_filled(theme, size + (at < left)) for at, theme in enumerate(copies)]
    advice = [
        replace(piece, id=f"{piece.id}-{theme.id}", theme=theme.id)
        for theme in copies
        for piece in bank.advice
        if piece.theme and theme.id.startswith(f"{piece.theme}-again-") and not piece.when.answered
    ]
    every = (*bank.advice, *advice)[:MOST_ADVICE]
    return replace(bank, id=LARGE, themes=(*bank.themes, *filled), advice=every)


def _filled(theme: Theme, many: int) -> Theme:
    """Return a theme with its questions over and over, so many."""
    asked = islice(cycle(theme.questions), many)
    return replace(
        theme, questions=tuple(replace(one, id=f"{theme.id}-q{at}") for at, one in enumerate(asked, 1))
    )


def piece_of(bank: Bank) -> str:
    """Return a piece of advice that asks for an answer: its page has the most to list."""
    return next(piece.id for piece in bank.advice if piece.when.answered)


def fill(app: Flask, large: Bank) -> None:
    """Publish both banks, let people take them, and begin a draft of each that weighs a theme otherwise."""
    for version_id, source in enumerate((SOURCE, write(large).decode()), 1):
        assert publish(app, source) == version_id
        bank = bank_on(app, version_id)
        sealed(app, crowd(bank, PEOPLE), version_id=version_id)
    for bank in (bank_on(app, 1), large):
        heavier = replace(bank.themes[0], weight=bank.themes[0].weight * 2)
        draft = replace(bank, themes=(heavier, *bank.themes[1:]))
        begin_draft(app, write(draft).decode(), bank.id)


def saving(browser: Browser, theme: str) -> Compared:
    """Save a theme with another title, again and again."""
    titles = _titles()

    def save(path: str) -> float:
        return browser.save(path, {**browser.fields(path), "title.en": next(titles)})

    return turn_by_turn("saving a theme", save, *_both(theme), EDITS)


def after_an_edit(browser: Browser, name: str, named: dict[str, str]) -> Compared:
    """Look at a page right after a theme was saved, again and again."""
    titles = _titles(name)

    def look(path: str) -> float:
        theme = path.removesuffix(named[name]) + named["a theme"]
        browser.save(theme, {**browser.fields(theme), "title.en": next(titles)})
        return browser.look(path)

    return turn_by_turn(f"{name}, first after an edit", look, *_both(named[name]), EDITS)


def verdict(pages: Sequence[Compared], first: Sequence[Compared]) -> bool:
    """Print in one line whether the budget is met; what is looked at first after an edit is told apart."""
    worst, anew = (max(one.ratio for one in some) for some in (pages, first))
    over = [f"{one.name} {one.ratio:.2f}" for one in pages if one.ratio > MOST_RATIO]
    said = f"missed ({', '.join(over)})" if over else "met"
    click.echo(
        f"Budget: pages at {QUESTIONS} questions {worst:.2f} times (at most {MOST_RATIO}): {said}; "
        f"the first look after an edit, which finds all of it anew, {anew:.2f} times."
    )
    return not over


def _compared(name: str, browser: Browser, path: str, times: int) -> Compared:
    few, many = _both(path)
    turn_by_turn("at first", browser.look, few, many, 2)
    return turn_by_turn(name, browser.look, few, many, times)


def _both(path: str) -> tuple[str, str]:
    return f"/banks/{SHIPPED}{path}", f"/banks/{LARGE}{path}"


def _titles(about: str = "") -> Iterator[str]:
    """Yield titles that no theme has had: what is known of a draft goes by its bytes."""
    return (f"A title for {about or 'the theme'}, number {at}" for at in count())
