"""Read every setting of the service, each with its default; a wrong one stops the start."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit

from app.quiz.disclosure.release import FLOOR, PEOPLE_STEP

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "QUIZ_"
MADE_UP = "all-of-this-is-made-up"
"""The file that marks the throw-away folder of a demonstration."""
SECRET_BYTES = 32

ROLES = ("manager", "trainer", "admin")
"""What an account may be; one may be several."""


class WrongSetting(ValueError):
    """Say in one line which setting is wrong and what it may be."""


@dataclass(frozen=True, slots=True)
class Config:
    """Hold the settings; each is read from the environment variable QUIZ_ and its name in capitals."""

    database_url: str = ""
    """Where the rows are: empty for SQLite in `data_dir`, or postgresql://... Read from DATABASE_URL."""
    data_dir: Path = ROOT / "data"
    """The folder for the SQLite database and the secret key."""
    banks_dir: Path = ROOT / "questions"
    """The folder with the shipped bank files."""
    secret_key: str = ""
    """Signs form tokens; empty: one is made once and kept in `data_dir`. At least 32 characters."""
    name_en: str = "Bearings"
    """What the product is called in English."""
    name_fr: str = "Repères"
    """What the product is called in French."""
    keep_unfinished_days: int = 30
    """How long an unfinished sitting is kept after its last page, in days (1-365)."""
    keep_finished_months: int = 13
    """How long a finished sitting is kept, in months (1-60)."""
    keep_teams_months: int = 37
    """How long a team is kept after its last round was opened or released, in months (1-120)."""
    keep_trail_months: int = 24
    """How long an entry of the audit trail is kept, in months (1-120)."""
    fewest_people: int = FLOOR
    """How many people a figure stands for at least (5-1000, a multiple of 5): never lower.

    People are told in steps of 5, and whether there are enough must not tell more than that.
    """
    starts_per_hour: int = 600
    """How many sittings one network address may begin in an hour, and codes it may try (1-100000)."""
    address: str = ""
    """Where people reach the service, such as https://bearings.example.org: links in e-mails begin so.

    Empty: they begin as the request's own address does. Needed where there is a mail server.
    """
    mail_url: str = ""
    """The mail server: smtp:// (with STARTTLS where it offers it) or smtps://, user:password@host:port.

    Empty: messages go to the log.
    """
    mail_from: str = ""
    """The sender of e-mails."""
    second_factor_roles: str = ""
    """Roles, with commas between, that must have a second factor; the others may."""
    idle_minutes: int = 30
    """After how many minutes without a page one is signed out (5-1440)."""
    signed_in_hours: int = 12
    """After how many hours one is signed out in any case (1-168)."""
    sign_ins_per_hour: int = 20
    """How often one account may try a password or a code in an hour (3-1000)."""
    sign_ins_per_address: int = 200
    """How often one network address may do so (3-100000)."""
    trusted_proxies: int = 0
    """How many proxies stand in front and set X-Forwarded-* headers (0-5)."""
    workers: int = 2
    """How many server processes (1-64)."""
    threads: int = 2
    """How many threads in each server process (1-64)."""
    demo: bool = False
    """Whether every page says that the data are made up: `demo` sets it, for its throw-away folder only."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """Read the settings; raise WrongSetting with one clear line for an unknown or wrong one."""
        types = get_type_hints(cls)
        names = {_variable(field.name): field.name for field in fields(cls)}
        for variable in environ:
            if variable.startswith(PREFIX) and variable not in names:
                near = get_close_matches(variable, names, 1)
                hint = f" Did you mean {near[0]}?" if near else ""
                raise WrongSetting(f"{variable} is not a setting of this application.{hint}")
        given: dict[str, Any] = {
            name: _read(variable, environ[variable], types[name])
            for variable, name in names.items()
            if environ.get(variable) or (name in NEVER_EMPTY and variable in environ)
        }
        config = cls(**given)
        config.check()
        return config

    def check(self) -> None:
        """Raise WrongSetting when a value is outside its range."""
        for name, (least, most) in RANGES.items():
            if not least <= getattr(self, name) <= most:
                raise WrongSetting(f"{_variable(name)} must be between {least} and {most}.")
        if self.fewest_people % PEOPLE_STEP:
            raise WrongSetting(f"{_variable('fewest_people')} must be a multiple of {PEOPLE_STEP}.")
        if self.secret_key and len(self.secret_key) < SECRET_BYTES:
            raise WrongSetting(f"{_variable('secret_key')} must have at least {SECRET_BYTES} characters.")
        if not self.banks_dir.is_dir():
            raise WrongSetting(f"{_variable('banks_dir')}: there is no folder {self.banks_dir}.")
        if self.database_url:
            _check_address(self.url)
        if not set(self.must_have_second_factor) <= set(ROLES):
            raise WrongSetting(f"{_variable('second_factor_roles')} may name {', '.join(ROLES)}.")
        _check_mail(self)
        if self.demo and (self.database_url or not (self.data_dir / MADE_UP).is_file()):
            raise WrongSetting(f"{_variable('demo')} is for the command `demo` only, which sets it itself.")

    @property
    def must_have_second_factor(self) -> frozenset[str]:
        """Return the roles that must have a second factor."""
        return frozenset(role.strip() for role in self.second_factor_roles.split(",") if role.strip())

    @property
    def url(self) -> str:
        """Return the database's address for SQLAlchemy, with its driver."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir / 'bearings.db'}"
        for short in ("postgresql://", "postgres://"):
            if self.database_url.startswith(short):
                return "postgresql+psycopg://" + self.database_url.removeprefix(short)
        return self.database_url

    def secret(self) -> str:
        """Return the secret key; make it once, readable by its owner only, where none was set."""
        if self.secret_key:
            return self.secret_key
        path = self.data_dir / "secret.key"
        self.data_dir.mkdir(parents=True, exist_ok=True)
        # Written aside and linked into place: two first starts at once agree on one whole key.
        aside = path.with_name(f"secret.{os.getpid()}")
        if not path.exists():
            with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(secrets.token_hex(SECRET_BYTES))
            with suppress(FileExistsError):
                os.link(aside, path)
            aside.unlink()
        key = path.read_text().strip()
        if len(key) < SECRET_BYTES:
            raise WrongSetting(f"{path} holds no whole key: delete it, and a new one is made.")
        return key


