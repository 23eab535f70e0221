"""Invite people from the command line, and the first of all when the service starts."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from app import create_app
from app.cli.database import ready
from app.config import ROLES, Config
from app.quiz.text import LANGUAGES, Language
from app.server import DEFAULT_HOST, DEFAULT_PORT, address_of
from app.store import accounts
from app.store.addresses import normalised
from app.store.engine import Database

ROLE_HELP = f"What they may do: {', '.join(ROLES)}. Repeatable."


@click.group()
def account() -> None:
    """Invite people who invite teams, train, or look after the service."""


@account.command()
@click.argument("email")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES), help=ROLE_HELP)
@click.option("--language", default="en", show_default=True, type=click.Choice(LANGUAGES))
@click.pass_obj
def add(config: Config, email: str, roles: tuple[str, ...], language: Language) -> None:
    """Invite EMAIL; without a mail server the link is shown, to be handed over."""
    from email_validator import EmailNotValidError, validate_email

    from app.account import invite
    from app.web import mail

    try:
        found = validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as wrong:
        raise click.ClickException(f"{email} is not an e-mail address.") from wrong
    address = normalised(found.normalized)
    with ready(config).reading() as session:
        if accounts.called(session, address):
            raise click.ClickException(f"{address} has an account already: change its roles there.")
    with _pages(config, address_of(DEFAULT_HOST, DEFAULT_PORT)):
        link = invite.invite(None, address, roles, language)
        if config.mail_url:
            try:
                invite.send(address, roles, language, link)
            except mail.MailAway as away:
                raise click.ClickException("The mail server takes nothing: try again later.") from away
            click.echo(f"{address} is invited by e-mail.")
        else:
            click.echo(f"{address} is invited. Hand this link over; it is good once, for seven days:")
            click.echo(f"  {link}")


def link_for_the_first(config: Config, database: Database, address: str) -> str | None:
    """Make the link by which the first administrator gets an account; None where somebody has one."""
    from app.account import invite

    with database.reading() as session:
        if not accounts.nobody_yet(session):
            return None
    with _pages(config, address):
        return invite.invite_first()


@contextmanager
def _pages(config: Config, address: str) -> Iterator[None]:
    """Be where links and messages can be written, as if a form had been sent."""
    app = create_app(config)
    try:
        with app.test_request_context("/", base_url=address, method="POST"):
            yield
    finally:
        app.extensions["ground"].database.engine.dispose()
