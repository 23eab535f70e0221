"""Test the pages of scales, bands, the background question and the source: what they keep and refuse."""

import pytest
from flask import Flask

from app.quiz.bank import Choice, Encouragement
from app.quiz.text import Text
from tests.client import Client
from tests.trainer.desk import DRAFT, bank
from tests.trainer.reading import said_at, send, sent

SCALE, BANDS = f"{DRAFT}/scales/frequency", f"{DRAFT}/bands"
BACKGROUND, ABOUT = f"{DRAFT}/background", f"{DRAFT}/about"


def ids(things: object) -> list[str]:
    return [thing.id for thing in things]  # type: ignore[attr-defined]


def test_a_choice_keeps_its_id_whatever_its_words_become(small_app: Flask, tara: Client) -> None:
    changed = {"c:often:label.en": "Always", "c:often:label.fr": "Toujours", "c:often:points": "4"}
    assert send(tara, SCALE, changed).status == 303
    assert bank(small_app).scales["frequency"].choices[2] == Choice("often", 4, Text("Always", "Toujours"))


def test_a_choice_is_added_with_an_id_of_its_english_words(small_app: Flask, tara: Client) -> None:
    send(tara, SCALE, {"new:label.en": "Almost always!", "new:label.fr": "Presque toujours", "do": "add"})
    added = bank(small_app).scales["frequency"].choices[-1]
    assert added == Choice("almost-always", 3, Text("Almost always!", "Presque toujours"))


def test_what_is_written_for_a_new_choice_is_not_lost_when_only_save_is_pressed(
    small_app: Flask, tara: Client
) -> None:
    send(tara, SCALE, {"new:label.fr": "Toujours", "new:points": "9"})
    assert bank(small_app).scales["frequency"].choices[-1] == Choice("toujours", 9, Text("", "Toujours"))


def test_a_choice_with_the_words_of_another_has_an_id_of_its_own(small_app: Flask, tara: Client) -> None:
    send(tara, SCALE, {"new:label.en": "Often", "do": "add"})
    send(tara, SCALE, {"new:label.en": "Does not apply", "do": "add"})
    expected = ["never", "sometimes", "often", "often-2", "does-not-apply-2"]
    assert ids(bank(small_app).scales["frequency"].choices) == expected


def test_a_press_moves_or_removes_a_choice_and_keeps_what_was_typed(small_app: Flask, tara: Client) -> None:
    send(tara, SCALE, {"do": "down:never", "c:often:label.en": "Always"})
    choices = bank(small_app).scales["frequency"].choices
    assert ids(choices) == ["sometimes", "never", "often"]
    assert choices[2].label.en == "Always"
    send(tara, SCALE, {"do": "remove:sometimes"})
    send(tara, SCALE, {"do": "up:gone"})
    assert ids(bank(small_app).scales["frequency"].choices) == ["never", "often"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"c:often:points": "many"}, "c:often:points"),
        ({"c:often:label.en": "x" * 2_001}, "c:often:label.en"),
        ({"do": "add"}, "new:label.en"),
        ({"new:label.en": "Always", "new:points": "1.5"}, "new:points"),
    ],
)
def test_what_a_scale_cannot_keep_is_said_at_its_field(
    changed: dict[str, str], field: str, small_app: Flask, tara: Client
) -> None:
    before = bank(small_app)
    answer = send(tara, SCALE, {**changed, "c:never:label.en": "Not once"})
    assert answer.status == 422
    assert said_at(answer, field)
    assert sent(answer)["c:never:label.en"] == "Not once"
    assert bank(small_app) == before


def test_a_scale_is_added_and_removed(small_app: Flask, tara: Client) -> None:
    ends = {"new:first.en": "Weak", "new:first.fr": "Faible", "new:last.en": "Strong", "new:last.fr": "Fort"}
    answer = send(tara, f"{DRAFT}/scales", ends)
    assert answer.location == f"{DRAFT}/scales/weak-strong"
    added = bank(small_app).scales["weak-strong"].choices
    assert added == (Choice("weak", 0, Text("Weak", "Faible")), Choice("strong", 1, Text("Strong", "Fort")))
    assert send(tara, answer.location, {"do": "remove"}).location == f"{DRAFT}/scales"
    assert list(bank(small_app).scales) == ["frequency", "agreement"]


def test_a_scale_needs_words_for_both_its_ends(small_app: Flask, tara: Client) -> None:
    answer = send(tara, f"{DRAFT}/scales", {"new:first.fr": "Faible"})
    assert answer.status == 422
    assert said_at(answer, "new:last.en")
    assert sent(answer)["new:first.fr"] == "Faible"


