"""Test the second factor: set up by a code, asked for at sign-in, and recovered from."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from app.account.forms import TOO_OFTEN
from tests.account.authenticator import scan, set_up
from tests.account.people import PASSWORD, account, make, move_proof_back, noted, sign_in, signed_in
from tests.client import Client
from tests.conftest import MakeApp

SETTING_UP = "/account/second-factor"


def half_way(app: Flask, email: str = "ada@example.org", *, counting: bool = True) -> Client:
    """Return a client that has given the right password, and now is asked for a code."""
    client = Client(app, counting=counting)
    client.get("/account/sign-in")
    answer = client.post("/account/sign-in", {"email": email, "password": PASSWORD})
    assert answer.location.startswith("/account/code")
    client.get("/account/code")
    return client


def test_it_is_set_up_by_a_code_from_the_phone(app: Flask) -> None:
    client = signed_in(app)
    page = client.get(SETTING_UP)
    assert client.get("/account/second-factor/code.svg").response.mimetype == "image/svg+xml"
    wrong = client.post(SETTING_UP, {"code": "000000"})
    assert (wrong.status, wrong.heading) == (422, page.heading)
    assert client.post(SETTING_UP, {"code": ""}).status == 422
    phone, codes = set_up(client)
    assert len(codes) == 8
    assert client.get(SETTING_UP).heading == "Your second factor is on"
    assert account(app).tf_totp_secret
    # What the database holds is encrypted, and so are the recovery codes.
    assert phone.code() not in str(account(app).tf_totp_secret)
    assert not set(codes) & set(account(app).mf_recovery_codes or ())
    assert noted(app)[-1] == ("ada@example.org", "second factor on", "ada@example.org", None, None)


def test_a_password_alone_no_longer_signs_in(app: Flask) -> None:
    phone, _ = set_up(signed_in(app))
    client = half_way(app)
    assert client.get("/account").status == 303
    assert client.post("/account/code", {"code": phone.code().replace("", " ")}).location == "/account"
    assert client.get("/account").status == 200


def test_a_cookie_of_before_the_code_is_not_good_after_it(app: Flask) -> None:
    phone, _ = set_up(signed_in(app))
    client = half_way(app)
    planted = client.cookie("session") or ""
    assert client.post("/account/code", {"code": phone.code()}).status == 303
    thief = Client(app)
    thief.set_cookie("session", planted)
    assert thief.get("/account").status == 303
    assert thief.get("/account/code").location == "/account/sign-in"
    assert client.cookie("session") != planted


def test_a_wrong_code_can_be_tried_again(app: Flask) -> None:
    phone, _ = set_up(signed_in(app))
    client = half_way(app)
    for wrong in ("", "12", "letters", "000000", "9" * 100):
        page = client.post("/account/code", {"code": wrong})
        assert (page.status, page.title) == (422, "Your code: there is a problem – Bearings")
    assert client.post("/account/code", {"code": phone.code()}).status == 303


def test_a_code_is_good_once(app: Flask) -> None:
    phone, _ = set_up(signed_in(app))
    code = phone.code()
    assert half_way(app).post("/account/code", {"code": code}).status == 303
    assert half_way(app).post("/account/code", {"code": code}).status == 422


def test_of_two_who_send_one_code_at_once_only_one_comes_in(app: Flask) -> None:
    phone, _ = set_up(signed_in(app))
    code = phone.code()
    clients = [half_way(app, counting=False) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda one: one.post("/account/code", {"code": code}).status, clients))
    assert sorted(told) == [303, 422, 422, 422]


@pytest.mark.parametrize("path", ["/account/code", "/account/recovery-code"])
def test_no_code_is_asked_for_before_the_password(app: Flask, path: str) -> None:
    client = Client(app)
    client.get("/account/sign-in")
    assert client.get(path).location == "/account/sign-in"
    assert client.post(path, {"code": "123456"}).location == "/account/sign-in"


def test_codes_cannot_be_tried_without_end(make_app: MakeApp) -> None:
    app = make_app(sign_ins_per_hour=5)
    set_up(signed_in(app))
    client = half_way(app)
    told = [client.post("/account/code", {"code": "000000"}).status for _ in range(4)]
    assert told[-1] == 429
    page = client.get("/account/recovery-code")
    page = client.post("/account/recovery-code", {"code": "whatever"})
    assert page.status == 429
    assert str(TOO_OFTEN) in page.text


def test_a_second_factor_cannot_be_guessed_while_it_is_set_up(make_app: MakeApp) -> None:
    client = signed_in(make_app(sign_ins_per_hour=3))
    client.get(SETTING_UP)
    told = [client.post(SETTING_UP, {"code": "000000"}).status for _ in range(4)]
    assert told == [422, 422, 422, 429]


def test_a_recovery_code_signs_in_once(app: Flask) -> None:
    _, codes = set_up(signed_in(app))
    client = half_way(app)
    client.get("/account/recovery-code")
    assert client.post("/account/recovery-code", {"code": "none-of-them"}).status == 422
    assert client.post("/account/recovery-code", {"code": f" {codes[3].upper()} "}).status == 303
    again = half_way(app)
    assert again.post("/account/recovery-code", {"code": codes[3]}).status == 422
    assert "7 recovery codes left" in client.get(SETTING_UP).text
    assert again.post("/account/recovery-code", {"code": codes[0]}).status == 303
    assert [what for _, what, *_ in noted(app)][-2:] == ["recovery code used"] * 2


def test_new_recovery_codes_replace_the_old(app: Flask) -> None:
    client = signed_in(app)
    _, codes = set_up(client)
    client.get(SETTING_UP)
    shown = client.post("/account/recovery-codes")
    new = [code.text for code in shown.tree.iter("code")]
    assert len(new) == 8
    assert not set(new) & set(codes)
    assert half_way(app).post("/account/recovery-code", {"code": codes[0]}).status == 422


def test_without_a_second_factor_there_are_no_recovery_codes(app: Flask) -> None:
    client = signed_in(app)
    client.get("/account")
    assert client.post("/account/recovery-codes").location == SETTING_UP


def test_it_can_be_taken_off(app: Flask) -> None:
    client = signed_in(app)
    set_up(client)
    client.get(SETTING_UP)
    assert client.post("/account/second-factor/off").location == "/account"
    sign_in(Client(app))
    found = account(app)
    assert (found.tf_totp_secret, found.mf_recovery_codes) == (None, None)


def test_a_form_to_set_it_up_that_is_open_twice_sets_it_up_once(app: Flask) -> None:
    client = signed_in(app)
    tab = client.another_tab()
    page = tab.get(SETTING_UP)
    set_up(client)
    # Its token is of before; sent with a fresh one, it changes nothing.
    assert tab.post(SETTING_UP, {"code": scan(page).code()}).status == 400
    assert client.post(SETTING_UP, {"code": scan(page).code()}).location == SETTING_UP


def test_a_secret_is_drawn_only_for_whom_it_is(app: Flask) -> None:
    client = signed_in(app)
    assert client.get("/account/second-factor/code.svg").status == 404
    set_up(client)
    assert client.get("/account/second-factor/code.svg").status == 404


def test_a_role_that_must_have_one_can_do_nothing_before(make_app: MakeApp) -> None:
    app = make_app(second_factor_roles="admin")
    client = signed_in(app, "admin")
    for path in ("/account", "/account/people", "/account/password"):
        assert client.get(path).location == SETTING_UP
    page = client.get(SETTING_UP)
    assert "needs a second factor" in page.text
    set_up(client)
    assert client.get("/account/people").status == 200
    client.get(SETTING_UP)
    client.post("/account/second-factor/off")
    assert client.get("/account/people").location == SETTING_UP


def test_a_session_of_before_the_second_factor_is_not_good_after_it(make_app: MakeApp) -> None:
    app = make_app(second_factor_roles="admin")
    early = signed_in(app, "admin")
    assert early.get("/account/people").location == SETTING_UP
    client = sign_in(Client(app))
    client.get(SETTING_UP)
    set_up(client)
    assert client.get("/account/people").status == 200
    assert early.get("/account/people").location == "/account/sign-in?next=/account/people"


def test_an_administrator_who_takes_it_off_ends_the_sessions(app: Flask) -> None:
    admin, client = signed_in(app, "admin", email="root@example.org"), signed_in(app)
    set_up(client)
    path = f"/account/people/{account(app).id}"
    admin.get(path)
    assert admin.post(f"{path}/second-factor-off").status == 303
    assert client.get("/account").status == 303


def test_a_secret_that_somebody_began_with_is_not_handed_to_who_signs_in_next(app: Flask) -> None:
    client = signed_in(app)
    key = scan(client.get(SETTING_UP)).code()
    make(app, "bob@example.org")
    client.get("/account/password")
    sent = {"email": "bob@example.org", "password": PASSWORD}
    assert client.post("/account/sign-in", sent).status == 303
    assert scan(client.get(SETTING_UP)).code() != key


def test_a_cookie_of_before_the_password_is_not_good_for_the_code(app: Flask) -> None:
    set_up(signed_in(app))
    set_up(signed_in(app, email="mallory@example.org"))
    planted = half_way(app, "mallory@example.org")
    victim = planted.another_tab()
    before = victim.cookie("session") or ""
    victim.get("/account/sign-in")
    answer = victim.post("/account/sign-in", {"email": "ada@example.org", "password": PASSWORD})
    assert answer.location == "/account/code"
    thief = Client(app)
    thief.set_cookie("session", before)
    assert thief.get("/account/code").location == "/account/sign-in"


def test_signing_out_everywhere_ends_a_sign_in_that_waits_for_its_code(app: Flask) -> None:
    client = signed_in(app)
    phone, _ = set_up(client)
    waiting = half_way(app)
    client.get("/account")
    client.post("/account/sign-out-everywhere")
    assert waiting.post("/account/code", {"code": phone.code()}).location == "/account/sign-in"


def test_other_roles_need_none(make_app: MakeApp) -> None:
    app = make_app(second_factor_roles="admin")
    assert signed_in(app, "manager").get("/account").status == 200


def test_what_matters_asks_for_the_password_once_more(app: Flask) -> None:
    client = signed_in(app)
    move_proof_back(app)
    asked = client.get(SETTING_UP).location
    assert asked == "/account/confirm?next=/account/second-factor"
    client.get(asked)
    assert client.post(asked, {"password": ""}).status == 422
    assert client.post(asked, {"password": "not it, I am afraid"}).status == 422
    assert client.post(asked, {"password": PASSWORD}).location == SETTING_UP
    assert client.get(SETTING_UP).status == 200


def test_the_password_cannot_be_guessed_there_either(make_app: MakeApp) -> None:
    app = make_app(sign_ins_per_hour=3)
    client = signed_in(app)
    client.get("/account/confirm")
    told = [client.post("/account/confirm", {"password": "not it"}).status for _ in range(4)]
    assert told == [422, 422, 422, 429]


def test_a_code_that_was_due_before_the_password_changed_is_not_asked_for(app: Flask) -> None:
    client = signed_in(app)
    phone, _ = set_up(client)
    waiting = half_way(app)
    client.get("/account/password")
    client.post("/account/password", {"password": PASSWORD, "new_password": "quiet lantern mosaic"})
    assert waiting.post("/account/code", {"code": phone.code()}).location == "/account/sign-in"
