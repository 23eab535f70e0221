"""Be a process of the service that meets everything a log could tell too much about.

What it logs goes to its standard error; the secrets it met go to its standard output, as JSON.
"""

import json
import logging
import sys
from pathlib import Path

from sqlalchemy import insert

from app import create_app
from app.cli import main as cli
from app.config import Config
from app.store.tables import sittings
from app.web import access
from app.web.ground import session
from tests.client import Client
from tests.taker.teams import open_round, slips_of
from tests.taker.walk import answer, begin
from tests.web.trouble import unwritable

ADDRESS = "198.51.100.77"
ANSWER = "an-answer-nobody-else-would-give"


def main(url: str, folder: str) -> None:
    """Go through pages, answers, links and failures, and say which secrets were met."""
    cli(["bank", "check", str(Path("questions") / "digital-public-servant.yaml")], standalone_mode=False)
    app = create_app(Config(database_url=url, data_dir=Path(folder)))

    @app.post("/breaks")
    @access.anyone
    def breaks() -> str:
        held = ANSWER
        raise RuntimeError("nobody expected this" if held else "")

    @app.post("/violates")
    @access.anyone
    def violates() -> str:
        row = {"id": "one", "token_hash": ANSWER.encode(), "occasion": 0, "version_id": 1}
        session().execute(insert(sittings).values({**row, "language_start": "en", "answers": {"q": ANSWER}}))
        return "never"

    client = Client(app)
    # The address comes from the connection, as the server hands it on.
    app.wsgi_app = _from(ADDRESS, app.wsgi_app)  # type: ignore[method-assign]
    page = begin(client)
    answer(client, page)
    token = client.cookie("sitting") or ""
    client.get(f"/back/{token}")
    round_ = open_round(app, slips=2)
    code, spent = slips_of(app, round_)
    client.get(f"/join/{round_.token}")
    client.get(f"/code/{code}")
    client.post("/code", {"code": spent})
    client.get(f"/nowhere/{token}?answer={ANSWER}")
    for path in ("/healthz", "/readyz", "/static/style.css"):
        client.get(path)
    form_token = client.get("/questions/listen").fields()["csrf_token"]
    for path in ("/breaks", "/violates"):
        # Not the demanding client's own way: it would find fault with a write that fails.
        client._client.post(path, data={"q-listen-1": ANSWER, "csrf_token": form_token})
    with unwritable(app):
        client.post("/questions/listen", {"q-listen-1": ANSWER})
    logging.getLogger("a library").warning("it warns of something")
    logging.getLogger("a library").info("it chats")
    secrets = {"token": token, "form token": form_token, "link": round_.token, "code": code, "spent": spent}
    sys.stdout.write(json.dumps(secrets))


def _from(address: str, application):  # type: ignore[no-untyped-def]
    def called(environ, start_response):  # type: ignore[no-untyped-def]
        return application({**environ, "REMOTE_ADDR": address}, start_response)

    return called


if __name__ == "__main__":
    main(*sys.argv[1:])
