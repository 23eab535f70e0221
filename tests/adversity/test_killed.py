"""Test that a service that is killed amid everything has lost no page that it said was saved."""

import os
import signal
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from threading import Semaphore

from tests.adversity.person import Person
from tests.adversity.service import Service, running

PEOPLE = 6
PAGES = 60
"""How many pages are saved before the service is killed."""


@dataclass
class Witness:
    """Take the quiz again and again, and remember what the service said was saved."""

    person: Person
    saved: list[tuple[Mapping[str, str], str, Mapping[str, str]]] = field(default_factory=list)
    """The cookies, the page and its answers."""

    def go_on_until_nobody_answers(self, told: Semaphore) -> None:
        """Answer page after page."""
        try:
            while True:
                self.person.cookies.pop("sitting", None)
                path = self.person.begin()
                while path != "/check":
                    form, answers = self.person.fill_in(path, which=len(self.saved) % 4)
                    answer = self.person.post(path, form)
                    assert answer.status == 303, answer.status
                    self.saved.append((dict(self.person.cookies), path, answers))
                    told.release()
                    path = answer.location
        except (OSError, HTTPException):
            return  # it was killed amid a request or amid its answer


def test_every_page_that_was_acknowledged_is_there_after_a_kill(
    settings: Mapping[str, str], folder: Path
) -> None:
    service = Service(folder, settings)
    service.await_announcement()
    witnesses = [Witness(Person(service.address)) for _ in range(PEOPLE)]
    told = Semaphore(0)
    with ThreadPoolExecutor(PEOPLE) as pool:
        journeys = [pool.submit(witness.go_on_until_nobody_answers, told) for witness in witnesses]
        for _ in range(PAGES):
            told.acquire()
        service.kill()
    for journey in journeys:
        journey.result()
    with running(folder, settings) as again:
        for witness in witnesses:
            assert witness.saved
            for cookies, path, answers in witness.saved:
                assert Person(again.address, cookies).get(path).chosen() == answers
        # And one can go on: the lock of who was killed is gone with them.
        assert Person(again.address).begin() == "/questions/listen"


def test_a_service_whose_first_process_is_killed_can_be_started_again_where_it_was(folder: Path) -> None:
    service = Service(folder, {})
    service.await_announcement()
    person = Person(service.address)
    path = person.begin()
    os.kill(service.process.pid, signal.SIGKILL)
    service.process.wait()
    with running(folder, port=service.port) as again:
        assert Person(again.address, person.cookies).get(path).status == 200
