"""Test the settings: each with its default, and a wrong one told in one clear line."""

import os
import stat
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import MADE_UP, RANGES, ROOT, Config, WrongSetting

GIVEN = {
    "DATABASE_URL": "postgresql://somebody@example.test/rows",
    "QUIZ_DATA_DIR": "/srv/data",
    "QUIZ_BANKS_DIR": str(ROOT / "tests"),
    "QUIZ_SECRET_KEY": "k" * 32,
    "QUIZ_NAME_EN": "Compass",
    "QUIZ_NAME_FR": "Boussole",
    "QUIZ_KEEP_UNFINISHED_DAYS": "7",
    "QUIZ_KEEP_FINISHED_MONTHS": "6",
    "QUIZ_KEEP_TEAMS_MONTHS": "25",
    "QUIZ_KEEP_TRAIL_MONTHS": "12",
    "QUIZ_FEWEST_PEOPLE": "10",
    "QUIZ_STARTS_PER_HOUR": "200",
    "QUIZ_ADDRESS": "https://bearings.example.test",
    "QUIZ_MAIL_URL": "smtps://somebody:secret@mail.example.test",
    "QUIZ_MAIL_FROM": "bearings@example.test",
    "QUIZ_SECOND_FACTOR_ROLES": "admin, trainer",
    "QUIZ_IDLE_MINUTES": "20",
    "QUIZ_SIGNED_IN_HOURS": "8",
    "QUIZ_SIGN_INS_PER_HOUR": "10",
    "QUIZ_SIGN_INS_PER_ADDRESS": "100",
    "QUIZ_TRUSTED_PROXIES": "1",
    "QUIZ_WORKERS": "3",
    "QUIZ_THREADS": "5",
    "QUIZ_DEMO": "no",
}


def wrong(**environ: str) -> str:
    """Return what is told about a wrong setting."""
    with pytest.raises(WrongSetting) as raised:
        Config.from_environment(environ)
    told = str(raised.value)
    assert "\n" not in told
    return told


def test_no_setting_is_needed() -> None:
    assert Config.from_environment({}) == Config()


def test_other_programs_variables_are_no_business_of_ours() -> None:
    assert Config.from_environment({"PATH": "/bin", "MY_QUIZ_PORT": "1"}) == Config()


def test_an_empty_variable_means_the_default() -> None:
    assert Config.from_environment(dict.fromkeys(set(GIVEN) - {"QUIZ_FEWEST_PEOPLE"}, "")) == Config()


def test_every_setting_is_read_from_its_variable() -> None:
    assert Config.from_environment(GIVEN) == Config(
        database_url="postgresql://somebody@example.test/rows",
        data_dir=Path("/srv/data"),
        banks_dir=ROOT / "tests",
        secret_key="k" * 32,
        name_en="Compass",
        name_fr="Boussole",
        keep_unfinished_days=7,
        keep_finished_months=6,
        keep_teams_months=25,
        keep_trail_months=12,
        fewest_people=10,
        starts_per_hour=200,
        address="https://bearings.example.test",
        mail_url="smtps://somebody:secret@mail.example.test",
        mail_from="bearings@example.test",
        second_factor_roles="admin, trainer",
        idle_minutes=20,
        signed_in_hours=8,
        sign_ins_per_hour=10,
        sign_ins_per_address=100,
        trusted_proxies=1,
        workers=3,
        threads=5,
        demo=False,
    )
    assert len(GIVEN) == len(fields(Config))


def test_a_relative_folder_is_meant_from_where_one_stands() -> None:
    assert Config.from_environment({"QUIZ_DATA_DIR": "rows"}).data_dir == Path.cwd() / "rows"


@pytest.mark.parametrize(("name", "bounds"), RANGES.items())
def test_a_number_outside_its_range_is_told_with_the_range(name: str, bounds: tuple[int, int]) -> None:
    variable = f"QUIZ_{name.upper()}"
    for number in (bounds[0] - 1, bounds[1] + 1):
        assert wrong(**{variable: str(number)}) == f"{variable} must be between {bounds[0]} and {bounds[1]}."
    for number in bounds:
        assert getattr(Config.from_environment({variable: str(number)}), name) == number


