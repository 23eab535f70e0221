"""Test what a supervisor is told."""

from flask import Flask

from tests.web.trouble import unwritable


def test_a_process_that_answers_lives(bare_app: Flask) -> None:
    response = bare_app.test_client().get("/healthz")
    assert (response.status_code, response.text, response.mimetype) == (200, "ok", "text/plain")


def test_a_process_lives_though_its_database_takes_nothing(bare_app: Flask) -> None:
    with unwritable(bare_app):
        assert bare_app.test_client().get("/healthz").status_code == 200


def test_a_process_is_ready_once_its_database_can_be_written_to(bare_app: Flask) -> None:
    response = bare_app.test_client().get("/readyz")
    assert (response.status_code, response.text) == (200, "ok")


def test_a_process_is_not_ready_while_its_database_takes_nothing_and_is_again_after(bare_app: Flask) -> None:
    client = bare_app.test_client()
    with unwritable(bare_app):
        assert client.get("/readyz").status_code == 503
    assert client.get("/readyz").status_code == 200
