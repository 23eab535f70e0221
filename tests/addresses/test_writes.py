"""Test that what writes is marked and what is marked writes, at every address."""

from flask import Flask
from werkzeug.routing import Rule

from app.web.access import mark_of
from tests.account.authenticator import scan, set_up
from tests.account.people import PASSWORD, account
from tests.addresses.conftest import MakeWorld
from tests.addresses.rules import every_view, rules
from tests.addresses.world import World, signed_in
from tests.client import Client, Committed

WHO_WRITES = {
    "taker.begin": "nobody",
    "taker.enter": "nobody",
    "taker.use_code": "nobody",
    "taker.answer": "begun",
    "taker.say_unclear": "begun",
    "taker.finish": "answered",
    "taker.give_up": "again",
    "account.try_sign_in": "nobody",
    "account.send_link": "nobody",
    "account.take_invitation": "nobody",
    "account.set_new_password": "nobody",
    "manager.organisation": "admin",
    "manager.organisation_of": "admin",
    "manager.organisation_picture": "admin",
}
"""By view, where it is not the one whose room it is."""

WHOSE_ROOM = {"manager": "manager", "account": "admin", "trainer": "trainer"}

AS_OF_NEW = {
    "account.change_password",
    "account.sign_out",
    "account.sign_out_everywhere",
    "account.take_invitation",
    "account.withdraw_invitation",
    "manager.close",
    "manager.delete",
    "manager.remove_manager",
    "taker.delete",
    "trainer.remove_question",
    "trainer.remove_theme",
    "trainer.publish",
    "trainer.throw_away",
}
"""What is done in a world of its own: after it, or after others, nothing would be left to do."""

WITH_A_PHONE = {
    "account.set_second_factor",
    "account.second_factor_code",
    "account.make_recovery_codes",
    "account.second_factor_off",
    "account.try_code",
    "account.try_recovery_code",
}
"""What needs somebody with a second factor, or who is setting one up."""


def test_what_writes_is_marked_and_what_is_marked_writes(make_world: MakeWorld) -> None:
    world = make_world()
    everything = list(every_view(world.app))
    marked = {rule.endpoint for rule, _ in everything if mark_of(world.app, rule.endpoint).writes}
    writing = {
        rule.endpoint
        for rule, method in everything
        if written(make_world() if rule.endpoint in AS_OF_NEW else world, rule, method)
    }
    assert writing == marked


def test_only_figures_and_the_proof_of_readiness_write_when_they_are_opened(world: World) -> None:
    opened = {rule.endpoint for rule in rules(world.app) if mark_of(world.app, rule.endpoint).writes}
    assert opened == {"manager.released", "manager.file", "manager.picture_for_slides", "health.ready"}


def written(world: World, rule: Rule, method: str) -> list[str]:
    """Come to an address as somebody who may, with a form that does its work, and see what is written.

    A session's own row does not count.
    """
    sent = dict(world.form(rule))
    if rule.endpoint in WITH_A_PHONE:
        client, code = with_a_phone(world.app, rule.endpoint)
        sent.update(code=code)
    else:
        room = str(rule.endpoint).partition(".")[0]
        client = world.client(WHO_WRITES.get(rule.endpoint) or WHOSE_ROOM.get(room, "member"))
    path = world.path(rule)
    with Committed(world.app) as counted:
        client.get(path) if method == "GET" else client.post(path, sent)
    verbs = ("INSERT INTO ", "UPDATE ", "DELETE FROM ")
    changed = [
        one.removeprefix(verb).split()[0]
        for one in counted.statements
        for verb in verbs
        if one.startswith(verb)
    ]
    return [table for table in changed if table != "account_sessions"]


def with_a_phone(app: Flask, endpoint: str) -> tuple[Client, str]:
    """Make an administrator with a second factor; return a client of theirs, and a code that is good now."""
    who = endpoint.partition(".")[2].replace("_", "-")
    client = signed_in(app, who, "admin")
    if endpoint in ("account.set_second_factor", "account.second_factor_code"):
        return client, scan(client.get("/account/second-factor")).code()
    phone, codes = set_up(client)
    if endpoint not in ("account.try_code", "account.try_recovery_code"):
        client.get("/account")
        return client, ""
    client = Client(app)
    client.get("/account/sign-in")
    client.post("/account/sign-in", {"email": f"{who}@example.org", "password": PASSWORD})
    client.get("/account/code")
    assert account(app, f"{who}@example.org").tf_totp_secret
    return client, phone.code() if endpoint == "account.try_code" else codes[0]
