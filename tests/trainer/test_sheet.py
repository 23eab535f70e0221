"""Test that of what two people do to one field nothing is lost without a word."""

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.trainer.fields import Asked, plain
from app.trainer.sheet import SEEN, TAKE, THEIRS, digest, sheet

NAME = Asked("title", "text")
texts = st.sampled_from(("one", "two", "three", "", " one ", "one\r\n"))
any_app = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)


def merged(app: Flask, base: str, theirs: str, mine: str, **more: str) -> tuple[bool, str, dict[str, str]]:
    """Send what I wrote over a field seen before another wrote to it: settled, kept, and asked about."""
    sent = {NAME.name: mine, SEEN + NAME.name: digest(plain(base)), **more}
    with app.test_request_context("/", method="POST", data=sent):
        form = sheet([NAME], {NAME.name: theirs})
        settled = form.settled()
        return settled, form.values[NAME.name], dict(form.theirs)


@given(texts, texts, texts)
@any_app
def test_whoever_alone_changed_a_field_has_their_way_and_two_are_asked(
    bare_app: Flask, base: str, theirs: str, mine: str
) -> None:
    settled, kept, asked = merged(bare_app, base, theirs, mine)
    before, other, own = plain(base), plain(theirs), plain(mine)
    if own in (before, other):
        # I changed nothing, or to the same: what is in the draft stays as it is, to the last blank.
        assert (settled, kept, asked) == (True, theirs, {})
    elif other == before:
        assert (settled, kept, asked) == (True, own, {})
    else:
        # Both texts are still there: mine in the field, theirs beside it.
        assert (settled, kept, asked) == (False, own, {NAME.name: other})


@given(texts, texts, texts)
@any_app
def test_theirs_is_taken_only_as_it_was_seen(bare_app: Flask, base: str, theirs: str, mine: str) -> None:
    settled, kept, asked = merged(bare_app, base, theirs, mine, **{TAKE + NAME.name: THEIRS})
    if plain(base) == plain(theirs):
        assert (settled, kept, asked) == (True, theirs, {})
    else:
        assert (settled, kept, asked) == merged(bare_app, base, theirs, mine)


def test_a_field_sent_without_what_it_was_shown_with_is_asked_about(bare_app: Flask) -> None:
    sent = {NAME.name: "mine"}
    with bare_app.test_request_context("/", method="POST", data=sent):
        form = sheet([NAME], {NAME.name: "theirs"})
        assert not form.settled()
        assert (form.values[NAME.name], form.theirs) == ("mine", {NAME.name: "theirs"})
