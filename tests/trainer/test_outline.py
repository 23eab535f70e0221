"""Test the outline: themes in order, what they come to, what is missing, and who changed what."""

import pytest
from flask import Flask

from app.quiz.text import Text
from tests.client import Client, words
from tests.taker.stock import SMALL
from tests.trainer.desk import DRAFT, bank, begin_draft, signed_in
from tests.trainer.reading import save


def test_the_outline_shows_every_theme_with_its_questions(tara: Client) -> None:
    page = tara.get(DRAFT)
    assert page.heading == "A small bank"
    assert page.link("Listen first") == f"{DRAFT}/themes/listen"
    assert "I keep a time for it." in page.text
    assert "about 2 minutes" in page.text
    assert "2 of 4 scored questions are turned round" in page.text
    # Two of four are turned round, in equal shares of each theme: every straight line is in the middle.
    assert "lands at 50 to 50. Good" in page.text
    assert "every text is there in both languages" in page.text
    assert "Results already given will not change." in page.text


def test_the_outline_follows_what_is_edited(tara: Client) -> None:
    save(tara, f"{DRAFT}/themes/listen", **{"title.fr": "", "strength.en": ""})
    page = tara.get(DRAFT)
    assert "1 text without English, 1 text without French" in page.text
    assert "2 texts to write" in page.text
    assert page.link("See what is missing") == f"{DRAFT}/check"
    form = tara.get(f"{DRAFT}/themes/listen")
    fields = {key: value for key, value in form.fields().items() if key != "q:listen-2:reversed"}
    assert "q:listen-2:reversed" not in fields
    save(tara, f"{DRAFT}/themes/busy", weight="0")
    assert "turned round" in tara.get(DRAFT).text


def test_a_lopsided_bank_is_told_at_once(small_app: Flask, tara: Client) -> None:
    begin_draft(small_app, SMALL.replace("        reversed: true\n", ""))
    page = tara.get("/banks/small/3")
    assert "0 of 4 scored questions are turned round" in page.text
    assert "lands at 0 to 100. It should be from 35 to 65" in page.text


def test_themes_are_put_in_order(small_app: Flask, tara: Client) -> None:
    tara.get(DRAFT)
    for do, order in (
        ("up:busy", ["busy", "listen"]),
        ("down:busy", ["listen", "busy"]),
        ("before:busy:listen", ["busy", "listen"]),
        ("before:busy:", ["listen", "busy"]),
    ):
        thing = do.split(":")[1]
        assert tara.post(DRAFT, {"do": do}).location == f"{DRAFT}#at-{thing}"
        assert [theme.id for theme in bank(small_app).themes] == order


def test_a_theme_is_added_by_its_title(small_app: Flask, tara: Client) -> None:
    tara.get(DRAFT)
    added = tara.post(f"{DRAFT}/themes", {"title_en": "", "title_fr": "Écoute l’été"})
    assert added.location == f"{DRAFT}/themes/ecoute-lete"
    theme = bank(small_app).theme("ecoute-lete")
    assert (theme.title, theme.questions) == (Text("", "Écoute l’été"), ())
    page = tara.follow(added)
    assert page.heading == "Écoute l’été"
    assert "There is no question yet." in page.text
    assert "No question yet." in tara.get(DRAFT).text
    again = tara.post(f"{DRAFT}/themes", {"title_en": "", "title_fr": ""})
    assert tara.follow(again).heading == "A theme without a title"


def test_a_title_that_cannot_be_kept_is_refused_and_still_there(tara: Client) -> None:
    tara.get(DRAFT)
    page = tara.post(f"{DRAFT}/themes", {"title_en": "Lis\u202eten", "title_fr": "Écoute"})
    assert page.status == 422
    assert "U+202E" in page.text
    assert page.fields()["title_fr"] == "Écoute"


def test_removing_a_theme_asks_first_and_says_what_goes(small_app: Flask, tara: Client) -> None:
    asks = tara.get(f"{DRAFT}/themes/busy/remove")
    assert asks.heading == "Remove this theme?"
    assert "3 questions go with it." in asks.text
    assert "Its trend ends" in asks.text
    assert asks.link("Make time")
    assert "Begin" not in [words(link) for link in asks.tree.iter("a")]  # it asks about another theme
    assert tara.post(f"{DRAFT}/themes/busy/remove").location == DRAFT
    assert [theme.id for theme in bank(small_app).themes] == ["listen"]
    assert tara.get(DRAFT).status == 200