NEVER_EMPTY = {"fewest_people"}
"""What protects people must not fall back to its default because somebody left it blank."""

RANGES = {
    "idle_minutes": (5, 1440),
    "signed_in_hours": (1, 168),
    "sign_ins_per_hour": (3, 1000),
    "sign_ins_per_address": (3, 100_000),
    "keep_unfinished_days": (1, 365),
    "keep_finished_months": (1, 60),
    "keep_teams_months": (1, 120),
    "keep_trail_months": (1, 120),
    "fewest_people": (FLOOR, 1000),
    "starts_per_hour": (1, 100_000),
    "trusted_proxies": (0, 5),
    "workers": (1, 64),
    "threads": (1, 64),
}


def _variable(name: str) -> str:
    return "DATABASE_URL" if name == "database_url" else PREFIX + name.upper()


def _check_address(url: str) -> None:
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise WrongSetting("DATABASE_URL must begin with postgresql:// or sqlite:///.")
    if url in ("sqlite:///", "sqlite:///:memory:"):
        raise WrongSetting("DATABASE_URL must name a file: every server process opens it.")
    try:
        _port = urlsplit("//" + url.partition("://")[2].rpartition("@")[2]).port
    except ValueError:
        raise WrongSetting("DATABASE_URL must have a number as its port.") from None


def _check_mail(config: Config) -> None:
    """Raise WrongSetting for an address that is none, or a mail server without a sender."""
    if config.address and not config.address.startswith(("http://", "https://")):
        raise WrongSetting(f"{_variable('address')} must begin with http:// or https://.")
    if config.address and not _has_host(config.address):
        raise WrongSetting(f"{_variable('address')} must name a host, such as https://bearings.example.org.")
    if not config.mail_url:
        return
    try:
        parts = urlsplit(config.mail_url)
        sound = parts.scheme in ("smtp", "smtps") and parts.hostname and (parts.port or 0) >= 0
    except ValueError:
        sound = False
    if not sound:
        raise WrongSetting(f"{_variable('mail_url')} must look like smtp://user:password@host:587.")
    if "@" not in config.mail_from:
        raise WrongSetting(f"{_variable('mail_from')} must name the sender when there is a mail server.")
    if not config.address:
        # What a request says about its own host may be forged, and links that go by e-mail are secrets.
        raise WrongSetting(f"{_variable('address')} must be set when there is a mail server.")


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        return False


def _read(variable: str, text: str, kind: type) -> str | int | bool | Path:
    if kind is bool:
        if text not in ("yes", "no"):
            raise WrongSetting(f"{variable} must be yes or no, not {text!r}.")
        return text == "yes"
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise WrongSetting(f"{variable} must be a whole number, not {text!r}.") from None
    return Path(text).absolute() if kind is Path else text
