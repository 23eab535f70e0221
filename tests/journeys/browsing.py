"""Open windows of a real browser, each as one person has set theirs, and note what goes wrong in them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Request,
    Response,
    sync_playwright,
)

from app.quiz.text import Language
from tests.gate import CHROMIUM

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LOCALES: dict[Language, str] = {"en": "en-CA", "fr": "fr-CA"}
WIDE, NARROW = 1280, 320

# The browser's own note on a page that is meant to be an error; what a page fetches is judged by its status.
STATUS_NOTE = "Failed to load resource: the server responded with a status of"


@dataclass(frozen=True)
class Setting:
    """Say how a person has set their browser."""

    language: Language = "en"
    width: int = WIDE
    height: int = 800
    javascript: bool = True
    dark: bool = False
    forced_colors: bool = False
    reduced_motion: bool = False


USUAL = Setting()


@dataclass
class Watch:
    """Note what no page may do: run into an error, break its own policy, fetch from elsewhere."""

    address: str
    complaints: list[str] = field(default_factory=list)
    status: int = 0
    """What the page opened last answered with."""

    def over(self, context: BrowserContext) -> None:
        """Watch every window of a context."""
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("request", self._asked)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(STATUS_NOTE):
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).scheme in ("http", "https", "ws", "wss") and not request.url.startswith(
            self.address + "/"
        ):
            self.complaints.append(f"asked for {request.url}")

    def _answered(self, response: Response) -> None:
        if response.request.resource_type == "document":
            self.status = response.status
        elif response.status >= 400:
            self.complaints.append(f"{response.status} for {response.url}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the machine's own Chromium."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, f"The journeys need Chromium, and there is none: {', '.join(CHROMIUM)}."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


def open_context(browser: Browser, address: str, setting: Setting) -> BrowserContext:
    """Open a browser of one person's, with nothing in it."""
    context = browser.new_context(
        base_url=address,
        locale=LOCALES[setting.language],
        viewport={"width": setting.width, "height": setting.height},
        java_script_enabled=setting.javascript,
        color_scheme="dark" if setting.dark else "light",
        forced_colors="active" if setting.forced_colors else "none",
        reduced_motion="reduce" if setting.reduced_motion else "no-preference",
    )
    context.set_default_timeout(20_000)
    return context