@pytest.mark.parametrize("number", [6, 9, 11, 999])
def test_how_many_people_are_enough_is_told_in_the_steps_in_which_people_are(number: int) -> None:
    assert wrong(QUIZ_FEWEST_PEOPLE=str(number)) == "QUIZ_FEWEST_PEOPLE must be a multiple of 5."


@pytest.mark.parametrize("text", ["", " ", "five", "5.0"])
def test_how_many_a_figure_stands_for_has_no_default_to_fall_back_to(text: str) -> None:
    assert wrong(QUIZ_FEWEST_PEOPLE=text) == f"QUIZ_FEWEST_PEOPLE must be a whole number, not {text!r}."


@pytest.mark.parametrize("number", ["4", "0", "-5"])
def test_how_many_a_figure_stands_for_may_be_raised_and_never_lowered(number: str) -> None:
    assert wrong(QUIZ_FEWEST_PEOPLE=number) == "QUIZ_FEWEST_PEOPLE must be between 5 and 1000."
    assert Config.from_environment({"QUIZ_FEWEST_PEOPLE": "10"}).fewest_people == 10


@pytest.mark.parametrize("text", ["1", "true", "Yes", "on"])
def test_what_is_neither_yes_nor_no_is_told(text: str) -> None:
    assert wrong(QUIZ_DEMO=text) == f"QUIZ_DEMO must be yes or no, not {text!r}."


def test_no_real_service_can_call_itself_a_demonstration(tmp_path: Path) -> None:
    told = "QUIZ_DEMO is for the command `demo` only, which sets it itself."
    real = {"QUIZ_DEMO": "yes", "QUIZ_DATA_DIR": str(tmp_path)}
    assert wrong(**real) == told
    (tmp_path / MADE_UP).touch()
    assert wrong(**real, DATABASE_URL="postgresql://host/rows") == told
    assert Config.from_environment(real).demo


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Nd", "Cs"])))
def test_a_number_that_is_none_is_told(text: str) -> None:
    told = wrong(QUIZ_WORKERS=text)
    assert told == f"QUIZ_WORKERS must be a whole number, not {text!r}."


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("QUIZ_WORKER", "QUIZ_WORKERS"),
        ("QUIZ_DATADIR", "QUIZ_DATA_DIR"),
        ("QUIZ_KEEP_FINISHED_MONTH", "QUIZ_KEEP_FINISHED_MONTHS"),
    ],
)
def test_an_unknown_setting_names_its_neighbour(misspelt: str, meant: str) -> None:
    assert wrong(**{misspelt: "1"}) == (
        f"{misspelt} is not a setting of this application. Did you mean {meant}?"
    )


def test_an_unknown_setting_that_resembles_none_names_none() -> None:
    assert wrong(QUIZ_ZZZ="1") == "QUIZ_ZZZ is not a setting of this application."


def test_a_secret_key_that_can_be_guessed_is_refused_and_not_shown() -> None:
    told = wrong(QUIZ_SECRET_KEY="hunter2")
    assert told == "QUIZ_SECRET_KEY must have at least 32 characters."


def test_a_folder_of_banks_that_is_not_there_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert wrong(QUIZ_BANKS_DIR=str(missing)) == f"QUIZ_BANKS_DIR: there is no folder {missing}."


