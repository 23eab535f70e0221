"""Find the version of a bank that a page is about, draft or published, and say when it can change no more."""

from app.quiz.bank import Absent, Bank
from app.store import drafts, versions
from app.store.drafts import Draft
from app.web.ground import ground, session
from app.web.links import NUMBER

VERSION = f"/banks/<bank_id>/<{NUMBER}:number>"
"""Where a version's pages are."""

ROLE = "trainer"


class Frozen(Exception):
    """Say that a version is published, or was meanwhile: nothing of it can change any more."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.version.id)
        self.draft = draft


class Gone(Absent):
    """Say that what a form was about was removed meanwhile; the version is still there."""

    def __init__(self, draft: Draft, name: str) -> None:
        super().__init__(name)
        self.draft = draft


def version_here(bank_id: str, number: int) -> Draft:
    """Return a version, draft or published; raise Absent."""
    return drafts.look(session(), ground.drafts, bank_id, number)


def draft_here(bank_id: str, number: int) -> Draft:
    """Return a draft that nobody else changes until the commit; raise Absent, or Frozen once published."""
    found = drafts.look(session(), ground.drafts, bank_id, number, lock=True)
    if not found.editable:
        raise Frozen(found)
    return found


def draft_to_see(bank_id: str, number: int) -> Draft:
    """Return a draft as it is now; raise Absent, or Frozen once published."""
    found = version_here(bank_id, number)
    if not found.editable:
        raise Frozen(found)
    return found


def asked_last(draft: Draft) -> Bank | None:
    """Return the bank of the newest other version that was published; None where there is none."""
    every = versions.every(session())
    published = (
        one.id
        for one in every
        if one.bank_id == draft.version.bank_id and one.published_on and one.id != draft.version.id
    )
    newest = next(published, None)
    return None if newest is None else ground.banks.bank(session(), newest)
