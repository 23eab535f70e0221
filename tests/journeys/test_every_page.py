"""Judge every page a person can come to, error states too: by axe, at every width, in light and dark."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from app.quiz.text import LANGUAGES, Language
from tests.journeys.audits import accessibility_faults, layout_faults, space
from tests.journeys.browsing import NARROW, WIDE, Setting, Watch, open_context
from tests.journeys.office import Office
from tests.journeys.pages import PAGES, status_of
from tests.journeys.people import People
from tests.journeys.service import ROOT, Service
from tests.journeys.ways import Way

Scheme = Literal["light", "dark"]
Spacing = Literal["as it is", "spaced"]

COLOURS: tuple[Scheme, ...] = ("light", "dark")
SPACINGS: tuple[Spacing, ...] = ("as it is", "spaced")
# 320 by 256 is a window of 1280 by 1024 at 400 %. It is the window that costs: what is judged in one is
# judged together.
WINDOWS: dict[Language, tuple[tuple[int, int, tuple[Scheme, ...], tuple[Spacing, ...]], ...]] = {
    "en": (
        (WIDE, 400, COLOURS, SPACINGS),
        (NARROW, 256, COLOURS, SPACINGS),
        (3840, 400, (), ("as it is",)),
    ),
    # The colours are the same: here the words are judged. They are longer, which matters where there is
    # little room.
    "fr": (
        (WIDE, 400, (), ("spaced",)),
        (NARROW, 256, ("light",), SPACINGS),
    ),
}

Arrive = Callable[[str, Language], Page]


@pytest.fixture(scope="module")
def windows(browser: Browser, service: Service) -> Iterator[dict[Language, tuple[Page, Watch]]]:
    """Keep one window a language for all pages: opening one costs more than judging a page."""
    opened: dict[Language, tuple[Page, Watch]] = {}
    for language in ("en", "fr"):
        # Colours that glide are no colours to be judged.
        context = open_context(browser, service.address, Setting(language, reduced_motion=True))
        watch = Watch(service.address)
        watch.over(context)
        opened[language] = context.new_page(), watch
    yield opened
    for page, _ in opened.values():
        page.context.close()


@pytest.fixture
def arrive(
    windows: dict[Language, tuple[Page, Watch]], people: People, office: Office, service: Service
) -> Iterator[Arrive]:
    """Come to a page by its name, and prove at the end that nothing went wrong there."""
    used = []

    def come(name: str, language: Language) -> Page:
        page, watch = windows[language]
        used.append(watch)
        # Nothing is on it, and it is of this site: about:blank would cost a process.
        page.goto("/healthz")
        watch.status = 0
        page.context.clear_cookies()
        page.set_viewport_size({"width": WIDE, "height": 400})
        PAGES[name](Way(page, people, office, service, language))
        assert watch.status == status_of(name)
        return page

    yield come
    complaints = [complaint for watch in used for complaint in watch.complaints]
    for watch in used:
        watch.complaints.clear()
    assert complaints == []


def test_no_template_of_a_page_is_left_out() -> None:
    folder = ROOT / "app" / "templates"
    pages = {
        str(file.relative_to(folder).with_suffix("")).removeprefix("taker/")
        for file in folder.rglob("*.html")
        if "{% extends" in file.read_text()
    }
    # What others stand in is no page of its own.
    pages -= {"trainer/version"}
    assert pages == {name.partition(",")[0] for name in PAGES}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_in_light_and_dark_and_fits_every_window(
    arrive: Arrive, name: str, language: Language
) -> None:
    page = arrive(name, language)
    faults: list[tuple[object, ...]] = []
    for width, height, schemes, spacings in WINDOWS[language]:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            found = accessibility_faults(page, colours_only=scheme == "dark")
            faults += [(width, scheme, fault) for fault in found]
        for spacing in spacings:
            space(page, out=spacing == "spaced")
            faults += [(width, spacing, fault) for fault in layout_faults(page)]
        space(page, out=False)
    assert not faults, "\n".join(map(str, faults))
