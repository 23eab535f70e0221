"""Serve whoever runs the service: serve, bank, account, team, purge, backup, restore."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from app.cli.accounts import account, link_for_the_first
from app.cli.database import open_here, ready
from app.cli.teams import team
from app.config import Config, WrongSetting
from app.demo.command import demo
from app.quiz.bank import Absent
from app.quiz.faults import FaultyBank
from app.quiz.marks import BANK_BYTES
from app.quiz.yaml import parse
from app.server import DEFAULT_HOST, DEFAULT_PORT, address_of, serve_forever
from app.store import housekeeping, versions
from app.store.engine import UNAVAILABLE, Database
from app.store.migrations import UnknownShape
from app.store.session import Session
from app.web import logs


class Plain(click.Group):
    """Turn every expected trouble into one clear line and exit status 1."""

    def invoke(self, context: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(context)
        except (WrongSetting, UnknownShape, FaultyBank, housekeeping.CannotCopy) as trouble:
            raise click.ClickException(str(trouble)) from trouble
        except UNAVAILABLE as trouble:
            raise click.ClickException(f"The database cannot be used: {_first_line(trouble)}") from trouble
        except OSError as trouble:
            raise click.ClickException(f"{trouble.filename}: {trouble.strerror}.") from trouble


@click.group(cls=Plain, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Run Bearings, a self-assessment for public servants."""
    # The database holds people's answers: what is written here is for its owner alone.
    os.umask(0o077)
    logs.configure()
    context.obj = Config.from_environment()


@main.command()
@click.option("--host", default=DEFAULT_HOST, show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535), help="The port."
)
@click.pass_obj
def serve(config: Config, host: str, port: int) -> None:
    """Migrate, take in the shipped banks, and serve until stopped."""
    database = ready(config)
    for line in _take_in_shipped(database, config.banks_dir):
        click.echo(line)
    # Made here, so that what is wrong with it is told once and not by every worker.
    config.secret()
    first = link_for_the_first(config, database, address_of(host, port))
    if first:
        click.echo("Nobody has an account yet. This link makes the first administrator, within an hour:")
        click.echo(f"  {first}")
    database.engine.dispose()
    serve_forever(config, host, port)


@main.group()
def bank() -> None:
    """Check, import, export, list and publish banks."""


@bank.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def check(files: tuple[Path, ...]) -> None:
    """List every fault of bank FILES, each with its line and column."""
    faulty = 0
    for file in files:
        try:
            parse(_read(file), str(file))
            click.echo(f"{file}: no faults.")
        except FaultyBank as found:
            faulty += 1
            click.echo(str(found))
    if faulty:
        sys.exit(1)


@bank.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_(config: Config, file: Path) -> None:
    """Take in a bank FILE as a draft."""
    database = ready(config)
    try:
        with database.writing() as session:
            version = versions.take_in(session, _read(file), str(file), "imported", date.today())
            session.commit()
    except FaultyBank as found:
        raise click.ClickException(str(found)) from found
    if version is None:
        click.echo("This file is known already; nothing was changed.")
    else:
        click.echo(f"{version.bank_id}: version {version.number} is here as a draft.")


@bank.command()
@click.argument("bank_id")
@click.option("--version", "number", type=int, help="Which version; the newest if left out.")
@click.option(
    "--to", "file", type=click.Path(dir_okay=False, path_type=Path), help="A file; else the screen."
)
@click.pass_obj
def export(config: Config, bank_id: str, number: int | None, file: Path | None) -> None:
    """Give the file of a version of BANK_ID, the same bytes as came in."""
    database = ready(config)
    with database.reading() as session:
        source = versions.document(session, _version(session, bank_id, number).id)
    if file:
        file.write_bytes(source)
        click.echo(f"Written to {file}.")
    else:
        sys.stdout.buffer.write(source)


@bank.command("list")
@click.pass_obj
def list_(config: Config) -> None:
    """List all versions of all banks."""
    with ready(config).reading() as session:
        for version in versions.every(session):
            state = f"published {version.published_on}" if version.published_on else "draft"
            came = f"{version.origin} {version.created_on}"
            click.echo(f"{version.bank_id}  version {version.number}  {state}  ({came})")


@bank.command()
@click.argument("bank_id")
@click.option("--version", "number", type=int, help="Which version; the newest if left out.")
@click.pass_obj
def publish(config: Config, bank_id: str, number: int | None) -> None:
    """Offer a draft of BANK_ID to whoever begins from now on."""
    with ready(config).writing() as session:
        version = _version(session, bank_id, number)
        if version.published_on:
            raise click.ClickException(f"Version {version.number} was published on {version.published_on}.")
        newer = [other.number for other in versions.offered(session) if other.bank_id == bank_id]
        if any(number > version.number for number in newer):
            raise click.ClickException(f"Version {newer[0]} is offered already, and is newer.")
        # What a trainer is working on may have faults yet.
        parse(versions.document(session, version.id), f"{bank_id} {version.number}")
        versions.publish(session, version, date.today())
        session.commit()
    click.echo(f"{bank_id}: version {version.number} is published. Results already given do not change.")


@main.command()
@click.pass_obj
def purge(config: Config) -> None:
    """Delete everything whose time is over."""
    count = housekeeping.purge(
        ready(config), date.today(), config.keep_trail_months, config.keep_finished_months
    )
    click.echo(f"{count} {'sitting was' if count == 1 else 'sittings were'} deleted.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def backup(config: Config, file: Path) -> None:
    """Copy the database to a new FILE, while the service runs."""
    # As it is: a backup is also what one makes before a new release changes the database's shape.
    housekeeping.backup(open_here(config), file)
    click.echo(f"The database is copied to {file}. It holds people's answers: keep it safe.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.confirmation_option(prompt="Everything in the database now will be replaced. Go on?")
@click.pass_obj
def restore(config: Config, file: Path) -> None:
    """Replace the database by a backup FILE; stop the service first."""
    housekeeping.restore(open_here(config), file)
    ready(config)
    click.echo(f"The database is as it was in {file}.")


main.add_command(demo)


def _take_in_shipped(database: Database, folder: Path) -> list[str]:
    """Take in the shipped banks: a new one is published, a changed one waits as a draft."""
    lines = []
    for file in sorted(folder.glob("*.yaml")):
        try:
            with database.writing() as session:
                version = versions.take_in(session, _read(file), str(file), "shipped", date.today())
                if version and version.number == 1:
                    versions.publish(session, version, date.today())
                    lines.append(f"{version.bank_id}: version 1 is published.")
                elif version:
                    lines.append(f"{version.bank_id}: {file.name} has changed; it is here as a draft.")
                session.commit()
        except FaultyBank as found:
            raise click.ClickException(str(found)) from found
    return lines


def _version(session: Session, bank_id: str, number: int | None) -> versions.Version:
    try:
        return versions.find(session, bank_id, number)
    except Absent as absent:
        raise click.ClickException(f"There is no bank or version {absent}.") from absent


def _read(file: Path) -> bytes:
    # One byte more than may be: the check says that it is too large, without reading it all.
    with file.open("rb") as opened:
        return opened.read(BANK_BYTES + 1)


def _first_line(trouble: BaseException) -> str:
    return str(trouble).splitlines()[0]


main.add_command(account)
main.add_command(team)
