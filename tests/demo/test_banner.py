"""Test that every page of a demonstration says that the data are made up, and no other page does."""

import pytest

from app.quiz.text import LANGUAGES, Language
from tests.client import Client
from tests.conftest import MakeApp
from tests.demo.test_command import SAYS_SO
from tests.taker.walk import begin, finish, path_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_demonstration_says_so(make_app: MakeApp, language: Language) -> None:
    client = Client(make_app(demo=True), language=language)
    pages = [client.get("/"), client.get("/no-such-page"), begin(client), client.get("/check")]
    pages += [finish(client), *(client.get(path) for path in ("/keep", "/delete", "/how-this-is-made"))]
    assert {path_of(page): page.html.count(SAYS_SO[language]) for page in pages} == {
        path_of(page): 1 for page in pages
    }


def test_no_page_of_a_real_service_says_so(client: Client) -> None:
    for page in (client.get("/"), client.get("/no-such-page"), begin(client)):
        assert SAYS_SO["en"] not in page.html