@pytest.mark.parametrize(
    "url",
    [
        "mysql://somebody:hunter2@host/rows",
        "rows.db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "postgresql://h:port/rows",
    ],
)
def test_an_address_that_is_none_of_a_database_is_told_without_showing_it(url: str) -> None:
    told = wrong(DATABASE_URL=url)
    assert told.startswith("DATABASE_URL must ")
    assert "hunter2" not in told


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://u:p@host/rows", "postgresql+psycopg://u:p@host/rows"),
        ("postgres://u:p@host:5433/rows", "postgresql+psycopg://u:p@host:5433/rows"),
        ("postgresql+psycopg://host/rows", "postgresql+psycopg://host/rows"),
        ("postgresql:///rows?host=/run/postgresql", "postgresql+psycopg:///rows?host=/run/postgresql"),
        ("sqlite:////srv/rows.db", "sqlite:////srv/rows.db"),
    ],
)
def test_an_address_of_a_database_gets_its_driver(given: str, used: str) -> None:
    assert Config.from_environment({"DATABASE_URL": given}).url == used


def test_without_an_address_the_database_is_a_file_in_the_data_folder() -> None:
    assert Config(data_dir=Path("/srv")).url == "sqlite:////srv/bearings.db"


def test_a_secret_key_that_is_set_is_used(tmp_path: Path) -> None:
    assert Config(data_dir=tmp_path / "data", secret_key="k" * 32).secret() == "k" * 32
    assert list(tmp_path.iterdir()) == []


def test_a_secret_key_is_made_once(tmp_path: Path) -> None:
    key = Config(data_dir=tmp_path / "data").secret()
    assert len(key) >= 32
    assert Config(data_dir=tmp_path / "data").secret() == key
    assert Config(data_dir=tmp_path / "other").secret() != key


def test_a_made_secret_key_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    Config(data_dir=tmp_path).secret()
    (kept,) = tmp_path.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_services_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        keys = list(pool.map(_secret, [tmp_path] * 16))
    assert len(set(keys)) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret.key"]


def test_a_key_file_that_was_cut_short_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("short")
    with pytest.raises(WrongSetting) as raised:
        Config(data_dir=tmp_path).secret()
    assert str(tmp_path / "secret.key") in str(raised.value)


def test_the_settings_of_this_very_process_are_the_default_source() -> None:
    assert Config.from_environment() == Config.from_environment(os.environ)


def _secret(folder: Path) -> str:
    return Config(data_dir=folder).secret()


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://host:port",
        "smtp://[::1",
        "smtps:host",
    ],
)
def test_a_mail_server_has_an_address_that_can_be_one(url: str) -> None:
    told = wrong(QUIZ_MAIL_URL=url, QUIZ_MAIL_FROM="bearings@example.org")
    assert told == "QUIZ_MAIL_URL must look like smtp://user:password@host:587."


def test_a_mail_server_needs_a_sender() -> None:
    told = wrong(QUIZ_MAIL_URL="smtp://mail.example.org")
    assert told == "QUIZ_MAIL_FROM must name the sender when there is a mail server."


def test_an_address_has_a_scheme() -> None:
    told = wrong(QUIZ_ADDRESS="bearings.example.org")
    assert told == "QUIZ_ADDRESS must begin with http:// or https://."


@pytest.mark.parametrize("address", ["https://", "http:///path", "https://[::1", "https://host:port"])
def test_an_address_has_a_host(address: str) -> None:
    told = wrong(QUIZ_ADDRESS=address)
    assert told == "QUIZ_ADDRESS must name a host, such as https://bearings.example.org."


def test_links_by_e_mail_begin_with_an_address_that_nobody_can_forge() -> None:
    told = wrong(QUIZ_MAIL_URL="smtp://mail.example.org", QUIZ_MAIL_FROM="bearings@example.org")
    assert told == "QUIZ_ADDRESS must be set when there is a mail server."


def test_a_role_that_must_have_a_second_factor_has_to_be_one() -> None:
    assert wrong(QUIZ_SECOND_FACTOR_ROLES="admin,god") == (
        "QUIZ_SECOND_FACTOR_ROLES may name manager, trainer, admin."
    )
    config = Config.from_environment({"QUIZ_SECOND_FACTOR_ROLES": " admin, trainer,"})
    assert config.must_have_second_factor == {"admin", "trainer"}
