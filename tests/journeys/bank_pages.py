"""Name every page of banks, and how a trainer comes there."""

from collections.abc import Callable, Mapping

from tests.journeys.account_pages import wrong
from tests.journeys.office import Office
from tests.journeys.shelf import OPEN, QUESTION, THEME
from tests.journeys.ways import Arrive, Way
from tests.taker.reading import told

BANK = f"/banks/{OPEN}"
FAULTY = b"id: Not An Id\ntitle: {en: Only English}\nmargin: many\nthemes: []\n"


def training(path: Callable[[Office], str]) -> Arrive:
    """Open an address as the trainer."""
    return lambda way: way.go(path(way.office), way.office.trainer)


def of_draft(path: str = "") -> Arrive:
    """Open a page of the draft."""
    return training(lambda office: office.shelf.draft + path)


def of_published(path: str = "") -> Arrive:
    """Open a page of the version that people take."""
    return training(lambda office: office.shelf.published + path)


def of_begun(path: str = "") -> Arrive:
    """Open a page of a bank that is just begun."""
    return training(lambda office: office.just_begun + path)


def plain(path: str) -> Arrive:
    """Open an address that is always there."""
    return training(lambda office: path)


def _once_there_is_a_draft(path: str) -> Arrive:
    def address(office: Office) -> str:
        assert office.shelf.draft
        return path

    return training(address)


def _after_somebody_else(meanwhile: str) -> Arrive:
    """Save a theme that somebody else changed while one wrote."""

    def arrive(way: Way) -> None:
        shelf = way.office.shelf
        draft = shelf.begin()
        way.go(f"{draft}/themes/{THEME}", way.office.trainer)
        getattr(shelf, meanwhile)(draft)
        question = told(way.language, "Question %(number)s", number=1)
        for label in (told(way.language, "Title"), question):
            # The comma and its blank are one with what follows.
            field = way.page.get_by_label(label + {"en": ", in French", "fr": ", en français"}[way.language])
            field.fill("À moi seul")
        way.press("Save")

    return arrive


def _file_with_faults(way: Way) -> None:
    way.go("/new-bank/file", way.office.trainer)
    sent = way.page.get_by_label(told(way.language, "Bank file"), exact=True)
    sent.set_input_files({"name": "mine.yaml", "mimeType": "application/yaml", "buffer": FAULTY})
    way.press("Take it in")


def _publish_without_a_note(way: Way) -> None:
    of_draft("/changes")(way)
    way.page.get_by_role("main").get_by_role("button").click()


def _unclear(way: Way) -> None:
    bank = way.people.bank
    question = next(iter(bank.asked_on(bank.pages[0])))
    way.go(f"/questions/{bank.pages[0]}/unclear/{question}", way.people.beginner)


PAGES: Mapping[str, Arrive] = {
    "unclear": _unclear,
    "trainer/banks": _once_there_is_a_draft("/banks"),
    "trainer/history": _once_there_is_a_draft(BANK),
    "trainer/new_bank": plain("/new-bank"),
    "trainer/new_bank, wrong": wrong(plain("/new-bank"), "Begin the bank"),
    "trainer/new_copy": plain("/new-bank/copy"),
    "trainer/new_copy, wrong": wrong(plain("/new-bank/copy"), "Begin the copy"),
    "trainer/new_file": plain("/new-bank/file"),
    "trainer/new_file, wrong": _file_with_faults,
    "trainer/new_draft, wrong": wrong(_once_there_is_a_draft(f"{BANK}/1/new-draft"), "Begin the draft"),
    "trainer/throw_away, wrong": wrong(of_draft("/throw-away"), "Throw away for good"),
    "trainer/retire": plain(f"{BANK}/retire"),
    "trainer/outline": of_draft(),
    "trainer/outline, published": of_published(),
    "trainer/theme": of_draft(f"/themes/{THEME}"),
    "trainer/theme, published": of_published(f"/themes/{THEME}"),
    "trainer/theme, wrong": _after_somebody_else("retitle"),
    "trainer/gone": _after_somebody_else("remove"),
    "trainer/remove_theme": of_draft(f"/themes/{THEME}/remove"),
    "trainer/remove_question": of_draft(f"/questions/{QUESTION}/remove"),
    "trainer/send_question, wrong": wrong(of_draft(f"/questions/{QUESTION}/move"), "Move the question"),
    "trainer/scales": of_draft("/scales"),
    "trainer/scale": of_draft("/scales/frequency"),
    "trainer/scale, published": of_published("/scales/frequency"),
    "trainer/bands": of_draft("/bands"),
    "trainer/bands, published": of_published("/bands"),
    "trainer/pieces": of_draft("/advice"),
    "trainer/piece": of_draft("/advice/move-one-file"),
    "trainer/background": of_draft("/background"),
    "trainer/about": of_draft("/about"),
    "trainer/check": of_draft("/check"),
    "trainer/check, with faults": of_begun("/check"),
    "trainer/coverage": of_draft("/coverage"),
    "trainer/preview": of_draft("/preview"),
    "trainer/preview, wrong": of_draft("/preview/result?place=high"),
    "trainer/preview_page, wrong": wrong(of_draft("/preview/take"), "Continue"),
    "trainer/preview_result": of_draft("/preview/result?place=35&weak=findable"),
    "trainer/changes, wrong": _publish_without_a_note,
    "trainer/changes, with faults": of_begun("/changes"),
    "trainer/changes, published": of_published("/changes"),
    "trainer/beside": of_draft("/beside/1"),
    "trainer/analysis": of_published("/analysis"),
    "trainer/analysis, of a draft": of_draft("/analysis"),
    "trainer/question": of_published(f"/analysis/{QUESTION}"),
    "trainer/unclear": of_published("/unclear"),
}