def test_a_scale_that_a_question_uses_is_not_removed_and_says_by_which(
    small_app: Flask, tara: Client
) -> None:
    page = tara.get(f"{DRAFT}/scales/agreement")
    assert "There is no time for it." in page.text
    assert "Remove this scale" not in page.text
    send(tara, f"{DRAFT}/scales/agreement", {"do": "remove"})
    assert "agreement" in bank(small_app).scales


def test_bands_stand_in_the_order_in_which_they_begin(small_app: Flask, tara: Client) -> None:
    send(tara, BANDS, {"new:title.en": "Half way", "new:title.fr": "À mi-chemin", "new:from": "60"})
    assert ids(bank(small_app).bands) == ["ground", "way", "half-way", "home"]
    send(tara, BANDS, {"b:half-way:from": "90", "b:half-way:text.fr": "Tout près."})
    last = bank(small_app).bands[-1]
    assert (last.id, last.start, last.text.fr) == ("half-way", 90, "Tout près.")
    send(tara, BANDS, {"do": "remove:ground"})
    assert ids(bank(small_app).bands) == ["way", "home", "half-way"]


def test_the_ends_and_the_margin_are_kept(small_app: Flask, tara: Client) -> None:
    send(tara, BANDS, {"low.en": "new here", "note.fr": "Ses mots.", "margin": "7"})
    kept = bank(small_app)
    assert (kept.ends.low.en, kept.ends.note.fr, kept.margin) == ("new here", "Ses mots.", 7)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"do": "add"}, "new:title.en"),
        ({"new:title.en": "Further"}, "new:from"),
        ({"margin": "ten"}, "margin"),
    ],
)
def test_what_bands_cannot_keep_is_said_at_its_field(
    changed: dict[str, str], field: str, tara: Client
) -> None:
    answer = send(tara, BANDS, changed)
    assert answer.status == 422
    assert said_at(answer, field)


def test_there_are_nine_bands_at_most(small_app: Flask, tara: Client) -> None:
    for start in range(41, 47):
        send(tara, BANDS, {"new:title.en": f"Band {start}", "new:from": str(start)})
    assert len(bank(small_app).bands) == 9
    page = tara.get(BANDS)
    assert "Add a band" not in page.text
    answer = tara.post(BANDS, {**sent(page), "do": "add", "new:title.en": "More", "new:from": "99"})
    assert (answer.status, len(bank(small_app).bands)) == (422, 9)


def test_the_bands_are_drawn_as_they_are_now(small_app: Flask, tara: Client) -> None:
    (first,) = [one.get("src") or "" for one in tara.get(BANDS).tree.iter("img")]
    drawn = tara.get(first).response
    assert drawn.mimetype == "image/svg+xml"
    assert "At home" in drawn.get_data(as_text=True)
    again = tara.get(first, headers={"If-None-Match": drawn.headers["ETag"]}).response
    assert (again.status_code, again.get_data()) == (304, b"")
    send(tara, BANDS, {"b:home:title.en": "All yours"})
    changed = tara.get(first, headers={"If-None-Match": drawn.headers["ETag"]}).response
    assert "All yours" in changed.get_data(as_text=True)
    (alternative,) = [one.get("alt") or "" for one in tara.get(BANDS).tree.iter("img")]
    assert "“All yours”, 75 to 100" in alternative


def test_bands_that_cannot_be_drawn_say_why(small_app: Flask, tara: Client) -> None:
    send(tara, BANDS, {"b:way:from": "75"})
    page = tara.get(BANDS)
    assert not list(page.tree.iter("img"))
    assert "each band should begin above the one before it" in page.text
    assert tara.get(f"{BANDS}/en/wide.svg").status == 404


def test_the_background_question_is_kept_with_what_hangs_on_its_answers(
    small_app: Flask, tara: Client
) -> None:
    changed = {
        "topic.en": "Your way",
        "o:silent:leads": "native",
        "o:silent:from": "30",
        "o:silent:kind.en": "Well done.",
        "o:late:from": "",
        "o:late:kind.en": "",
        "o:late:kind.fr": "",
        "do": "up:silent",
    }
    assert send(tara, BACKGROUND, changed).status == 303
    found = bank(small_app).background
    assert found
    assert (found.topic.en, ids(found.choices)) == ("Your way", ["always", "silent", "late"])
    assert found.choices[1].leads == "native"
    assert found.choices[1].encouragement == Encouragement(30, Text("Well done.", ""))
    assert found.choices[2].encouragement is None


def test_an_encouragement_needs_a_place(tara: Client) -> None:
    answer = send(tara, BACKGROUND, {"o:silent:kind.fr": "Bravo."})
    assert answer.status == 422
    assert said_at(answer, "o:silent:from")


