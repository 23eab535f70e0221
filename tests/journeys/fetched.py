"""Keep all that a browser was ever given, to look for what must not be in it."""

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from playwright.sync_api import BrowserContext, Download, Page, Request

TAGS = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]+>", re.DOTALL)


class Fetched:
    """Hold the bodies of all pages, pictures and files that came to a browser."""

    def __init__(self, context: BrowserContext) -> None:
        self._bodies: dict[str, bytes] = {}
        context.on("requestfinished", self._finished)

    def download(self, page: Page, link: str) -> bytes:
        """Take a file along by its link."""
        with page.expect_download() as caught:
            page.get_by_role("link", name=link, exact=True).click()
        found: Download = caught.value
        body = Path(found.path()).read_bytes()
        self._bodies[found.url] = body
        return body

    def holding(self, *secrets: str) -> list[tuple[str, str]]:
        """Return every secret that stands in something fetched, with the address of that."""
        return [
            (secret, address)
            for address, body in self._bodies.items()
            for secret in secrets
            if secret.encode() in body or secret.encode() in unpacked(body)
        ]

    def told(self) -> dict[str, str]:
        """Return the words of all pages and pictures by their address."""
        return {
            address: unescape(TAGS.sub(" ", body.decode()))
            for address, body in self._bodies.items()
            if body.lstrip().startswith(b"<")
        }

    def _finished(self, request: Request) -> None:
        answer = request.response()
        if (
            answer
            and answer.status < 300
            and "attachment" not in answer.headers.get("content-disposition", "")
        ):
            self._bodies[f"{request.method} {request.url} {len(self._bodies)}"] = answer.body()


def unpacked(file: bytes) -> bytes:
    """Return all that stands in a spreadsheet; nothing of another file."""
    if not is_zipfile(BytesIO(file)):
        return b""
    with ZipFile(BytesIO(file)) as parts:
        return b"\n".join(parts.read(name) for name in parts.namelist())
