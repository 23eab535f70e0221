"""Test the marks of access: every view has exactly one, and everybody is held to it."""

from collections.abc import Callable

import pytest
from flask import Flask, Response

from app.config import Config
from app.web import access
from app.web.access import WrongMark, mark_of, prove_marked
from app.web.errors import NotYours
from tests.account.people import PASSWORD, sign_in, signed_in
from tests.client import Client
from tests.conftest import MakeApp


def test_a_view_carries_one_mark_of_access_and_no_more() -> None:
    @access.writes
    @access.role("admin")
    @access.fresh
    def marked() -> str:
        return ""

    found = marked.access  # type: ignore[attr-defined]
    assert (found.name, found.roles, found.writes, found.fresh) == ("role", {"admin"}, True, True)
    with pytest.raises(WrongMark, match="marked has two marks of access, role and anyone"):
        access.anyone(marked)


@pytest.mark.parametrize("beside", [access.writes, access.fresh, lambda view: view])
def test_a_view_without_a_mark_stops_the_assembly(
    bare_app: Flask, beside: Callable[[Callable[[], str]], Callable[[], str]]
) -> None:
    @bare_app.get("/unmarked")
    @beside
    def unmarked() -> str:
        return "never"

    with pytest.raises(WrongMark, match="unmarked has no mark of access"):
        prove_marked(bare_app)
    # Added behind the assembly's back, it answers nobody.
    assert Client(bare_app).get("/unmarked").status == 500


def test_a_mark_that_stands_beside_lets_nobody_in_by_itself() -> None:
    @access.fresh
    @access.writes
    def beside() -> str:
        return "never"

    found = beside.access  # type: ignore[attr-defined]
    with pytest.raises(NotYours):
        found.admit()


def test_a_room_can_make_a_mark_of_its_own(bare_app: Flask) -> None:
    asked: list[str] = []

    @bare_app.get("/own")
    @access.mark("own", lambda: asked.append("own"))
    def own() -> Response:
        return Response("mine", mimetype="text/plain")

    assert mark_of(bare_app, "own").name == "own"
    assert Client(bare_app).get("/own").status == 200
    assert asked == ["own"]


def test_a_wrong_role_is_told_so_in_both_languages(bare_app: Flask) -> None:
    client = signed_in(bare_app, "manager")
    page = client.get("/account/people")
    assert page.status == 403
    assert "Your account has no right to it." in page.text
    assert "n’y donne pas accès" in client.get("/account/people", headers={"Accept-Language": "fr"}).text


def test_one_of_several_roles_is_enough(bare_app: Flask) -> None:
    assert signed_in(bare_app, "manager", "admin").get("/account/people").status == 200


def test_a_form_that_was_sent_leads_back_to_its_page(bare_app: Flask) -> None:
    client = Client(bare_app)
    client.get("/account/sign-in")
    assert (
        client.post("/account/password").location == "/account/sign-in?next=/account/password?unchanged%3D1"
    )
    # What can only be sent has no page: the nearest above it stands in for it.
    assert client.post("/account/language").location == "/account/sign-in?next=/account?unchanged%3D1"


def test_what_was_sent_after_the_session_ended_is_said_not_to_have_happened(bare_app: Flask) -> None:
    client = signed_in(bare_app)
    client.get("/account")
    elsewhere = sign_in(Client(bare_app))
    elsewhere.get("/account")
    elsewhere.post("/account/sign-out-everywhere")
    page = client.post("/account/language", {"tongue": "fr"})
    assert page.status == 400
    asked = client.post("/account/language", page.fields()).location
    client.get(asked)
    page = client.follow(client.post(asked, {"email": "ada@example.org", "password": PASSWORD}))
    assert page.heading == "Your account"
    assert "Nothing was changed yet." in page.text


def test_who_is_signed_in_is_asked_for_only_where_somebody_is(bare_app: Flask) -> None:
    from werkzeug.exceptions import Forbidden

    with bare_app.test_request_context("/"):
        assert access.me_or_none() is None
        with pytest.raises(Forbidden):
            access.me()


def test_a_page_that_is_the_same_for_everybody_does_not_tell_who_is_signed_in(make_app: MakeApp) -> None:
    app = make_app()
    client = signed_in(app)
    assert "Sign out" in client.get("/").text
    assert "Sign out" not in Client(app).get("/").text
    assert "Sign out" in client.get("/").text


def test_no_page_of_a_taker_asks_who_is_signed_in(make_app: MakeApp, config: Config) -> None:
    from flask_login import user_accessed

    app = make_app()
    asked: list[object] = []
    client = Client(app)
    with user_accessed.connected_to(asked.append, app):
        client.get("/")
        client.post("/start/digital-public-servant")
        client.get("/questions/listen")
    assert asked == []