def test_answers_to_the_background_question_are_added_and_removed(small_app: Flask, tara: Client) -> None:
    send(tara, BACKGROUND, {"new:label.en": "In between", "new:label.fr": "Entre les deux"})
    send(tara, BACKGROUND, {"do": "remove:always"})
    send(tara, BACKGROUND, {"do": "remove:gone"})
    found = bank(small_app).background
    assert found
    assert ids(found.choices) == ["late", "silent", "in-between"]


def test_the_background_question_is_removed_and_another_begun(small_app: Flask, tara: Client) -> None:
    send(tara, BACKGROUND, {"do": "remove"})
    assert bank(small_app).background is None
    assert send(tara, BACKGROUND, {}).status == 422
    send(tara, BACKGROUND, {"new:topic.en": "Origin", "new:topic.fr": "Origine"})
    found = bank(small_app).background
    assert found
    # What was answered hangs on ids: none is given twice.
    assert (found.id, found.topic) == ("origin-2", Text("Origin", "Origine"))


def test_the_title_and_the_source_are_kept(small_app: Flask, tara: Client) -> None:
    send(tara, ABOUT, {"title.en": "Another", "about.fr": "Autre.", "author": "B. Writer", "year": "2020"})
    kept = bank(small_app)
    assert kept.source
    assert (kept.title.en, kept.about.fr) == ("Another", "Autre.")
    assert (kept.source.author, kept.source.title, kept.source.year) == ("B. Writer", "A source", 2020)


def test_a_bank_may_have_no_source(small_app: Flask, tara: Client) -> None:
    assert send(tara, ABOUT, {"author": "", "work": "", "year": ""}).status == 303
    assert bank(small_app).source is None
    answer = send(tara, ABOUT, {"author": "Ada"})
    assert said_at(answer, "year")


def test_parts_of_the_source_are_added_and_removed_while_no_advice_names_them(
    small_app: Flask, tara: Client
) -> None:
    send(tara, ABOUT, {"new:part.en": "chapter {n}", "new:part.fr": "chapitre {n}"})
    assert bank(small_app).parts["chapter"] == Text("chapter {n}", "chapitre {n}")
    send(tara, ABOUT, {"do": "remove:chapter"})
    send(tara, ABOUT, {"do": "remove:rule"})
    assert list(bank(small_app).parts) == ["rule", "exercise"]
    assert send(tara, ABOUT, {"do": "add"}).status == 422


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (SCALE, "c:often:label.en"),
        (BANDS, "b:way:text.en"),
        (BACKGROUND, "o:late:label.en"),
        (ABOUT, "p:rule.en"),
        (f"{DRAFT}/advice/read", "text.en"),
    ],
)
def test_two_who_change_the_same_text_are_asked(
    path: str, field: str, small_app: Flask, tara: Client, theo: Client
) -> None:
    mine, theirs = tara.get(path), theo.get(path)
    assert theo.post(path, {**sent(theirs), field: "theirs, new"}).status == 303
    answer = tara.post(path, {**sent(mine), field: "mine, new"})
    assert answer.status == 422
    assert "theirs, new" in answer.text
    assert sent(answer)[field] == "mine, new"
    assert tara.post(path, {**sent(answer), f"take:{field}": "theirs"}).status == 303
    assert "theirs, new" in str(bank(small_app))


@pytest.mark.parametrize(
    ("path", "away", "field"),
    [
        (SCALE, "remove:often", "c:often:label.en"),
        (BANDS, "remove:way", "b:way:text.en"),
        (BACKGROUND, "remove:late", "o:late:label.en"),
        (f"{DRAFT}/advice/read", "remove", "text.en"),
    ],
)
def test_what_was_typed_for_what_somebody_removed_is_still_there(
    path: str, away: str, field: str, tara: Client, theo: Client
) -> None:
    mine = tara.get(path)
    send(theo, path, {"do": away})
    answer = tara.post(path, {**sent(mine), field: "what I had typed"})
    assert answer.status == 409
    assert "what I had typed" in answer.html


def test_what_is_published_can_be_read_and_not_changed(small_app: Flask, tara: Client) -> None:
    kept = bank(small_app, 1)
    for part in ("scales", "scales/frequency", "bands", "advice", "advice/begin", "background", "about"):
        page = tara.get(f"/banks/small/1/{part}")
        assert page.status == 200
        main = next(page.tree.iter("main"))
        assert not [one for one in main.iter("input") if one.get("type") != "hidden"], part
        assert not list(main.iter("button")) + list(main.iter("textarea")), part
    for path in ("scales/frequency", "bands", "advice/begin", "background", "about"):
        assert tara.post(f"/banks/small/1/{path}", {"title.en": "Changed"}).status == 409
    assert bank(small_app, 1) == kept
