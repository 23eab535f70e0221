"""Test how a person answers, page by page."""

from tests.client import Client, Committed
from tests.taker.walk import answer, answer_all, begin, finish


def test_a_person_goes_from_the_start_page_to_a_result(client: Client) -> None:
    page = finish(client)
    assert page.heading.startswith("Today: ")
    assert "Choose one step this month" in page.text


def test_a_question_page_costs_one_select(client: Client) -> None:
    page = begin(client)
    with Committed(client.app) as counted:
        client.get(page.response.request.path)
    assert len(counted.statements) == 1
    assert counted.statements[0].startswith("SELECT")


def test_saving_a_page_costs_one_select_one_update_and_one_commit(client: Client) -> None:
    page = begin(client)
    with Committed(client.app) as counted:
        answer(client, page)
    assert [statement.split()[0] for statement in counted.statements] == ["SELECT", "UPDATE"]
    assert counted.commits == 1


def test_finishing_costs_at_most_five_statements_in_one_transaction(client: Client) -> None:
    answer_all(client)
    with Committed(client.app) as counted:
        client.post("/check")
    assert len(counted.statements) <= 5
    assert counted.commits == 1
