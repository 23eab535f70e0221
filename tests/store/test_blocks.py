"""Test that trainers' figures come from blocks of thirty people and more, and from each person once."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.quiz.item_analysis import FEWEST, FEWEST_FOR_MARGIN, Sheet, Sums, is_complete, measured_margin
from app.quiz.text import LANGUAGES, Language
from app.store import blocks, sittings, tables
from app.store.engine import Database
from app.store.housekeeping import purge
from app.store.versions import Cache
from tests.store.counting import (
    clear,
    copies,
    count,
    finish_all,
    leave,
    of,
    people,
    rows,
    shown,
    the_version,
    waiting,
)
from tests.store.crew import BANK
from tests.store.racing import Crowd
from tests.store.rows import LATER, TODAY, edited, offer

SOME_DO_NOT_APPLY = 1.0
"""A rate at which every sheet of the small bank has something that does not apply."""


def test_twenty_nine_people_are_not_counted_and_the_thirtieth_counts_all(database: Database) -> None:
    version, sheets = offer(database), people(FEWEST)
    finish_all(database, version, sheets[:-1])
    count(database)
    assert shown(database, version) == Sums()
    assert copies(database, version) == []
    assert not any(row["counted"] for row in rows(database, tables.sittings))
    finish_all(database, version, sheets[-1:], "the last")
    count(database)
    assert shown(database, version) == of(sheets)
    assert len(copies(database, version)) == FEWEST


def test_what_is_counted_is_not_counted_again(database: Database) -> None:
    version, sheets = offer(database), people(FEWEST)
    finish_all(database, version, sheets)
    for _ in range(3):
        count(database)
    assert shown(database, version) == of(sheets)
    assert [row["people"] for row in rows(database, tables.blocks)] == [FEWEST]


def test_the_languages_are_counted_apart(database: Database) -> None:
    version, english, french = offer(database), people(FEWEST, 1), people(FEWEST, 2)
    finish_all(database, version, english[:-1], "english")
    finish_all(database, version, french, "french", "fr")
    count(database)
    assert shown(database, version, "en") == Sums()
    assert shown(database, version, "fr") == of(french)


def test_the_versions_are_counted_apart(database: Database) -> None:
    first, second = offer(database), offer(database, edited("later"))
    finish_all(database, first, people(FEWEST - 1), "first")
    finish_all(database, second, people(FEWEST - 1), "second")
    count(database)
    assert rows(database, tables.item_sums) == []
    assert rows(database, tables.blocks) == []


def test_complete_sheets_and_the_others_are_counted_apart(database: Database) -> None:
    version = offer(database)
    complete, others = people(FEWEST, 1), people(FEWEST, 2, SOME_DO_NOT_APPLY)
    assert not any(is_complete(BANK, sheet.answers) for sheet in others)
    finish_all(database, version, complete[:-1], "complete")
    finish_all(database, version, others[:-1], "others")
    count(database)
    assert shown(database, version) == Sums()
    finish_all(database, version, complete[-1:], "one more")
    count(database)
    assert shown(database, version) == of(complete)
    assert all(is_complete(BANK, answers) for answers in copies(database, version))


def test_who_repeats_it_counts_once(database: Database) -> None:
    version, sheets = offer(database), people(FEWEST)
    finish_all(database, version, sheets[:-1])
    # The same first people again, and once more, in another language.
    finish_all(database, version, people(5, 9))
    finish_all(database, version, people(3, 8), language="fr")
    count(database)
    assert shown(database, version) == Sums()
    finish_all(database, version, sheets[-1:], "one more")
    count(database)
    assert shown(database, version) == of(sheets)


def test_who_repeats_it_on_a_newer_version_counts_there_too(database: Database) -> None:
    first, sheets = offer(database), people(FEWEST)
    finish_all(database, first, sheets)
    second = offer(database, edited("later"))
    finish_all(database, second, sheets)
    count(database)
    assert shown(database, first) == shown(database, second) == of(sheets)


def test_what_is_under_way_is_not_counted(database: Database) -> None:
    version = offer(database)
    finish_all(database, version, people(FEWEST - 1))
    with database.writing() as session:
        sittings.begin(session, "under way", version.id, "en", LATER)
        session.commit()
    count(database)
    assert rows(database, tables.blocks) == []


def test_sealing_at_once_in_several_processes_counts_everybody_once(database: Database, crowd: Crowd) -> None:
    version, sheets = offer(database), people(3 * FEWEST)
    finish_all(database, version, sheets)
    crowd.all(count, database.engine.url.render_as_string(hide_password=False))
    assert shown(database, version) + waiting(database) == of(sheets)
    assert sum(row["people"] for row in rows(database, tables.blocks)) == len(sheets)
    assert all(row["counted"] for row in rows(database, tables.sittings))


def test_more_than_are_read_at_once_are_all_counted(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "AT_ONCE", 2 * FEWEST + 1)
    version, sheets = offer(database), people(5 * FEWEST)
    finish_all(database, version, sheets)
    count(database)
    counted = sum(row["people"] for row in rows(database, tables.blocks))
    assert counted == shown(database, version).complete.whole.sheets
    assert len(sheets) - counted < FEWEST


def test_who_deletes_everything_before_is_in_no_sum(database: Database) -> None:
    version, sheets = offer(database), people(FEWEST + 1)
    finish_all(database, version, sheets)
    leave(database, "person 0")
    count(database)
    assert shown(database, version) == of(sheets[1:])
    assert copies(database, version) == bare(sheets[1:])


def test_one_too_few_after_a_deletion_are_not_counted(database: Database) -> None:
    version = offer(database)
    finish_all(database, version, people(FEWEST))
    leave(database, "person 0")
    count(database)
    assert shown(database, version) == Sums()


def test_who_deletes_everything_after_leaves_what_was_counted(database: Database) -> None:
    version, sheets = offer(database), people(FEWEST)
    finish_all(database, version, sheets)
    count(database)
    leave(database, "person 0")
    count(database)
    assert shown(database, version) == of(sheets)
    assert copies(database, version) == bare(sheets)
    assert len(rows(database, tables.sittings)) == FEWEST - 1


def bare(sheets: list[Sheet]) -> list[dict[str, str]]:
    """Return what a block keeps: answers to the questions, in the bank's order, sorted by how they read."""
    kept = [{key: sheet.answers[key] for key in BANK.questions} for sheet in sheets]
    return sorted(kept, key=json.dumps)


