"""Test the made-up teams of the demonstration."""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from sqlalchemy import func, select

from app.demo.made_up import CREWS, furnish
from app.quiz.bank import Bank
from app.quiz.disclosure import Figures, figures
from app.quiz.yaml import read
from app.store import memberships, releases, rounds, teams
from app.store.engine import Database, open_database
from app.store.rounds import Round
from app.store.session import Session
from app.store.tables import sittings
from app.store.teams import Team
from tests.conftest import SHIPPED, MakeDatabase
from tests.store.crew import MANAGER, OTHER, hire
from tests.store.rows import TODAY, everything, offer


def make_up(database: Database, today: date, seed: int, *managers: int) -> None:
    """Furnish a database for managers whose accounts are there."""
    offer(database, SHIPPED.read_bytes())
    with database.writing() as session:
        hire(session)
        session.commit()
    furnish(database, today, Random(seed), *managers)


@pytest.fixture(scope="module")
def furnished(make_sqlite: MakeDatabase) -> Iterator[Database]:
    """Return a database that is furnished once for all tests."""
    database = open_database(make_sqlite())
    make_up(database, TODAY, 240, MANAGER, OTHER)
    yield database
    database.engine.dispose()


@pytest.fixture
def session(furnished: Database) -> Iterator[Session]:
    """Read what was furnished."""
    with furnished.reading() as opened:
        yield opened


@pytest.fixture(scope="module")
def bank() -> Bank:
    """Return the shipped bank."""
    return read(SHIPPED.read_bytes())


def closed_rounds(session: Session, team: Team) -> list[Round]:
    return [round_ for round_ in reversed(rounds.every(session, team.id)) if not round_.open]


def published(session: Session, bank: Bank, round_: Round) -> Figures:
    return figures(bank, [one.release for one in releases.every(session, round_.id)])


def test_there_are_240_finished_sittings_of_people_who_are_none(session: Session) -> None:
    finished = sittings.c.finished_on.is_not(None) & (sittings.c.finished_on <= TODAY)
    assert session.execute(select(func.count()).where(finished)).scalar_one() == 240
    assert session.execute(select(func.count()).select_from(sittings)).scalar_one() == 240


def test_every_manager_has_three_teams_and_one_of_them_is_of_seven(session: Session, bank: Bank) -> None:
    own = teams.managed_by(session, MANAGER)
    assert len(own) == teams.count(session) == 3
    assert teams.managed_by(session, OTHER) == own
    assert [occasion.blocks for occasion in CREWS["Archives"]] == [(7,)]
    people = {team.name: published(session, bank, closed_rounds(session, team)[0]).people for team in own}
    assert people["Archives"] == min(people.values()) == 5


def test_every_closed_round_has_figures_and_one_round_is_open_with_answers_that_wait(
    session: Session, bank: Bank
) -> None:
    every = [
        round_ for team in teams.managed_by(session, MANAGER) for round_ in rounds.every(session, team.id)
    ]
    assert all(published(session, bank, round_).place for round_ in every if not round_.open)
    (waiting,) = [memberships.waiting(session, round_.id) for round_ in every if round_.open]
    assert waiting >= 10
    assert all(round_.opened_on < (round_.closed_on or TODAY) <= TODAY for round_ in every)


def test_one_team_has_risen_visibly_from_one_round_to_the_next(session: Session, bank: Bank) -> None:
    places = [
        [
            found.place
            for round_ in closed_rounds(session, team)
            if (found := published(session, bank, round_))
        ]
        for team in teams.managed_by(session, MANAGER)
    ]
    ((before, after),) = [found for found in places if len(found) == 2]
    assert before
    assert after
    assert after.low > before.high


def test_every_team_has_strengths_and_weaknesses_of_its_own(session: Session, bank: Bank) -> None:
    ends = [
        (found.strongest, found.weakest)
        for team in teams.managed_by(session, MANAGER)
        if (found := published(session, bank, closed_rounds(session, team)[-1]))
    ]
    assert all(strongest and weakest for strongest, weakest in ends)
    assert len(set(ends)) == 3


def test_nothing_names_who_is_in_a_block(furnished: Database) -> None:
    for sitting_id, round_id, share in everything(furnished)["memberships"]:
        assert (share == "released") == (round_id is None), sitting_id


def test_the_same_chances_make_the_same_teams_up(database: Database, session: Session, bank: Bank) -> None:
    make_up(database, TODAY, 240, MANAGER)
    with database.reading() as other:
        for team, same in zip(
            teams.managed_by(session, MANAGER), teams.managed_by(other, MANAGER), strict=True
        ):
            for round_, again in zip(closed_rounds(session, team), closed_rounds(other, same), strict=True):
                assert published(session, bank, round_) == published(other, bank, again)


def test_the_days_go_with_the_day_on_which_it_is_shown(database: Database) -> None:
    make_up(database, date(2030, 3, 1), 1, MANAGER)
    days = [row[-3] for row in everything(database)["sittings"]]
    assert date(2029, 6, 1) < min(days) < max(days) <= date(2030, 3, 1)
