"""Be people who take the quiz for a team: join, finish, decide."""

from flask import Flask

from app.quiz.text import Language
from app.store.rounds import Round
from tests.client import Client, Page
from tests.taker.sheets import keyed
from tests.taker.stock import bank_on, kept, seat
from tests.taker.teams import put_in
from tests.taker.walk import answer


def member(round_: Round, app: Flask, language: Language = "en", share: int = 1) -> Client:
    """Return somebody who joined a round by its link, has finished, and has not decided."""
    client = Client(app, language)
    seat_in(client, round_, share)
    return client


def seat_in(client: Client, round_: Round, share: int = 1) -> str:
    """Let a client finish in a round, and return its sitting's id."""
    before = {row["id"] for row in kept(client.app)}
    seat(client, keyed(bank_on(client.app, round_.version_id), share), round_.version_id)
    (own,) = {row["id"] for row in kept(client.app)} - before
    put_in(client.app, own, round_)
    return str(own)


def decide(client: Client, choice: str, path: str = "/team") -> Page:
    """Press a button of the page that asks."""
    page = client.get(path)
    return client.post("/team", {**page.fields(), "share": choice})


def colleagues(round_: Round, app: Flask, count: int) -> None:
    """Let others add their answers."""
    for _ in range(count):
        assert decide(member(round_, app), "added").status == 303


def take(client: Client, round_: Round) -> Page:
    """Join a round by its link, answer everything, finish, and return where that leads."""
    client.get(f"/join/{round_.token}")
    page = client.follow(client.post(f"/join/{round_.token}"))
    while page.choices():
        page = client.follow(answer(client, page))
    return client.post("/check")
