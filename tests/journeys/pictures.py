"""Take the README's pictures of the real pages: `python -m tests.journeys.pictures`.

The answers are fixed, so that only a change of the pages changes a picture.
"""

import io
import tempfile
from pathlib import Path

import click
from PIL import Image

from app.quiz.yaml import parse
from tests.conftest import SHIPPED
from tests.journeys.browsing import NARROW, Setting, chromium, open_context
from tests.journeys.people import People
from tests.journeys.service import running

FOLDER = Path(__file__).parent / "pictures"
LARGEST = 60 * 1024
COLOURS = 64

WIDTH, HEIGHT = 1000, 1360
USUAL = Setting(width=WIDTH, height=HEIGHT)


def main() -> None:
    """Start the service on an empty folder, visit the pages and keep what is seen."""
    bank = parse(SHIPPED.read_bytes(), SHIPPED.name)
    first = f"/questions/{bank.pages[3]}"
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as service, chromium() as browser:
        people = People(service.address, bank)
        for name, path, visitor, setting in (
            ("start", "/", people.newcomer(), USUAL),
            ("question", first, people.beginner, USUAL),
            ("result", "/result", people.finisher, USUAL),
            ("result-dark", "/result", people.finisher, Setting(width=WIDTH, height=HEIGHT, dark=True)),
            ("result-narrow", "/result", people.finisher, Setting(width=NARROW, height=HEIGHT)),
            ("result-fr", "/result", people.finisher, Setting("fr", WIDTH, HEIGHT)),
        ):
            context = open_context(browser, service.address, setting)
            visitor.enter(context)
            page = context.new_page()
            page.goto(path)
            file = FOLDER / f"{name}.png"
            file.write_bytes(small(page.screenshot(animations="disabled")))
            click.echo(f"{file.relative_to(Path.cwd())}: {file.stat().st_size // 1024} KB")
            context.close()


def small(png: bytes) -> bytes:
    """Return the same picture in few colours; pages of ours have no more."""
    picture = (
        Image.open(io.BytesIO(png))
        .convert("RGB")
        .quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    )
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    assert written.tell() <= LARGEST, f"{written.tell()} bytes are too many for the README"
    return written.getvalue()


if __name__ == "__main__":
    main()
