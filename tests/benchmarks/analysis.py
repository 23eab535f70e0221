"""Measure whether the page on which questions work stays as fast behind very many sheets as behind 300."""

from collections.abc import Callable

import click
from flask import Flask
from sqlalchemy import update

from app.quiz.bank import Bank
from app.quiz.item_analysis import Sheet, Sums, sums_of
from app.store import tables
from tests.benchmarks.pages import served, show, turn_by_turn
from tests.benchmarks.scale import Compared
from tests.taker.stock import SOURCE, bank_on, publish
from tests.taker.teams import writing
from tests.taker.walk import SHIPPED
from tests.trainer.sheets import counted, crowd, multiplied

FEW, MANY = 1, 2
"""The versions of the same bank, with the sums of so many sheets."""

SHEETS = 300
TIMES_SHEETS = 3334
"""The sums behind many are those behind few, added to themselves so many times: over 1,000,000 sheets."""

LUMP = 30
WARM, FIRST = 60, 15
"""How often the page is asked for; and how often after a block was added, which takes figures anew."""

MOST_RATIO = 1.2


def measure(kind: str) -> bool:
    """Measure on one kind of database and print it; tell whether the budget is met."""
    click.echo(f"Summing {SHEETS:,} sheets and {SHEETS * TIMES_SHEETS:,} on {kind} …")
    few, many = (f"/banks/{SHIPPED}/{number}/analysis" for number in (FEW, MANY))
    with served(kind, fill) as (app, browser):
        turn_by_turn("at first", browser.look, few, many, 2)
        compared = [turn_by_turn("analysis, warm", browser.look, few, many, WARM)]
        add = blocks_added(app)

        def look_first(path: str) -> float:
            add(FEW if path == few else MANY)
            return browser.look(path)

        compared.append(turn_by_turn("analysis, first after a block", look_first, few, many, FIRST))
    for one in compared:
        show(one)
    return verdict(compared)


def fill(app: Flask) -> None:
    """Publish the shipped bank twice, and sum few sheets of the one and many of the other."""
    publish(app, SOURCE)
    publish(app, f"{SOURCE}\n# The same once more.\n")
    sheets = crowd(bank_on(app, FEW), SHEETS)
    counted(app, sheets, FEW)
    counted(app, sheets, MANY, TIMES_SHEETS)


def blocks_added(app: Flask) -> Callable[[int], None]:
    """Return what adds a block of LUMP sheets to the sums of a version."""
    bank: Bank = bank_on(app, FEW)
    once = sums_of(bank, [Sheet(one, 9) for one in crowd(bank, SHEETS)])
    block = sums_of(bank, [Sheet(one, 9) for one in crowd(bank, LUMP, seed=2)])
    held: dict[int, Sums] = {FEW: once, MANY: multiplied(once, TIMES_SHEETS)}

    def add(version_id: int) -> None:
        held[version_id] += block
        changed = update(tables.item_sums).where(tables.item_sums.c.version_id == version_id)
        with writing(app) as session:
            session.execute(changed.values(shown=held[version_id].to_document()))

    return add


def verdict(compared: list[Compared]) -> bool:
    """Print in one line whether the budget is met."""
    worst = max(one.ratio for one in compared)
    met = worst <= MOST_RATIO
    click.echo(
        f"Budget: the analysis {worst:.2f} times that behind {SHEETS} sheets (at most {MOST_RATIO}): "
        f"{'met' if met else 'missed'}."
    )
    return met
