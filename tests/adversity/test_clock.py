"""Test that a clock that steps loses nobody's place, and that starts are limited by the hour it shows."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import time

import pytest

from tests.adversity.at_once import at_once
from tests.adversity.person import BANK, Person
from tests.adversity.service import Service, running

STARTS = 203
"""A training room of 200 fits in; three more for the tests of the clock."""

HOUR = 60 * 60
DAY = 24 * HOUR


@dataclass
class Clock:
    """Set the clock of a running service: libfaketime answers in the place of the system's."""

    file: Path
    begins: int
    """How many seconds to step so that the hour has just begun: no test meets its end."""

    def step(self, seconds: int) -> None:
        """Step to some seconds after the hour that it showed first."""
        aside = self.file.with_suffix(".new")
        aside.write_text(f"{self.begins + seconds:+d}s")
        aside.replace(self.file)

    def environment(self) -> dict[str, str]:
        """Return what lets a process see this clock."""
        package = find_spec("libfaketime")
        assert package
        assert package.origin
        (library,) = Path(package.origin).parent.rglob("libfaketime.so.1")
        return {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
        }


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Clock:
    """Return a clock that shows the beginning of this hour."""
    made = Clock(tmp_path_factory.mktemp("clock") / "clock", begins=-int(time() % HOUR) + 60)
    made.step(0)
    return made


@pytest.fixture(scope="module")
def service(clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Run a service that sees this clock, and lets a training room in."""
    settings = {**clock.environment(), "QUIZ_STARTS_PER_HOUR": str(STARTS)}
    with running(tmp_path_factory.mktemp("service"), settings) as started:
        yield started


def shown_by(service: Service) -> str:
    """Return the time that the service's clock shows: it stands in its log."""
    Person(service.address).get("/")
    time: str = json.loads(service.log.read_text().splitlines()[-1])["timestamp"]
    return time


def test_the_clock_of_the_service_can_be_set(service: Service, clock: Clock) -> None:
    clock.step(0)
    before = shown_by(service)
    clock.step(-DAY)
    assert shown_by(service)[:10] < before[:10]
    clock.step(0)


@pytest.mark.parametrize("seconds", [-HOUR, HOUR, 29 * DAY], ids=["back", "ahead", "by weeks"])
def test_a_clock_that_steps_loses_nobodys_place(service: Service, clock: Clock, seconds: int) -> None:
    clock.step(0)
    person = Person(service.address)
    path = person.begin()
    form, answers = person.fill_in(path)
    clock.step(seconds)
    # A form that was open when the clock stepped is taken, and one goes on from there to the result.
    saved = person.post(path, form)
    assert saved.status == 303
    assert person.get(path).chosen() == answers
    page = saved.location
    while page != "/check":
        page = person.save(page).location
    assert person.post("/check", person.get("/check").hidden()).location == "/result"
    clock.step(0)
    assert person.get("/result").status == 200


def test_a_room_of_200_starts_behind_one_address_and_not_one_more_than_the_limit(
    service: Service, clock: Clock
) -> None:
    # An hour that nobody has started in.
    clock.step(5 * HOUR)

    def come(times: int) -> list[int]:
        people = [Person(service.address) for _ in range(times)]
        return [person.post(f"/start/{BANK}", person.get("/").hidden()).status for person in people]

    statuses = [status for came in at_once(*[partial(come, 27)] * 8) for status in came]
    assert Counter(statuses) == {303: STARTS, 429: 8 * 27 - STARTS}


def test_the_next_hour_lets_people_in_again(service: Service, clock: Clock) -> None:
    clock.step(6 * HOUR)
    assert Person(service.address).begin() == "/questions/listen"
