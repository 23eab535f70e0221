"""Test that guesses at a password are counted exactly, whichever worker they come to."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from tests.adversity.at_once import at_once
from tests.adversity.person import Person
from tests.adversity.service import running

GUESSES, WORKERS = 7, 3


def guess(address: str, email: str, times: int) -> list[int]:
    """Guess at a password so many times, each time as somebody new."""
    people = [Person(address) for _ in range(times)]
    return [
        person.post(
            "/account/sign-in",
            {**person.get("/account/sign-in").hidden(), "email": email, "password": "a wild guess, again"},
        ).status
        for person in people
    ]


def test_guesses_at_one_account_are_counted_exactly_over_all_workers(
    folder: Path, settings: Mapping[str, str]
) -> None:
    limits = {"QUIZ_SIGN_INS_PER_HOUR": str(GUESSES), "QUIZ_WORKERS": str(WORKERS)}
    with running(folder, {**settings, **limits}) as service:
        ada = at_once(*[partial(guess, service.address, "ada@example.org", 4)] * 4)
        # Whether there is such an account makes no difference; another one is counted by itself.
        bob = at_once(partial(guess, service.address, "bob@example.org", 2))
    counted = Counter(status for statuses in ada for status in statuses)
    assert counted == {422: GUESSES, 429: 16 - GUESSES}
    assert bob == [[422, 422]]
