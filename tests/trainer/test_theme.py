"""Test the page of a theme: what is kept, what is refused, and what its buttons do."""

from flask import Flask

from app.quiz.text import Text
from tests.client import Client
from tests.trainer.desk import DRAFT, bank
from tests.trainer.reading import said_at, save, send

LISTEN = f"{DRAFT}/themes/listen"


def test_a_save_keeps_every_field_of_the_theme_and_its_questions(small_app: Flask, tara: Client) -> None:
    answer = send(
        tara,
        LISTEN,
        {
            "title.en": "Listen well",
            "strength.fr": "vous savez écouter",
            "weight": "0,75",
            "talk.en": "When did it help?",
            "q:listen-1:scale": "agreement",
            "q:listen-1:may_not_apply": "yes",
            "q:listen-2:reversed": None,
        },
    )
    assert answer.status == 303
    theme = bank(small_app).theme("listen")
    assert theme.title == Text("Listen well", "Écouter d’abord")
    assert theme.strength.fr == "vous savez écouter"
    assert str(theme.weight) == "0.75"
    assert theme.talk == Text("When did it help?", "")
    first, second = theme.questions
    assert (first.scale, first.may_not_apply) == ("agreement", True)
    assert (second.reversed, second.may_not_apply) == (False, True)
    assert "Saved." in tara.follow(answer).text