def test_the_latest_changes_say_who_did_what_where(tara: Client, theo: Client) -> None:
    save(theo, f"{DRAFT}/themes/busy", **{"title.en": "No time"})
    save(tara, f"{DRAFT}/themes/listen", do="add")
    page = tara.get(DRAFT)
    told = [words(item) for item in page.tree.iter("li") if "@example.org" in words(item)]
    assert told[0].startswith("tara@example.org added a question: “Listen first”")
    assert told[1].startswith("theo@example.org edited a theme: “No time”")
    assert len(told) == 2


def test_a_published_version_is_shown_as_it_was(tara: Client) -> None:
    page = tara.get("/banks/small/1")
    assert "never changes" in page.text
    assert not [button for button in page.tree.iter("button") if button.get("name") == "do"]
    assert page.link("Begin a draft from this version")


def test_only_trainers_come_here(small_app: Flask) -> None:
    mara = signed_in(small_app, "mara", "manager")
    assert mara.get(DRAFT).status == 403


FAULTS = {
    "a scale that is gone": ("scale: agreement", "scale: nowhere"),
    "a theme twice": ("id: busy\n", "id: listen\n"),
    "a question twice": ("id: busy-2", "id: listen-1"),
    "a question twice in its theme": ("id: busy-2", "id: busy-1"),
    "ids that are none": ("id: listen-2", 'id: "Not an id:<b>"'),
    "an id with nothing in it": ("id: listen-2", 'id: ""'),
    "a weight far off": ("weight: 0.5", "weight: -999999999.999"),
    "no weight": ("weight: 1\n", "weight: 0\n"),
    "points far off": ("points: 2", "points: 999999999"),
    "points below nothing": ("points: 0", "points: -4"),
    "no title": ("{en: Listen first, fr: Écouter d’abord}", '{en: "", fr: ""}'),
    "nothing asked": ("themes:", "themes: []\nunused:"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_draft_with_faults_has_every_page(small_app: Flask, tara: Client, fault: str) -> None:
    source = SMALL.replace(*FAULTS[fault])
    if fault == "nothing asked":
        source = SMALL[: SMALL.index("themes:")] + "themes: []\n" + SMALL[SMALL.index("\nbackground:") :]
    assert source != SMALL
    begin_draft(small_app, source)
    here = "/banks/small/3"
    assert tara.get(here).status == 200
    for theme in dict.fromkeys(theme.id for theme in bank(small_app, 3).themes):
        page = tara.get(f"{here}/themes/{theme}")
        assert page.status == 200
        assert tara.get(f"{here}/themes/{theme}/remove").status == 200
        assert save(tara, f"{here}/themes/{theme}", page, **{"topic.en": "Saved"}).status == 303
        assert bank(small_app, 3).theme(theme).topic.en == "Saved"
    ids = [theme.id for theme in bank(small_app, 3).themes]
    assert len(set(ids)) == len(ids)


def test_what_has_the_id_of_another_gets_its_own_and_loses_nothing(small_app: Flask, tara: Client) -> None:
    begin_draft(small_app, SMALL.replace("id: busy-2", "id: busy-1"))
    here = "/banks/small/3/themes/busy"
    save(tara, here, **{"title.en": "Saved"})
    asked = bank(small_app, 3).theme("busy").questions
    assert [one.id for one in asked] == ["busy-1", "busy-1-2", "busy-3"]
    assert [one.text.en for one in asked] == [
        "There is no time for it.",
        "I keep a time for it.",
        "I put it off.",
    ]


def test_a_long_outline_comes_in_parts(small_app: Flask, tara: Client) -> None:
    asked = SMALL[SMALL.index("      - id: busy-2") : SMALL.index("      - id: busy-3")]
    many = "".join(asked.replace("busy-2", f"busy-n{number}") for number in range(40))
    themes = SMALL[SMALL.index("  - id: listen\n") : SMALL.index("\nbackground:")]
    last = themes.replace("id: listen", "id: last").replace("id: busy", "id: end").replace("busy-", "end-")
    source = SMALL.replace("\nbackground:", f"{many}{last}\nbackground:")
    begin_draft(small_app, source)
    here = "/banks/small/3"
    assert [theme.id for theme in bank(small_app, 3).themes] == ["listen", "busy", "last", "end"]
    first, second = tara.get(here), tara.get(f"{here}?part=2")
    assert ("at-busy" in first.html, "at-last" in first.html) == (True, False)
    assert ("at-busy" in second.html, "at-last" in second.html, "at-end" in second.html) == (
        False,
        True,
        True,
    )
    assert first.link("Themes 3 to 4") == f"{here}?part=2"
    for strange in ("0", "3", "-1", "x", ""):
        assert "at-listen" in tara.get(f"{here}?part={strange}").html
    assert tara.post(here, {"do": "up:last"}).location == f"{here}#at-last"
    assert tara.post(here, {"do": "down:last"}).location == f"{here}?part=2#at-last"
