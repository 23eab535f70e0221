"""Test how drafts are kept while trainers work on them, and who changed and published what."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from hashlib import sha256
from threading import Barrier
from time import time

import pytest
from sqlalchemy import delete, insert, update

from app.quiz.bank import Absent, Bank
from app.quiz.text import Text
from app.quiz.yaml import read
from app.store import accounts, blocks, drafts, tables, versions
from app.store.accounts import Account
from app.store.drafts import Draft, Drafts
from app.store.engine import Database
from app.store.session import Session
from app.store.versions import Version
from tests.quiz.banks import SMALL
from tests.store.rows import TODAY, edited, everything, offer, take_in

BANK = read(SMALL.encode())


@pytest.fixture
def tara(database: Database) -> Account:
    """Return a trainer."""
    with database.writing() as session:
        made = accounts.make(session, "tara@example.org", "a hash", ["trainer"], "en", TODAY)
        session.commit()
    return made


@pytest.fixture
def begun(database: Database, tara: Account) -> Version:
    """Begin a draft of the small bank, version 2, beside what is published."""
    offer(database)
    with database.writing() as session:
        made = drafts.begin(session, tara, "small", SMALL.encode(), TODAY, "begun")
        session.commit()
    return made


def called(title: str) -> Bank:
    """Return the small bank under another title."""
    return replace(BANK, title=Text(title, title))


def looked_at(database: Database, number: int = 2) -> Draft:
    """Return a version as it is kept now, read anew."""
    with database.reading() as session:
        return drafts.look(session, Drafts(), "small", number)


def save(database: Database, who: Account, title: str) -> None:
    """Give the draft another title, as the page that edits it does."""
    with database.writing() as session:
        held = Drafts()
        found = drafts.look(session, held, "small", 2, lock=True)
        drafts.save(session, held, who, found, called(title), "about")
        session.commit()


def test_a_draft_begins_with_the_bytes_of_a_file_and_says_who_began_it(
    database: Database, tara: Account, begun: Version
) -> None:
    assert (begun.number, begun.origin, begun.published_on) == (2, "imported", None)
    with database.reading() as session:
        assert versions.document(session, begun.id) == SMALL.encode()
        (edit,) = drafts.history(session, begun.id)
    assert (edit.email, edit.what, edit.place) == (tara.email, "begun", "")
    assert abs(edit.at - time()) < 100


def test_what_is_saved_is_what_is_found_again(database: Database, tara: Account, begun: Version) -> None:
    save(database, tara, "Another")
    found = looked_at(database)
    assert found.bank == called("Another")
    with database.reading() as session:
        assert found.digest == sha256(versions.document(session, begun.id)).digest()
        assert [one.what for one in drafts.history(session, begun.id)] == ["about", "begun"]


def test_what_a_save_returns_is_what_is_kept(database: Database, tara: Account, begun: Version) -> None:
    with database.writing() as session:
        found = drafts.look(session, Drafts(), "small", 2, lock=True)
        saved = drafts.save(session, Drafts(), tara, found, called("Another"), "theme", "listen")
        session.commit()
    assert saved == looked_at(database)


def test_saving_what_is_there_already_writes_and_notes_nothing(
    database: Database, tara: Account, begun: Version
) -> None:
    before = everything(database)
    with database.writing() as session:
        found = drafts.look(session, Drafts(), "small", 2, lock=True)
        assert drafts.save(session, Drafts(), tara, found, found.bank, "about") is found
        session.commit()
    assert everything(database) == before


def test_a_shipped_draft_that_is_edited_is_the_trainers_own(database: Database, tara: Account) -> None:
    with database.writing() as session:
        take_in(session)
        session.commit()
        found = drafts.look(session, Drafts(), "small", 1)
        assert (
            drafts.save(session, Drafts(), tara, found, called("Ours"), "about").version.origin == "imported"
        )
        session.commit()
    with database.writing() as session:
        take_in(session, edited("shipped anew"))
        assert [one.number for one in versions.every(session)] == [2, 1]


def test_what_is_published_is_not_saved(database: Database, tara: Account, begun: Version) -> None:
    published = looked_at(database, 1)
    assert not published.editable
    with database.writing() as session, pytest.raises(Absent):
        drafts.save(session, Drafts(), tara, published, called("No"), "about")


def test_a_version_that_is_not_there_is_absent(database: Database, begun: Version) -> None:
    with database.writing() as session:
        for lock in (False, True):
            with pytest.raises(Absent, match="small 9"):
                drafts.look(session, Drafts(), "small", 9, lock=lock)


def test_a_draft_that_is_thrown_away_takes_its_edits_along(database: Database, begun: Version) -> None:
    with database.writing() as session:
        drafts.throw_away(session, drafts.look(session, Drafts(), "small", 2, lock=True))
        session.commit()
    kept = everything(database)
    assert (len(kept["versions"]), kept["edits"]) == (1, [])


def test_what_was_published_or_thrown_away_meanwhile_is_not_thrown_away(
    database: Database, begun: Version
) -> None:
    seen = looked_at(database)
    with database.writing() as session:
        versions.publish(session, begun, TODAY)
        session.commit()
    with database.writing() as session, pytest.raises(Absent):
        drafts.throw_away(session, seen)
    assert len(everything(database)["versions"]) == 2


def test_the_latest_edits_come_first_and_no_more_than_asked_for(
    database: Database, tara: Account, begun: Version
) -> None:
    with database.writing() as session:
        for place in "abc":
            drafts.note(session, tara, begun.id, "theme", place)
        assert [one.place for one in drafts.history(session, begun.id, 2)] == ["c", "b"]
        assert drafts.last_edits(session)[begun.id].place == "c"


def test_of_an_account_that_is_gone_what_it_did_stays(
    database: Database, tara: Account, begun: Version
) -> None:
    with database.writing() as session:
        versions.publish(session, begun, TODAY, tara, "A note.")
        assert drafts.published_by(session, "small")[begun.id] == drafts.Publication(tara.email, "A note.")
        session.execute(delete(tables.accounts))
        assert drafts.published_by(session, "small")[begun.id] == drafts.Publication(None, "A note.")
        assert drafts.last_edits(session)[begun.id].email is None
        assert drafts.history(session, begun.id)[0].email is None


def test_what_the_command_line_published_is_nobodys(database: Database, begun: Version) -> None:
    with database.reading() as session:
        assert drafts.published_by(session, "small") == {}


def test_edits_are_forgotten_in_time(database: Database, tara: Account, begun: Version) -> None:
    with database.writing() as session:
        session.execute(update(tables.edits).values(at=1000))
        drafts.note(session, tara, begun.id, "theme", "listen")
        drafts.forget(session, 1001)
        assert [one.what for one in drafts.history(session, begun.id)] == ["theme"]


def test_a_retired_bank_is_not_offered_until_it_is_brought_back(database: Database) -> None:
    offer(database)
    with database.writing() as session:
        for day in (TODAY, date(2027, 1, 1)):
            drafts.retire(session, "small", day)
        assert drafts.retired(session) == {"small": TODAY}
        assert versions.offered(session) == []
        drafts.bring_back(session, "small")
        assert drafts.retired(session) == {}
        assert [one.bank_id for one in versions.offered(session)] == ["small"]


def test_a_word_that_any_version_of_a_bank_held_was_given(database: Database, begun: Version) -> None:
    with database.reading() as session:
        given = drafts.ever_written(session, "small")
        assert "listen-1" in given
        assert "listen" in given
        assert "listen-" not in given
        assert "iste" not in given
        assert "listen-1" not in drafts.ever_written(session, "other")


def test_banks_are_held_by_their_bytes_and_the_longest_unasked_for_goes_first() -> None:
    held = Drafts()
    for number in range(drafts.KEPT + 1):
        held.hold(bytes([number]), called(str(number)))
    # Nothing of these is in any database: what is not held cannot be found.
    with pytest.raises(AttributeError):
        held.bank(None, 1, bytes([0]))  # type: ignore[arg-type]
    assert held.bank(None, 1, bytes([1]))[0].title.en == "1"  # type: ignore[arg-type]


def test_a_bank_that_was_saved_between_two_looks_is_never_held_as_the_one_before(
    database: Database, tara: Account, begun: Version
) -> None:
    held, seen = Drafts(), looked_at(database)
    save(database, tara, "Another")
    with database.reading() as session:
        # The digest was read before the save, the document after it.
        bank, digest = held.bank(session, begun.id, seen.digest)
        assert bank.title.en == "Another"
        # Faults and effects are remembered by it: they must not be taken for those of the bytes before.
        assert digest == looked_at(database).digest != seen.digest
        assert drafts.look(session, held, "small", 1).bank == BANK


def test_a_draft_is_known_by_its_id_whatever_number_it_gets(
    database: Database, tara: Account, begun: Version
) -> None:
    offer(database, edited("newer"))
    with database.writing() as session:
        published = versions.publish(session, begun, TODAY, tara, "x")
        assert published
        assert published.number == 4
        assert versions.known_as(session, "small", begun.id) == published
        for bank_id, version_id in (("other", begun.id), ("small", 999)):
            with pytest.raises(Absent):
                versions.known_as(session, bank_id, version_id)


def test_a_draft_newer_than_what_is_published_keeps_its_number(database: Database, begun: Version) -> None:
    with database.writing() as session:
        published = versions.publish(session, begun, TODAY)
        assert published
        assert (published.id, published.number, published.published_on) == (begun.id, 2, TODAY)


def test_what_was_published_or_thrown_away_is_not_published(database: Database, begun: Version) -> None:
    with database.writing() as session:
        versions.publish(session, begun, TODAY)
        assert versions.publish(session, begun, TODAY) is None
        other = versions.add(session, "small", edited("x"), "imported", TODAY)
        session.execute(delete(tables.versions).where(tables.versions.c.id == other.id))
        assert versions.publish(session, other, TODAY) is None


AT_ONCE = 4


def at_once(database: Database, *works: Callable[[Session], object]) -> list[object]:
    """Do several things in threads of their own, let loose at one moment, and return what came of them."""
    gate = Barrier(len(works))

    def one(work: Callable[[Session], object]) -> object:
        gate.wait()
        with database.writing() as session:
            done = work(session)
            session.commit()
        return done

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def test_people_who_publish_at_once_publish_once(database: Database, tara: Account, begun: Version) -> None:
    done = at_once(database, *[lambda session: versions.publish(session, begun, TODAY, tara, "x")] * AT_ONCE)
    assert sum(one is not None for one in done) == 1
    assert len(everything(database)["publications"]) == 1


def test_people_who_save_and_publish_at_once_wait_for_each_other_and_none_for_ever(
    database: Database, tara: Account
) -> None:
    offer(database)
    for turn in range(5):
        with database.writing() as session:
            number = drafts.begin(session, tara, "small", edited(str(turn)), TODAY, "begun").number
            session.commit()

        def saving(session: Session, number: int = number, turn: int = turn) -> object:
            held = Drafts()
            found = drafts.look(session, held, "small", number, lock=True)
            return found.editable and drafts.save(session, held, tara, found, called(f"{turn}"), "about")

        def publishing(session: Session, number: int = number) -> object:
            versions.take_turns(session)
            found = drafts.look(session, Drafts(), "small", number, lock=True)
            return versions.publish(session, found.version, TODAY, tara, "x")

        done = at_once(database, saving, publishing, saving, publishing)
        assert sum(isinstance(one, Version) for one in done) == 1
        assert not looked_at(database, number).editable


def test_people_who_begin_drafts_at_once_get_a_number_each(database: Database, tara: Account) -> None:
    offer(database)
    done = at_once(
        database,
        *[lambda session: drafts.begin(session, tara, "small", SMALL.encode(), TODAY, "begun").number]
        * AT_ONCE,
    )
    assert sorted(map(str, done)) == ["2", "3", "4", "5"]


def test_how_many_sheets_of_a_version_are_kept_is_told_with_the_newest_block(database: Database) -> None:
    first, second = offer(database), offer(database, edited("another"))
    with database.writing() as session:
        assert blocks.kept(session, first.id) == (0, 0)
        for version, people in ((first, 30), (second, 50), (first, 31)):
            held = {"version_id": version.id, "language": "en", "people": people, "sheets": []}
            session.execute(insert(tables.blocks).values({**held, "expires_on": TODAY}))
        people, newest = blocks.kept(session, first.id)
        assert (people, newest > blocks.kept(session, second.id)[1]) == (61, True)
