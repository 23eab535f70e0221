"""Give each journey a running service, a browser and as many people as it needs."""

from collections.abc import Callable, Iterator
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page

from app.quiz.bank import Bank
from app.quiz.yaml import parse
from tests.conftest import SHIPPED
from tests.journeys.browsing import USUAL, Setting, Watch, chromium, open_context
from tests.journeys.office import Office
from tests.journeys.people import People
from tests.journeys.service import Service, running
from tests.journeys.visitor import Caller, Visitor


class OpenBrowser(Protocol):
    """Open a browser of one person's; with a visitor, it goes on as that one."""

    def __call__(self, setting: Setting = USUAL, visitor: Caller | None = None) -> Page:
        """Return its first window."""


NewVisitor = Callable[[], Visitor]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    # Many journeys sign in as the same few people, from one address.
    with running(tmp_path_factory.mktemp("service"), sign_ins_per_hour=1000) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def bank() -> Bank:
    return parse(SHIPPED.read_bytes(), SHIPPED.name)


@pytest.fixture
def new_visitor(service: Service, bank: Bank) -> NewVisitor:
    return lambda: Visitor(service.address, bank)


@pytest.fixture
def open_browser(browser: Browser, service: Service) -> Iterator[OpenBrowser]:
    """Open browsers, and prove at the end that nothing went wrong in any of them."""
    watch = Watch(service.address)
    opened = []

    def open_one(setting: Setting = USUAL, visitor: Caller | None = None) -> Page:
        context = open_context(browser, service.address, setting)
        opened.append(context)
        watch.over(context)
        if visitor:
            visitor.enter(context)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()
    assert watch.complaints == []


@pytest.fixture(scope="session")
def people(service: Service, bank: Bank) -> People:
    return People(service.address, bank)


@pytest.fixture(scope="session")
def office(service: Service, bank: Bank) -> Office:
    return Office(service, bank)
