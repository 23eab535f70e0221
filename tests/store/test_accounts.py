"""Test how accounts are kept: one for each address, with known roles, in one transaction with the rest."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app.quiz.bank import Absent
from app.store import account_sessions, accounts, audit, invitations
from app.store.accounts import Account
from app.store.engine import Database
from app.store.tables import account_roles
from tests.store.rows import TODAY, everything

ADA = "ada@example.org"
NOW = 1_800_000_000


def make(database: Database, email: str = ADA, *roles: str) -> Account:
    with database.writing() as session:
        made = accounts.make(session, email, "hash", roles, "en", TODAY)
        session.commit()
    return made


def test_an_address_has_one_account_however_it_is_written(database: Database) -> None:
    make(database)
    with pytest.raises(IntegrityError, match=r"account_email|accounts\.email"):
        make(database, " ADA@Example.org ")
    with database.reading() as session:
        found = accounts.called(session, "Ada@example.ORG")
    assert found
    assert (found.email, found.created_on, found.language) == (ADA, date(2026, 11, 24), "en")


def test_a_role_has_to_be_known(database: Database) -> None:
    made = make(database)
    with database.writing() as session, pytest.raises(IntegrityError, match="role_known"):
        session.execute(insert(account_roles).values(account_id=made.id, role="god"))


def test_a_language_has_to_be_known(database: Database) -> None:
    with database.writing() as session, pytest.raises(IntegrityError, match="language_known"):
        accounts.make(session, ADA, "hash", [], "de", TODAY)  # type: ignore[arg-type]


def test_a_second_factor_is_whole_or_not_there(database: Database) -> None:
    made = make(database)
    with database.writing() as session:
        accounts.find(session, made.id).tf_primary_method = "authenticator"
        with pytest.raises(IntegrityError, match="second_factor_whole"):
            session.commit()


def test_what_is_mapped_is_kept_with_the_rest_or_not_at_all(database: Database) -> None:
    made = make(database)
    with database.writing() as session:
        accounts.set_language(session, made.id, "fr")
        accounts.set_active(session, accounts.find(session, made.id), active=False)
        audit.note(session, made, "suspended", ADA)
    with database.writing() as session:
        found = accounts.find(session, made.id)
        assert (found.language, found.active, found.fs_uniquifier) == ("en", True, made.fs_uniquifier)
        accounts.set_active(session, found, active=False)
        audit.note(session, made, "suspended", ADA)
        session.commit()
        # It goes on in a transaction of its own.
        assert accounts.find(session, made.id).active is False
    assert len(everything(database)["audit"]) == 1


def test_roles_are_replaced_and_not_doubled(database: Database) -> None:
    made = make(database, ADA, "admin", "manager")
    with database.writing() as session:
        accounts.set_roles(session, accounts.find(session, made.id, lock=True), ["manager", "trainer"])
        session.commit()
    with database.reading() as session:
        rows = session.execute(select(account_roles.c.role).order_by(account_roles.c.role))
        assert list(rows.scalars()) == ["manager", "trainer"]


def test_an_account_that_is_not_there_is_absent(database: Database) -> None:
    with database.reading() as session:
        assert accounts.nobody_yet(session)
        assert accounts.called(session, ADA) is None
        with pytest.raises(Absent):
            accounts.find(session, 1)


def test_a_session_belongs_to_its_account_and_ends_with_it(database: Database) -> None:
    made = make(database, ADA, "admin", "manager")
    data = {account_sessions.UNIQUIFIER: made.fs_uniquifier, "more": "é"}
    with database.writing() as session:
        account_sessions.begin(session, "key", data, NOW, NOW + 60)
        session.commit()
    with database.reading() as session:
        held = account_sessions.find(session, "key", NOW + 60)
        assert held
        assert held.person
        assert (held.data, held.person.id, held.person.email) == (data, made.id, ADA)
        assert held.person.roles == {"admin", "manager"}
        assert account_sessions.find(session, "key", NOW + 61) is None
        assert account_sessions.find(session, "another", NOW) is None
    assert b"key" not in str(everything(database)["account_sessions"]).encode()
    with database.writing() as session:
        accounts.find(session, made.id).fs_uniquifier = "changed"
        session.commit()
    with database.reading() as session:
        assert account_sessions.find(session, "key", NOW) is None


def test_a_session_without_roles_has_none(database: Database) -> None:
    made = make(database)
    with database.writing() as session:
        account_sessions.begin(session, "key", {account_sessions.UNIQUIFIER: made.fs_uniquifier}, NOW, NOW)
        held = account_sessions.find(session, "key", NOW)
    assert held
    assert held.person
    assert held.person.roles == set()


def test_an_invitation_is_found_by_its_token_alone(database: Database) -> None:
    with database.writing() as session:
        token = invitations.invite(session, ADA, ["trainer", "admin", "admin"], "fr", TODAY, NOW)
        session.commit()
    with database.reading() as session:
        found = invitations.opened(session, token, NOW)
        assert found
        assert (found.email, found.roles, found.language) == (ADA, ("admin", "trainer"), "fr")
        assert invitations.opened(session, token, NOW + 1) is None
        assert invitations.opened(session, "another", NOW) is None
    assert token not in str(everything(database)["invitations"])
    with database.writing() as session:
        invitations.purge(session, NOW + 1)
        session.commit()
    assert everything(database)["invitations"] == []


@pytest.mark.parametrize("email", [ADA, ""])
def test_of_those_who_invite_at_once_each_ends_well_and_one_link_is_good(
    database: Database, email: str
) -> None:
    def invite(_number: int) -> str:
        with database.writing() as session:
            token = invitations.invite(session, email, ["admin"], "en", TODAY, NOW)
            session.commit()
        return token

    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(invite, range(24)))
    with database.reading() as session:
        good = [token for token in tokens if invitations.opened(session, token, NOW)]
    assert len(good) == len(everything(database)["invitations"]) == 1


def test_a_number_of_an_invitation_is_never_given_twice(database: Database) -> None:
    numbers = []
    for email in (ADA, "bob@example.org"):
        with database.writing() as session:
            token = invitations.invite(session, email, ["admin"], "en", TODAY, NOW)
            found = invitations.opened(session, token, NOW)
            assert found
            numbers.append(found.id)
            invitations.end(session, found.id)
            session.commit()
    assert numbers[0] < numbers[1]


def test_the_first_administrators_invitation_has_no_number_that_leads_to_it(database: Database) -> None:
    with database.writing() as session:
        found = invitations.opened(session, invitations.invite(session, "", [], "en", TODAY, NOW), NOW)
        assert found
        with pytest.raises(Absent):
            invitations.find(session, found.id)
