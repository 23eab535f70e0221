"""Test that a service that cannot write says so, keeps what was typed, and recovers by itself."""

from collections.abc import Iterator

import pytest

from tests.adversity.person import Answer, Person
from tests.adversity.service import Service, running
from tests.adversity.trouble import ON_POSTGRESQL, ON_SQLITE, Trouble, small_disk
from tests.conftest import MakeDatabase


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Run a service on a small disk."""
    with small_disk(tmp_path_factory.mktemp("disk")) as folder, running(folder) as service:
        yield service


@pytest.fixture(scope="module")
def on_postgresql(
    make_postgresql: MakeDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """Run a service on PostgreSQL."""
    with running(tmp_path_factory.mktemp("service"), {"DATABASE_URL": make_postgresql()}) as service:
        yield service


class Sufferer:
    """Be somebody who saves a page while the service is in trouble, and what became of it."""

    def __init__(self, service: Service, trouble: Trouble) -> None:
        self.processes = set(service.processes())
        self.person = Person(service.address)
        self.path = self.person.begin()
        self.form, self.answers = self.person.fill_in(self.path)
        with trouble(service):
            # Whichever worker it meets: both are tried.
            self.told = [self.person.post(self.path, self.form) for _ in range(4)]
            self.health = {path: self.person.get(path).status for path in ("/healthz", "/readyz")}
            self.starts = self.person.another_tab().get("/").status
        self.ready = _in_the_end(self.person, "/readyz")
        self.again = self.person.post(self.path, self.told[-1].hidden())
        self.chosen = self.person.get(self.path).chosen()
        self.survivors = set(service.processes())


@pytest.fixture(scope="module", params=[*ON_SQLITE, *ON_POSTGRESQL])
def sufferer(request: pytest.FixtureRequest) -> Sufferer:
    """Let somebody save a page under each kind of trouble."""
    if request.param in ON_SQLITE:
        return Sufferer(request.getfixturevalue("on_sqlite"), ON_SQLITE[request.param])
    return Sufferer(request.getfixturevalue("on_postgresql"), ON_POSTGRESQL[request.param])


def test_what_cannot_be_saved_is_answered_with_an_honest_503(sufferer: Sufferer) -> None:
    for told in sufferer.told:
        assert told.status == 503
        assert "We cannot save just now" in told.body
        assert told.headers["retry-after"] == "10"


def test_what_was_typed_is_kept_on_the_page(sufferer: Sufferer) -> None:
    for told in sufferer.told:
        assert sufferer.answers.items() <= told.hidden().items()


def test_a_supervisor_is_told_that_it_lives_but_is_not_ready(sufferer: Sufferer) -> None:
    assert sufferer.health == {"/healthz": 200, "/readyz": 503}


def test_nobody_meets_an_error_that_nobody_expected(sufferer: Sufferer) -> None:
    assert sufferer.starts in (200, 503)


def test_it_recovers_without_a_restart(sufferer: Sufferer) -> None:
    assert sufferer.ready == 200
    assert sufferer.survivors == sufferer.processes


def test_what_was_kept_on_the_page_can_then_be_saved(sufferer: Sufferer) -> None:
    assert sufferer.again.status == 303
    assert sufferer.chosen == sufferer.answers


def _in_the_end(person: Person, path: str) -> int:
    """Ask each worker a few times: one that lost its connections may say so once."""
    answers: list[Answer] = [person.get(path) for _ in range(20)]
    return answers[-1].status
