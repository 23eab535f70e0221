"""Keep banks at hand for trainers: one with figures and a draft, one just begun; no page changes them.

They are the second shipped bank's: what people take, and the margin they are told, stay as they are.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from random import Random

from app.quiz.bank import Bank
from app.quiz.drafting import put_theme, remove_theme
from app.quiz.invented import invent
from app.quiz.scoring import score
from app.quiz.text import LANGUAGES, Text
from app.store import accounts, blocks, drafts, sittings, unclear, versions
from app.store.audit import Who
from app.store.engine import Database, open_database
from app.store.housekeeping import count
from app.store.session import Session
from app.store.sittings import Taken
from app.store.versions import Cache, Version
from tests.journeys.service import Service

OPEN = "working-in-the-open"
THEME, QUESTION = "findable", "findable-1"
PEOPLE, STOPPED = {"en": 130, "fr": 40}, 35

Change = Callable[[Bank], Bank]


class Shelf:
    """Make banks, versions and figures the first time somebody asks for them."""

    def __init__(self, service: Service, email: str) -> None:
        self._service, self._email = service, email

    @cached_property
    def published(self) -> str:
        """A published version with figures, and with questions that were called unclear."""
        chances, until = Random(7), date.today() + timedelta(300)
        with self._database() as database:
            with database.writing() as session:
                version = versions.find(session, OPEN, 1)
                bank = Cache().bank(session, version.id)
                for language in LANGUAGES:
                    sheets = [invent(bank, chances, chances.gauss(0.5, 0.2)) for _ in range(PEOPLE[language])]
                    results = [score(bank, sheet).to_document() for sheet in sheets]
                    rest = date.today(), until
                    taken = [
                        Taken(version.id, language, sheet, result, 7, *rest)
                        for sheet, result in zip(sheets, results, strict=True)
                    ]
                    sittings.add(session, taken)
                    blocks.count_stops(session, [(version.id, language, THEME)] * STOPPED)
                    unclear.say(session, version.id, QUESTION, language, "Find it where, in English?", until)
                session.commit()
            count(database, until)
        return f"/banks/{OPEN}/{version.number}"

    @cached_property
    def draft(self) -> str:
        """A draft without a fault, in which texts and the bands are not as people have them."""
        assert self.published
        return self.begin(_moved)

    def begin(self, change: Change | None = None) -> str:
        """Begin another draft, which a page may change."""
        with self._database() as database, database.writing() as session:
            who = self._who(database)
            source = versions.document(session, versions.find(session, OPEN, 1).id)
            begun = drafts.begin(session, who, OPEN, source, date.today(), "begun")
            if change:
                _save(session, who, begun, change)
            session.commit()
        return f"/banks/{OPEN}/{begun.number}"

    def retitle(self, path: str) -> None:
        """Let somebody else give a theme and a question of a draft other words."""
        self._change(path, _reworded)

    def remove(self, path: str) -> None:
        """Let somebody else take a theme out of a draft."""
        self._change(path, lambda bank: remove_theme(bank, THEME))

    def _change(self, path: str, change: Change) -> None:
        with self._database() as database, database.writing() as session:
            version = versions.find(session, OPEN, int(path.rpartition("/")[2]))
            _save(session, self._who(database), version, change)
            session.commit()

    def _who(self, database: Database) -> Who:
        with database.reading() as session:
            found = accounts.called(session, self._email)
        assert found
        return found

    @contextmanager
    def _database(self) -> Iterator[Database]:
        database = open_database(f"sqlite:///{self._service.database}")
        try:
            yield database
        finally:
            database.engine.dispose()


def _save(session: Session, who: Who, version: Version, change: Change) -> None:
    draft = drafts.look(session, drafts.Drafts(), version.bank_id, version.number, lock=True)
    drafts.save(session, drafts.Drafts(), who, draft, change(draft.bank), "theme", THEME)


def _reworded(bank: Bank) -> Bank:
    theme = bank.theme(THEME)
    first, *others = theme.questions
    first = replace(first, text=Text("Others found what I wrote.", "On a trouvé ce que j’ai écrit."))
    title = Text("Findable, by everybody", "Trouvable pour tout le monde")
    return put_theme(bank, replace(theme, title=title, questions=(first, *others)))


def _moved(bank: Bank) -> Bank:
    low, second, *others = bank.bands
    bands = (low, replace(second, start=second.start + 7), *others)
    return replace(_reworded(bank), bands=bands)