def test_a_block_keeps_bare_answers_in_no_order_of_anybodys(database: Database) -> None:
    version, sheets = offer(database), people(FEWEST + 7)
    finish_all(database, version, sheets)
    count(database)
    kept = copies(database, version)
    assert BANK.background
    assert all(BANK.background.id not in answers for answers in kept)
    assert kept == bare(sheets)
    (block,) = rows(database, tables.blocks)
    told = {block["version_id"], block["language"], block["people"]}
    assert told == {version.id, "en", FEWEST + 7}
    assert set(block) == {"id", "version_id", "language", "people", "sheets", "expires_on"}


def test_only_the_newest_bare_answers_are_kept(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MOST_SHEETS", 2 * FEWEST)
    version = offer(database)
    groups = [people(FEWEST, seed) for seed in range(4)]
    for number, sheets in enumerate(groups):
        finish_all(database, version, sheets, f"group {number}")
        count(database)
    assert copies(database, version) == bare(groups[3]) + bare(groups[2])
    assert shown(database, version) == of([sheet for sheets in groups for sheet in sheets])


def test_bare_answers_are_kept_no_longer_than_any_of_their_sittings(database: Database) -> None:
    version, sheets = offer(database), people(FEWEST)
    soon = TODAY + timedelta(days=40)
    finish_all(database, version, sheets[:1], "earlier", expires_on=soon)
    finish_all(database, version, sheets[1:])
    count(database)
    (block,) = rows(database, tables.blocks)
    # To the month, so that it is no day of anybody's.
    assert block["expires_on"] == date(soon.year, soon.month, 1)


def test_bare_answers_go_when_their_time_is_over_and_the_sums_stay(database: Database) -> None:
    version, sheets = offer(database), people(FEWEST)
    finish_all(database, version, sheets)
    count(database)
    last = LATER.replace(day=1)
    for today, left in ((last, FEWEST), (last + timedelta(days=1), 0)):
        with database.writing() as session:
            blocks.purge(session, today)
            session.commit()
        assert len(copies(database, version)) == left
    assert shown(database, version) == of(sheets)


def test_purging_counts_what_is_over_before_it_goes_and_keeps_no_copy_of_it(database: Database) -> None:
    version, sheets = offer(database), people(FEWEST)
    finish_all(database, version, sheets, expires_on=TODAY)
    assert purge(database, TODAY + timedelta(days=1)) == FEWEST
    assert shown(database, version) == of(sheets)
    assert rows(database, tables.sittings) == rows(database, tables.blocks) == []


def test_sealing_tells_whether_there_was_enough(database: Database) -> None:
    version = offer(database)
    finish_all(database, version, people(FEWEST))
    told = []
    for _ in range(2):
        with database.writing() as session:
            told.append(blocks.seal(session, Cache(), (version.id, "en"), LATER))
            session.commit()
    assert told == [True, False]


def margin(database: Database, version_id: int) -> int | None:
    with database.reading() as session:
        return blocks.margin(session, version_id)


def test_the_margin_is_measured_from_a_hundred_complete_first_sittings_on(database: Database) -> None:
    version, sheets = offer(database), people(FEWEST_FOR_MARGIN)
    finish_all(database, version, sheets[:-1])
    finish_all(database, version, people(FEWEST, 2, SOME_DO_NOT_APPLY), "others")
    count(database)
    assert margin(database, version.id) is None
    # One more is not enough either: sums grow by thirty.
    finish_all(database, version, sheets[-1:], "one more")
    count(database)
    assert margin(database, version.id) is None
    more = people(FEWEST - 1, 3)
    finish_all(database, version, more, "more")
    count(database)
    assert margin(database, version.id) == measured_margin(BANK, of([*sheets, *more]))


def test_the_margin_is_measured_over_both_languages_and_anew_with_each_block(database: Database) -> None:
    version, english, french = offer(database), people(60, 1), people(60, 2)
    finish_all(database, version, english, "english")
    finish_all(database, version, french, "french", "fr")
    count(database)
    both = of([*english, *french])
    assert margin(database, version.id) == measured_margin(BANK, both)
    alike = [english[0]] * 120
    finish_all(database, version, alike, "alike")
    count(database)
    measured = measured_margin(BANK, both + of(alike))
    assert margin(database, version.id) == measured != measured_margin(BANK, both)


STEPS = st.lists(
    st.tuples(st.integers(1, 45), st.sampled_from([0.0, 0.5]), st.sampled_from(LANGUAGES), st.booleans()),
    max_size=6,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_in_whatever_order_people_finish_and_blocks_are_sealed_the_sums_are_those_of_whom_was_counted(
    database: Database, steps: list[tuple[int, float, Language, bool]]
) -> None:
    clear(database)
    version = the_version(database)
    for number, (size, absent, language, then_seal) in enumerate(steps):
        finish_all(database, version, people(size, number, absent), f"step {number}", language)
        if then_seal:
            count(database)
    for language in LANGUAGES:
        counted = [
            Sheet(row["answers"], row["minutes"])
            for row in rows(database, tables.sittings)
            if row["counted"] and row["language_finish"] == language
        ]
        told = shown(database, version, language)
        assert told + waiting(database, language) == of(counted)
        assert all(not 0 < part < FEWEST for part in (told.complete.whole.sheets, told.others.whole.sheets))
