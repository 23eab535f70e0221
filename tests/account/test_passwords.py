"""Test which passwords are good enough."""

import pytest
from flask import Flask
from flask_security import verify_password
from hypothesis import given
from hypothesis import strategies as st

from app.account import security
from app.account.passwords import LONGEST, TOO_EASY, TOO_LONG, TOO_SHORT, WORDS, fault

EMAIL = "marie.tremblay@example.org"


@pytest.mark.parametrize(
    "password",
    [
        "hazel grape tundra 7",
        "une loutre à vélo",
        "Ünïçödé ist auch gut",
        "my dog ate 3 whole pies",
        "the first student asks",
        "tTq8!vRz#2mLp9&x",
        "漢字かな交じり文を使う場合もある",
        "x" * 3 + "o" * 3 + "every second friday tea",
    ],
)
def test_what_cannot_be_guessed_is_taken(password: str) -> None:
    assert fault(password, EMAIL) is None


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaaa",
        "passwordpassword",
        "P4ssw0rd-P4ssw0rd!",
        "password1234567890",
        "123456789012345",
        "qwertyuiopasdfgh",
        "azertyuiopqsdfgh",
        "abcdefghijklmnop",
        "zyxwvutsrqponmlk",
        "motdepasse2026!!",
        "Bienvenue-Québec1",
        "Bearings-Reperes-1",
        "marie.tremblay1234",
        "MarieTremblay2026!",
        "letmeinletmein123",
        "correct horse battery staple",
        "abcabcabcabcabcab",
        "administrator 123",
        "Summer2026Summer",
    ],
)
def test_what_everybody_thinks_of_is_refused(password: str) -> None:
    assert fault(password, EMAIL) is TOO_EASY


def test_the_length_is_what_counts() -> None:
    assert fault("q8!vRz#2mLp9&x") is TOO_SHORT
    assert fault("q8!vRz#2mLp9&xT") is None
    long = "q8!vRz#2mLp9&xT " * 8
    assert len(long) == LONGEST
    assert fault("q8vRz2mLp9xTwK4j" * 4 + long[:64][::-1]) is None
    assert fault(f"{long}1") is TOO_LONG


def test_a_password_made_of_one_s_own_address_is_refused_only_for_oneself() -> None:
    assert fault("hortensia.beaulieu", "hortensia.beaulieu@example.org") is TOO_EASY
    assert fault("hortensia.beaulieu", EMAIL) is None


@given(st.text(min_size=15, max_size=LONGEST))
def test_every_text_gets_an_answer(password: str) -> None:
    assert fault(password, EMAIL) in (None, TOO_EASY)


@given(st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=6))
def test_no_common_words_together_make_a_good_password(chosen: list[str]) -> None:
    password = "".join(chosen)
    assert fault(password) in (TOO_SHORT, TOO_EASY, TOO_LONG)


def test_flask_security_judges_by_the_same_rules(bare_app: Flask) -> None:
    with bare_app.test_request_context():
        judge = security.security().password_util
        assert judge.validate("short", False) == ([TOO_SHORT], "short")
        assert judge.validate("hazel grape \N{LATIN SMALL LIGATURE FI}r 7", False) == (
            None,
            "hazel grape fir 7",
        )


def test_a_password_is_kept_as_argon2id_under_a_salt_of_its_own(bare_app: Flask) -> None:
    with bare_app.app_context():
        one, other = (security.hashed("hazel grape tundra 7") for _ in range(2))
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert one != other


def test_an_account_that_is_not_there_costs_as_much_as_one_that_is(bare_app: Flask) -> None:
    with bare_app.app_context():
        known, nobody = security.hashed("hazel grape tundra 7"), security._of_nobody()
        assert known.split("$")[:4] == nobody.split("$")[:4]
        assert [len(part) for part in known.split("$")] == [len(part) for part in nobody.split("$")]
        # It is compared as any other, and never fits.
        assert not verify_password("hazel grape tundra 7", nobody)
