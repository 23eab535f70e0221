"""Hold what one running application stands on, and one database session a request."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from flask import Flask, current_app, g, request
from werkzeug.local import LocalProxy

from app.config import Config
from app.quiz.bank import Bank
from app.store.drafts import Drafts
from app.store.engine import Database, open_database
from app.store.session import Session
from app.store.versions import Cache

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Ground:
    """Join the settings, the database, the banks met so far, drafts too, and the pages that all see alike."""

    config: Config
    database: Database
    banks: Cache = field(default_factory=Cache)
    drafts: Drafts = field(default_factory=Drafts)
    pages: dict[Hashable, str] = field(default_factory=dict)


def init_app(app: Flask, config: Config) -> None:
    """Open the database (lazily: nothing is connected yet) and close each request's session.

    Every template knows whether the data are made up.
    """
    app.extensions["ground"] = Ground(config, open_database(config.url, pool_size=config.threads + 1))
    app.jinja_env.globals["demo"] = config.demo
    app.teardown_appcontext(_close_session)


def _ground() -> Ground:
    ground: Ground = current_app.extensions["ground"]
    return ground


ground: Ground = LocalProxy(_ground)  # type: ignore[assignment]  # a proxy acts as what it stands for


def session() -> Session:
    """Return the request's session: one that reads for GET and HEAD, one that may write for the rest."""
    if "session" not in g:
        database = ground.database
        g.session = database.reading() if request.method in SAFE_METHODS else database.writing()
    opened: Session = g.session
    return opened


def bank_of(version_id: int) -> Bank:
    """Return the bank of a version; raise Absent."""
    return ground.banks.bank(session(), version_id)


def end_session() -> None:
    """Undo what the request did not commit, and let others write."""
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()


def _close_session(_error: BaseException | None) -> None:
    end_session()
