"""Test how administrators decide who has an account, and that there is always one of them."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import update

from app.account import invite
from app.store import tables
from tests.account.authenticator import set_up
from tests.account.people import (
    OTHER,
    PASSWORD,
    account,
    database_of,
    make,
    move_proof_back,
    noted,
    sessions_of,
    sign_in,
    signed_in,
)
from tests.client import Client, Page
from tests.conftest import MakeApp
from tests.web.postbox import Postbox, free_port, open_postbox

FROM = "bearings@example.org"
INVITE = "/account/people/invite"
ROOT = "root@example.org"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """Run a mail server."""
    with open_postbox() as opened:
        yield opened


@pytest.fixture
def mailing(make_app: MakeApp, postbox: Postbox) -> Flask:
    """Make an application with a mail server."""
    return make_app(mail_url=postbox.url, mail_from=FROM)


def asked(admin: Client, email: str = "bob@example.org", role: str = "manager", tongue: str = "en") -> Page:
    admin.get(INVITE)
    return admin.post(INVITE, {"email": email, "roles": role, "tongue": tongue})


def test_whoever_is_invited_makes_an_account(mailing: Flask, postbox: Postbox) -> None:
    admin = signed_in(mailing, "admin", email=ROOT)
    assert asked(admin, "Bob@Example.org").heading == "The invitation is made"
    assert "bob@example.org" in admin.get("/account/people").text
    link = postbox.link()
    client = Client(mailing)
    assert "bob@example.org" in client.get(link).text
    assert client.post(link, {"new_password": OTHER}).location == "/account"
    page = client.get("/account")
    assert "manager" in page.text
    assert client.get("/account/people").status == 403
    sign_in(Client(mailing), "bob@example.org", OTHER)
    assert noted(mailing) == [
        (ROOT, "invited", "bob@example.org", None, "manager"),
        ("bob@example.org", "account made", "bob@example.org", None, "manager"),
    ]


def test_an_invitation_speaks_the_language_that_was_chosen(mailing: Flask, postbox: Postbox) -> None:
    asked(signed_in(mailing, "admin", email=ROOT), tongue="fr")
    assert postbox.messages[0]["Subject"] == "Votre compte pour Repères"
    assert "gestion d’équipes" in postbox.words()


def test_opening_an_invitation_changes_nothing_and_taking_it_does_so_once(
    mailing: Flask, postbox: Postbox
) -> None:
    asked(signed_in(mailing, "admin", email=ROOT))
    link = postbox.link()
    first, second = Client(mailing), Client(mailing)
    for client in (first, second):
        assert client.get(link).status == 200
    assert first.post(link, {"new_password": "short"}).status == 422
    assert first.post(link, {"new_password": OTHER}).status == 303
    assert second.post(link, {"new_password": OTHER}).status == 410
    assert Client(mailing).get(link).status == 410


def test_of_two_who_take_an_invitation_at_once_one_gets_the_account(mailing: Flask, postbox: Postbox) -> None:
    asked(signed_in(mailing, "admin", email=ROOT))
    link = postbox.link()
    clients = [Client(mailing, counting=False) for _ in range(3)]
    for client in clients:
        client.get(link)
    with ThreadPoolExecutor(3) as pool:
        told = list(pool.map(lambda one: one.post(link, {"new_password": OTHER}).status, clients))
    assert sorted(told) == [303, 410, 410]


def test_an_invitation_is_good_for_seven_days(mailing: Flask, postbox: Postbox) -> None:
    asked(signed_in(mailing, "admin", email=ROOT))
    link = postbox.link()
    with database_of(mailing).writing() as session:
        until = tables.invitations.c.until
        session.execute(update(tables.invitations).values(until=until - 7 * 24 * 60 * 60 - 1))
        session.commit()
    assert Client(mailing).get(link).status == 410


def test_an_invitation_can_be_sent_again_and_the_first_link_is_void(mailing: Flask, postbox: Postbox) -> None:
    admin = signed_in(mailing, "admin", email=ROOT)
    asked(admin)
    first = postbox.link()
    page = admin.get("/account/people")
    (again,) = re.findall(r'"(/account/people/invitations/\d+/again)"', page.html)
    admin.post(again)
    assert Client(mailing).get(first).status == 410
    assert Client(mailing).get(postbox.link()).status == 200


def test_an_invitation_can_be_taken_back(mailing: Flask, postbox: Postbox) -> None:
    admin = signed_in(mailing, "admin", email=ROOT)
    asked(admin)
    page = admin.get("/account/people")
    (withdraw,) = re.findall(r'"(/account/people/invitations/\d+/withdraw)"', page.html)
    assert admin.post(withdraw).status == 303
    assert Client(mailing).get(postbox.link()).status == 410
    assert "Invitations" not in admin.get("/account/people").text
    assert admin.post(withdraw).status == 404
    assert noted(mailing)[-1][:3] == (ROOT, "invitation withdrawn", "bob@example.org")


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"email": "bob", "roles": "manager"}, "#email"),
        ({"email": "bob@example.org"}, "#roles"),
        ({"email": "bob@example.org", "roles": "god"}, "#roles"),
        ({"email": ROOT, "roles": "manager"}, "#email"),
        ({"email": "bob@example.org", "roles": "manager", "tongue": "de"}, "#tongue"),
    ],
)
def test_what_is_wrong_with_an_invitation_is_said_at_its_field(
    admin: Client, sent: dict[str, str], wrong: str
) -> None:
    admin.get(INVITE)
    page = admin.post(INVITE, {"tongue": "en", **sent})
    assert page.status == 422
    assert wrong in page.links()
    assert page.fields()["email"] == sent["email"]
    assert len(noted(admin.app)) == 0


def test_a_mail_server_that_is_away_loses_no_invitation(make_app: MakeApp) -> None:
    app = make_app(mail_url=f"smtp://127.0.0.1:{free_port()}", mail_from=FROM)
    admin = signed_in(app, "admin", email=ROOT)
    page = asked(admin)
    assert (page.status, page.heading) == (503, "The e-mail could not be sent")
    assert "bob@example.org" in admin.get("/account/people").text


def test_without_a_mail_server_the_page_says_so(admin: Client) -> None:
    assert "the message stands in the service’s log" in asked(admin).text


def test_links_begin_with_the_address_that_is_set(make_app: MakeApp, postbox: Postbox) -> None:
    app = make_app(address="https://bearings.example.org/", mail_url=postbox.url, mail_from=FROM)
    asked(signed_in(app, "admin", email=ROOT))
    assert "\nhttps://bearings.example.org/account/invitation/" in postbox.words()


def one_of(app: Flask, email: str) -> str:
    return f"/account/people/{account(app, email).id}"


def test_roles_are_given_and_taken_and_hold_at_the_next_page(admin: Client) -> None:
    app = admin.app
    bob = signed_in(app, "manager", email="bob@example.org")
    assert bob.get("/account/people").status == 403
    path = one_of(app, "bob@example.org")
    page = admin.get(path)
    assert page.fields()["roles"] == "manager"
    assert admin.post(f"{path}/roles", {"roles": "admin"}).location == "/account/people"
    assert bob.get("/account/people").status == 200
    assert noted(app) == [(ROOT, "roles changed", "bob@example.org", "manager", "admin")]
    assert admin.post(f"{path}/roles", {}).status == 422


def test_a_suspended_account_is_out_at_once_and_can_come_back(admin: Client) -> None:
    app = admin.app
    bob = signed_in(app, "manager", email="bob@example.org")
    path = one_of(app, "bob@example.org")
    admin.get(path)
    assert admin.post(f"{path}/suspend").status == 303
    assert bob.get("/account").location.startswith("/account/sign-in")
    assert sessions_of(app) == 1
    assert "cannot sign in" in admin.get("/account/people").text
    assert "is suspended" in admin.get(path).text
    assert admin.post(f"{path}/reactivate").status == 303
    sign_in(Client(app), "bob@example.org")
    assert [what for _, what, *_ in noted(app)] == ["suspended", "reactivated"]


def test_the_last_administrator_stays_one(admin: Client) -> None:
    app = admin.app
    make(app, "bob@example.org", "manager")
    path = one_of(app, ROOT)
    admin.get(path)
    for told in (
        admin.post(f"{path}/suspend"),
        admin.post(f"{path}/roles", {"roles": "manager"}),
    ):
        assert told.status == 422
        assert "This is the last administrator who can sign in." in told.text
    assert (account(app, ROOT).active, noted(app)) == (True, [])
    # Somebody else who is suspended does not count.
    make(app, "eve@example.org", "admin")
    admin.post(f"{one_of(app, 'eve@example.org')}/suspend")
    assert admin.post(f"{path}/suspend").status == 422
    admin.post(f"{one_of(app, 'eve@example.org')}/reactivate")
    assert admin.post(f"{path}/suspend").status == 303
    assert admin.get("/account/people").status == 303


def test_two_administrators_who_suspend_each_other_at_once_leave_one(admin: Client) -> None:
    app = admin.app
    other = signed_in(app, "admin", email="eve@example.org")
    clients = []
    for client, path in ((admin, one_of(app, "eve@example.org")), (other, one_of(app, ROOT))):
        client.get(path)
        tab = Client(app, counting=False)
        tab._client, tab.page = client._client, client.page
        clients.append((tab, f"{path}/suspend"))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda one: one[0].post(one[1]).status, clients))
    assert sorted([account(app, ROOT).active, account(app, "eve@example.org").active]) in (
        [False, True],
        [True, True],
    )


def test_the_second_factor_of_somebody_who_lost_their_phone_can_be_taken_off(admin: Client) -> None:
    app = admin.app
    set_up(signed_in(app, "manager", email="bob@example.org"))
    path = one_of(app, "bob@example.org")
    assert "with a second factor" in admin.get("/account/people").text
    admin.get(path)
    assert admin.post(f"{path}/second-factor-off").status == 303
    sign_in(Client(app), "bob@example.org")
    assert noted(app)[-1][:3] == (ROOT, "second factor off", "bob@example.org")


@pytest.mark.parametrize("path", ["", "/roles", "/suspend", "/reactivate", "/second-factor-off"])
def test_an_account_that_is_not_there_is_not_found(admin: Client, path: str) -> None:
    admin.get("/account/people")
    answer = admin.post(f"/account/people/999{path}") if path else admin.get("/account/people/999")
    assert answer.status == 404


def first_link(app: Flask) -> str:
    with app.test_request_context("/", method="POST"):
        return re.sub(r"^http://localhost", "", invite.invite_first())


def test_the_first_administrator_needs_no_invitation_by_somebody(app: Flask) -> None:
    link = first_link(app)
    client = Client(app, "fr")
    page = client.get(link)
    assert "administration" in page.text
    refused = client.post(link, {"email": "root", "new_password": OTHER})
    assert refused.status == 422
    assert client.post(link, {"email": ROOT, "new_password": "root@example.org1"}).status == 422
    assert client.post(link, {"email": ROOT, "new_password": OTHER}).status == 303
    assert client.get("/account/people").status == 200
    assert account(app, ROOT).language == "fr"
    assert Client(app).get(link).status == 410


def test_a_new_link_for_the_first_voids_the_one_before(app: Flask) -> None:
    before, link = first_link(app), first_link(app)
    assert Client(app).get(before).status == 410
    assert Client(app).get(link).status == 200


def test_the_first_link_is_void_once_somebody_has_an_account(app: Flask) -> None:
    link = first_link(app)
    client = Client(app)
    client.get(link)
    make(app)
    assert client.post(link, {"email": ROOT, "new_password": OTHER}).status == 410


def test_the_first_link_is_good_for_an_hour(app: Flask) -> None:
    link = first_link(app)
    with database_of(app).writing() as session:
        until = tables.invitations.c.until
        session.execute(update(tables.invitations).values(until=until - 60 * 60 - 1))
        session.commit()
    assert Client(app).get(link).status == 410


def test_an_invitation_to_who_has_an_account_by_now_is_void(admin: Client) -> None:
    app = admin.app
    with app.test_request_context("/", method="POST"):
        link = re.sub(r"^http://localhost", "", invite.invite(None, "bob@example.org", ["admin"], "en"))
    client = Client(app)
    client.get(link)
    make(app, "bob@example.org")
    assert client.post(link, {"new_password": OTHER}).status == 410


@pytest.mark.parametrize("what", ["suspend", "roles"])
def test_what_waits_for_the_password_is_said_not_to_have_happened_yet(admin: Client, what: str) -> None:
    make(admin.app, "bob@example.org")
    path = one_of(admin.app, "bob@example.org")
    admin.get(path)
    move_proof_back(admin.app)
    asked = admin.post(f"{path}/{what}", {"roles": "trainer"}).location
    admin.get(asked)
    page = admin.follow(admin.post(asked, {"password": PASSWORD}))
    assert page.heading == "bob@example.org"
    assert "Nothing was changed yet." in page.text
    assert account(admin.app, "bob@example.org").active
    assert "Nothing was changed" not in admin.get(path).text


def test_an_invitation_that_waits_for_the_password_leads_back_to_the_list(admin: Client) -> None:
    asked(admin)
    (again,) = re.findall(r'"(/account/people/invitations/\d+/again)"', admin.get("/account/people").html)
    move_proof_back(admin.app)
    assert admin.post(again).location == "/account/confirm?next=/account/people?unchanged%3D1"


def test_who_is_no_administrator_any_more_is_led_to_a_page_that_can_be_seen(admin: Client) -> None:
    make(admin.app, "bob@example.org", "admin")
    path = one_of(admin.app, ROOT)
    admin.get(path)
    answer = admin.post(f"{path}/roles", {"roles": "manager"})
    assert admin.follow(answer).status == 200
