"""Name every page a person can come to, and how one comes there."""

from collections.abc import Callable

from app.quiz.bank import Bank
from tests.journeys import account_pages, bank_pages, team_pages, trouble
from tests.journeys.people import LATELY, sheet
from tests.journeys.ways import Arrive, Way, at
from tests.taker.reading import told


def question(which: Callable[[Bank], str], who: str) -> Arrive:
    """Open a page of the questionnaire as one of the people."""
    return lambda way: at(f"/questions/{which(way.people.bank)}", who)(way)


def _first(bank: Bank) -> str:
    return bank.pages[0]


def _belief(bank: Bank) -> str:
    return next(theme.id for theme in bank.themes if theme.asked("belief"))


def _last(bank: Bank) -> str:
    return bank.pages[-1]


def _page_wrong(way: Way) -> None:
    question(_first, "starter")(way)
    way.press("Save and continue")


def _first_asked(bank: Bank) -> str:
    return next(iter(bank.asked_on(_first(bank))))


def _noted(way: Way) -> None:
    bank = way.people.bank
    at(f"/questions/{_first(bank)}?noted={_first_asked(bank)}", "starter")(way)


def _unclear(way: Way) -> None:
    bank = way.people.bank
    at(f"/questions/{_first(bank)}/unclear/{_first_asked(bank)}", "starter")(way)


def _unclear_wrong(way: Way) -> None:
    _unclear(way)
    way.fill("In a line, if you like", "x" * 301)
    way.press("Send")


def _check_wrong(way: Way) -> None:
    way.go("/check", way.people.beginner)
    way.press("Finish and see my result")


def _back(way: Way) -> None:
    way.go(f"/back/{way.people.finisher.cookies()['sitting']}")


def _back_over_others(way: Way) -> None:
    way.go(f"/back/{way.people.finisher.cookies()['sitting']}", way.people.beginner)


def _delete_wrong(way: Way) -> None:
    way.go("/delete", way.people.finisher)
    way.press("Delete for good")


def _deleted(way: Way) -> None:
    way.go("/delete", way.people.newcomer().begin())
    way.page.get_by_label(told(way.language, "Yes, delete everything of mine")).check()
    way.press("Delete for good")


def _done(way: Way) -> None:
    way.go("/keep", way.people.finisher)
    way.press("I’m done on this device")


def _stale_form(way: Way) -> None:
    question(_first, "beginner")(way)
    way.page.context.clear_cookies(name="session")
    way.press("Save and continue")


def _from_another_site(way: Way) -> None:
    way.go("about:blank")
    way.page.set_content(f"<form method=post action='{way.service.address}/done'><button>Go</button></form>")
    way.page.get_by_role("button").click()
    way.page.wait_for_url("**/done")


def _too_large(way: Way) -> None:
    question(_first, "beginner")(way)
    way.page.evaluate("document.forms[0].elements['csrf_token'].value = 'x'.repeat(70000)")
    way.press("Save and continue")


def _gone(way: Way) -> None:
    leaver = way.people.newcomer().begin()
    leaver.enter(way.page.context)
    leaver.delete()
    way.go("/check")


def _too_many(way: Way) -> None:
    way.go("/", way.people.newcomer())
    way.people.newcomer().begin()
    with trouble.crowded(way.service.database):
        way.press("Start")


def _cannot_save(way: Way) -> None:
    way.go("/check", way.people.answerer)
    with trouble.without_table(way.service.database):
        way.press("Finish and see my result")


def _cannot_read(way: Way) -> None:
    way.people.finisher.enter(way.page.context)
    with trouble.without_table(way.service.database):
        way.go("/result")


def _our_fault(way: Way) -> None:
    unlucky = way.people.newcomer().begin().answer(sheet(way.people.bank, LATELY)).finish()
    trouble.spoil_result(way.service.database, unlucky.cookies()["sitting"])
    way.go("/result", unlucky)


PAGES: dict[str, Arrive] = {
    "start": at("/"),
    "start, begun": at("/", "beginner"),
    "start, finished": at("/", "finisher"),
    "page": question(_first, "starter"),
    "page, answered": question(_first, "beginner"),
    "page, wrong": _page_wrong,
    "page, with a belief": question(_belief, "beginner"),
    "page, the last": question(_last, "beginner"),
    "page, noted": _noted,
    "unclear": _unclear,
    "unclear, wrong": _unclear_wrong,
    "check": at("/check", "answerer"),
    "check, wrong": _check_wrong,
    "result": at("/result", "finisher"),
    "result, without a place": at("/result", "outsider"),
    "result, then and now": at("/result", "returner"),
    "result, begun again": at("/result", "repeater"),
    "how": at("/how-this-is-made", "finisher"),
    "how, without a place": at("/how-this-is-made", "outsider"),
    "keep": at("/keep", "beginner"),
    "back": _back,
    "back, over others": _back_over_others,
    "again": at("/again/1", "finisher"),
    "again, under way": at("/again/1", "repeater"),
    "delete": at("/delete", "finisher"),
    "delete, wrong": _delete_wrong,
    "deleted": _deleted,
    "done": _done,
    "error, 400": _stale_form,
    "error, 403": _from_another_site,
    "error, 404": at("/nowhere"),
    "error, 404 with nothing open": at("/check"),
    "error, 405": at("/done"),
    "error, 410": _gone,
    "error, 413": _too_large,
    "error, 429": _too_many,
    "error, 500": _our_fault,
    "error, 503 for a form": _cannot_save,
    "error, 503 for a page": _cannot_read,
    **account_pages.PAGES,
    **team_pages.PAGES,
    **bank_pages.PAGES,
}
"""Each by its template (with its room, save the taker's own) and what is particular about it."""


GONE = {"account/link-gone": 410, "no-round": 404, "trainer/gone": 409}
"""Pages of their own that say what is not there."""


def status_of(name: str) -> int:
    """Return the status a page by this name answers with."""
    template, _, particular = name.partition(", ")
    if template == "error":
        return int(particular[:3])
    if template in GONE:
        return GONE[template]
    return 422 if particular.startswith("wrong") else 200
