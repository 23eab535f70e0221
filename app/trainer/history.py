"""Know a bank by all its versions: what is published, what is being worked on, whether it is retired."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.quiz.bank import Absent
from app.quiz.text import Text
from app.quiz.wording import same
from app.store import drafts, versions
from app.store.versions import Version
from app.web.ground import bank_of, ground, session


@dataclass(frozen=True, slots=True)
class History:
    """Hold the versions of a bank, the newest first; `retired_on` is None where it is offered."""

    bank_id: str
    title: Text
    versions: Sequence[Version]
    retired_on: date | None

    @property
    def drafts(self) -> Sequence[Version]:
        """Return what is being worked on."""
        return [one for one in self.versions if one.published_on is None]

    @property
    def published(self) -> Sequence[Version]:
        """Return what was published."""
        return [one for one in self.versions if one.published_on]

    @property
    def newest(self) -> Version | None:
        """Return the newest published version: what is offered, unless the bank is retired."""
        return next(iter(self.published), None)

    def before(self, version: Version) -> Version | None:
        """Return the published version that one is to be set beside; of a draft, the newest there is."""
        earlier = (one for one in self.published if not version.published_on or one.number < version.number)
        return next(earlier, None)


def histories() -> Sequence[History]:
    """Return every bank with its versions, in the order of their ids."""
    every, retired = versions.every(session()), drafts.retired(session())
    found: dict[str, list[Version]] = {}
    for one in every:
        found.setdefault(one.bank_id, []).append(one)
    return [
        History(bank_id, _title(theirs), theirs, retired.get(bank_id)) for bank_id, theirs in found.items()
    ]


def history_of(bank_id: str) -> History:
    """Return a bank with its versions; raise Absent."""
    theirs = [one for one in versions.every(session()) if one.bank_id == bank_id]
    if not theirs:
        raise Absent(bank_id)
    return History(bank_id, _title(theirs), theirs, drafts.retired(session()).get(bank_id))


def _title(theirs: Sequence[Version]) -> Text:
    """Name a bank as whoever takes it sees it, or as its draft does; in a language it lacks, by its id."""
    published = [one for one in theirs if one.published_on]
    newest = (published or theirs)[0]
    bank = (
        bank_of(newest.id)
        if published
        else drafts.look(session(), ground.drafts, newest.bank_id, newest.number).bank
    )
    other = same(newest.bank_id)
    return Text(bank.title.en or other.en, bank.title.fr or other.fr)
